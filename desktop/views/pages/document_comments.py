"""The way from a document's page, draft or posted, to its comments (SD108)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.translation import N_
from desktop.views.pages.entry_list import Entries
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.tables.list_spec import PageAction

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

COMMENTS_PAGE = "document_comments"

COMMENTS = ActionSpec(
    id="comments", text=N_("Comments"), icon="sticky-note", group="versions", place=Place.MORE
)


def open_comments(page: DocumentPage) -> None:
    """Show the comments of the page's document."""
    if page.view is None:
        return
    key = page.view.key
    # A posted document is named by its number alone.
    kind, no = ("", key) if isinstance(key, str) else (key.type.value, key.no)
    where = (
        ("document_table", page.spec.table),
        ("document_type", kind),
        ("document_no", no),
    )
    page.desk.navigation.open(COMMENTS_PAGE, Entries(where, no))


COMMENTS_OF_DOCUMENT = PageAction(COMMENTS, open_comments)
