"""Undo and redo: whatever a command did to a document is brought back as it stood (ui-guide §6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from desktop.errors import ConfirmationCode, Refusal
from desktop.models.currencies import Currency
from desktop.models.customers import Customer
from desktop.models.items import Item
from desktop.models.sales import DocumentComment, SalesLine
from desktop.models.words import Blocked, LineType
from desktop.services.context import UserContext
from desktop.services.customers.refusals import CustomerBlocked
from desktop.services.database import Database
from desktop.services.records import add_record
from desktop.services.sales.differences import Difference
from desktop.services.sales.line_amounts import DERIVED_AMOUNTS
from desktop.services.sales.line_fields import delete_lines, move_line
from desktop.services.sales.refusals import (
    ChangedSince,
    DocumentCompleted,
    LinesFrozen,
    ShippedNotInvoiced,
    StatusNotOpen,
)
from desktop.services.sales.refusals_lines import ItemBlocked, LineKeepsPlace, LineStarted
from desktop.services.sales.release import release, reopen
from desktop.services.sales.restoring import restore
from desktop.services.sales.views import DocumentView
from tests.builders.customers import a_customer
from tests.builders.items import a_unit, an_item
from tests.builders.sales import Clerk, a_document, put_header, put_line, rows

STAMPS = {"row_version", "changed_by", "changed_at"}


def state(view: DocumentView) -> tuple[dict[str, object], list[dict[str, object]]]:
    """All of a document but who wrote it when."""
    header = {name: value for name, value in view.header.items() if name not in STAMPS}
    lines = [
        {name: value for name, value in line.values.items() if name not in STAMPS}
        for line in view.lines
    ]
    return header, lines


def take_back(clerk: Clerk, done: Difference) -> Difference:
    """Restore what stood before; gives what undoes this again."""
    with clerk.database.write() as session:
        clerk.view = restore(session, clerk.key, done, clerk.context)
    return clerk.view.difference


@pytest.fixture
def order(company: Database, context: UserContext) -> Clerk:
    """Two items with a text between them that belongs to the first, one with a typed discount."""
    with rows(company) as session:
        an_item(session, "B", unit_price="7")
        a_customer(session, "C2", payment_terms_code=None)
        a_unit(session, "A", "BOX", "12")
    clerk = a_document(company, context)
    for code in ConfirmationCode:
        clerk.answers(code, yes=True)
    clerk.adds(no="A", quantity=3).adds(description="in oak").adds(no="B", quantity=5)
    put_line(company, clerk.key, 20000, attached_to_line_no=10000)
    clerk.changes(3, "line_discount_amount", 2)
    clerk.changes(1, "qty_to_ship", 1)
    return clerk


def moved(clerk: Clerk, *, number: int, down: bool) -> None:
    with clerk.database.write() as session:
        line_no = clerk.line(number).line_no
        clerk.view = move_line(session, clerk.key, line_no, clerk.context, down=down)


def deleted(clerk: Clerk, *numbers: int) -> None:
    with clerk.database.write() as session:
        line_nos = [clerk.line(number).line_no for number in numbers]
        clerk.view = delete_lines(session, clerk.key, line_nos, clerk.context)


ACTS: dict[str, Callable[[Clerk], Any]] = {
    "quantity": lambda clerk: clerk.changes(1, "quantity", 8),
    "qty to ship": lambda clerk: clerk.changes(1, "qty_to_ship", 2),
    "price": lambda clerk: clerk.changes(1, "unit_price", 55),
    "discount amount": lambda clerk: clerk.changes(1, "line_discount_amount", 12),
    "another discount amount": lambda clerk: clerk.changes(3, "line_discount_amount", 3),
    "discount gone": lambda clerk: clerk.changes(3, "line_discount_pct", 0),
    "unit": lambda clerk: clerk.changes(1, "unit_of_measure_code", "BOX"),
    "item": lambda clerk: clerk.changes(1, "no", "B"),
    "text in the place of an item": lambda clerk: clerk.changes(1, "type", LineType.COMMENT),
    "location": lambda clerk: clerk.changes(3, "location_code", "EAST"),
    "delivery date": lambda clerk: clerk.changes(1, "requested_delivery_date", date(2026, 2, 9)),
    "a line at the end": lambda clerk: clerk.adds(no="B", quantity=2),
    "a line in front": lambda clerk: clerk.adds(before=10000, no="B", quantity=2),
    "a deleted line": lambda clerk: clerk.deletes(3),
    "a deleted line with its text": lambda clerk: clerk.deletes(1),
    "all lines": lambda clerk: deleted(clerk, 1, 3),
    "a move down": partial(moved, number=1, down=True),
    "a move up": partial(moved, number=3, down=False),
    "the customer": lambda clerk: clerk.enters("sell_to_customer_no", "C2"),
    "the currency": lambda clerk: clerk.enters("currency_code", "EUR"),
    "prices with VAT": lambda clerk: clerk.enters("prices_including_vat", value=True),
    "invoice discount": lambda clerk: clerk.enters("invoice_discount_value", Decimal(20)),
    "posting date": lambda clerk: clerk.enters("posting_date", date(2026, 2, 1)),
    "delivery of the document": lambda clerk: clerk.enters(
        "requested_delivery_date", date(2026, 3, 2)
    ),
    "a text": lambda clerk: clerk.enters("your_reference", "Anna"),
}


def commented(clerk: Clerk) -> dict[str, object]:
    """What is said of which line, by the comment's text: the description of the line."""
    names = {line.line_no: line.values["description"] for line in clerk.looks().lines}
    with clerk.database.read() as session:
        found = session.scalars(select(DocumentComment))
        return {each.text: names.get(each.document_line_no, "gone") for each in found}


