"""The commands of a document about its prices: look them up again, and say why (CU90, CU93)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.translation import N_, _
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.keys import Key

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

RECALCULATE_PRICES = ActionSpec(
    id="recalculate_prices",
    text=N_("Recalculate Prices"),
    icon="refresh-cw",
    place=Place.MORE,
    tooltip=N_("Looks up prices and discounts of all lines again, typed ones too"),
)
WHY_THIS_PRICE = ActionSpec(
    id="why_this_price",
    text=N_("Why This Price?"),
    icon="tag",
    key=Key.PRICE_INFO,
    place=Place.HIDDEN,
    in_grid=True,
    tooltip=N_("Shows every price and discount that may hold for the line, and picks another"),
)
PRICE_INFO = "price_info"


def open_price_info(page: DocumentPage) -> None:
    """Show how the price of the line of the cursor comes about."""
    row = page.lines.grid.current_line()
    if page.view is None or row is None or row.line_no is None:
        page.notices.info(_("Put the cursor on a line first."))
        return
    page.desk.navigation.open(PRICE_INFO, (page.view.key, row.line_no))
