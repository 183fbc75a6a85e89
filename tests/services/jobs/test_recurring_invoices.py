"""Create Recurring Invoices beside its scenarios: previewed, overtaken, and many at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select, update

from desktop.errors import ConfirmationCode
from desktop.models.customers import Customer
from desktop.models.jobs import BatchRunMessage
from desktop.models.recurring import CustomerStandardCode, StandardSalesCode, StandardSalesLine
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType
from desktop.models.words import Blocked, LineType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs import batch
from desktop.services.jobs.recurring_invoices import (
    RecurringKey,
    RecurringParameters,
    create_recurring_invoices,
    plan_of,
    preview_invoices,
)
from desktop.services.jobs.refusals import NothingToRetry
from desktop.services.jobs.retry import retry_failed
from desktop.services.records import delete_record
from desktop.services.sales.refusals_recurring import RecurringNotDue, RemoveAssignments
from tests.builders.customers import a_customer
from tests.builders.sales import rows

NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def renting(trading_company: Database) -> Database:
    """A company whose five customers rent by the month since new year."""
    with rows(trading_company) as session:
        session.add(StandardSalesCode(code="RENT"))
        session.flush()
        session.add(
            StandardSalesLine(
                code="RENT", line_no=10000, type=LineType.ITEM, no="A", quantity=Decimal(1)
            )
        )
        for no in ("R1", "R2", "R3", "R4", "R5"):
            a_customer(session, no)
            session.flush()
            session.add(
                CustomerStandardCode(
                    customer_no=no, code="RENT", recurrence="1W", next_date=NEW_YEAR
                )
            )
    return trading_company


def asked(context: UserContext) -> RecurringParameters:
    day = context.work_date
    return RecurringParameters(order_date=day, posting_date=day, catch_up=True)


def count_drafts(database: Database) -> int:
    with database.read() as session:
        return session.scalars(select(func.count()).select_from(SalesHeader)).one()


def test_the_preview_shows_what_is_made_and_keeps_nothing(
    renting: Database, context: UserContext
) -> None:
    shown = preview_invoices(renting, asked(context), context)
    assert [(row.customer_no, row.order_date.day) for row in shown[:4]] == [
        ("R1", 1),
        ("R1", 8),
        ("R1", 15),
        ("R2", 1),
    ]
    assert {(row.amount, row.problem) for row in shown} == {(Decimal(100), "")}
    assert count_drafts(renting) == 0


@pytest.mark.parametrize(("catch_up", "made"), [(True, 15), (False, 5)])
def test_reading_in_chunks_makes_each_invoice_once(
    renting: Database,
    context: UserContext,
    monkeypatch: pytest.MonkeyPatch,
    catch_up: bool,
    made: int,
) -> None:
    monkeypatch.setattr(batch, "CHUNK", 2)
    day = context.work_date
    result = create_recurring_invoices(
        renting, context, order_date=day, posting_date=day, catch_up=catch_up
    )
    assert (result.n_ok, result.n_skipped, result.n_error) == (made, 0, 0)
    assert count_drafts(renting) == made


def test_a_period_that_somebody_else_has_made_is_left_alone(
    renting: Database, context: UserContext
) -> None:
    plan = plan_of(asked(context), context)
    key = RecurringKey(DocumentType.INVOICE, "R1", "RENT", NEW_YEAR)
    with renting.write() as session:
        plan.work(session, key, context)
    with renting.write() as session, pytest.raises(RecurringNotDue):
        plan.work(session, key, context)


def test_a_code_that_customers_have_is_deleted_after_a_question(
    renting: Database, context: UserContext
) -> None:
    with renting.write() as session, pytest.raises(RemoveAssignments) as question:
        delete_record(session, "standard_sales_code", ("RENT",), context)
    assert question.value.parameters["count"] == 5
    with renting.write() as session:
        sure = context.with_answer(ConfirmationCode.REMOVE_ASSIGNMENTS, True)
        delete_record(session, "standard_sales_code", ("RENT",), sure)
        assert session.scalars(select(func.count()).select_from(CustomerStandardCode)).one() == 0


def test_later_periods_wait_for_one_that_fails(renting: Database, context: UserContext) -> None:
    with rows(renting) as session:
        session.get_one(StandardSalesLine, ("RENT", 10000)).no = "GONE"
    result = create_recurring_invoices(
        renting,
        context,
        order_date=context.work_date,
        posting_date=context.work_date,
        customer_filter="R1",
        catch_up=True,
    )
    assert (result.n_ok, result.n_skipped, result.n_error) == (0, 2, 1)
    with renting.read() as session:
        assert session.get_one(CustomerStandardCode, ("R1", "RENT")).next_date == NEW_YEAR
        waiting = select(BatchRunMessage.text).order_by(BatchRunMessage.seq)
        told = session.scalars(waiting).first()
    assert told is not None
    assert told.startswith("RENT 2026-01-01 · ")
    again = retry_failed(renting, result.run_no, context)
    assert (again.n_ok, again.n_error) == (0, 1)
    with rows(renting) as session:
        session.get_one(StandardSalesLine, ("RENT", 10000)).no = "A"
    mended = retry_failed(renting, again.run_no, context)
    assert (mended.n_ok, mended.n_error) == (1, 0)
    with renting.read() as session:
        [made] = session.scalars(select(SalesHeader))
        assert (made.recurring_code, made.order_date) == ("RENT", NEW_YEAR)
        following = session.get_one(CustomerStandardCode, ("R1", "RENT")).next_date
    assert following == date(2026, 1, 8)
    with pytest.raises(NothingToRetry):
        retry_failed(renting, mended.run_no, context)


def test_several_failures_of_one_customer_are_each_tried_again(
    renting: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "CHUNK", 2)
    with renting.write() as session:
        session.get_one(Customer, "R1").blocked = Blocked.ALL
        for code in ("FEE", "TAX"):
            session.add(StandardSalesCode(code=code))
            session.flush()
            session.add(CustomerStandardCode(customer_no="R1", code=code))
    result = create_recurring_invoices(
        renting,
        context,
        order_date=NEW_YEAR,
        posting_date=NEW_YEAR,
        customer_filter="R1",
    )
    assert result.n_error == 3
    assert retry_failed(renting, result.run_no, context).n_error == 3


def test_what_a_former_version_told_cannot_be_tried_again(
    renting: Database, context: UserContext
) -> None:
    with renting.write() as session:
        session.get_one(Customer, "R1").blocked = Blocked.ALL
    result = create_recurring_invoices(
        renting, context, order_date=NEW_YEAR, posting_date=NEW_YEAR, customer_filter="R1"
    )
    assert result.n_error == 1
    with renting.write() as session:
        session.execute(update(BatchRunMessage).values(source_key=""))
    with pytest.raises(NothingToRetry):
        retry_failed(renting, result.run_no, context)
