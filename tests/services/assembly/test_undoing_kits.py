"""Shipments of kits are undone, and everything is as it was before (PF128)."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.assembly import AssemblyHeader, AtoLink, PostedAssemblyHeader
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.promising import Reservation
from desktop.services.assembly.sales_lines import assembly_order
from desktop.services.database import Database
from desktop.services.posting.refusals_assembly import OrderChanged
from desktop.services.posting.undo_shipment import undo_shipment
from tests.builders.items import a_variant
from tests.builders.kits import KitWorld
from tests.builders.posting_world import sale
from tests.services.assembly.test_shipping_kits import sold

D = Decimal


def on_hand(kits: KitWorld) -> dict[str, Decimal]:
    """What lies in stock of each item."""
    found: dict[str, Decimal] = {}
    for entry in kits.rows(ItemLedgerEntry):
        found[entry.item_no] = found.get(entry.item_no, D(0)) + entry.remaining_quantity
    return {no: quantity for no, quantity in found.items() if quantity}


def test_kits_are_not_taken_apart_into_others_than_went_in(kits: KitWorld) -> None:
    a_variant(kits.session, "A", "RED")
    order = sold(kits, 3, 3, qty_to_ship=2)
    shipped = kits.post(order, invoice=False)
    key = assembly_order(kits.session, order, 10000, kits.context).key
    kits.kit_lines(key)[0].variant_code = "RED"
    kits.session.flush()
    with pytest.raises(OrderChanged):
        undo_shipment(kits.session, shipped.shipment_no or "", kits.context)


def test_two_lines_of_kits_are_taken_apart_each_in_a_transaction(kits: KitWorld) -> None:
    kits.receive("A", 40, "4")
    kits.receive("B", 40, "7")
    order = kits.order(*(sale("Z", 2, qty_to_assemble_to_order=2) for _line in range(2)))
    shipped = kits.post(order, invoice=False)
    undo_shipment(kits.session, shipped.shipment_no or "", kits.context)
    back = kits.rows(ItemLedgerEntry)[-8:]
    assert len({entry.transaction_no for entry in back}) == 3
    assert kits.column(PostedAssemblyHeader, "reversed") == [True, True]
    assert kits.column(AtoLink, "document_line_no") == [10000, 20000]
    assert kits.column(Reservation, "quantity") == [D(2), D(2)]
    assert on_hand(kits) == {"A": D(40), "B": D(40)}
    assert kits.faults() == []


@given(
    shipments=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    undone=st.permutations(range(3)),
    data=st.data(),
)
@settings(max_examples=5)
def test_undoing_everything_in_any_order_leaves_what_was_there(
    office: Database, shipments: list[int], undone: list[int], data: st.DataObject
) -> None:
    total = sum(shipments)
    to_order = data.draw(st.integers(min_value=1, max_value=total))
    with office.rehearse() as session:
        kits = KitWorld(session)
        kits.receive("Z", total, "11")
        order = sold(kits, total, to_order)
        before = on_hand(kits)
        posted = []
        for quantity in shipments:
            kits.change(order, 1, "qty_to_ship", quantity)
            posted.append(kits.post(order, invoice=False).shipment_no or "")
        for at in undone:
            if at < len(posted):
                undo_shipment(session, posted[at], kits.context)
                assert kits.faults() == []
        [made] = kits.rows(AssemblyHeader)
        line = kits.lines(order)[0]
        assert on_hand(kits) == before
        assert (made.quantity, made.assembled_quantity) == (D(to_order), D(0))
        assert (line.quantity_shipped, line.qty_to_assemble_to_order) == (D(0), D(to_order))
        assert made.quantity_to_assemble == line.quantity_to_assemble
        assert kits.column(Reservation, "quantity") == [D(to_order)]
