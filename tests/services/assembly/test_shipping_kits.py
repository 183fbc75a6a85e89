"""Kits that are put together as their line is shipped: what may go wrong, what adds up (PF126)."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.assembly import AssemblyHeader, PostedAssemblyHeader, PostedAtoLink
from desktop.models.ledger_words import EntryDocumentType, ItemEntryType
from desktop.models.ledgers import GlRegister, ItemLedgerEntry, ValueEntry
from desktop.models.values.keys import DocumentKey
from desktop.services.database import Database
from desktop.services.items.stock import Scope
from desktop.services.ledgers.item_entries import LineWords, Movement
from desktop.services.ledgers.rows import Booking
from desktop.services.ledgers.stock import EntryOrigin
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.document_check import document_check
from desktop.services.posting.kits_of_lines import split_movement
from desktop.services.posting.preview import preview
from desktop.services.posting.refusals_assembly import KitsDiffer
from desktop.services.posting.refusals_journal import AdjustmentAccountMissing
from desktop.services.sales.refusals_assembly import QuantityToAssembleOutside
from tests.builders.items import a_unit
from tests.builders.kits import KitWorld
from tests.builders.posting_world import sale

D = Decimal
CENT = D("0.01")


def sold(kits: KitWorld, quantity: object, to_order: object, **more: object) -> DocumentKey:
    """An order with components in stock for its kits."""
    kits.receive("A", 40, "4")
    kits.receive("B", 40, "7")
    return kits.order(sale("Z", quantity, qty_to_assemble_to_order=to_order, **more))


def test_the_assembly_has_a_transaction_of_its_own_in_the_register_of_the_sale(
    kits: KitWorld,
) -> None:
    order = sold(kits, 3, 3)
    before = len(kits.rows(GlRegister))
    kits.post(order)
    entries = kits.rows(ItemLedgerEntry)[-2:]
    assert len(kits.rows(GlRegister)) == before + 1
    assert len({entry.transaction_no for entry in entries}) == 2
    assert entries[1].applies_to_entry_no == entries[0].entry_no
    assert kits.faults() == []


def test_what_is_put_together_goes_by_the_posting_date_that_was_chosen(kits: KitWorld) -> None:
    order = sold(kits, 3, 3)
    kits.post(order, on=date(2026, 1, 20))
    assert kits.column(PostedAssemblyHeader, "posting_date") == [date(2026, 1, 20)]


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("location_code", "EAST", "location_code"),
        ("quantity", D(4), "qty_to_assemble_to_order"),
        ("quantity_to_assemble", D(1), "quantity_to_assemble"),
    ],
)
def test_an_assembly_order_that_is_not_what_the_line_says_is_refused(
    kits: KitWorld, field: str, value: object, named: str
) -> None:
    order = sold(kits, 3, 3)
    setattr(kits.rows(AssemblyHeader)[0], field, value)
    kits.session.flush()
    refusal = kits.refused(order, KitsDiffer)
    assert refusal.field == named
    assert refusal.parameters["made"] == value


def test_kits_that_the_shipment_needs_are_not_left_out(kits: KitWorld) -> None:
    order = sold(kits, 3, 3)
    kits.lines(order)[0].quantity_to_assemble = D(0)
    kits.session.flush()
    refusal = kits.refused(order, QuantityToAssembleOutside)
    assert (refusal.parameters["smallest"], refusal.parameters["largest"]) == (3, 3)


def test_time_without_an_adjustment_account_is_refused(kits: KitWorld) -> None:
    order = sold(kits, 3, 3)
    for business in ("DOMESTIC", "EU", "EXPORT"):
        where = {"gen_bus_posting_group": business, "gen_prod_posting_group": "RETAIL"}
        kits.put("general_posting_setup", where, inventory_adjmt_account=None)
    kits.refused(order, AdjustmentAccountMissing)


def test_nothing_is_written_by_a_check_or_a_preview(kits: KitWorld) -> None:
    order = sold(kits, 3, 3)
    found = document_check(kits.session, order, kits.context)
    assert found is not None
    assert found.refusals == ()
    tables = preview(kits.session, order, PostingChoice(), kits.context).tables
    assert {"posted_assembly_header", "posted_ato_link"} <= {table.table for table in tables}
    assert (kits.rows(PostedAssemblyHeader), kits.rows(PostedAtoLink)) == ([], [])
    assert kits.column(AssemblyHeader, "assembled_quantity") == [D(0)]


def test_what_is_not_shipped_at_once_is_assembled_as_the_order_ships_it(kits: KitWorld) -> None:
    kits.setup(default_quantity_to_ship="blank")
    order = sold(kits, 5, 5)
    kits.change(order, 1, "qty_to_ship", 2)
    kits.post(order, invoice=False)
    assert kits.column(AssemblyHeader, "quantity_to_assemble") == [kits.lines(order)[0].qty_to_ship]
    kits.change(order, 1, "qty_to_ship", 3)
    kits.post(order, invoice=False)
    assert kits.column(PostedAssemblyHeader, "quantity") == [D(2), D(3)]
    assert kits.rows(AssemblyHeader) == []


def test_a_unit_of_several_pieces_is_put_together_in_base_units(kits: KitWorld) -> None:
    a_unit(kits.session, "Z", "BOX", "4")
    order = sold(kits, 3, 2, unit_of_measure_code="BOX", qty_to_ship=1)
    kits.post(order, invoice=False)
    kits.post(order)
    sales = kits.rows(ItemLedgerEntry, entry_type=ItemEntryType.SALE)
    assert [(entry.quantity, entry.assemble_to_order) for entry in sales] == [
        (D(-4), True),
        (D(-4), True),
        (D(-4), False),
    ]
    assert kits.column(PostedAtoLink, "quantity") == [D(4), D(4)]
    assert kits.faults() == []


@given(
    shipments=st.lists(st.integers(1, 6), min_size=1, max_size=3),
    invoices=st.lists(st.booleans(), min_size=3, max_size=3),
    data=st.data(),
)
@settings(max_examples=5)
def test_kits_cost_what_went_in_and_nothing_of_them_stays_in_stock(
    office: Database, shipments: list[int], invoices: list[bool], data: st.DataObject
) -> None:
    total = sum(shipments)
    to_order = data.draw(st.integers(min_value=1, max_value=total))
    with office.rehearse() as session:
        kits = KitWorld(session)
        kits.receive("Z", total, "11")
        order = sold(kits, total, to_order)
        for quantity, invoice in zip(shipments, invoices, strict=False):
            kits.change(order, 1, "qty_to_ship", quantity)
            kits.post(order, invoice=invoice)
        made = sum(kits.column(PostedAssemblyHeader, "cost_amount"), D(0))
        sales = kits.rows(ItemLedgerEntry, item_no="Z", assemble_to_order=True)
        values = [
            value
            for entry in sales
            for value in kits.rows(ValueEntry, item_ledger_entry_no=entry.entry_no)
        ]
        cost = sum((row.cost_amount_actual + row.cost_amount_expected for row in values), D(0))
        assert sum((entry.quantity for entry in sales), D(0)) == -to_order
        assert cost == -made
        assert kits.faults() == []


@given(
    whole=st.integers(min_value=2, max_value=50),
    data=st.data(),
    sales=st.integers(min_value=0, max_value=10**6),
    expected=st.integers(min_value=0, max_value=10**6),
)
def test_both_parts_of_a_sale_are_the_whole(
    whole: int, data: st.DataObject, sales: int, expected: int
) -> None:
    kit = data.draw(st.integers(min_value=1, max_value=whole - 1))
    invoiced = data.draw(st.integers(min_value=0, max_value=whole))
    movement = _movement(
        quantity=D(-whole),
        invoiced=D(-invoiced),
        sales_actual=sales * CENT if invoiced else D(0),
        sales_expected=expected * CENT if invoiced < whole else D(0),
    )
    first, second = split_movement(movement, D(kit), CENT)
    assert second is not None
    for name in ("quantity", "invoiced", "sales_actual", "sales_expected"):
        both = getattr(first, name) + getattr(second, name)
        assert both == getattr(movement, name)
    assert first.quantity == -kit
    assert first.invoiced == -min(kit, invoiced)


def test_a_sale_of_kits_alone_is_not_split() -> None:
    movement = _movement(quantity=D(-5))
    assert split_movement(movement, D(5), CENT) == (movement, None)


def _movement(**figures: Any) -> Movement:  # noqa: ANN401  (any figure of a movement)
    stamp = SimpleNamespace(user="ADMIN", at=None)
    day = date(2026, 1, 15)
    booking = Booking(day, EntryDocumentType.SHIPMENT, "PS1", 1, stamp.user, stamp.at)
    return Movement(
        scope=Scope("Z", None, None),
        origin=EntryOrigin(ItemEntryType.SALE),
        entry=booking,
        value=booking,
        words=LineWords(10000),
        **figures,
    )
