"""What can be done in the requisition worksheet: fill it, accept lines, make the orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.errors import NeedsConfirmation
from desktop.services.context import UserContext
from desktop.services.records import FieldInfo, FieldKind, delete_record
from desktop.services.requisitions.queries import RequisitionRow, accepted_count, set_accepted
from desktop.services.requisitions.refusals import NothingAccepted
from desktop.services.requisitions.reorder_planning import reorder_planning
from desktop.services.requisitions.sales_lines import NewLines, WantedSales, get_sales_orders
from desktop.translation import N_, _, ngettext, user_localizer
from desktop.views.fields.field import FieldTools
from desktop.views.fields.field_form import FieldForm
from desktop.views.pages.carrying_out import LineKeys, start_carry_out
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Question, confirm
from desktop.views.shell.keys import Key
from desktop.views.tables.list_spec import Session

if TYPE_CHECKING:
    from desktop.views.tables.list_page import ListPage

CARRY_OUT = ActionSpec(
    id="carry_out", text=N_("Carry Out…"), icon="check", key=Key.POST, framed=True
)
GET_SALES_ORDERS = ActionSpec(
    id="get_sales_orders", text=N_("Get Sales Orders…"), icon="shopping-cart", group="fill"
)
CALCULATE_REORDER = ActionSpec(
    id="calculate_reorder", text=N_("Calculate Reorder…"), icon="calculator", group="fill"
)
TOGGLE = ActionSpec(
    id="toggle_accepted",
    text=N_("Accept or Not"),
    icon="circle-check",
    key=Key.TOGGLE,
    group="lines",
    tooltip=N_("Accepted lines are ordered by Carry Out"),
)
DELETE_LINES = ActionSpec(
    id="delete_lines",
    text=N_("Delete Lines"),
    icon="trash-2",
    key=Key.DELETE_LINE,
    group="lines",
    place=Place.MORE,
)


class FilterDialog(Question):
    """Asks for a few values and begins a job with them."""

    def __init__(
        self,
        page: ListPage,
        title: str,
        text: str,
        infos: Sequence[FieldInfo],
        begin: tuple[str, Callable[[Mapping[str, Any]], object]],
    ) -> None:
        super().__init__(page, title, text)
        self.values: dict[str, Any] = {}
        self._done = begin[1]
        tools = FieldTools(lambda: page.desk.context.work_date, lambda *_nothing: None)
        self.form = FieldForm(infos, tools)
        self.form.set_wide(False)
        self.form.committed.connect(self._on_committed)
        for info in infos:
            self._show(info.name, info.kind is FieldKind.BOOLEAN or None)
        self.add(self.form)
        button = self.add_button(begin[0], default=True)
        button.clicked.disconnect()
        button.clicked.connect(self._on_begin)
        self.add_cancel()
        self.form.fields[infos[0].name].setFocus()

    def _show(self, name: str, value: object) -> None:
        self.values[name] = value
        self.form.fields[name].show_value(value)

    def _on_committed(self, name: str, value: object) -> None:
        self._show(name, value)

    def _on_begin(self) -> None:
        for field in self.form.fields.values():
            field.commit()
        if not any(field.error for field in self.form.fields.values()):
            self._finish(partial(self._done, self.values))


# ------------------------------------------------------------------------------ filling the list

_SALES = (
    FieldInfo(name="drop_shipments", label=N_("Drop Shipments"), kind=FieldKind.BOOLEAN),
    FieldInfo(name="special_orders", label=N_("Special Orders"), kind=FieldKind.BOOLEAN),
    FieldInfo(name="order_filter", label=N_("Order Filter"), kind=FieldKind.TEXT, length=250),
    FieldInfo(name="customer_filter", label=N_("Customer Filter"), kind=FieldKind.TEXT, length=250),
    FieldInfo(name="item_filter", label=N_("Item Filter"), kind=FieldKind.TEXT, length=250),
)
_UNTIL = (FieldInfo(name="until", label=N_("Until"), kind=FieldKind.DATE),)


def ask_sales_orders(page: ListPage) -> FilterDialog:
    """Ask which sales orders, and take their lines over."""
    dialog = FilterDialog(
        page,
        _("Get Sales Orders"),
        _("Open lines that are bought for their order come into the worksheet, accepted."),
        _SALES,
        (_("Get Lines"), partial(_get, page)),
    )
    dialog.open()
    return dialog


def _get(page: ListPage, values: Mapping[str, Any]) -> None:
    drops, specials = values["drop_shipments"], values["special_orders"]
    wanted = WantedSales(
        drop_shipment=None if drops == specials else bool(drops),
        order_filter=values["order_filter"] or "",
        customer_filter=values["customer_filter"] or "",
        item_filter=values["item_filter"] or "",
    )
    page.notices.clear()
    work = partial(_got, wanted=wanted, context=page.desk.context)
    page.write(work, done=partial(_tell_new, page), busy=_("Getting sales orders…"))


def _got(session: Session, *, wanted: WantedSales, context: UserContext) -> NewLines:
    return get_sales_orders(session, wanted, context)


def ask_reorder(page: ListPage) -> FilterDialog:
    """Ask until when, and propose what items lack."""
    dialog = FilterDialog(
        page,
        _("Calculate Reorder"),
        _(
            "What items lack by their reordering policies is proposed. Proposals of an earlier "
            "calculation that are not accepted go. Without a date all that is known counts."
        ),
        _UNTIL,
        (_("Calculate"), partial(_calculate, page)),
    )
    dialog.open()
    return dialog


def _calculate(page: ListPage, values: Mapping[str, Any]) -> None:
    page.notices.clear()
    work = partial(_calculated, until=values["until"], context=page.desk.context)
    page.write(work, done=partial(_tell_new, page), busy=_("Calculating what to reorder…"))


def _calculated(session: Session, *, until: date | None, context: UserContext) -> NewLines:
    return reorder_planning(session, context, until=until)


def _tell_new(page: ListPage, made: NewLines) -> None:
    if not made.count:
        page.notices.info(_("Nothing lacks: no item has to be reordered."))
        return
    text = ngettext(
        "{count} line came into the worksheet.",
        "{count} lines came into the worksheet.",
        made.count,
    )
    page.notices.done(text.format(count=user_localizer().integer(made.count)))


# -------------------------------------------------------------------------------------- the lines


def toggle(page: ListPage) -> None:
    """Accept the selected lines; when all of them are accepted, no longer."""
    page.selection.rows(partial(_toggle, page))


def _toggle(page: ListPage, rows: Sequence[RequisitionRow]) -> None:
    keys = [row.key for row in rows]
    accepted = not all(row.accepted for row in rows)
    work = partial(_accepted, keys=keys, context=page.desk.context, accepted=accepted)
    page.write(work, done=lambda _nothing: None)


def _accepted(session: Session, *, keys: LineKeys, context: UserContext, accepted: bool) -> None:
    set_accepted(session, keys, context, accepted=accepted)


def delete_lines(page: ListPage) -> None:
    """Delete the selected lines; a promise that rests on one is asked for."""
    page.selection.keys(partial(_ask_delete, page))


def _ask_delete(page: ListPage, keys: LineKeys) -> None:
    text = ngettext("Delete {count} line", "Delete {count} lines", len(keys))
    confirm(
        page,
        text.format(count=user_localizer().integer(len(keys))),
        _("What is reserved of them is free again."),
        verb=_("Delete"),
        done=partial(_delete, page, keys, page.desk.context),
    )


def _delete(page: ListPage, keys: LineKeys, context: UserContext) -> None:
    page.notices.clear()
    page.write(
        partial(_deleted, keys=keys, context=context),
        done=lambda _nothing: None,
        refused=partial(_ask_or_tell, page, keys, context),
    )


def _deleted(session: Session, *, keys: LineKeys, context: UserContext) -> None:
    for key in keys:
        delete_record(session, "requisition_line", key, context)


def _ask_or_tell(page: ListPage, keys: LineKeys, context: UserContext, refusal: Any) -> None:  # noqa: ANN401  (a Refusal)
    if not isinstance(refusal, NeedsConfirmation):
        page.notices.show_only(refusal)
        return
    confirm(
        page,
        user_localizer().refusal(refusal),
        verb=_("Delete and Mark"),
        done=partial(_delete, page, keys, context.with_answer(refusal.question, yes=True)),
        danger=True,
    )


# -------------------------------------------------------------------------------------- the orders


def ask_carry_out(page: ListPage) -> None:
    """Ask, and make the orders of all accepted lines."""
    page.notices.clear()
    page.read(accepted_count, done=partial(_ask, page))


def _ask(page: ListPage, count: int) -> None:
    if not count:
        page.notices.show_only(NothingAccepted())
        return
    text = ngettext("Order {count} accepted line", "Order {count} accepted lines", count)
    confirm(
        page,
        text.format(count=user_localizer().integer(count)),
        _("Each vendor, currency and place gets an order. Lines that fail stay with the reason."),
        verb=_("Carry Out"),
        done=partial(start_carry_out, page, None),
    )
