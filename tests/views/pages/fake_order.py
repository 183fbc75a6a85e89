"""A sales order in memory with services like the real ones, and the page that shows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.errors import FieldRefusal, Notice, RecordRef, Refusal, RefusalCode
from desktop.models.words import LineType
from desktop.services.context import Progress, UserContext
from desktop.services.records import LookupRow
from desktop.services.sales.blocks import BlockRehearsal, BlockRow, RefusedCell
from desktop.views.pages.document_spec import DocumentServices, DocumentSpec, LineRemedy, Total
from desktop.views.pages.facts import Fact, FactBar, FactBlock
from desktop.views.pages.field_groups import Group
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.page_head import Pill
from desktop.views.tables.columns import Kind, Target, Tone
from desktop.views.tables.line_columns import LineField
from desktop.views.tables.list_spec import PageAction

ITEMS = {
    "D-1600": ("Desk, oak 160 cm", Decimal(6494)),
    "P-0410": ("Mobile pedestal", Decimal(2814)),
    "S-2203": ("Swivel chair, blue", Decimal(1236)),
    "S-2310": ("Guest chair, blue", Decimal(1252)),
    "W-0120": ("Whiteboard, base", Decimal(9067)),
}
OPEN = frozenset(
    {
        "type", "no", "description", "location_code", "quantity", "unit_price", "line_discount_pct",
        "qty_to_ship", "shipment_date",
    }
)  # fmt: skip
HEADER = frozenset(
    {
        "sell_to_customer_no", "sell_to_contact", "external_document_no", "salesperson_code",
        "order_date", "posting_date", "requested_delivery_date", "currency_code",
        "payment_terms_code", "due_date",
    }
)  # fmt: skip


class TooMany(FieldRefusal):
    code = RefusalCode.CONFLICT
    text = "No more than {largest} can be ordered at once. Enter a smaller quantity."


class NoSuchItem(FieldRefusal):
    code = RefusalCode.CONFLICT
    text = "There is no item {no}. Choose one from the list."


@dataclass(frozen=True, slots=True)
class Line:
    line_no: int
    row_version: int
    values: Mapping[str, object]
    editable: frozenset[str] = OPEN
    locks: Mapping[str, Notice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Was:
    """What leads back from an answer: the order as it was before."""

    before: "Order | None" = None
    renumbered: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self.before is None


@dataclass(frozen=True, slots=True)
class Order:
    key: str
    row_version: int
    header: Mapping[str, object]
    lines: tuple[Line, ...]
    notices: tuple[Notice, ...] = ()
    editable: frozenset[str] = HEADER
    locks: Mapping[str, Notice] = field(default_factory=dict)
    difference: Was = Was()


def a_line(line_no: int, no: str, quantity: int) -> Line:
    name, price = ITEMS[no]
    values = {
        "type": LineType.ITEM,
        "no": no,
        "description": name,
        "location_code": "MAIN",
        "quantity": Decimal(quantity),
        "unit_of_measure_code": "PCS",
        "unit_price": price,
        "line_discount_pct": Decimal(0),
        "line_amount": price * quantity,
        "qty_to_ship": Decimal(quantity),
        "shipment_date": date(2026, 1, 22),
    }
    return Line(line_no, 1, values)


def an_order() -> Order:
    lines = tuple(
        a_line((at + 1) * 10000, no, quantity)
        for at, (no, quantity) in enumerate(
            [("D-1600", 4), ("P-0410", 12), ("S-2203", 12), ("S-2310", 8), ("W-0120", 2)]
        )
    )
    header = {
        "no": "SO-10423",
        "sell_to_customer_no": "C10000",
        "sell_to_customer_name": "Birkholm Interiors AB",
        "sell_to_contact": "Purchasing",
        "external_document_no": "PO-88213",
        "salesperson_code": "JO",
        "order_date": date(2026, 1, 15),
        "posting_date": date(2026, 1, 15),
        "requested_delivery_date": date(2026, 1, 14),
        "currency_code": "SEK",
        "payment_terms_code": "30 days",
        "due_date": date(2026, 2, 14),
    }
    warning = Notice(
        "sales.partly_available",
        "Line {line}: 6 of 12 available 2026-01-22, the rest 2026-02-03.",
        {"line": 20000},
        record=RecordRef("sales_line", ("order", "SO-10423", 20000)),
    )
    return Order("SO-10423", 1, header, lines, (warning,))


@dataclass
class FakeOrders:
    """The services of one order; `calls` lists what was called."""

    order: Order = field(default_factory=an_order)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    refuses_to_restore: Refusal | None = None

    def load(self, session: object, key: str) -> Order:
        return replace(self.order, difference=Was())

    def change_header(
        self, session: object, key: str, name: str, value: object, context: UserContext,
        *, row_version: int | None,
    ) -> Order:  # fmt: skip
        self.calls.append(("header", name, value, row_version))
        header = {**self.order.header, name: value}
        return self._answer(replace(self.order, header=header))

    def add_line(
        self, session: object, key: str, values: Sequence[tuple[str, object]],
        context: UserContext, *, before: int | None,
    ) -> Order:  # fmt: skip
        self.calls.append(("add", list(values), before))
        known = dict(values)
        no = str(known.get("no", ""))
        if no not in ITEMS:
            raise NoSuchItem(field="no", no=no)
        lines = list(self.order.lines)
        at = next((i for i, line in enumerate(lines) if line.line_no == before), len(lines))
        line_no = before - 5000 if before else len(lines) * 10000 + 10000
        line = a_line(line_no, no, 0)
        lines.insert(at, replace(line, values={**line.values, **known}))
        return self._answer(replace(self.order, lines=tuple(lines)))

    def change_line(
        self, session: object, key: str, line_no: int, name: str, value: object,
        context: UserContext, *, row_version: int | None,
    ) -> Order:  # fmt: skip
        self.calls.append(("change", line_no, name, value, row_version))
        if name == "quantity" and isinstance(value, Decimal) and value > 100:
            raise TooMany(
                record=RecordRef("sales_line", ("order", key, line_no)),
                field="quantity",
                largest=Decimal(100),
            )
        lines = tuple(
            _changed(line, name, value) if line.line_no == line_no else line
            for line in self.order.lines
        )
        return self._answer(replace(self.order, lines=lines))

    def delete_line(self, session: object, key: str, line_no: int, context: UserContext) -> Order:
        self.calls.append(("delete", line_no))
        lines = tuple(line for line in self.order.lines if line.line_no != line_no)
        return self._answer(replace(self.order, lines=lines))

    def move_line(
        self, session: object, key: str, line_no: int, step: int, context: UserContext
    ) -> Order:
        self.calls.append(("move", line_no, step))
        lines = list(self.order.lines)
        at = next(i for i, line in enumerate(lines) if line.line_no == line_no)
        lines.insert(at + step, lines.pop(at))
        return self._answer(replace(self.order, lines=tuple(lines)))

    def delete_lines(
        self, session: object, key: str, line_nos: Sequence[int], context: UserContext
    ) -> Order:
        self.calls.append(("delete", *line_nos))
        lines = tuple(line for line in self.order.lines if line.line_no not in line_nos)
        return self._answer(replace(self.order, lines=lines))

    def enter_block(
        self, session: object, key: str, rows: Sequence[BlockRow], context: UserContext,
        *, progress: Progress | None = None,
    ) -> Order:  # fmt: skip
        before = replace(self.order, difference=Was())
        for row in rows:
            self._enter(key, row, context)
        self.calls = [("block", [(row.line_no, list(row.values)) for row in rows])]
        self.order = replace(self.order, difference=Was(before))
        return self.order

    def rehearse_block(
        self, session: object, key: str, rows: Sequence[BlockRow], context: UserContext,
        *, progress: Progress,
    ) -> BlockRehearsal:  # fmt: skip
        order, calls = self.order, list(self.calls)
        lines: list[Line | None] = []
        refused = []
        for at, row in enumerate(rows):
            try:
                lines.append(self._enter(key, row, context))
            except FieldRefusal as refusal:
                lines.append(None)
                refused.append(RefusedCell(at, refusal.field or "", refusal))
        self.order, self.calls = order, calls
        return BlockRehearsal(tuple(lines), tuple(refused))  # type: ignore[arg-type]  # of the fake

    def _enter(self, key: str, row: BlockRow, context: UserContext) -> Line:
        if row.line_no is None:
            no = dict(row.values).get("no")
            self.add_line(None, key, [("no", no)], context, before=None)
        line_no = row.line_no or self.order.lines[-1].line_no
        for name, value in row.values:
            self.change_line(None, key, line_no, name, value, context, row_version=None)
        return next(line for line in self.order.lines if line.line_no == line_no)

    def restore(self, session: object, key: str, done: Was, context: UserContext) -> Order:
        assert done.before is not None
        if self.refuses_to_restore is not None:
            raise self.refuses_to_restore
        self.calls.append(("restore",))
        return self._answer(done.before)

    def _answer(self, order: Order) -> Order:
        before = replace(self.order, difference=Was())
        version = self.order.row_version + 1
        self.order = replace(order, row_version=version, difference=Was(before))
        return self.order


def _changed(line: Line, name: str, value: object) -> Line:
    values = {**line.values, name: value}
    if name in {"quantity", "unit_price"}:
        quantity, price = values["quantity"], values["unit_price"]
        if isinstance(quantity, Decimal) and isinstance(price, Decimal):
            values["line_amount"] = quantity * price
    return replace(line, values=values, row_version=line.row_version + 1)


def find_items(session: object, text: str, values: Mapping[str, object]) -> list[LookupRow]:
    wanted = text.casefold()
    return [
        LookupRow(no, name, "in stock")
        for no, (name, _price) in ITEMS.items()
        if wanted in f"{no} {name}".casefold()
    ]


def totals(order: Order) -> list[Total]:
    amounts = [line.values["line_amount"] for line in order.lines]
    whole = sum((each for each in amounts if isinstance(each, Decimal)), Decimal())
    vat = whole * 25 / 100
    return [
        Total("Subtotal excl. VAT", whole),
        Total("VAT 25 %", vat),
        Total("Total SEK incl. VAT", whole + vat, strong=True),
    ]


def facts(session: object, key: object, line_no: int | None, context: object) -> list[FactBlock]:
    return [
        FactBlock(
            title="Customer",
            link=Fact(
                "", "C10000 · Birkholm Interiors AB", target=Target("customer_card", "C10000")
            ),
            facts=(
                Fact("Balance", Decimal(312480), Kind.AMOUNT, target=Target("customer_entries")),
                Fact("Overdue", Decimal(48200), Kind.AMOUNT, Tone.DANGER),
                Fact("Credit limit", Decimal(500000), Kind.AMOUNT),
            ),
            bar=FactBar(Decimal("0.83"), "83 % used with this order", Tone.WARN),
        ),
        FactBlock(title="Item on line {line}", parts={"line": line_no}),
    ]


def _link(page: str) -> Callable[[Line], Target]:
    return lambda line: Target(page, line.values.get("no"))


GROUPS = (
    Group(
        "General",
        (
            "sell_to_customer_no",
            "sell_to_contact",
            "external_document_no",
            "salesperson_code",
            "order_date",
            "posting_date",
            "requested_delivery_date",
        ),
        more_fields=("your_reference",),
    ),
)
GROUPS_AFTER = (
    Group(
        "Invoice Details",
        ("currency_code", "payment_terms_code", "due_date"),
        is_open=False,
    ),
)
LINES = (
    LineField("type", width=96, starts_line=True),
    LineField("no", width=88, starts_line=True, lookup=find_items, target=_link("item")),
    LineField("description", lookup=find_items, pick_field="no", free_text=True, starts_line=True),
    LineField("location_code", width=88),
    LineField("quantity", width=88),
    LineField("unit_of_measure_code", width=72),
    LineField("unit_price"),
    LineField("line_discount_pct", width=80),
    LineField("line_amount"),
    LineField("qty_to_ship"),
    LineField("shipment_date"),
)


def order_spec(orders: FakeOrders) -> DocumentSpec:
    def action(spec: ActionSpec) -> PageAction:
        return PageAction(spec, lambda _page: None)

    return DocumentSpec(
        has_papers=False,
        name="sales_order",
        title="Sales Order",
        table="sales_header",
        line_table="sales_line",
        list_page="sales_orders",
        list_title="Sales Orders",
        services=DocumentServices(
            load=orders.load,
            change_header=orders.change_header,
            add_line=orders.add_line,
            change_line=orders.change_line,
            delete_line=orders.delete_line,
            move_line=orders.move_line,
            delete_lines=orders.delete_lines,
            restore=orders.restore,
            rehearse_block=orders.rehearse_block,
            enter_block=orders.enter_block,
        ),
        heading=lambda view: f"{view.key} · {view.header['sell_to_customer_name']}",
        pills=lambda _view: (Pill("Open", "info"), Pill("Partly available", "warn")),
        groups=GROUPS,
        groups_after=GROUPS_AFTER,
        lines=LINES,
        totals=totals,
        facts=facts,
        actions=(
            action(ActionSpec(id="post", text="Post…", icon="check", primary=True)),
            action(ActionSpec(id="release", text="Release", icon="lock-open", framed=True)),
            action(ActionSpec(id="print", text="Print / Send", icon="printer", group="more")),
            action(ActionSpec(id="copy", text="Copy Document", icon="copy", group="more")),
        ),
        line_actions=(action(ActionSpec(id="standard", text="Standard Lines", icon="list-plus")),),
        remedies={"sales.partly_available": LineRemedy("Use promised date", lambda *_: None)},
    )  # fmt: skip
