"""The page of one posted assembly, and taking its kits apart again (PF116)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.services.assembly.posted import posted_assembly
from desktop.services.context import UserContext
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.undo_assembly import undo_posted_assembly
from desktop.services.sales.posted_documents import PostedDocument
from desktop.translation import N_, _
from desktop.views.assembly.order_page import card_of, text_tone
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec, Total
from desktop.views.pages.field_groups import Group
from desktop.views.pages.trace import FIND_ENTRIES, open_find_entries
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.line_columns import LineField
from desktop.views.tables.list_spec import PageAction, Session

POSTED = "posted_assembly"

UNDO = ActionSpec(
    id="undo_assembly",
    text=N_("Undo Assembly…"),
    icon="undo-2",
    framed=True,
    tooltip=N_("Takes the kits apart; the components come back at exactly what they cost"),
)


def _refuse(*_arguments: object, **_options: object) -> None:
    """Nothing of a posted assembly is editable, so no field ever calls this."""


SERVICES = DocumentServices(
    load=posted_assembly,
    change_header=_refuse,
    add_line=_refuse,
    change_line=_refuse,
    delete_line=_refuse,
)


def _heading(view: PostedDocument) -> str:
    return f"{view.key} · {view.header['description']}"


def _pills(view: PostedDocument) -> Sequence[Pill]:
    return [Pill(_("Undone"), "warn")] if view.header["reversed"] else ()


def _totals(view: PostedDocument) -> Sequence[Total]:
    return (
        Total(_("Unit Cost"), view.header["unit_cost"]),
        Total(_("Cost"), view.header["cost_amount"], strong=True),
    )


def _never(_view: PostedDocument) -> str:
    return _("A posted document is never changed.")


def _find(page: DocumentPage) -> None:
    if page.view is not None:
        open_find_entries(page.desk, page.view.key, page.view.header["posting_date"])


def _can_undo(view: PostedDocument) -> bool:
    return not (view.header["reversed"] or view.header["assemble_to_order"])


def _ask_undo(page: DocumentPage) -> None:
    confirm(
        page,
        _("Undo assembly {no}").format(no=page.view.key),
        _("The kits leave the stock, the components come back, and the order has them again."),
        verb=_("Undo"),
        done=lambda: page.run(_undo, done=partial(_undone, page)),
    )


def _undo(session: Session, no: str, context: UserContext) -> PostingResult:
    return undo_posted_assembly(session, no, context)


def _undone(page: DocumentPage, result: PostingResult) -> None:
    page.notices.clear()
    for notice in result.notices:
        page.notices.show_notice(notice)
    page.notices.done(_("Assembly {no} is undone.").format(no=result.assembly_no))
    page.reload()


POSTED_ASSEMBLY = DocumentSpec(
    name=POSTED,
    title=N_("Posted Assembly"),
    table="posted_assembly_header",
    line_table="posted_assembly_line",
    services=SERVICES,
    groups=(
        Group(
            N_("General"),
            (
                "item_no",
                "description",
                "quantity",
                "unit_of_measure_code",
                "location_code",
                "posting_date",
                "order_no",
                "due_date",
            ),
            ("variant_code", "starting_date", "ending_date", "user", "created_at"),
        ),
    ),
    lines=(
        LineField("type", width=88),
        LineField("no", width=96, target=card_of),
        LineField("description", width=200),
        LineField("quantity_per", width=96),
        LineField("quantity", width=84),
        LineField("unit_of_measure_code", N_("Unit"), width=64),
        LineField("location_code", N_("Location"), width=84),
        LineField("unit_cost", width=96),
        LineField("cost_amount", width=104),
    ),
    heading=_heading,
    list_page="posted_assemblies",
    list_title=N_("Posted Assemblies"),
    pills=_pills,
    totals=_totals,
    actions=(PageAction(UNDO, _ask_undo, fits=_can_undo), PageAction(FIND_ENTRIES, _find)),
    lines_lock=_never,
    row_tone=text_tone,
    lines_title=N_("Components"),
    is_final=True,
)


def _page(desk: Desk, key: object) -> Page:
    return DocumentPage(desk, POSTED_ASSEMBLY, key)


def posted_assembly_page() -> PageSpec:
    """The page of one posted assembly, for the navigation."""
    return PageSpec(
        name=POSTED,
        title=N_("Posted Assembly"),
        icon="archive",
        factory=_page,
        in_menu=False,
        table="posted_assembly_header",
    )
