"""Carrying out the worksheet: orders, what stays and why, where reservations go (PF48, PF56)."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.assembly import AssemblyHeader, AssemblyLine
from desktop.models.items import Item
from desktop.models.promising import RequisitionComponent, RequisitionLine, Reservation
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.models.values.keys import DocumentType
from desktop.services.context import Cancelled, NoProgress, UserContext
from desktop.services.database import Database
from desktop.services.records import add_record, change_record, delete_record, read_record
from desktop.services.requisitions.carry_out import CarriedOut, carry_out
from desktop.services.requisitions.refusals import (
    BelowReserved,
    DropPromise,
    LaterThanReserved,
    NothingAccepted,
    PromiseRests,
    RequisitionUnitUnknown,
)
from desktop.services.setup.refusals import FieldLocked
from tests.databases import Databases
from tests.moving import company_at
from tests.scenarios.standard_company import USER, fill_with_standard_company

TODAY = date(2026, 3, 2)
LINE = "requisition_line"
GROUPS = {"gen_bus_posting_group": "DOMESTIC", "vat_bus_posting_group": "DOMESTIC"}
GOODS = {
    "base_unit": "PCS",
    "gen_prod_posting_group": "RETAIL",
    "vat_prod_posting_group": "VAT25",
    "inventory_posting_group": "RESALE",
    "last_direct_cost": Decimal(7),
}


@pytest.fixture
def buyer() -> UserContext:
    """Who orders."""
    return UserContext(user=USER, work_date=TODAY)


@pytest.fixture
def company(databases: Databases, buyer: UserContext) -> Iterator[Database]:
    """A company of the test's own with vendors V1 and V2, item A of V1, B of V2, kit K of two A."""
    with company_at(databases.create(fill_with_standard_company)) as database:
        with database.write() as session:
            for no in ("V1", "V2"):
                vendor = {"no": no, "name": no, "vendor_posting_group": "DOMESTIC", **GROUPS}
                add_record(session, "vendor", vendor, buyer)
            for no, more in (
                ("A", {"vendor_no": "V1"}),
                ("B", {"vendor_no": "V2"}),
                ("K", {"replenishment_system": "assembly"}),
            ):
                item = {"no": no, "description": f"Item {no}", **GOODS, **more}
                add_record(session, "item", item, buyer)
            part = {"parent_item_no": "K", "type": "item", "no": "A", "quantity_per": Decimal(2)}
            add_record(session, "bom_component", part, buyer)
        yield database


Put = Callable[..., int]


@pytest.fixture
def put(company: Database, buyer: UserContext) -> Put:
    """Puts an accepted line into the worksheet and gives its number."""

    def put_line(item: str, quantity: int, **values: Any) -> int:  # noqa: ANN401  (fields)
        fields = {
            "item_no": item,
            "quantity": Decimal(quantity),
            "due_date": date(2026, 3, 20),
            "accept_action_message": True,
            **values,
        }
        with company.write() as session:
            view = add_record(session, LINE, {"worksheet_name": "DEFAULT", **fields}, buyer)
            return int(view.key[1])

    return put_line


def reserve(company: Database, **columns: Any) -> None:  # noqa: ANN401  (columns)
    with company.write() as session:
        session.add(
            Reservation(
                quantity=Decimal(3),
                binding=Binding.ORDER_PROMISE,
                user=USER,
                created_at=datetime(2026, 3, 2, tzinfo=UTC),
                **columns,
            )
        )


def supply(line_no: int, day: date = date(2026, 3, 25)) -> dict[str, Any]:
    """A promised sales line that counts on a line of the worksheet."""
    return {
        "item_no": "A",
        "demand_type": DemandType.SALES,
        "demand_document_no": "SO9",
        "demand_line_no": 10000,
        "demand_date": day,
        "supply_type": SupplyType.REQUISITION,
        "supply_document_no": "DEFAULT",
        "supply_line_no": line_no,
        "supply_date": date(2026, 3, 20),
    }


def codes(result: CarriedOut) -> dict[int, list[str]]:
    return {
        each.key[1]: [refusal.code.value for refusal in each.refusals] for each in result.failed
    }


def read(company: Database, ask: Callable[[Session], Any]) -> Any:  # noqa: ANN401  (any answer)
    with company.read() as session:
        return ask(session)


