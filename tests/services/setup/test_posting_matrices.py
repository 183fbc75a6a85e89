"""A pair of groups is filled from another one, or from what the others name most (CU25)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.list_source import ListSource
from desktop.services.posting_matrices import suggest_accounts, values_of_pair
from desktop.services.posting_matrix_lists import MISSING, OPEN_LINES, general_pairs, vat_pairs
from desktop.services.records import add_record, change_record, read_record
from desktop.services.standard_setup.filling_in import fill_in
from tests.builders.sales import WORK_DATE, a_document, rows

MATRIX = "general_posting_setup"
NEW = ("DOMESTIC", "MACHINES")


@pytest.fixture
def filled(company: Database, context: UserContext) -> Database:
    with company.write() as session:
        fill_in(session, context)
        add_record(session, "gen_prod_posting_group", {"code": "MACHINES"}, context)
    return company


def a_blank_pair(database: Database, context: UserContext) -> None:
    groups = {"gen_bus_posting_group": NEW[0], "gen_prod_posting_group": NEW[1]}
    with database.write() as session:
        add_record(session, MATRIX, groups, context)


def test_a_new_pair_takes_over_the_accounts_of_another(
    filled: Database, context: UserContext
) -> None:
    with filled.write() as session:
        values = values_of_pair(session, MATRIX, ("EU", "RETAIL"))
        groups = {"gen_bus_posting_group": "EU", "gen_prod_posting_group": "MACHINES"}
        add_record(session, MATRIX, {**groups, **values}, context)
        copied = read_record(session, MATRIX, ("EU", "MACHINES")).values
    assert (copied["sales_account"], copied["cogs_account"]) == ("3108", "4990")


def test_blank_accounts_get_what_other_pairs_name_most(
    filled: Database, context: UserContext
) -> None:
    a_blank_pair(filled, context)
    with filled.write() as session:
        change_record(session, MATRIX, NEW, ("cogs_account", "4010"), context)
        count = suggest_accounts(session, MATRIX, [NEW], context)
        values = read_record(session, MATRIX, NEW).values
    assert count == 7
    assert values["sales_line_disc_account"] == "3731"
    assert values["inventory_adjmt_account"] == "4960"
    assert values["cogs_account"] == "4010"
    # Six pairs name six sales accounts, each once: the lowest number is taken.
    assert values["sales_account"] == "3001"


def test_nothing_is_suggested_where_no_other_pair_names_an_account(
    company: Database, context: UserContext
) -> None:
    with company.write() as session:
        add_record(session, "gen_bus_posting_group", {"code": "DOMESTIC"}, context)
        add_record(session, "gen_prod_posting_group", {"code": "MACHINES"}, context)
    a_blank_pair(company, context)
    with company.write() as session:
        assert suggest_accounts(session, MATRIX, [NEW], context) == 0


def test_a_pair_shows_what_open_documents_miss_in_it(
    trading_company: Database, context: UserContext
) -> None:
    a_document(trading_company, context).adds(type=LineType.ITEM, no="A", quantity=2)
    pair = ("DOMESTIC", "RETAIL")
    with rows(trading_company) as session:
        assert _shown(session, general_pairs, pair) == (1, ())
        change_record(session, MATRIX, pair, ("sales_account", None), context)
        change_record(session, MATRIX, pair, ("cogs_account", None), context)
        change_record(session, MATRIX, ("EU", "RETAIL"), ("cogs_account", None), context)
        assert _shown(session, general_pairs, pair) == (1, ("sales_account", "cogs_account"))
        assert _shown(session, general_pairs, ("EU", "RETAIL")) == (0, ())
        change_record(session, MATRIX, pair, ("blocked", True), context)
        assert _shown(session, general_pairs, pair) == (1, ("blocked",))
        vat = ("DOMESTIC", "VAT25")
        change_record(session, "vat_posting_setup", vat, ("sales_vat_account", None), context)
        assert _shown(session, vat_pairs, vat) == (1, ("sales_vat_account",))
        assert _shown(session, vat_pairs, ("DOMESTIC", "VAT12")) == (0, ())


def _shown(
    session: Session, pairs: Callable[[date], ListSource], key: tuple[str, str]
) -> tuple[int, tuple[str, ...]]:
    row = pairs(WORK_DATE).by_keys(session, [key])[key]
    return row.values[OPEN_LINES], row.values[MISSING]
