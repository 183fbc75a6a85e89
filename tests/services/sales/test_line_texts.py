"""Extended texts and substitutes on lines: where they stand, what they cost, how they go back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.models.item_texts import ExtendedText, ExtendedTextLine
from desktop.models.items import Item, ItemSubstitution
from desktop.models.words import TextOwner
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.blocks import BlockRow, enter_block
from desktop.services.sales.line_fields import add_line, change_line
from desktop.services.sales.line_substitutes import substitute, substitutes
from desktop.services.sales.refusals_lines import (
    LinePurchasedBothWays,
    NoExtendedTexts,
    NoRoomForTexts,
    NoSubstitute,
    NotForThisType,
    NumberFirst,
)
from desktop.services.sales.text_command import extended_texts
from tests.builders.items import an_item, some_stock
from tests.builders.sales import Clerk, a_document, rows
from tests.services.sales.test_restoring import state, take_back
from tests.services.sales.test_statement_budget import LINE_EDIT, cost, counted

WORDS = ("Solid oak", "Oiled", "Made to order")


@pytest.fixture
def order(company: Database, context: UserContext) -> Clerk:
    """An order; item A has three text lines of its own, item B may stand in for it."""
    with rows(company) as session:
        session.get_one(Item, "A").automatic_ext_texts = True
        an_item(session, "B", description="Spruce", unit_price="70")
        session.add(ExtendedText(owner_type=TextOwner.ITEM, no="A", text_no=1, all_languages=True))
        session.flush()
        for number, text in enumerate(WORDS, start=1):
            place = {"no": "A", "text_no": 1, "line_no": number * 10000}
            session.add(ExtendedTextLine(owner_type=TextOwner.ITEM, text=text, **place))
        session.add(ItemSubstitution(item_no="A", substitute_no="B", condition_text="Dry rooms"))
    return a_document(company, context)


def texts(clerk: Clerk) -> list[str]:
    """What the lines say, in their order."""
    return [str(line.values["description"]) for line in clerk.view.lines]


def test_choosing_another_number_is_undone_with_the_texts(order: Clerk) -> None:
    order.adds(no="A", quantity=3)
    before = state(order.view)
    order.changes(1, "no", "B")
    assert texts(order) == ["Spruce"]
    after, done = state(order.view), order.view.difference
    again = take_back(order, done)
    assert state(order.view) == before
    take_back(order, again)
    assert state(order.view) == after


def test_a_line_with_texts_is_undone_as_one_step(order: Clerk) -> None:
    before = state(order.view)
    order.adds(no="A", quantity=3)
    assert texts(order)[1:] == list(WORDS)
    take_back(order, order.view.difference)
    assert state(order.view) == before


def test_texts_cost_the_same_however_many_lines_there_are(
    order: Clerk, company: Database, context: UserContext
) -> None:
    taken = []
    for length in (1, 60):
        with company.write() as session:
            block = [BlockRow(None, (("no", "B"),)) for _row in range(length)]
            enter_block(session, order.key, block, context)
        entries = [("no", "A"), ("quantity", Decimal(2))]
        with counted(company.engine) as sent, company.write() as session:
            line_no = add_line(session, order.key, entries, context).lines[-4].line_no
        added = cost(sent)
        with counted(company.engine) as sent, company.write() as session:
            change_line(session, order.key, line_no, "no", "A", context)
        taken.append((added, cost(sent)))
    # The first line of an item takes one more: the item's files come with it.
    assert taken[1] in (taken[0], (taken[0][0] - 1, taken[0][1]))
    assert max(taken[0]) <= LINE_EDIT


def test_a_block_of_lines_gets_the_texts_of_each(
    order: Clerk, company: Database, context: UserContext
) -> None:
    with company.write() as session:
        block = [BlockRow(None, (("no", no),)) for no in ("A", "B", "A")]
        order.view = enter_block(session, order.key, block, context)
    assert texts(order) == ["A", *WORDS, "Spruce", "A", *WORDS]
    numbers = [line.line_no for line in order.view.lines]
    assert numbers == sorted(set(numbers))


def test_lines_put_between_keep_room_for_texts(order: Clerk) -> None:
    order.adds(no="B").adds(no="B")
    for _time in range(12):
        last = order.view.lines[-1].line_no
        order.adds(before=last, no="A")
    numbers = [line.line_no for line in order.view.lines]
    assert numbers == sorted(set(numbers))
    assert texts(order)[1:-1] == [texts(order)[1], *WORDS] * 12


def test_texts_without_room_are_refused(order: Clerk, company: Database) -> None:
    order.adds(no="B").adds(no="B")
    with company.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE sales_line SET line_no = 10003 WHERE line_no = 20000"
        )
    with pytest.raises(NoRoomForTexts) as refusal:
        order.changes(1, "no", "A")
    assert refusal.value.parameters["count"] == 3


def test_texts_are_asked_for_on_a_line_that_sells_something_with_texts(
    order: Clerk, company: Database, context: UserContext
) -> None:
    order.adds(no="B").adds(type="item")
    with pytest.raises(NoExtendedTexts), company.write() as session:
        extended_texts(session, order.key, 10000, context)
    with pytest.raises(NumberFirst), company.write() as session:
        extended_texts(session, order.key, 20000, context)


def test_substitutes_are_listed_with_what_is_left_and_their_price(
    order: Clerk, company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        some_stock(session, "B", "7", "EAST")
        some_stock(session, "B", "4")
    order.adds(no="A", quantity=3, location_code="EAST")
    before = state(order.view)
    with company.read() as session:
        [found] = substitutes(session, order.key, 10000, context)
    assert (found.no, found.available, found.unit_price) == ("B", Decimal(7), Decimal(70))
    assert (found.condition, found.unit_code, found.refusal) == ("Dry rooms", "PCS", None)
    with rows(company) as session:
        session.get_one(Item, "B").sales_blocked = True
    with company.read() as session:
        [found] = substitutes(session, order.key, 10000, context)
    assert found.refusal is not None
    assert found.unit_price is None
    order.changes(1, "quantity", 3)
    assert state(order.view) == before


def test_a_substitution_is_undone_as_one_step(
    order: Clerk, company: Database, context: UserContext
) -> None:
    order.adds(no="A", quantity=3)
    before = state(order.view)
    with company.write() as session:
        order.view = substitute(session, order.key, 10000, context, substitute_no="B")
    assert texts(order) == ["Spruce"]
    take_back(order, order.view.difference)
    assert state(order.view) == before


def test_only_items_have_substitutes_and_only_those_entered(
    order: Clerk, company: Database, context: UserContext
) -> None:
    order.adds(no="B").adds(description="A word")
    with pytest.raises(NoSubstitute), company.write() as session:
        substitute(session, order.key, 10000, context, substitute_no="A")
    with pytest.raises(NotForThisType), company.write() as session:
        substitutes(session, order.key, 20000, context)


def test_a_line_is_not_bought_both_ways(order: Clerk) -> None:
    order.adds(no="B").changes(1, "special_order", value=True)
    with pytest.raises(LinePurchasedBothWays):
        order.changes(1, "drop_shipment", value=True)
