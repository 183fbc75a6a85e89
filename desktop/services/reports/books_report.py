"""The proof of the books on paper: how far it went, its seal, and everything it found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from desktop.models.company import CompanyInformation
from desktop.services.context import UserContext
from desktop.services.ledgers.verify_books import BooksReport
from desktop.services.ledgers.verify_remedies import remedy_of
from desktop.services.reports.blocks import fact_panel, remark
from desktop.services.reports.drawing import MM, Drawing, pdf_bytes
from desktop.services.reports.flow import Flow, place, plain
from desktop.services.reports.letterhead import CompanyLetterhead, Fact, Head
from desktop.services.reports.table_grid import Column, Row
from desktop.services.reports.tables import Table, draw_table
from desktop.translation import Localizer

SEAL_GROUP = 16


def books_report_pdf(
    session: Session, report: BooksReport, context: UserContext, localizer: Localizer
) -> bytes:
    """The PDF of a proof, in the localizer's language, dated now."""
    company = session.get_one(CompanyInformation, 1)
    return pdf_bytes(books_report_drawing(report, company.name, context, localizer))


def books_report_drawing(
    report: BooksReport, company: str, context: UserContext, localizer: Localizer
) -> Drawing:
    """The pages of a proof."""
    _ = localizer.gettext
    flow = Flow(CompanyLetterhead(_head(company, context.now(), localizer)))
    facts = (
        Fact(_("Registers"), localizer.integer(report.registers)),
        Fact(_("Findings"), localizer.integer(len(report.findings))),
        Fact(_("Verified by"), context.user),
    )
    place(flow, (fact_panel(facts),))
    flow.skip(3 * MM)
    place(flow, (remark(_seal_text(report, localizer), plain(8.5)),))
    flow.skip(4 * MM)
    if report.is_right:
        text = _("Nothing was found: the chain of registers is whole and all ledgers agree.")
        place(flow, (remark(text, plain(10)),))
    else:
        draw_table(flow, _table(report, localizer))
    return flow.drawing()


def _head(company: str, moment: datetime, localizer: Localizer) -> Head:
    _ = localizer.gettext
    return Head(
        title=_("Proof of the Books"),
        number="",
        author=company,
        language=localizer.language.replace("_", "-"),
        company_name=company,
        logo=None,
        marks=(Fact(_("Verified At"), localizer.datetime(moment)),),
        page_label=_("Page"),
        page_of=_("{page} of {pages}"),
        page_text=_("Page {page} of {pages}"),
        recipient=(),
        boxes=(),
        facts=(),
        foot_text="",
        foot=((company or "Kontor",),),
    )


def _seal_text(report: BooksReport, localizer: Localizer) -> str:
    _ = localizer.gettext
    seal = report.last_hash
    groups = " ".join(seal[at : at + SEAL_GROUP] for at in range(0, len(seal), SEAL_GROUP))
    return _(
        "Seal: {seal}. Whoever has this paper can prove later that nothing up to the last register "
        "was changed."
    ).format(seal=groups or _("none, nothing is posted"))


def _table(report: BooksReport, localizer: Localizer) -> Table:
    _ = localizer.gettext
    return Table(
        columns=(Column(_("No."), is_figure=True), Column(_("Finding"), is_flexible=True)),
        rows=tuple(
            Row(
                (localizer.integer(number), localizer.notice(finding)),
                (localizer.gettext(remedy_of(finding)),),
            )
            for number, finding in enumerate(report.findings, start=1)
        ),
    )
