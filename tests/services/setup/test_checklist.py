"""The checklist ticks itself off from what the company holds."""

from __future__ import annotations

import pytest

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record, change_record
from desktop.services.setup.checklist import Step, checklist, steps_left
from tests.databases import Databases
from tests.scenarios.standard_company import fill_with_standard_company
from tests.services.reports.statements import counted


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


def test_one_statement_answers_all(company: Database, context: UserContext) -> None:
    with company.write() as session:
        add_record(session, "location", {"code": "MAIN"}, context)
    with company.read() as session, counted(session) as statements:
        assert steps_left(session) == len(Step) - 1
    assert sum(statement.startswith("SELECT") for statement in statements) == 1
