"""Tracing costs and valuing stock from the item ledger."""

from datetime import date
from decimal import Decimal

from desktop.services.ledgers.queries import applied_entries, inventory_values
from desktop.services.posting.journal_plan import Adjustment
from desktop.services.posting.post_item_journal import post_adjustments
from tests.builders.posting_world import PostingWorld, sale


def test_a_sale_is_traced_to_the_receipts_that_valued_it(world: PostingWorld) -> None:
    world.item("A")
    world.receive("A", 10, 12)
    world.receive("A", 5, "12.50")
    world.post(world.order(sale("A", 12)))
    found = applied_entries(world.session, 3)
    assert [(each.entry_no, each.quantity, each.cost_amount) for each in found] == [
        (1, Decimal(10), Decimal(120)),
        (2, Decimal(2), Decimal(25)),
    ]
    [taker] = applied_entries(world.session, 2)
    assert (taker.entry_no, taker.document_no) == (3, "PS00001")


def test_stock_is_valued_on_a_day(world: PostingWorld) -> None:
    world.item("A")
    world.item("B")
    for day, quantity in ((date(2026, 1, 10), 4), (date(2026, 1, 12), 6)):
        line = Adjustment("A", Decimal(quantity), day, unit_cost=Decimal(10), document_no="ADJ")
        post_adjustments(world.session, [line], world.context)
    assert inventory_values(world.session, date(2026, 1, 9)) == ()
    [early] = inventory_values(world.session, date(2026, 1, 11))
    assert (early.item_no, early.quantity, early.value) == ("A", Decimal(4), Decimal(40))
    [late] = inventory_values(world.session, date(2026, 1, 12))
    assert late.value == Decimal(100)
