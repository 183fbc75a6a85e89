"""The ways between a quote and what was made of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.errors import RecordRef
from desktop.services.sales.quote_lists import made_of_quote
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _
from desktop.views.shell.actions import ActionSpec
from desktop.views.tables.list_spec import Session

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

SHOW_QUOTE = ActionSpec(id="show_quote", text=N_("Show Quote"), icon="file-pen", group="links")
SHOW_MADE = ActionSpec(
    id="show_made",
    text=N_("Show Order or Invoice"),
    icon="shopping-cart",
    framed=True,
    group="links",
)


def is_of_quote(view: DocumentView) -> bool:
    """Whether a document was made of a quote."""
    return bool(view.header.get("quote_no"))


def is_converted(view: DocumentView) -> bool:
    """Whether a quote was made into an order or invoice."""
    return bool(view.header.get("converted"))


def open_quote(page: DocumentPage) -> None:
    """Show the quote that a document was made of."""
    if page.view is not None:
        page.desk.navigation.open("sales_quote", page.view.header["quote_no"])


def open_made(page: DocumentPage) -> None:
    """Show what a quote was made into."""
    if page.view is not None:
        page.read(partial(_made, quote_no=page.view.key.no), done=partial(_show, page))


def _made(session: Session, *, quote_no: str) -> RecordRef | None:
    return made_of_quote(session, quote_no)


def _show(page: DocumentPage, found: RecordRef | None) -> None:
    if found is None:
        page.notices.info(_("What was made of this quote has been deleted since."))
    else:
        page.desk.navigation.open_record(found)
