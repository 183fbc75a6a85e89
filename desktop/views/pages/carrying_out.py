"""Making orders of the worksheet's lines, and telling what was made and what stays (PF56)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.models.supply_words import PurchaseType
from desktop.services.context import UserContext
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.requisitions.carry_out import CarriedOut, carry_out
from desktop.services.requisitions.making import MadeOrder
from desktop.translation import _, ngettext, pgettext, user_localizer
from desktop.views.pages.purchase_papers import show_purchase_papers
from desktop.views.shell.notices import Remedy

if TYPE_CHECKING:
    from desktop.views.shell.page import Page

MOST_TOLD = 5
"""So many orders and reasons are told one by one."""

LineKeys = Sequence[tuple[str, int]]


def start_carry_out(page: Page, lines: LineKeys | None) -> None:
    """Make the orders of the accepted lines, or of those of `lines`, and tell what was made."""
    page.desk.tasks.long(
        partial(_carried_out, page.desk.tasks.database, page.desk.context, lines),
        title=_("Making orders"),
        verb=_("Stop"),
        done=partial(tell_carried_out, page),
        refused=page.notices.show_only,
        owner=page,
    )


def _carried_out(
    database: Any,  # noqa: ANN401  (the company)
    context: UserContext,
    lines: LineKeys | None,
    progress: Any,  # noqa: ANN401  (how far it is)
) -> CarriedOut:
    return carry_out(database, context, lines=lines, progress=progress)


def tell_carried_out(page: Page, result: CarriedOut) -> None:
    """Tell which orders were made, to be opened and printed, and what stays (PF56)."""
    purchases = [
        PurchaseKey(PurchaseType.ORDER, order.no)
        for order in result.orders
        if order.ref.table == "purchase_header"
    ]
    if purchases:
        text = ngettext(
            "{count} purchase order is created.",
            "{count} purchase orders are created.",
            len(purchases),
        )
        prints = Remedy(_("Print…"), partial(show_purchase_papers, page, purchases))
        page.notices.done(text.format(count=user_localizer().integer(len(purchases))), prints)
    for order in result.orders[:MOST_TOLD]:
        opens = Remedy(
            pgettext("verb", "Open"), partial(page.desk.navigation.open_record, order.ref)
        )
        page.notices.done(_order_text(order), opens)
    for notice in result.notices[:MOST_TOLD]:
        page.notices.show_notice(notice)


def _order_text(order: MadeOrder) -> str:
    if order.ref.table == "purchase_header":
        text = ngettext(
            "Purchase order {no} for vendor {party}: {count} line.",
            "Purchase order {no} for vendor {party}: {count} lines.",
            order.lines,
        )
        count = user_localizer().integer(order.lines)
        return text.format(no=order.no, party=order.party, count=count)
    return _("Assembly order {no} for {party} is created.").format(no=order.no, party=order.party)
