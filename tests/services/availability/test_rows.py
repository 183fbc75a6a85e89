"""Availability by event, period, location and variant, and the facts of a line (PF1, PF6, PF8)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from desktop.models.items import ItemSubstitution
from desktop.models.supply_words import DemandType, SupplyType, TimeBucket
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import ItemType
from desktop.services.availability.by_event import WhatIf, rows_by_event
from desktop.services.availability.by_period import balance_at, rows_by_period
from desktop.services.availability.by_place import rows_by_location, rows_by_variant
from desktop.services.availability.events import Wanted, day_totals
from desktop.services.availability.figures import figures_of_item
from desktop.services.availability.line_facts import ReservedFromStock, line_facts
from tests.builders.items import a_variant, an_item, some_stock
from tests.services.availability.supply import bought, made_of, proposed, reserved, sold

WORK_DATE = date(2026, 3, 2)


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.fixture
def busy(session: Session) -> Session:
    """20 of A in stock, 5 of them reserved; −9 on March 4, +12 on March 10, a proposal of 3."""
    an_item(session, "A")
    entry = some_stock(session, "A", "20")
    sold(session, "SO1", 9, march(4))
    bought(session, "PO1", 12, march(10))
    proposed(session, 10000, ("A", 3, march(12)))
    line = (DemandType.SALES, "SO1", 10000)
    reserved(session, 5, line, (SupplyType.INVENTORY, "", entry.entry_no))
    return session


def test_the_figures_of_a_day(busy: Session) -> None:
    """PF1, PF2: reserving does not change PAB, it leaves both sides of what is free."""
    early = figures_of_item(busy, "A", march(4), WORK_DATE)
    assert [early.inventory, early.gross_requirement, early.scheduled_receipt] == [20, 9, 0]
    assert [early.projected_available_balance, early.available_inventory] == [11, 15]
    assert early.free_balance == 11
    late = figures_of_item(busy, "A", march(12), WORK_DATE)
    assert [late.scheduled_receipt, late.planned_receipt] == [12, 3]
    assert late.projected_available_balance == 26
    assert figures_of_item(busy, "A", march(12), WORK_DATE, "MAIN").inventory == 0


def test_a_row_for_each_date_with_a_change(busy: Session) -> None:
    """PF6."""
    events = day_totals(busy, Wanted.of_items(["A"]))
    rows = rows_by_event(events, WORK_DATE)
    assert [(row.day, int(row.balance), int(row.remaining)) for row in rows] == [
        (None, 20, 15),
        (march(4), 11, 11),
        (march(10), 23, 23),
        (march(12), 26, 26),
    ]
    assert rows[1].figures.reserved_requirement == 5
    with_line = rows_by_event(events, WORK_DATE, WhatIf(march(10), Decimal(4)))
    assert [(row.day, row.is_this_line, int(row.balance)) for row in with_line[2:]] == [
        (march(10), False, 23),
        (march(10), True, 19),
        (march(12), False, 22),
    ]


def test_periods_open_with_what_the_last_one_left(busy: Session) -> None:
    """PF6."""
    bought(busy, "PO2", 1, date(2026, 2, 1))
    events = day_totals(busy, Wanted.of_items(["A"]))
    rows = rows_by_period(events, WORK_DATE, TimeBucket.WEEK, 3)
    assert [(row.start, row.end) for row in rows[:2]] == [
        (march(2), march(8)),
        (march(9), march(15)),
    ]
    assert [(int(row.opening), int(row.balance)) for row in rows] == [(20, 12), (12, 27), (27, 27)]
    assert balance_at(rows, march(9)) == 27
    assert balance_at(rows, march(30)) == 27


def test_a_row_for_each_location_and_variant(busy: Session) -> None:
    """PF6."""
    a_variant(busy, "A", "RED", description="Red")
    some_stock(busy, "A", "4", "MAIN", variant_code="RED")
    events = day_totals(busy, Wanted.of_items(["A"]))
    places = rows_by_location(busy, events, march(10), WORK_DATE)
    left = {row.code: row.figures.projected_available_balance for row in places}
    assert left == {None: 23, "EAST": 0, "MAIN": 4, "NORTH": 0}
    variants = rows_by_variant(busy, "A", events, march(10), WORK_DATE)
    assert [(row.code, row.name, int(row.figures.inventory)) for row in variants] == [
        (None, "", 20),
        ("RED", "Red", 4),
    ]


@pytest.fixture
def statements(busy: Session) -> Iterator[list[str]]:
    """The statements sent to the database while the test runs."""
    sent: list[str] = []
    engine = busy.get_bind().engine
    assert isinstance(engine, Engine)

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_the_facts_of_a_line(busy: Session, statements: list[str]) -> None:
    """PF8: this line is part of what is available; five statements at most."""
    an_item(busy, "B")
    made_of(busy, "A", ("B", 2))
    some_stock(busy, "B", "9")
    busy.add(ItemSubstitution(item_no="A", substitute_no="B"))
    sold(busy, "SO2", 16, march(5), qty_per_unit=Decimal(2), unit_of_measure_code="BOX")
    del statements[:]
    facts = line_facts(busy, DocumentKey(DocumentType.ORDER, "SO2"), 10000, WORK_DATE)
    assert len(statements) <= 5
    assert facts is not None
    assert [facts.available_inventory, facts.gross_requirement, facts.scheduled_receipt] == [
        Decimal("7.5"),
        Decimal("12.5"),
        0,
    ]
    assert facts.item_availability == Decimal("-2.5")
    assert facts.reserved_from_stock is ReservedFromStock.NONE
    assert facts.earliest == march(10)
    assert [facts.substitutes, facts.able_to_assemble] == [1, 2]
    first = line_facts(busy, DocumentKey(DocumentType.ORDER, "SO1"), 10000, WORK_DATE)
    assert first is not None
    assert first.reserved_from_stock is ReservedFromStock.PARTIAL


def test_a_quote_is_no_demand_but_its_line_is_counted(busy: Session) -> None:
    """PF8."""
    sold(busy, "SQ1", 4, march(5), document_type=DocumentType.QUOTE)
    facts = line_facts(busy, DocumentKey(DocumentType.QUOTE, "SQ1"), 10000, WORK_DATE)
    assert facts is not None
    assert facts.item_availability == 7
    assert (facts.earliest, facts.able_to_assemble) == (march(5), None)


def test_only_stocked_goods_have_facts(busy: Session) -> None:
    an_item(busy, "S", type=ItemType.SERVICE, inventory_posting_group=None)
    sold(busy, "SO3", 4, march(5), item="S")
    key = DocumentKey(DocumentType.ORDER, "SO3")
    assert line_facts(busy, key, 10000, WORK_DATE) is None
    assert line_facts(busy, key, 20000, WORK_DATE) is None
