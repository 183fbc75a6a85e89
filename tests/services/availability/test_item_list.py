"""The item list with stock, in one statement; and what may be sold from typed words."""

import pytest

from desktop.models.items import ItemReference
from desktop.models.words import LineType
from desktop.services.availability.item_list import items as items_of
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.sales.finding_items import find_line_candidates
from tests.builders.items import a_resource, an_item, some_stock
from tests.builders.sales import rows
from tests.listing import listed


@pytest.fixture
def items(trading_company: Database) -> Database:
    """A without stock, DESK-1 with 7, DESK-2 blocked; a resource."""
    with rows(trading_company) as session:
        an_item(session, "DESK-1", description="Writing desk, oak", gtin="7312345000015")
        an_item(session, "DESK-2", description="Desk, birch", blocked=True)
        an_item(session, "DESK-3", description="Desk lamp")
        session.add(ItemReference(item_no="DESK-1", reference_no="4711"))
        some_stock(session, "DESK-1", "5")
        some_stock(session, "DESK-1", "2", "MAIN")
        a_resource(session, "ANNA", name="Anna Ek")
    return trading_company


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ListQuery(), ["A", "DESK-1", "DESK-2", "DESK-3"]),
        (ListQuery(search="oak DESK"), ["DESK-1"]),
        (ListQuery(search="4711"), ["DESK-1"]),
        (ListQuery(view="in_stock"), ["DESK-1"]),
        (ListQuery(view="out_of_stock"), ["A", "DESK-2", "DESK-3"]),
        (ListQuery(view="blocked"), ["DESK-2"]),
        (ListQuery(filters={"on_hand": ">=7"}), ["DESK-1"]),
    ],
)
def test_the_list_is_narrowed(
    items: Database, context: UserContext, query: ListQuery, found: list[str]
) -> None:
    with items.read() as session:
        rows = listed(session, items_of(context), query)
    assert [row.no for row in rows] == found


def test_a_row_tells_the_stock_of_all_locations(items: Database, context: UserContext) -> None:
    with items.read() as session:
        [row] = listed(session, items_of(context), ListQuery(view="in_stock"))
    assert row.on_hand == 7


@pytest.mark.parametrize(
    ("text", "line_type", "found"),
    [
        ("desk-1", LineType.ITEM, ["DESK-1"]),
        ("4711", LineType.ITEM, ["DESK-1"]),
        ("7312345000015", LineType.ITEM, ["DESK-1"]),
        ("desk", LineType.ITEM, ["DESK-1", "DESK-3"]),
        ("desk-2", LineType.ITEM, ["DESK-2"]),
        ("oak", LineType.ITEM, ["DESK-1"]),
        ("anna", LineType.RESOURCE, ["ANNA"]),
        ("fees", LineType.GL_ACCOUNT, ["3590"]),
        ("3001", LineType.GL_ACCOUNT, ["3001"]),
        ("text", LineType.COMMENT, []),
        ("", LineType.ITEM, []),
    ],
)
def test_typed_words_find_what_may_be_sold(
    items: Database, text: str, line_type: LineType, found: list[str]
) -> None:
    with items.read() as session:
        assert [each.no for each in find_line_candidates(session, text, line_type)] == found