def test_lines_of_one_vendor_and_place_become_one_order(
    company: Database, put: Put, buyer: UserContext
) -> None:
    put("A", 5)
    put("B", 6, vendor_no="V1")
    put("A", 7, location_code="MAIN")
    put("B", 8)
    result = carry_out(company, buyer)
    assert [(order.party, order.lines) for order in result.orders] == [
        ("V1", 2),
        ("V1", 1),
        ("V2", 1),
    ]
    assert result.failed == ()

    def lines(session: Session) -> list[tuple[str, str | None, Decimal, Decimal]]:
        rows = session.scalars(select(PurchaseLine).order_by(PurchaseLine.document_no))
        return [(row.no or "", row.location_code, row.quantity, row.line_amount) for row in rows]

    assert read(company, lines) == [
        ("A", None, Decimal(5), Decimal(35)),
        ("B", None, Decimal(6), Decimal(42)),
        ("A", "MAIN", Decimal(7), Decimal(49)),
        ("B", None, Decimal(8), Decimal(56)),
    ]
    assert read(company, lambda session: session.scalars(select(RequisitionLine)).all()) == []


def test_another_currency_is_another_order_at_its_rate(
    company: Database, put: Put, buyer: UserContext
) -> None:
    put("A", 5)
    put("A", 2, currency_code="EUR", direct_unit_cost=Decimal("1.5"))
    result = carry_out(company, buyer)
    orders = [order.no for order in result.orders]
    header = read(company, lambda s: s.get(PurchaseHeader, ("order", orders[1])))
    assert (header.currency_code, header.relational_amount) == ("EUR", Decimal("11.50"))


def test_failing_lines_stay_with_the_reason_in_the_users_words(
    company: Database, put: Put, buyer: UserContext
) -> None:
    good, blank = put("A", 5), put("A", 5, vendor_no="V2")
    with company.write() as session:
        change_record(session, LINE, ("DEFAULT", blank), ("vendor_no", None), buyer)
        change_record(session, "vendor", ("V2",), ("blocked", "all"), buyer)
    blocked = put("B", 4)
    result = carry_out(company, buyer)
    assert codes(result) == {
        blank: ["requisitions.field_blank"],
        blocked: ["vendor.blocked"],
    }
    assert [order.lines for order in result.orders] == [1]
    assert [notice.is_warning for notice in result.notices] == [True, True]
    with company.read() as session:
        left = {row.line_no: row.failure for row in session.scalars(select(RequisitionLine))}
    assert good not in left
    assert "Vendor No." in left[blank]
    assert "V2" in left[blocked]


def test_a_failing_line_is_named_even_when_only_making_it_shows(
    company: Database, put: Put, buyer: UserContext
) -> None:
    """Item A is blocked after it came into the worksheet; the other line of the order goes on."""
    first, second = put("A", 5), put("B", 6, vendor_no="V1")
    with company.write() as session:
        change_record(session, "item", ("A",), ("blocked", True), buyer)
    result = carry_out(company, buyer)
    assert codes(result) == {first: ["purchases.item_blocked"]}
    assert [(order.party, order.lines) for order in result.orders] == [("V1", 1)]
    assert second not in {each.key[1] for each in result.failed}
    numbers = read(company, lambda s: s.scalars(select(PurchaseHeader.no)).all())
    assert numbers == ["PO00001"], "the refused attempt has drawn no number"


def test_only_chosen_lines_are_carried_out(company: Database, put: Put, buyer: UserContext) -> None:
    first, second = put("A", 5), put("A", 6)
    result = carry_out(company, buyer, lines=[("DEFAULT", second)])
    assert [order.lines for order in result.orders] == [1]
    with company.read() as session:
        assert [row.line_no for row in session.scalars(select(RequisitionLine))] == [first]


def test_nothing_accepted_is_refused(company: Database, put: Put, buyer: UserContext) -> None:
    put("A", 5, accept_action_message=False)
    with pytest.raises(NothingAccepted):
        carry_out(company, buyer)


class _Stops(NoProgress):
    """Cancels after so many orders."""

    def __init__(self, after: int) -> None:
        self._left = after

    def check_cancelled(self) -> None:
        if not self._left:
            raise Cancelled
        self._left -= 1


def test_what_was_made_stays_when_the_rest_is_cancelled(
    company: Database, put: Put, buyer: UserContext
) -> None:
    put("A", 5)
    left = put("B", 6)
    with pytest.raises(Cancelled):
        carry_out(company, buyer, progress=_Stops(1))
    with company.read() as session:
        assert [row.line_no for row in session.scalars(select(RequisitionLine))] == [left]
        assert len(session.scalars(select(PurchaseHeader)).all()) == 1


