"""The checklist ticks itself off from what the company holds."""

from __future__ import annotations

import pytest

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record, change_record
from desktop.services.setup.checklist import ChecklistStep, checklist
from desktop.services.setup.checklist_steps import STEPS, Need, Step
from desktop.services.standard_setup.filling_in import fill_in
from tests.databases import Databases
from tests.scenarios.standard_company import fill_with_standard_company
from tests.services.reports.statements import counted

NEEDED = sum(not text.optional for text in STEPS.values())


def open_steps(database: Database) -> set[Step]:
    with database.read() as session:
        return {step.step for step in checklist(session) if not step.done}


def test_a_new_company_has_everything_to_do(company: Database) -> None:
    assert open_steps(company) == set(Step)


def test_a_step_is_done_when_all_it_asks_for_is_there(
    company: Database, context: UserContext
) -> None:
    done = []
    for change in (("address", "Gatan 1"), ("post_code", "111 22"), ("city", "Stockholm")):
        with company.write() as session:
            change_record(session, "company_information", (1,), change, context)
        done.append(Step.COMPANY_ADDRESS not in open_steps(company))
    assert done == [False, False, True]


@pytest.mark.parametrize("field", ["iban", "bankgiro"])
def test_one_way_to_pay_is_enough(company: Database, context: UserContext, field: str) -> None:
    value = {"iban": "SE4550000000058398257466", "bankgiro": "123-4567"}[field]
    with company.write() as session:
        change_record(session, "company_information", (1,), (field, value), context)
    assert Step.PAYMENT_ROUTE not in open_steps(company)


def test_the_standard_company_needs_only_its_own_facts(databases: Databases) -> None:
    database = Database(databases.create(fill_with_standard_company))
    left = open_steps(database)
    database.close()
    assert left <= {
        Step.REGISTRATION,
        Step.POSTING_DATES,
        Step.CARD_SERIES,
        Step.USERS,
        Step.OPENING_STOCK,
        Step.OPENING_BALANCES,
        Step.COMPANY_ADDRESS,
        Step.VAT_NO,
        Step.PAYMENT_ROUTE,
        Step.ITEMS,
        Step.CUSTOMERS,
        Step.FIRST_ORDER,
        Step.FIRST_INVOICE,
        Step.LOCATIONS,
    }
    assert {Step.FIRST_ORDER, Step.FIRST_INVOICE} <= left


def test_series_of_kits_and_picks_are_for_those_who_need_them(
    company: Database, context: UserContext
) -> None:
    def series() -> ChecklistStep:
        with company.read() as session:
            [step] = [each for each in checklist(session) if each.step is Step.WAREHOUSE_SERIES]
            return step

    fields = ("assembly_order_nos", "posted_assembly_nos", "pick_nos")
    assert [need.field for need in series().missing] == list(fields)
    assert series().optional
    with company.write() as session:
        add_record(session, "number_series", {"code": "WH"}, context)
        for field in fields[:-1]:
            change_record(session, "inventory_setup", (1,), (field, "WH"), context)
    assert [need.field for need in series().missing] == ["pick_nos"]
    with company.write() as session:
        change_record(session, "inventory_setup", (1,), ("pick_nos", "WH"), context)
    assert series().done


def test_one_statement_answers_all(company: Database, context: UserContext) -> None:
    with company.write() as session:
        add_record(session, "location", {"code": "MAIN"}, context)
    with company.read() as session, counted(session) as statements:
        steps = checklist(session)
    assert sum(not (step.done or step.optional) for step in steps) == NEEDED - 1
    assert sum(statement.startswith("SELECT") for statement in statements) == 1


def test_a_step_names_what_is_missing_and_leads_to_it(
    company: Database, context: UserContext
) -> None:
    with company.write() as session:
        change_record(session, "company_information", (1,), ("city", "Umeå"), context)
        add_record(session, "gen_bus_posting_group", {"code": "DOMESTIC"}, context)
    with company.read() as session:
        steps = {step.step: step for step in checklist(session)}
    address = steps[Step.COMPANY_ADDRESS]
    assert address.missing == (
        Need("company_information", "address"),
        Need("company_information", "post_code"),
    )
    groups = steps[Step.POSTING_GROUPS]
    assert groups.page == "gen_prod_posting_group_list"
    assert not groups.done


def test_a_new_location_opens_its_step_again(company: Database, context: UserContext) -> None:
    with company.write() as session:
        fill_in(session, context)
    assert Step.INVENTORY_ACCOUNTS not in open_steps(company)
    with company.write() as session:
        add_record(session, "location", {"code": "EAST"}, context)
    assert Step.INVENTORY_ACCOUNTS in open_steps(company)


def test_opening_balances_are_a_step_for_those_who_have_some(company: Database) -> None:
    with company.read() as session:
        order = [step.step for step in checklist(session)]
        optional = {step.step for step in checklist(session) if step.optional}
    assert {Step.OPENING_STOCK, Step.OPENING_BALANCES} <= optional
    assert order.index(Step.CUSTOMERS) < order.index(Step.OPENING_BALANCES)
    assert order.index(Step.OPENING_BALANCES) < order.index(Step.FIRST_INVOICE)
