"""What is done with a whole pick: register it, ship its orders, print it, give it up."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from desktop.errors import RecordRef, Refusal
from desktop.services.context import Progress, UserContext
from desktop.services.database import Database
from desktop.services.jobs.pick_shipping import PickShipped, register_and_ship
from desktop.services.picking.registering import Registered, cancel_pick, register_pick
from desktop.services.reports.pick_papers import pick_pdf
from desktop.translation import N_, NP_, _, user_localizer
from desktop.views.pages.paper_dialogs import EntryDialog
from desktop.views.pages.picking_papers import show_pick_paper
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.keys import Key
from desktop.views.shell.notices import Remedy
from desktop.views.shell.tasks import Lane
from desktop.views.tables.list_spec import Session

if TYPE_CHECKING:
    from desktop.views.warehouse.pick_page import PickPage

REGISTER = ActionSpec(
    id="register_pick",
    text=NP_("verb", "Register"),
    meaning="verb",
    icon="check",
    primary=True,
    group="register",
)
SHIP = ActionSpec(
    id="register_and_ship",
    text=N_("Register and Ship…"),
    icon="truck",
    key=Key.POST,
    group="register",
)
PRINT_PICK = ActionSpec(
    id="print_pick", text=N_("Print Pick…"), icon="printer", key=Key.PRINT, group="papers"
)
CANCEL_PICK = ActionSpec(
    id="cancel_pick", text=N_("Cancel Pick…"), icon="ban", group="register", place=Place.MORE
)


def register(page: PickPage) -> None:
    """Register what was picked."""
    page.notices.clear()
    no, context = page.no, page.desk.context
    page.write(
        lambda session: register_pick(session, no, context),
        done=partial(_tell_registered, page),
    )


def _tell_registered(page: PickPage, registered: Registered) -> None:
    orders = ", ".join(registered.orders)
    page.notices.done(
        _("Pick {no} is registered. What was picked is to be shipped of {orders}.").format(
            no=registered.no, orders=orders
        )
    )
    for notice in registered.notices:
        if notice.code.startswith("warehouse."):
            page.notices.show_notice(notice)


def ask_ship(page: PickPage) -> None:
    """Ask for the posting date, once for all orders, then register and ship."""
    title = _("Register and Ship Pick {no}").format(no=page.no)
    dialog = EntryDialog(page, title, _("Register and Ship"))
    today = page.desk.context.work_date
    entry = dialog.add_line(_("Posting Date"), user_localizer().date(today))

    def submit() -> None:
        try:
            day = user_localizer().parse_date(entry.text(), today)
        except Refusal as refusal:
            dialog.show_refusal(refusal)
            return
        dialog.accept()
        _ship(page, day)

    dialog.ask(submit)


def _ship(page: PickPage, day: date) -> None:
    page.notices.clear()
    work = partial(_shipping, no=page.no, context=page.desk.context, day=day)
    database: Database = page.desk.tasks.database
    page.desk.tasks.long(
        lambda progress: work(database, progress),
        title=_("Shipping what was picked"),
        done=partial(_tell_shipped, page),
        owner=page,
        refused=page.notices.show,
    )


def _shipping(
    database: Database, progress: Progress, *, no: str, context: UserContext, day: date
) -> PickShipped:
    return register_and_ship(database, no, context, posting_date=day, progress=progress)


def _tell_shipped(page: PickPage, shipped: PickShipped) -> None:
    for order in shipped.orders:
        if order.refusal is not None:
            page.notices.show(order.refusal)
    if len(shipped.shipments) == 1:
        [no] = shipped.shipments
        page.notices.done(_("Posted: shipment {shipment}.").format(shipment=no), _opening(page, no))
    elif shipped.shipments:
        text = _("Posted: {shipments}").format(shipments=", ".join(shipped.shipments))
        page.notices.done(text)
    page.reload()


def _opening(page: PickPage, no: str) -> Remedy:
    ref = RecordRef("sales_shipment_header", (no,))
    return Remedy(_("Open Shipment"), partial(page.desk.navigation.open_record, ref))


def print_pick(page: PickPage) -> None:
    """Show the pick as a paper, to be printed."""
    no, context = page.no, page.desk.context
    page.read(
        lambda session: pick_pdf(session, no, context),
        done=partial(show_pick_paper, page),
        lane=Lane.SURVEY,
    )


def ask_cancel(page: PickPage) -> None:
    """Give the pick up after asking."""
    confirm(
        page,
        _("Cancel Pick {no}").format(no=page.no),
        _("Its goods are free for other orders again. That cannot be undone."),
        verb=_("Cancel Pick"),
        done=partial(_cancel, page),
        danger=True,
    )


def _cancel(page: PickPage) -> None:
    no, context = page.no, page.desk.context

    def work(session: Session) -> None:
        cancel_pick(session, no, context)

    page.write(work, done=lambda _done: page.reload())