# ---------------------------------------------------------------------------------- reservations


def test_reservations_follow_to_the_purchase_line(
    company: Database, put: Put, buyer: UserContext
) -> None:
    line_no = put("A", 5)
    reserve(company, **supply(line_no))
    [order] = carry_out(company, buyer).orders
    with company.read() as session:
        [row] = session.scalars(select(Reservation))
        assert (row.supply_type, row.supply_document_no, row.supply_line_no) == (
            SupplyType.PURCHASE,
            order.no,
            10000,
        )
        assert (row.quantity, row.binding) == (Decimal(3), Binding.ORDER_PROMISE)
        assert row.supply_date == date(2026, 3, 20)


def test_reservations_follow_to_an_assembly_and_its_components(
    company: Database, put: Put, buyer: UserContext
) -> None:
    kit, part = put("K", 4), put("A", 9)
    with company.read() as session:
        [component] = session.scalars(select(RequisitionComponent))
        assert (component.item_no, component.quantity) == ("A", Decimal(8))
    reserve(company, **{**supply(kit), "item_no": "K"})
    reserve(
        company,
        **{
            **supply(part),
            "demand_type": DemandType.REQUISITION_COMPONENT,
            "demand_document_no": "DEFAULT",
            "demand_line_no": kit,
            "demand_component_no": component.line_no,
        },
    )
    result = carry_out(company, buyer)
    assembly, purchase = result.orders
    with company.read() as session:
        rows = session.scalars(select(Reservation).order_by(Reservation.id)).all()
        found = {
            (row.demand_type, row.demand_document_no, row.supply_type, row.supply_document_no)
            for row in rows
        }
        assert found == {
            (DemandType.SALES, "SO9", SupplyType.ASSEMBLY_OUTPUT, assembly.no),
            (DemandType.ASSEMBLY_COMPONENT, assembly.no, SupplyType.PURCHASE, purchase.no),
        }
        [line] = session.scalars(select(AssemblyLine))
        assert {row.demand_line_no for row in rows} == {10000, line.line_no}
        header = session.scalars(select(AssemblyHeader)).one()
        assert (header.item_no, header.quantity, header.due_date) == (
            "K",
            Decimal(4),
            date(2026, 3, 20),
        )


def test_a_reserved_line_is_neither_lowered_nor_put_off(
    company: Database, put: Put, buyer: UserContext
) -> None:
    key = ("DEFAULT", put("A", 5))
    reserve(company, **supply(key[1]))
    with company.rehearse() as session, pytest.raises(BelowReserved):
        change_record(session, LINE, key, ("quantity", Decimal(2)), buyer)
    with company.rehearse() as session, pytest.raises(LaterThanReserved):
        change_record(session, LINE, key, ("due_date", date(2026, 3, 26)), buyer)
    with company.write() as session:
        change_record(session, LINE, key, ("due_date", date(2026, 3, 24)), buyer)
    with company.read() as session:
        assert session.scalars(select(Reservation.supply_date)).all() == [date(2026, 3, 24)]


def test_deleting_a_line_frees_what_was_kept_of_it_and_for_it(
    company: Database, put: Put, buyer: UserContext
) -> None:
    kit, part = put("K", 4), put("A", 9)
    reserve(company, **{**supply(kit), "item_no": "K"})
    reserve(
        company,
        **{
            **supply(part),
            "demand_type": DemandType.REQUISITION_COMPONENT,
            "demand_document_no": "DEFAULT",
            "demand_line_no": kit,
            "demand_component_no": 10000,
        },
    )
    with company.write() as session:
        delete_record(session, LINE, ("DEFAULT", kit), buyer)
    with company.read() as session:
        assert session.scalars(select(Reservation)).all() == []
        assert session.scalars(select(RequisitionComponent)).all() == []


# --------------------------------------------------------------------------------------- editing


def test_a_line_is_filled_from_its_item_and_vendor(company: Database, put: Put) -> None:
    key = ("DEFAULT", put("A", 5))
    values = read(company, lambda session: read_record(session, LINE, key)).values
    assert values["description"] == "Item A"
    assert (values["vendor_no"], values["unit_of_measure_code"]) == ("V1", "PCS")
    assert (values["direct_unit_cost"], values["quantity_base"]) == (Decimal(7), Decimal(5))
    assert values["order_date"] == date(2026, 3, 20)
    assert not values["late"]


