"""The item journal: lines that count stock in and out, posted together (SD97)."""

from __future__ import annotations

from desktop.services.items.count_sheet import make_count_sheet
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.translation import N_, _, ngettext
from desktop.views.pages.field_groups import Group
from desktop.views.pages.posting_preview import PreviewKey
from desktop.views.pages.record_pages import RecordPages, page_specs
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import PageAction

BATCH = "DEFAULT"
POST = ActionSpec(id="post_journal", text=N_("Post…"), icon="check", key=Key.POST)

COUNT = ActionSpec(id="count_sheet", text=N_("Count Sheet"), icon="clipboard-list")
PREVIEW = ActionSpec(id="preview_posting", text=N_("Preview Posting"), icon="eye")


def _preview(page: ListPage) -> None:
    page.desk.navigation.open("posting_preview", PreviewKey(BATCH))


def _ask(page: ListPage) -> None:
    confirm(
        page,
        _("Post the item journal"),
        _("All lines are entered in the books together. That cannot be undone."),
        verb=_("Post"),
        done=lambda: _post(page),
    )


def _post(page: ListPage) -> None:
    context = page.desk.context
    page.write(
        lambda session: post_item_journal(session, BATCH, context),
        done=lambda result: _posted(page, result),
        busy=_("Posting the journal…"),
    )


def _count(page: ListPage) -> None:
    context = page.desk.context
    page.write(
        lambda session: make_count_sheet(session, BATCH, context),
        done=lambda count: _counted(page, count),
        busy=_("Making the count sheet…"),
    )


def _counted(page: ListPage, count: int) -> None:
    page.notices.clear()
    page.notices.done(
        ngettext(
            "{count} line was put on the count sheet. Enter what you count in Quantity Counted.",
            "{count} lines were put on the count sheet. Enter what you count in Quantity Counted.",
            count,
        ).format(count=count)
    )
    page.reload()


def _posted(page: ListPage, _result: PostingResult) -> None:
    page.notices.clear()
    page.notices.done(_("The item journal is posted."))
    page.reload()


JOURNAL = RecordPages(
    table="item_journal_line",
    title=N_("Item Journal"),
    record=N_("Item Journal Line"),
    new=N_("New Line"),
    name_field="description",
    icon="clipboard-list",
    columns=(
        "line_no",
        "posting_date",
        "entry_type",
        "document_no",
        "item_no",
        "description",
        "location_code",
        "quantity_on_hand",
        "quantity_counted",
        "quantity",
        "unit_of_measure_code",
        "unit_cost",
        "amount",
    ),
    groups=(
        Group(
            N_("General"),
            (
                "item_no",
                "posting_date",
                "description",
                "entry_type",
                "quantity",
                "document_no",
                "unit_of_measure_code",
                "location_code",
                "unit_cost",
                "variant_code",
                "reason_code",
                "quantity_counted",
                "gen_bus_posting_group",
            ),
            ("external_document_no", "gen_prod_posting_group"),
        ),
    ),
    list_actions=(
        PageAction(POST, _ask),
        PageAction(PREVIEW, _preview),
        PageAction(COUNT, _count),
    ),
    menu_group=N_("Warehouse"),
    in_menu=True,
    empty=N_("Nothing is to be booked in or out. Add a line, or make a count sheet."),
)


def journal_pages() -> tuple[PageSpec, ...]:
    """The list and the card of journal lines."""
    return page_specs(JOURNAL)