@pytest.mark.parametrize("act", ["a deleted line", "all lines", "a move down", "a line in front"])
def test_comments_go_and_come_back_with_their_lines(order: Clerk, act: str) -> None:
    with order.database.write() as session:
        for line_no, text in ((10000, "first"), (30000, "last"), (30000, "last too")):
            values: dict[str, object] = {
                "document_table": "sales_header",
                "document_type": order.key.type.value,
            }
            number = 10000 * (1 + len(text))
            values |= {"document_no": order.key.no, "document_line_no": line_no, "text": text}
            add_record(session, "document_comment", values | {"line_no": number}, order.context)
    before = commented(order)
    assert before == {"first": "A", "last": "B", "last too": "B"}
    ACTS[act](order)
    after = commented(order)
    assert "gone" not in after.values()
    assert after == {text: name for text, name in before.items() if text in after}
    assert (after == before) is (act in {"a move down", "a line in front"})
    again = take_back(order, order.view.difference)
    assert commented(order) == before
    take_back(order, again)
    assert commented(order) == after


@pytest.mark.parametrize("act", ACTS)
def test_what_was_done_is_undone_and_done_again(order: Clerk, act: str) -> None:
    before = state(order.looks())
    ACTS[act](order)
    after = state(order.looks())
    assert after != before
    again = take_back(order, order.view.difference)
    assert state(order.looks()) == before
    take_back(order, again)
    assert state(order.looks()) == after


def test_amounts_follow_the_currency_that_comes_back(order: Clerk) -> None:
    with rows(order.database) as session:
        session.execute(
            update(Currency).where(Currency.code == "EUR").values(amount_precision=Decimal(1))
        )
    order.changes(1, "unit_price", Decimal("33.33"))
    before = state(order.looks())
    order.enters("currency_code", "EUR")
    after = state(order.looks())
    again = take_back(order, order.view.difference)
    assert state(order.looks()) == before
    take_back(order, again)
    assert state(order.looks()) == after


def test_a_step_into_full_numbers_takes_the_numbering_back_too(order: Clerk) -> None:
    with rows(order.database) as session:
        session.execute(update(SalesLine).where(SalesLine.line_no == 30000).values(line_no=20001))
    order.view = order.looks()
    before = state(order.view)
    order.adds(before=20001, no="B", quantity=1)
    assert [line.line_no for line in order.view.lines] == [10000, 20000, 25000, 30000]
    assert order.value(2, "attached_to_line_no") == 10000
    again = take_back(order, order.view.difference)
    assert state(order.looks()) == before
    take_back(order, again)
    assert order.column("no") == ["A", None, "B", "B"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(sorted(set(ACTS) - {"all lines"})), min_size=2, max_size=6))
def test_any_steps_are_undone_in_their_order(order: Clerk, acts: list[str]) -> None:
    start, steps = state(order.looks()), []
    for act in acts:
        try:
            ACTS[act](order)
        except (Refusal, IndexError):  # an earlier step has made it impossible
            order.view = order.looks()
        else:
            steps.append(order.view.difference)
    end = state(order.looks())
    back = [take_back(order, step) for step in reversed(steps)]
    assert state(order.looks()) == start
    steps = [take_back(order, step) for step in reversed(back)]
    assert state(order.looks()) == end
    for step in reversed(steps):
        take_back(order, step)
    assert state(order.looks()) == start


def test_the_difference_names_only_what_was_entered_and_followed(order: Clerk) -> None:
    order.changes(1, "quantity", 8)
    difference = order.view.difference
    assert difference.entered == ((10000, "quantity"),)
    assert set(difference.lines) == {10000}
    assert difference.lines[10000]["quantity"] == (Decimal(3), Decimal(8))
    assert not set(DERIVED_AMOUNTS) & set(difference.lines[10000])
    assert not order.looks().difference.header
    assert order.looks().difference.is_empty