def test_another_unit_counts_and_costs_accordingly(
    company: Database, put: Put, buyer: UserContext
) -> None:
    with company.write() as session:
        for code in ("BOX", "BAG"):
            add_record(session, "unit_of_measure", {"code": code}, buyer)
        unit = {"item_no": "A", "unit_code": "BOX", "qty_per_unit": Decimal(12)}
        add_record(session, "item_unit_of_measure", unit, buyer)
    key = ("DEFAULT", put("A", 5))
    with company.write() as session:
        view = change_record(session, LINE, key, ("unit_of_measure_code", "BOX"), buyer)
    assert (view.values["quantity_base"], view.values["direct_unit_cost"]) == (60, 84)
    with company.rehearse() as session, pytest.raises(RequisitionUnitUnknown):
        change_record(session, LINE, key, ("unit_of_measure_code", "BAG"), buyer)


def test_a_line_due_too_soon_is_ordered_today_and_marked(
    company: Database, put: Put, buyer: UserContext
) -> None:
    with company.write() as session:
        change_record(session, "item", ("A",), ("lead_time_calculation", "5D"), buyer)
    key = ("DEFAULT", put("A", 5, due_date=date(2026, 3, 4)))
    values = read(company, lambda session: read_record(session, LINE, key)).values
    assert (values["order_date"], values["due_date"], values["late"]) == (
        TODAY,
        date(2026, 3, 4),
        True,
    )
    with company.write() as session:
        view = change_record(session, LINE, key, ("order_date", TODAY), buyer)
    assert view.values["late"]  # nothing has changed
    with company.write() as session:
        view = change_record(session, LINE, key, ("order_date", date(2026, 3, 3)), buyer)
    assert (view.values["due_date"], view.values["late"]) == (date(2026, 3, 8), False)


def test_what_kontor_writes_cannot_be_typed(
    company: Database, put: Put, buyer: UserContext
) -> None:
    key = ("DEFAULT", put("A", 5))
    for field, value in (("sales_order_no", "SO1"), ("late", True), ("quantity_base", 3)):
        with company.rehearse() as session, pytest.raises(FieldLocked):
            change_record(session, LINE, key, (field, value), buyer)


def test_kits_are_put_together_or_bought(company: Database, put: Put, buyer: UserContext) -> None:
    key = ("DEFAULT", put("K", 4))
    with company.write() as session:
        session.get_one(Item, "K").vendor_no = "V2"
        change_record(session, LINE, key, ("replenishment_system", "purchase"), buyer)
    with company.read() as session:
        line = session.get_one(RequisitionLine, key)
        assert line.vendor_no == "V2"
        assert session.scalars(select(RequisitionComponent)).all() == []
    [order] = carry_out(company, buyer).orders
    assert (order.ref.table, order.party) == ("purchase_header", "V2")


def test_a_promise_is_asked_for_before_its_supply_goes(
    company: Database, put: Put, buyer: UserContext
) -> None:
    with company.write() as session:
        session.add(SalesHeader(document_type=DocumentType.ORDER, no="SO9"))
        session.add(
            SalesLine(document_type=DocumentType.ORDER, document_no="SO9", line_no=10000, no="A")
        )
    promise = {"origin": "order_promising", "order_promising_id": "SO9"}
    key = ("DEFAULT", put("A", 5, **promise, order_promising_line_no=10000))
    reserve(company, **supply(key[1]))
    with company.rehearse() as session, pytest.raises(DropPromise):
        delete_record(session, LINE, key, buyer)
    no = buyer.with_answer(DropPromise.question, yes=False)
    with company.rehearse() as session, pytest.raises(PromiseRests):
        delete_record(session, LINE, key, no)
    with company.write() as session:
        delete_record(session, LINE, key, buyer.with_answer(DropPromise.question, yes=True))
    with company.read() as session:
        assert session.scalars(select(SalesLine.promise_is_unsupported)).all() == [True]
        assert session.scalars(select(Reservation)).all() == []


def test_a_refused_line_changes_nothing(company: Database, buyer: UserContext) -> None:
    with company.rehearse() as session, pytest.raises(Refusal):
        add_record(session, LINE, {"item_no": "A", "quantity": Decimal(-1)}, buyer)
