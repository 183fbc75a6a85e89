"""The grid of a posting matrix: every pair is a row, and its first entry makes it (CU25)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desktop.errors import Conflict, Refusal, SeveralRefusals
from desktop.models.finance import GeneralPostingSetup
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.posting_grid import views
from desktop.services.posting_grid.acts import (
    change_pair,
    load_grid,
    restore_grid,
    suggest_in_grid,
)
from desktop.services.posting_grid.blocks import enter_pairs, rehearse_pairs
from desktop.services.posting_grid.views import PostingGrid, pair_of, row_no, row_of_record
from desktop.services.records import (
    add_record,
    change_record,
    delete_record,
    read_record,
    table_of,
)
from desktop.services.sales.blocks import BlockRow
from desktop.services.sales.views import LineView
from desktop.services.setup.refusals import RecordNotFound, ReferenceMissing
from tests.builders.sales import a_document, rows
from tests.services.sales.test_statement_budget import LINE_EDIT, counted

GENERAL, VAT, INVENTORY = "general_posting_setup", "vat_posting_setup", "inventory_posting_setup"
RETAIL = ("DOMESTIC", "RETAIL")
NEW = ("DOMESTIC", "MACHINES")
LETTERS = st.text("ABCXYZÅ019-. ", min_size=1, max_size=20)


@pytest.fixture
def machines(session: Session, context: UserContext) -> Session:
    """The standard company with a product group that no pair has yet."""
    add_record(session, "gen_prod_posting_group", {"code": "MACHINES"}, context)
    return session


def row(grid: PostingGrid, key: tuple[str, ...]) -> LineView:
    return next(line for line in grid.lines if line.line_no == row_no(key))


def is_there(session: Session, key: tuple[str, ...]) -> bool:
    try:
        read_record(session, GENERAL, key)
    except RecordNotFound:
        return False
    return True


@given(st.tuples(st.one_of(st.just(""), LETTERS), LETTERS))
def test_a_row_is_named_by_its_pair(pair: tuple[str, str]) -> None:
    assert pair_of(row_no(pair)) == pair


def test_all_pairs_of_groups_are_rows(machines: Session, context: UserContext) -> None:
    grid = load_grid(machines, GENERAL)
    pairs = [pair_of(line.line_no) for line in grid.lines]
    assert pairs == sorted(set(pairs))
    assert {NEW, RETAIL} <= set(pairs)
    blank = row(grid, NEW)
    assert blank.row_version == 0
    assert blank.values["gen_prod_posting_group"] == "MACHINES"
    assert blank.values["sales_account"] is None
    assert blank.locks["gen_prod_posting_group"].field == "gen_prod_posting_group"
    assert "gen_prod_posting_group" not in blank.editable
    assert row(grid, RETAIL).values["sales_account"] == "3001"
    change_record(machines, "gen_prod_posting_group", ("MACHINES",), ("inactive", True), context)
    assert NEW not in [pair_of(line.line_no) for line in load_grid(machines, GENERAL).lines]


def test_goods_at_no_location_have_a_row_too(session: Session, context: UserContext) -> None:
    add_record(session, "inventory_posting_group", {"code": "PARTS"}, context)
    for key in (("", "PARTS"), ("NORTH", "PARTS")):
        grid = change_pair(session, INVENTORY, row_no(key), "inventory_account", "1460", context)
        assert row(grid, key).values["inventory_account"] == "1460"
        assert read_record(session, INVENTORY, key).values["inventory_account"] == "1460"


def test_the_first_entry_makes_a_pair_and_is_taken_back(
    machines: Session, context: UserContext
) -> None:
    no = row_no(NEW)
    grid = change_pair(machines, GENERAL, no, "sales_account", "", context, row_version=0)
    assert grid.difference.is_empty
    assert not is_there(machines, NEW)
    grid = change_pair(machines, GENERAL, no, "sales_account", "3001", context, row_version=0)
    made = grid.difference
    version = row(grid, NEW).row_version
    assert version > 0
    grid = change_pair(machines, GENERAL, no, "cogs_account", "4990", context, row_version=version)
    assert grid.difference.lines == {no: {"cogs_account": (None, "4990")}}
    with pytest.raises(Conflict):  # the pair is another one by now than the step has left
        restore_grid(machines, GENERAL, made, context)
    grid = restore_grid(machines, GENERAL, grid.difference, context)
    assert row(grid, NEW).values["cogs_account"] is None
    with pytest.raises(Conflict):
        restore_grid(machines, GENERAL, grid.difference.reversed(), context)
    undone = restore_grid(machines, GENERAL, made, context)
    assert not is_there(machines, NEW)
    assert row(undone, NEW).row_version == 0
    redone = restore_grid(machines, GENERAL, undone.difference, context)
    assert row(redone, NEW).values["sales_account"] == "3001"


def test_what_somebody_else_did_meanwhile_is_not_overwritten(
    machines: Session, context: UserContext
) -> None:
    no = row_no(NEW)
    change_pair(machines, GENERAL, no, "sales_account", "3001", context)
    with pytest.raises(Conflict):  # made by somebody else
        change_pair(machines, GENERAL, no, "sales_account", "3002", context, row_version=0)
    version = read_record(machines, GENERAL, NEW).row_version
    delete_record(machines, GENERAL, NEW, context)
    with pytest.raises(Conflict):  # deleted by somebody else
        change_pair(machines, GENERAL, no, "cogs_account", "4990", context, row_version=version)
    assert not is_there(machines, NEW)


def test_a_refused_entry_makes_no_pair(machines: Session, context: UserContext) -> None:
    with pytest.raises(ReferenceMissing) as found, machines.begin_nested():
        change_pair(machines, GENERAL, row_no(NEW), "sales_account", "9999X", context)
    assert found.value.field == "sales_account"
    assert found.value.record is not None
    assert row_of_record(found.value.record) == row_no(NEW)
    assert not is_there(machines, NEW)


def test_an_entry_takes_few_statements(trading_company: Database, context: UserContext) -> None:
    with trading_company.write() as session:
        add_record(session, "gen_prod_posting_group", {"code": "MACHINES"}, context)
    for key in (RETAIL, NEW):
        with trading_company.write() as session, counted(trading_company.engine) as sent:
            change_pair(session, GENERAL, row_no(key), "purchase_account", "4990", context)
        assert len(sent) <= LINE_EDIT, "\n".join(sent)


# ------------------------------------------------------------------------------------ blocks


def test_a_value_is_filled_down_into_old_and_new_pairs(
    machines: Session, context: UserContext
) -> None:
    grid = load_grid(machines, GENERAL)
    values = (("purchase_account", "4990"),)
    block = [BlockRow(row_no(key), values, row(grid, key).row_version) for key in (RETAIL, NEW)]
    grid = enter_pairs(machines, GENERAL, block, context)
    assert [row(grid, key).values["purchase_account"] for key in (RETAIL, NEW)] == ["4990", "4990"]
    assert set(grid.difference.lines) == {row_no(RETAIL)}
    assert set(grid.difference.added) == {row_no(NEW)}
    restore_grid(machines, GENERAL, grid.difference, context)
    assert not is_there(machines, NEW)
    assert read_record(machines, GENERAL, RETAIL).values["purchase_account"] is None


def test_a_block_with_a_fault_is_not_entered(machines: Session, context: UserContext) -> None:
    good = BlockRow(row_no(NEW), (("sales_account", "3001"),), 0)
    wrong = BlockRow(row_no(RETAIL), (("cogs_account", "4990"), ("sales_account", "9999X")))
    stale = BlockRow(row_no(("EU", "RETAIL")), (("sales_account", "3001"),), 7)
    homeless = BlockRow(None, (("sales_account", "3001"),))
    found = rehearse_pairs(machines, GENERAL, [good, wrong, stale, homeless], context)
    assert [(cell.row, cell.field) for cell in found.refused] == [
        (2, "sales_account"),
        (1, "sales_account"),
        (3, "sales_account"),
    ]
    assert [line is not None for line in found.lines] == [True, False, False, False]
    with pytest.raises(SeveralRefusals):
        enter_pairs(machines, GENERAL, [wrong, stale], context)
    with pytest.raises(Refusal) as only:
        enter_pairs(machines, GENERAL, [wrong], context)
    assert only.value.field == "sales_account"


def test_a_row_with_its_groups_finds_its_pair(machines: Session, context: UserContext) -> None:
    groups = (("gen_bus_posting_group", "DOMESTIC"), ("gen_prod_posting_group", "machines"))
    block = [BlockRow(None, (*groups, ("sales_account", "3001")))]
    found = rehearse_pairs(machines, GENERAL, block, context)
    assert found.lines[0] is not None
    assert found.lines[0].line_no == row_no(NEW)


# --------------------------------------------------------------------------- what is missing


def test_blanks_of_pairs_that_are_there_are_suggested(
    machines: Session, context: UserContext
) -> None:
    change_record(machines, GENERAL, RETAIL, ("cogs_account", None), context)
    numbers = [row_no(RETAIL), row_no(NEW)]
    grid = suggest_in_grid(machines, GENERAL, numbers, context)
    assert row(grid, RETAIL).values["cogs_account"] == "4990"
    assert set(grid.difference.lines) == {row_no(RETAIL)}
    assert not is_there(machines, NEW)
    grid = restore_grid(machines, GENERAL, grid.difference, context)
    assert row(grid, RETAIL).values["cogs_account"] is None


def test_rows_tell_what_open_documents_miss(
    trading_company: Database, context: UserContext
) -> None:
    a_document(trading_company, context).adds(type=LineType.ITEM, no="A", quantity=2)
    with rows(trading_company) as session:
        assert load_grid(session, GENERAL).notices == ()
        change_record(session, GENERAL, RETAIL, ("cogs_account", None), context)
        [told] = load_grid(session, GENERAL).notices
        assert told.parameters["blank_fields"] == ("cogs_account",)
        assert told.record is not None
        assert told.record.key == RETAIL
        session.execute(sa.delete(GeneralPostingSetup))
        [told] = load_grid(session, GENERAL).notices
        assert told.code == "posting_grid.not_set_up"
        change_record(session, VAT, ("DOMESTIC", "VAT25"), ("sales_vat_account", None), context)
        [told] = load_grid(session, VAT).notices
        assert told.parameters["blank_fields"] == ("sales_vat_account",)
        assert load_grid(session, INVENTORY).notices == ()


def test_of_very_many_pairs_those_that_are_entered_are_shown(
    machines: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = len(machines.execute(table_of(GENERAL).select()).all())
    monkeypatch.setattr(views, "MOST_ROWS", kept)
    grid = load_grid(machines, GENERAL)
    assert len(grid.lines) == kept
    assert [notice.code for notice in grid.notices] == ["posting_grid.left_out"]
