"""How the line of the cursor is bought: its purchase order, or an item of a vendor's catalog."""

from __future__ import annotations

from functools import partial

from desktop.models.values.keys import DocumentType
from desktop.services.catalog_items import catalog_item
from desktop.services.purchases.special_orders import special_order
from desktop.services.purchases.views import PurchaseView
from desktop.services.records import FieldInfo, FieldKind, LookupRow, lookup_rows
from desktop.services.sales.line_purchasing import BUYING
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, _
from desktop.views.fields.field import LookupSource
from desktop.views.fields.lookup_picker import LookupPicker
from desktop.views.pages.acts import Act
from desktop.views.pages.document_page import DocumentPage, take_typed
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import confirm
from desktop.views.tables.line_columns import LineSnapshot
from desktop.views.tables.list_spec import PageAction, Session

PURCHASE_ORDER = ActionSpec(
    id="purchase_order_of_line",
    text=N_("Purchase Order"),
    icon="truck",
    place=Place.HIDDEN,
    in_grid=True,
    tooltip=N_("Shows the purchase order of this line, or makes that of a special order"),
)
CATALOG = ActionSpec(
    id="catalog_item",
    text=N_("Catalog Item…"),
    icon="layers",
    place=Place.HIDDEN,
    in_grid=True,
    tooltip=N_("Sells what a vendor offers on a new line, and makes the item of it"),
)
CATALOG_FIELD = FieldInfo(
    name="entry_no", label=N_("Catalog Item"), kind=FieldKind.CODE, lookup="catalog_item"
)


def _is_order(view: DocumentView) -> bool:
    return view.key.type is DocumentType.ORDER


def _buys(view: DocumentView) -> bool:
    return view.key.type in BUYING


def _line(page: DocumentPage) -> LineSnapshot | None:
    take_typed(page)
    row = page.lines.grid.current_line()
    if row is None or row.line_no is None:
        page.notices.info(_("Put the cursor on a line first."))
        return None
    return next((each for each in page.view.lines if each.line_no == row.line_no), None)


def open_purchase_order(page: DocumentPage) -> None:
    """Show the purchase order of the cursor's line; that of a special order is made if wanted."""
    line = _line(page)
    if line is None:
        return
    no = line.values["purchase_order_no"] or line.values["special_order_purchase_no"]
    if no:
        page.desk.navigation.open("purchase_order", str(no))
    elif line.values["special_order"]:
        confirm(
            page,
            _("Line {line_no}: {no}").format(line_no=line.line_no, no=line.values["no"]),
            _("Nothing is bought for this special order yet."),
            verb=_("Make Purchase Order"),
            done=lambda: page.run(special_order, line.line_no, done=partial(_made, page)),
        )
    else:
        page.notices.info(
            _("No purchase order is tied to this line. Mark it with a purchasing code first.")
            if not line.values["drop_shipment"]
            else _("The vendor of this drop shipment is not asked yet. Choose Get Sales Orders "
                   "on a purchase order.")
        )  # fmt: skip


def _made(page: DocumentPage, answer: DocumentView | PurchaseView) -> None:
    page.reload()
    if isinstance(answer, PurchaseView):
        page.desk.navigation.open("purchase_order", answer.key.no)
    else:
        page.notices.info(_("The item has no vendor. Choose one on its card."))


def ask_catalog_item(page: DocumentPage) -> None:
    """Let the user pick what a vendor offers for the cursor's line."""
    line = _line(page)
    if line is None:
        return
    source: LookupSource = partial(_look_up, page)
    picker = LookupPicker(CATALOG_FIELD, "", source, page)
    picker.picked.connect(partial(_sell, page, line.line_no))
    picker.open()
    picker.ask()


def _look_up(page: DocumentPage, _info: FieldInfo, text: str, done: object) -> None:
    page.read(partial(_rows, text=text), done=done)  # type: ignore[arg-type]  # takes the rows


def _rows(session: Session, *, text: str) -> tuple[LookupRow, ...]:
    return lookup_rows(session, "catalog_item", text)


def _sell(page: DocumentPage, line_no: int, row: LookupRow) -> None:
    page.run(catalog_item, line_no, entry_no=row.key, done=partial(_sold, page, line_no))


def _sold(page: DocumentPage, line_no: int, answer: DocumentView) -> None:
    page.editor.note(Act.CHANGE_LINE, "no", line_no, answer)
    page.editor.take_changed(answer)


BUYING_ACTIONS = (
    PageAction(PURCHASE_ORDER, open_purchase_order, fits=_is_order),
    PageAction(CATALOG, ask_catalog_item, fits=_buys),
)
"""The commands on a line about how it is bought."""