def test_a_neighbours_entry_in_another_field_stays(order: Clerk) -> None:
    order.changes(1, "description", "Oak")
    done = order.view.difference
    order.changes(1, "unit_price", 90).enters("your_reference", "Eva")
    take_back(order, done)
    assert order.value(1, "description") != "Oak"
    assert order.value(1, "unit_price") == 90
    assert order.header("your_reference") == "Eva"


def test_what_somebody_changed_afterwards_is_not_written_over(order: Clerk) -> None:
    order.changes(1, "quantity", 8)
    done = order.view.difference
    order.context = UserContext("LENA", order.context.work_date)
    order.changes(1, "quantity", 9)
    with pytest.raises(ChangedSince) as refusal:
        take_back(order, done)
    assert refusal.value.field == "quantity"
    assert refusal.value.parameters["changed_by"] == "LENA"
    assert order.looks().line(10000).values["quantity"] == 9


def test_a_line_that_somebody_worked_on_is_not_taken_away(order: Clerk) -> None:
    order.adds(no="B", quantity=1)
    done = order.view.difference
    order.changes(4, "quantity", 2)
    with pytest.raises(ChangedSince):
        take_back(order, done)


def test_a_line_does_not_come_back_onto_another_one(order: Clerk) -> None:
    order.deletes(3)
    done = order.view.difference
    order.adds(no="B", quantity=1)
    assert order.line(3).line_no == 30000
    with pytest.raises(ChangedSince):
        take_back(order, done)


def test_a_released_document_is_not_changed_back(order: Clerk) -> None:
    order.changes(1, "quantity", 8)
    changed = order.view.difference
    order.deletes(3)
    gone = order.view.difference
    with order.database.write() as session:
        release(session, order.key, order.context)
    with pytest.raises(StatusNotOpen):
        take_back(order, changed)
    with pytest.raises(LinesFrozen):
        take_back(order, gone)
    with order.database.write() as session:
        reopen(session, order.key, order.context)
    take_back(order, gone)
    take_back(order, changed)
    assert order.value(1, "quantity") == 3


def test_what_may_be_typed_on_a_released_document_may_be_undone(order: Clerk) -> None:
    with order.database.write() as session:
        order.view = release(session, order.key, order.context)
    before = state(order.view)
    order.enters("payment_terms_code", None)
    take_back(order, order.view.difference)
    assert state(order.view) == before


def test_a_completed_document_is_not_changed_back(order: Clerk) -> None:
    order.changes(1, "quantity", 8)
    put_header(order.database, order.key, {"completed": True})
    with pytest.raises(DocumentCompleted):
        take_back(order, order.view.difference)


def test_a_delivered_line_keeps_what_it_is_and_where_it_stands(order: Clerk) -> None:
    moved(order, number=1, down=True)
    place = order.view.difference
    order.has_delivered(2, "2")
    with pytest.raises(LineKeepsPlace):
        take_back(order, place)
    with pytest.raises(LineStarted):
        take_back(order, Difference(lines={order.line(2).line_no: {"no": ("B", "A")}}))


def test_a_blocked_item_does_not_come_back(order: Clerk) -> None:
    order.deletes(3)
    with rows(order.database) as session:
        session.get_one(Item, "B").blocked = True
    with pytest.raises(ItemBlocked):
        take_back(order, order.view.difference)
    assert len(order.looks().lines) == 2


def test_a_blocked_customer_does_not_come_back(order: Clerk) -> None:
    order.enters("sell_to_customer_no", "C2")
    with rows(order.database) as session:
        session.get_one(Customer, "C1").blocked = Blocked.ALL
    with pytest.raises(CustomerBlocked):
        take_back(order, order.view.difference)


def test_an_address_that_is_gone_does_not_come_back(order: Clerk) -> None:
    with pytest.raises(ChangedSince):
        take_back(order, Difference(header={"ship_to_code": ("DEPOT", None)}))


def test_deleting_several_lines_is_one_step_and_all_or_nothing(order: Clerk) -> None:
    order.has_delivered(3, "5")
    with pytest.raises(ShippedNotInvoiced):
        deleted(order, 1, 3)
    assert len(order.looks().lines) == 3


def test_a_restored_line_has_a_version_of_its_own(order: Clerk) -> None:
    order.deletes(1)
    take_back(order, order.view.difference)
    with order.database.read() as session:
        key = (order.key.type, order.key.no, 10000)
        assert session.get_one(SalesLine, key).changed_by == "ADMIN"
