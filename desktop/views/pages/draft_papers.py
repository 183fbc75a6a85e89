"""Printing quotes, order confirmations and proforma invoices from their pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.reports.archive import ArchivedPdf
from desktop.services.reports.draft_papers import count_draft_print, draft_pdf
from desktop.services.reports.usages import DocumentUsage
from desktop.translation import N_, _
from desktop.views.posted.pdf_view import PdfDialog
from desktop.views.posted.printers import PrinterChoice
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.tables.list_spec import PageAction, Session

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

PRINT_QUOTE = ActionSpec(
    id="print_quote", text=N_("Print Quote…"), icon="printer", key=Key.PRINT, group="papers"
)
PRINT_CONFIRMATION = ActionSpec(
    id="print_confirmation",
    text=N_("Print Confirmation…"),
    icon="printer",
    key=Key.PRINT,
    group="papers",
)
PROFORMA = ActionSpec(
    id="print_proforma",
    text=N_("Proforma Invoice…"),
    icon="receipt",
    group="papers",
    place=Place.MORE,
)


def show_draft_paper(page: DocumentPage, usage: DocumentUsage) -> None:
    """Show the paper of the page's document, to be printed or saved as a file."""
    page.run(
        partial(_paper, usage=usage),
        done=partial(_show, page, usage),
    )


def _paper(
    session: Session, key: DocumentKey, context: UserContext, *, usage: DocumentUsage
) -> ArchivedPdf:
    return draft_pdf(session, usage, key, context)


def _show(page: DocumentPage, usage: DocumentUsage, paper: ArchivedPdf) -> None:
    dialog = PdfDialog(paper, page, PrinterChoice(page.desk.state, usage.value))
    dialog.view.printed.connect(partial(_count, page, usage))
    dialog.open()


def _count(page: DocumentPage, usage: DocumentUsage) -> None:
    work = partial(_counted, usage=usage, key=page.view.key, context=page.desk.context)
    page.write(work, done=partial(_tell, page))


def _counted(
    session: Session, *, usage: DocumentUsage, key: DocumentKey, context: UserContext
) -> int | None:
    return count_draft_print(session, usage, key, context)


def _tell(page: DocumentPage, version_no: int | None) -> None:
    if version_no is not None:
        page.notices.done(_("Version {version} is kept.").format(version=version_no))


_OPENS_PROFORMA = PageAction(PROFORMA, partial(show_draft_paper, usage=DocumentUsage.PROFORMA))

QUOTE_PAPERS = (PageAction(PRINT_QUOTE, partial(show_draft_paper, usage=DocumentUsage.QUOTE)),)
ORDER_PAPERS = (
    PageAction(
        PRINT_CONFIRMATION, partial(show_draft_paper, usage=DocumentUsage.ORDER_CONFIRMATION)
    ),
    _OPENS_PROFORMA,
)
INVOICE_PAPERS = (_OPENS_PROFORMA,)
