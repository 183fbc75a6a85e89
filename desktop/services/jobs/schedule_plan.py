"""What a schedule says, as the jobs understand it: when it is due and what it runs (CB255)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from desktop.models.job_words import DocumentSelection, Job
from desktop.models.jobs import BatchSchedule
from desktop.models.values.date_formula import DateFormula
from desktop.services.calendars.reading import read_calendars
from desktop.services.calendars.working_days import EVERY_DAY
from desktop.services.context import UserContext
from desktop.services.filter_text import filters_of
from desktop.services.jobs import post_batch, re_promise, recurring_invoices
from desktop.services.jobs.batch import BatchPlan
from desktop.services.jobs.post_batch import BatchParameters
from desktop.services.jobs.re_promise import RePromiseParameters
from desktop.services.jobs.recurring_invoices import RecurringParameters
from desktop.services.jobs.timetable import Timetable
from desktop.services.list_query import ListQuery
from desktop.services.sales.queries import filter_names
from desktop.services.setup.rules import time_of_day

WEEKDAY_FIELDS = (
    "on_monday",
    "on_tuesday",
    "on_wednesday",
    "on_thursday",
    "on_friday",
    "on_saturday",
    "on_sunday",
)
"""The switches of the weekdays, from Monday on."""


def timetable_of(session: Session, schedule: BatchSchedule, work_date: date) -> Timetable:
    """When a schedule is due; without a starting date, from the work date on."""
    hour, minute = time_of_day(schedule.run_time) or (0, 0)
    code = schedule.base_calendar_code
    return Timetable(
        starting_date=schedule.starting_date or work_date,
        clock=time(hour, minute),
        recurrence=DateFormula.parse(schedule.recurrence),
        weekdays=frozenset(
            number for number, name in enumerate(WEEKDAY_FIELDS) if getattr(schedule, name)
        ),
        calendar=read_calendars(session, [code]).get(code, EVERY_DAY),
    )


def next_time(session: Session, schedule: BatchSchedule, context: UserContext) -> datetime | None:
    """When a schedule runs next, from this moment on; None when it never does."""
    return timetable_of(session, schedule, context.work_date).next_time(context.now())


def plan_of_schedule(schedule: BatchSchedule, context: UserContext) -> BatchPlan:
    """The job that a schedule runs on the context's work date, its formulas resolved.

    Raises FilterNotUnderstood, and what `check_parameters` of the job says.
    """
    if schedule.job is Job.CREATE_RECURRING_INVOICES:
        recurring = recurring_parameters(schedule, context.work_date)
        recurring_invoices.check_parameters(recurring)
        plan = recurring_invoices.plan_of(recurring, context)
    elif schedule.job is Job.RE_PROMISE:
        query = ListQuery(filters=filters_of(schedule.filter, filter_names()))
        plan = re_promise.plan_of(RePromiseParameters(query=query), context)
    else:
        posting = batch_parameters(schedule, context.work_date)
        post_batch.check_parameters(posting)
        plan = post_batch.plan_of(posting, context)
    return replace(plan, parameters={**plan.parameters, "schedule": schedule.code})


def batch_parameters(schedule: BatchSchedule, work_date: date) -> BatchParameters:
    """What Post Batch is run with; what was shipped is invoiced, whatever else is ticked."""
    by_preference = schedule.selection is DocumentSelection.SHIPPED_NOT_INVOICED
    return BatchParameters(
        document_type=schedule.document_type,
        query=ListQuery(
            filters=filters_of(schedule.filter, filter_names()),
            view=schedule.selection.value if by_preference else "",
        ),
        ship=schedule.ship and not by_preference,
        invoice=schedule.invoice or by_preference,
        posting_date=_day(schedule.posting_date_formula, work_date),
        replace_posting_date=schedule.replace_posting_date,
        replace_document_date=schedule.replace_document_date,
        calc_invoice_discount=schedule.calc_invoice_discount,
        invoice_schedule=schedule.code if by_preference else "",
    )


def recurring_parameters(schedule: BatchSchedule, work_date: date) -> RecurringParameters:
    """What Create Recurring Invoices is run with."""
    return RecurringParameters(
        order_date=_day(schedule.order_date_formula, work_date),
        posting_date=_day(schedule.posting_date_formula, work_date),
        code_filter=schedule.code_filter,
        customer_filter=schedule.customer_filter,
        catch_up=schedule.catch_up,
    )


def _day(formula: str, work_date: date) -> date:
    return DateFormula.parse(formula).apply(work_date)
