"""The earliest date of the fact box is the window's, and costs few statements (PF8)."""

import random
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.promising.line_facts import facts_of_line
from desktop.services.promising.session import available_to_promise
from tests.builders.items import an_item, some_stock
from tests.services.availability.supply import bought, made_of, sold
from tests.services.promising.asking import march

MOST_STATEMENTS = 5


def order(no: str) -> DocumentKey:
    return DocumentKey(DocumentType.ORDER, no)


def test_at_most_five_statements_with_calendars_parts_and_late_supply(
    stocked: Session, context: UserContext, statements: list[str]
) -> None:
    an_item(stocked, "B")
    made_of(stocked, "A", ("B", 2))
    some_stock(stocked, "B", "9")
    some_stock(stocked, "A", "3")
    bought(stocked, "PO1", 6, date(2026, 2, 20))
    for number in range(3):
        sold(stocked, f"SX{number}", 1, march(20), promised_delivery_date=march(21))
    sold(stocked, "SO1", 4, march(5), requested_delivery_date=march(9))
    del statements[:]
    found = facts_of_line(stocked, order("SO1"), 10000, context)
    assert len(statements) <= MOST_STATEMENTS
    assert found is not None
    assert (found.facts.earliest, found.overdue_document) == (march(9), "PO1")


@pytest.mark.parametrize("seed", range(12))
def test_the_date_is_that_of_the_window(stocked: Session, context: UserContext, seed: int) -> None:
    chance = random.Random(seed)
    some_stock(stocked, "A", str(chance.randint(0, 12)))
    for number in range(3):
        bought(stocked, f"PO{number}", chance.randint(1, 9), march(chance.randint(0, 25)))
    for number in range(6):
        wish = march(chance.randint(4, 24)) if chance.random() < 0.5 else None
        promise = march(chance.randint(4, 24)) if chance.random() < 0.3 else None
        sold(
            stocked,
            f"SO{chance.randint(0, 999):03d}-{number}",
            chance.randint(1, 6),
            march(chance.randint(1, 22)),
            requested_delivery_date=wish,
            promised_delivery_date=promise,
            shipping_time="2D",
        )
    for no in stocked.scalars(select(SalesLine.document_no)).all():
        found = facts_of_line(stocked, order(no), 10000, context)
        [line] = available_to_promise(stocked, order(no), context)
        assert found is not None
        assert found.facts.earliest == line.earliest_shipment_date
        assert found.overdue_document == line.overdue_document


def test_a_line_of_the_same_order_counts_when_it_stands_before(
    stocked: Session, context: UserContext
) -> None:
    some_stock(stocked, "A", "5")
    line = sold(stocked, "SO1", 5, march(5))
    for line_no in (5000, 20000):
        stocked.add(
            SalesLine(
                document_type=DocumentType.ORDER,
                document_no="SO1",
                line_no=line_no,
                type=line.type,
                no="A",
                shipment_date=march(5),
                quantity=line.quantity,
                outstanding_quantity=line.quantity,
                outstanding_quantity_base=line.quantity,
            )
        )
    stocked.flush()
    assert stocked.scalar(select(func.count()).select_from(SalesLine)) == 3
    dates = []
    for line_no in (5000, 10000, 20000):
        found = facts_of_line(stocked, order("SO1"), line_no, context)
        assert found is not None
        dates.append(found.facts.earliest)
    assert dates == [march(5), None, None]
