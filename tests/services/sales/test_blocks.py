"""A block of rows entered as one command, and the rehearsal that names every refused cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import Conflict, Refusal, SeveralRefusals
from desktop.models.words import LineType
from desktop.services.context import Cancelled, UserContext
from desktop.services.database import Database
from desktop.services.sales.blocks import (
    BlockRehearsal,
    BlockRow,
    enter_block,
    rehearse_block,
)
from desktop.services.sales.refusals import LinesFrozen
from desktop.services.sales.refusals_lines import ItemUnknown, LineMissing
from desktop.services.sales.release import release
from desktop.services.sales.restoring import restore
from tests.builders.items import a_unit, an_item
from tests.builders.sales import Clerk, a_document, rows
from tests.services.sales.test_statement_budget import counted


@pytest.fixture
def order(company: Database, context: UserContext) -> Clerk:
    """An order with one line of A."""
    with rows(company) as session:
        an_item(session, "B", unit_price="7")
        a_unit(session, "A", "BOX", "12")
    return a_document(company, context).adds(no="A", quantity=3)


def new(**values: object) -> BlockRow:
    return BlockRow(None, list(values.items()))


def enter(clerk: Clerk, block: Sequence[BlockRow]) -> None:
    with clerk.database.write() as session:
        clerk.view = enter_block(session, clerk.key, block, clerk.context)


def rehearse(clerk: Clerk, block: Sequence[BlockRow]) -> BlockRehearsal:
    with clerk.database.rehearse() as session:
        return rehearse_block(session, clerk.key, block, clerk.context)


def test_rows_go_into_lines_and_behind_the_last_one(order: Clerk) -> None:
    block = [
        BlockRow(10000, [("quantity", Decimal(5)), ("unit_price", Decimal(90))]),
        new(no="B", quantity=Decimal(2)),
        new(no="a", unit_of_measure_code="BOX", quantity=Decimal(1)),
        new(description="Thank you"),
    ]
    enter(order, block)
    assert order.column("no") == ["A", "B", "A", None]
    assert order.column("line_amount") == [450, 14, 1200, 0]
    assert order.column("type")[3] is LineType.COMMENT
    assert order.looks().totals == order.view.totals


def test_a_block_is_one_step_back(order: Clerk) -> None:
    before = order.looks().totals
    enter(order, [BlockRow(10000, [("quantity", Decimal(5))]), new(no="B", quantity=Decimal(2))])
    with order.database.write() as session:
        view = restore(session, order.key, order.view.difference, order.context)
    assert len(view.lines) == 1
    assert view.totals == before


def test_every_refused_cell_is_named_and_the_good_rows_are_shown(order: Clerk) -> None:
    found = rehearse(
        order,
        [
            new(no="B", quantity=Decimal(2)),
            new(no="NOTHING", quantity=Decimal(2)),
            new(
                no="B", quantity=Decimal(1), unit_price=Decimal(-1), line_discount_pct=Decimal(101)
            ),
            BlockRow(10000, [("location_code", "NOWHERE")]),
        ],
    )
    assert [(cell.row, cell.field) for cell in found.refused] == [
        (1, "no"),
        (2, "unit_price"),
        (2, "line_discount_pct"),
        (3, "location_code"),
    ]
    assert isinstance(found.refused[0].refusal, ItemUnknown)
    assert [line is not None for line in found.lines] == [True, False, False, False]
    assert found.lines[0] is not None
    assert found.lines[0].values["line_amount"] == 14


def test_a_rehearsal_leaves_nothing(order: Clerk) -> None:
    before = order.looks()
    rehearse(order, [new(no="B", quantity=Decimal(2)), BlockRow(10000, [("quantity", Decimal(9))])])
    assert order.looks() == before


def test_a_block_with_something_wrong_is_not_entered_at_all(order: Clerk) -> None:
    before = order.looks()
    with pytest.raises(SeveralRefusals) as refusal:
        enter(order, [new(no="B"), new(no="X1"), new(no="X2")])
    assert len(refusal.value.refusals) == 2
    with pytest.raises(ItemUnknown):
        enter(order, [new(no="B"), new(no="X1")])
    assert order.looks() == before


def test_what_is_wrong_with_the_whole_is_told(order: Clerk) -> None:
    order.enters("invoice_discount_value", Decimal(200))
    found = rehearse(order, [BlockRow(10000, [("quantity", Decimal(1))])])
    assert found.whole is not None
    assert found.lines == (None,)


def test_a_line_that_somebody_else_changed_is_refused(order: Clerk) -> None:
    version = order.line(1).row_version
    order.changes(1, "quantity", 4)
    found = rehearse(order, [BlockRow(10000, [("quantity", Decimal(9))], row_version=version)])
    assert isinstance(found.refused[0].refusal, Conflict)
    with pytest.raises(Conflict):
        enter(order, [BlockRow(10000, [("quantity", Decimal(9))], row_version=version)])


def test_a_released_order_takes_texts_only(order: Clerk) -> None:
    with order.database.write() as session:
        release(session, order.key, order.context)
    enter(order, [new(description="Call before delivery")])
    with pytest.raises(LinesFrozen):
        rehearse(order, [new(no="B")])
    with pytest.raises(LineMissing):
        rehearse(order, [BlockRow(77, [("description", "?")])])


def test_a_type_that_is_none_is_refused_in_its_cell(order: Clerk) -> None:
    found = rehearse(order, [new(type="nonsense", no="B")])
    assert {cell.field for cell in found.refused} == {"type"}


class Impatient:
    """Counts the steps and wants to stop after some."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.steps: list[tuple[int, int]] = []

    def step(self, done: int, total: int, text: str = "") -> None:
        self.steps.append((done, total))

    def check_cancelled(self) -> None:
        if len(self.steps) >= self.most:
            raise Cancelled


