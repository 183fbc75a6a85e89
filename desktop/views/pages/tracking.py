"""Track Package: the agent's page for the parcels of an order or a shipment (PF141)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.models.values.keys import DocumentKey
from desktop.services.picking.tracking import TrackingPage, order_tracking, shipment_tracking
from desktop.translation import N_, _, pgettext
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Option, choose
from desktop.views.tables.list_spec import Needs, PageAction

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage
    from desktop.views.shell.page import Page
    from desktop.views.tables.list_page import ListPage

TRACK = ActionSpec(
    id="track_package",
    text=N_("Track Package"),
    icon="external-link",
    group="papers",
    place=Place.MORE,
    tooltip=N_("Opens the shipping agent's page with the tracking number"),
)


def track_shipment(page: Page, no: str) -> None:
    """Open the page of a shipment's parcels; with several numbers one is chosen first."""
    page.read(lambda session: shipment_tracking(session, no), done=partial(_choose, page))


def track_order(page: Page, key: DocumentKey) -> None:
    """Open the page of an order's parcels."""
    page.read(lambda session: order_tracking(session, key), done=partial(_choose, page))


def _choose(page: Page, found: Sequence[TrackingPage]) -> None:
    if len(found) == 1:
        _open(page, found[0])
        return
    options = [Option(each, each.number) for each in found]
    choose(
        page, _("Track Package"), options, verb=pgettext("verb", "Open"), done=partial(_open, page)
    )


def _open(page: Page, target: TrackingPage) -> None:
    if target.is_plain:
        page.notices.info(
            _(
                "The agent's address has no %1 for the number, so it is opened as it is. Look for "
                "{number} there."
            ).format(number=target.number)
        )
    open_address(QUrl(target.address, QUrl.ParsingMode.StrictMode))


def open_address(address: QUrl) -> None:
    """Show an address in the user's browser."""
    QDesktopServices.openUrl(address)


def _of_document(page: DocumentPage) -> None:
    key = page.view.key if page.view is not None else None
    if isinstance(key, DocumentKey):
        track_order(page, key)
    elif isinstance(key, str):
        track_shipment(page, key)


def _of_list(page: ListPage) -> None:
    key = page.current_key()
    if key is not None:
        track_shipment(page, str(key))


TRACK_DOCUMENT = PageAction(TRACK, _of_document)
TRACK_ROW = PageAction(TRACK, _of_list, Needs.ROW)
