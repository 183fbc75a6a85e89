"""The comments of a document: dated lines, opened from its page (SD108)."""

from __future__ import annotations

from functools import partial

from desktop.translation import N_
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.card_spec import CardSpec
from desktop.views.pages.document_comments import COMMENTS_PAGE
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list
from desktop.views.pages.field_groups import Group
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord, PageAction

NEW_COMMENT = ActionSpec(
    id="new_comment", text=N_("New Comment"), icon="plus", key=Key.NEW, primary=True
)
CARD_NAME = "document_comment"
TABLE = "document_comment"


def _new(page: ListPage) -> None:
    key = page.key
    if isinstance(key, Entries):
        values = {**dict(key.where), "date": page.desk.context.work_date}
        page.desk.navigation.open(CARD_NAME, NewRecord(values))


LIST = EntrySpec(
    name=COMMENTS_PAGE,
    title=N_("Comments"),
    table=TABLE,
    icon="sticky-note",
    columns=("date", "text"),
    order=(("document_line_no", False), ("line_no", False)),
    open_page=CARD_NAME,
    actions=(PageAction(NEW_COMMENT, _new),),
    empty=N_("Nobody has commented on this document."),
)

CARD = CardSpec(
    name=CARD_NAME,
    title=N_("Document Comment"),
    table=TABLE,
    groups=(Group(N_("General"), ("date", "text", "document_line_no")),),
    name_field="text",
    has_papers=False,
)


def _list(desk: Desk, key: object) -> Page:
    return EntryListPage(desk, LIST, key)


def _card(desk: Desk, key: object) -> Page:
    return CardPage(desk, CARD, key)


def comment_pages() -> tuple[PageSpec, ...]:
    """The list of a document's comments and the card of one."""
    spec = partial(PageSpec, icon="sticky-note", in_menu=False)
    return (
        spec(
            name=COMMENTS_PAGE,
            title=N_("Comments"),
            factory=_list,
            listed=partial(entry_list, spec=LIST),
        ),
        spec(name=CARD_NAME, title=N_("Document Comment"), factory=_card, table=TABLE),
    )