def test_a_long_block_tells_how_far_it_is_and_can_be_stopped(order: Clerk) -> None:
    block = [new(no="B", quantity=Decimal(1)) for _row in range(5)]
    patient, impatient = Impatient(99), Impatient(3)
    with order.database.rehearse() as session:
        rehearse_block(session, order.key, block, order.context, progress=patient)
    assert patient.steps == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    with pytest.raises(Cancelled), order.database.write() as session:
        enter_block(session, order.key, block, order.context, progress=impatient)
    assert len(order.looks().lines) == 1


def test_statements_grow_with_the_rows_by_a_few_each_and_the_end_is_done_once(
    order: Clerk,
) -> None:
    taken = {}
    for length in (10, 60, 200):
        fresh = a_document(order.database, order.context)
        block = [new(no="B", quantity=Decimal(n + 1)) for n in range(length)]
        with counted(order.database.engine) as sent:
            enter(fresh, block)
        taken[length] = len(sent)
    assert (taken[200] - taken[60]) / 140 <= 4
    assert taken[200] - taken[60] == (taken[60] - taken[10]) * 140 // 50
    assert taken[10] - 10 * (taken[60] - taken[10]) // 50 <= 12


WORDS = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=30),
    st.sampled_from(["A", "B", "a", "BOX", "MAIN", "item", "x" * 300]),
    st.integers(),
    st.decimals(),
    st.dates(),
    st.sampled_from(LineType),
)
FIELDS = st.sampled_from(
    ["type", "no", "description", "variant_code", "location_code", "quantity", "unit_price",
     "unit_of_measure_code", "line_discount_pct", "line_amount", "qty_to_ship", "shipment_date",
     "item_reference_no", "line_no", "amount", "nonsense"]
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from([None, 10000]), st.lists(st.tuples(FIELDS, WORDS), max_size=4)),
        max_size=4,
    )
)
def test_whatever_is_pasted_is_taken_or_refused_with_its_cell(
    order: Clerk, block: list[tuple[int | None, list[tuple[str, object]]]]
) -> None:
    given_rows = [BlockRow(line_no, values) for line_no, values in block]
    before = order.looks()
    found = rehearse(order, given_rows)
    for cell in found.refused:
        assert cell.field in dict(given_rows[cell.row].values) or cell.field == "type"
    assert order.looks() == before
    good = [row for row, line in zip(given_rows, found.lines, strict=True) if line is not None]
    with order.database.rehearse() as session:
        if found.whole is None:
            enter_block(session, order.key, good, order.context)
        else:
            assert isinstance(found.whole, Refusal)


@pytest.mark.parametrize(
    "text", ["\x00", "A\x00", "\ud800", "%", "_", "'; DROP TABLE item; --", "\\"]
)
@pytest.mark.parametrize("field", ["no", "description", "item_reference_no", "location_code"])
def test_no_text_breaks_the_search_for_what_it_means(order: Clerk, field: str, text: str) -> None:
    found = rehearse(order, [BlockRow(10000, [(field, text)])])
    assert found.refused or found.lines[0] is not None
