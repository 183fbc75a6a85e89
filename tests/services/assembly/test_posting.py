"""Kits put together and taken apart: what they cost, and what forbids it (PF115, PF116)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from desktop.errors import ConfirmationCode, Refusal
from desktop.models.assembly import PostedAssemblyHeader, PostedAssemblyLine
from desktop.models.ledgers import GlEntry, GlRegister, ValueEntry
from desktop.models.promising import Reservation
from desktop.models.supply_words import AssemblyType, DemandType, SupplyType
from desktop.models.words import CostingMethod
from desktop.services.assembly.documents import create_assembly, release_assembly
from desktop.services.assembly.load import AssemblyKey
from desktop.services.assembly.refusals import AssemblyFieldBlank, CardBlocked
from desktop.services.posting.refusals import PostingDateNotAllowed
from desktop.services.posting.refusals_assembly import (
    AssemblyNotPostable,
    ComponentMissing,
    NothingToAssemble,
    OrderChanged,
    OutputReserved,
    OutputUsed,
    PostTheShipment,
    RecreateOrder,
    UndoneAlready,
    UndoTheShipment,
)
from desktop.services.posting.refusals_journal import AdjustmentAccountMissing
from desktop.services.posting.undo_assembly import undo_posted_assembly
from tests.builders.items import a_variant
from tests.builders.kits import KitWorld
from tests.builders.posting_world import sale
from tests.builders.rows import a_row
from tests.services.assembly.test_orders import for_a_sales_line

D = Decimal


def with_stock(kits: KitWorld) -> None:
    kits.receive("A", 10, "4")
    kits.receive("B", 10, "7")


def undo(kits: KitWorld, no: str, *, recreate: bool = True) -> None:
    context = kits.context.with_answer(ConfirmationCode.RECREATE_ORDER, yes=recreate)
    undo_posted_assembly(kits.session, no, context)


def test_a_kit_costs_exactly_what_went_into_it(kits: KitWorld) -> None:
    with_stock(kits)
    key = kits.kit_order(3, quantity_to_assemble=2)
    first, last = kits.assemble(key), kits.assemble(key)
    assert kits.column(PostedAssemblyHeader, "cost_amount") == [D(80), D(35)]
    assert kits.column(PostedAssemblyLine, "cost_amount", document_no=first) == [16, 14, 40, 10]
    assert kits.column(PostedAssemblyLine, "cost_amount", document_no=last) == [8, 7, 20]
    assert kits.movement(first) == {"1460": D(50), "4960": D(-50)}
    assert kits.column(GlRegister, "source")[-1].value == "assembly"
    assert kits.faults() == []


def test_components_and_kit_on_accounts_of_their_own(kits: KitWorld) -> None:
    with_stock(kits)
    a_row(kits.session, "inventory_posting_group", code="KITS")
    a_row(kits.session, "gl_account", no="1450", account_type="posting", direct_posting=True)
    a_row(
        kits.session,
        "inventory_posting_setup",
        location_code="",
        inventory_posting_group="KITS",
        inventory_account="1450",
    )
    kits.put("item", {"no": "Z"}, inventory_posting_group="KITS")
    no = kits.assemble(kits.kit_order(3, quantity_to_assemble=2))
    assert kits.movement(no) == {"1450": D(80), "1460": D(-30), "4960": D(-50)}
    assert len(kits.rows(GlEntry, document_no=no)) == 3


def test_a_repeated_call_posts_nothing_again(kits: KitWorld) -> None:
    with_stock(kits)
    key = kits.kit_order(3, quantity_to_assemble=2)
    first = kits.assemble(key, posting_id="once")
    assert kits.assemble(key, posting_id="once") == first
    assert kits.kit_header(key).assembled_quantity == D(2)


@pytest.mark.parametrize("method", list(CostingMethod))
def test_what_is_undone_leaves_everything_as_it_was(kits: KitWorld, method: CostingMethod) -> None:
    for no in ("A", "Z"):
        kits.put("item", {"no": no}, costing_method=method)
    kits.receive("A", 3, "4")
    kits.receive("A", 7, "5.55")
    kits.receive("B", 10, "7")
    kits.receive("Z", 1, "99")
    key = kits.kit_order(3, quantity_to_assemble=2)
    value = kits.movement()
    no = kits.assemble(key)
    undo(kits, no)
    assert kits.movement() == value
    header = kits.kit_header(key)
    assert (header.assembled_quantity, header.remaining_quantity) == (D(0), D(3))
    assert [line.consumed for line in kits.kit_lines(key)] == [D(0)] * 4
    assert sum(kits.column(ValueEntry, "cost_amount_actual", item_no="Z")) == D(99)
    assert kits.faults() == []
    kits.assemble(key)
    assert kits.faults() == []


def test_a_deleted_order_is_made_again_only_if_wanted(kits: KitWorld) -> None:
    with_stock(kits)
    key = kits.kit_order(3, quantity_to_assemble=2)
    first, last = kits.assemble(key), kits.assemble(key)
    with pytest.raises(RecreateOrder):
        undo_posted_assembly(kits.session, last, kits.context)
    undo(kits, last, recreate=False)
    assert kits.rows(type(kits.kit_header(kits.kit_order(1))), no=key.no) == []
    undo(kits, first)
    header = kits.kit_header(key)
    assert (header.quantity, header.assembled_quantity) == (D(2), D(0))
    assert [line.quantity for line in kits.kit_lines(key)] == [D(4), D(2), D(1), D(1)]
    assert kits.faults() == []


def test_a_cost_that_comes_later_goes_through_all_kits(kits: KitWorld) -> None:
    """B is missing when Y goes into Z, and Z is sold: its real cost reaches the sale (SD95)."""
    kits.item("Y", unit_cost="0")
    kits.component("Y", "B", 1)
    kits.item("X", unit_cost="0")
    kits.component("X", "Y", 1)
    kits.assemble(kits.kit_order(4, "Y"))
    kits.assemble(kits.kit_order(2, "X"))
    kits.post(kits.order(sale("X", 1)))
    kits.receive("B", 4, "9")
    adjusted = kits.rows(ValueEntry, entry_type="adjustment")
    found = [
        (row.item_no, row.item_ledger_entry_type.value, row.cost_amount_actual) for row in adjusted
    ]
    assert found == [
        ("B", "assembly_consumption", D(-8)),
        ("Y", "assembly_output", D(8)),
        ("Y", "assembly_consumption", D(-4)),
        ("X", "assembly_output", D(4)),
        ("X", "sale", D(-2)),
    ]  # fmt: skip
    assert kits.faults() == []


# -------------------------------------------------------------------------------------- refusals


def without_account(kits: KitWorld, key: AssemblyKey) -> None:
    for group in ("DOMESTIC", "EU", "EXPORT"):
        where = {"gen_bus_posting_group": group, "gen_prod_posting_group": "RETAIL"}
        kits.put("general_posting_setup", where, inventory_adjmt_account=None)
    kits.assemble(key)


def without_stock(kits: KitWorld, key: AssemblyKey) -> None:
    kits.put("item", {"no": "B"}, prevent_negative_inventory="yes")
    kits.head(key, quantity=11)
    kits.assemble(key)


def without_variant(kits: KitWorld, key: AssemblyKey) -> None:
    a_variant(kits.session, "A", "BIG")
    kits.put("item", {"no": "A"}, variant_mandatory="yes")
    kits.assemble(key)


def too_early(kits: KitWorld, key: AssemblyKey) -> None:
    kits.put("general_ledger_setup", {"id": 1}, allow_posting_from=date(2026, 1, 1))
    kits.assemble(key, posting_date=date(2025, 12, 31))


def blocked(kits: KitWorld, key: AssemblyKey) -> None:
    kits.put("resource", {"no": "WORK"}, blocked=True)
    kits.assemble(key)


def without_place(kits: KitWorld, key: AssemblyKey) -> None:
    kits.put("inventory_setup", {"id": 1}, location_mandatory=True)
    kits.head(key, location_code="MAIN")
    kits.put_line(key, 10000, location_code=None)
    kits.assemble(key)


def a_quote(kits: KitWorld, _key: AssemblyKey) -> None:
    kits.assemble(create_assembly(kits.session, kits.context, AssemblyType.QUOTE, "Z").key)


def nothing(kits: KitWorld, key: AssemblyKey) -> None:
    kits.head(key, quantity_to_assemble=0)
    kits.assemble(key)


def of_a_sales_line(kits: KitWorld, key: AssemblyKey) -> None:
    for_a_sales_line(kits, key)
    kits.assemble(key)


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        (AdjustmentAccountMissing, without_account),
        (ComponentMissing, without_stock),
        (AssemblyFieldBlank, without_variant),
        (AssemblyFieldBlank, without_place),
        (PostingDateNotAllowed, too_early),
        (CardBlocked, blocked),
        (AssemblyNotPostable, a_quote),
        (NothingToAssemble, nothing),
        (PostTheShipment, of_a_sales_line),
    ],
)
def test_what_forbids_putting_kits_together(
    kits: KitWorld, kind: type[Refusal], act: Callable[[KitWorld, AssemblyKey], None]
) -> None:
    with_stock(kits)
    key = kits.kit_order(3)
    with pytest.raises(kind):
        act(kits, key)
    assert kits.rows(PostedAssemblyHeader) == []


def sold(kits: KitWorld, key: AssemblyKey, no: str) -> None:
    del key, no
    kits.take_out("Z", 1)


def reserved(kits: KitWorld, key: AssemblyKey, no: str) -> None:
    del key
    [header] = kits.rows(PostedAssemblyHeader, no=no)
    kits.session.add(
        Reservation(
            item_no="Z",
            quantity=D(1),
            demand_type=DemandType.SALES,
            demand_document_no="SO1",
            demand_line_no=10000,
            supply_type=SupplyType.INVENTORY,
            item_ledger_entry_no=header.item_output_entry_no,
            user="ADMIN",
            created_at=kits.context.now(),
        )
    )
    kits.session.flush()


def undone(kits: KitWorld, key: AssemblyKey, no: str) -> None:
    del key
    undo(kits, no)


def moved(kits: KitWorld, key: AssemblyKey, no: str) -> None:
    del no
    kits.put("assembly_line", {"document_no": key.no, "line_no": 10000}, location_code="EAST")


def gone(kits: KitWorld, key: AssemblyKey, no: str) -> None:
    del no
    kits.put("assembly_line", {"document_no": key.no, "line_no": 10000}, line_no=90000)


def closed(kits: KitWorld, key: AssemblyKey, no: str) -> None:
    del key, no
    kits.put("general_ledger_setup", {"id": 1}, allow_posting_from=date(2026, 2, 1))


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        (OutputUsed, sold),
        (OutputReserved, reserved),
        (UndoneAlready, undone),
        (OrderChanged, moved),
        (OrderChanged, gone),
        (PostingDateNotAllowed, closed),
    ],
)
def test_what_forbids_taking_kits_apart(
    kits: KitWorld, kind: type[Refusal], before: Callable[[KitWorld, AssemblyKey, str], None]
) -> None:
    with_stock(kits)
    key = kits.kit_order(3, quantity_to_assemble=2)
    no = kits.assemble(key)
    before(kits, key, no)
    entries = len(kits.rows(ValueEntry))
    with pytest.raises(kind):
        undo(kits, no)
    assert len(kits.rows(ValueEntry)) == entries


def test_kits_of_a_shipment_come_back_with_it(kits: KitWorld) -> None:
    a_row(kits.session, "posted_assembly_header", no="PA9", assemble_to_order=True)
    with pytest.raises(UndoTheShipment):
        undo(kits, "PA9")


# ------------------------------------------------------------------------------------ properties


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.booleans())
def test_the_books_agree_however_kits_are_made(
    kits: KitWorld,
    parts: list[int],
    is_undone: bool,
) -> None:
    key = kits.kit_order(sum(parts))
    numbers = []
    for part in parts:
        kits.head(key, quantity_to_assemble=part)
        numbers.append(kits.assemble(key))
    kits.receive("A", 7, "4.37")
    if is_undone:
        undo(kits, numbers[-1])
    assert kits.faults() == []


def test_work_takes_as_many_statements_for_ten_lines_as_for_one(kits: KitWorld) -> None:
    assert _statements(kits, 1) == _statements(kits, 10)


def _statements(kits: KitWorld, lines: int) -> tuple[int, int]:
    """How many statements changing the quantity takes, and posting."""
    kits.item(f"K{lines}")
    for number in range(lines):
        no = kits.item(f"P{lines}{number}")
        kits.component(f"K{lines}", no, 1)
        kits.receive(no, 5, "2")
    key = kits.kit_order(2, f"K{lines}", quantity_to_assemble=1)
    changing = _counted(kits, lambda: kits.head(key, quantity=3))
    release_assembly(kits.session, key, kits.context)
    return changing, _counted(kits, lambda: kits.assemble(key))


def _counted(kits: KitWorld, work: Callable[[], object]) -> int:
    kits.session.expire_all()
    count = 0

    def counted(*_args: object) -> None:
        nonlocal count
        count += 1

    engine = kits.session.get_bind()
    event.listen(engine, "before_cursor_execute", counted)
    work()
    event.remove(engine, "before_cursor_execute", counted)
    return count
