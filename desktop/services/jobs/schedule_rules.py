"""What schedules of batches demand as records: parameters that can be run, and a day to run on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.customers import Customer
from desktop.models.job_words import DocumentSelection, Job
from desktop.models.jobs import BatchSchedule
from desktop.models.recurring import CustomerStandardCode
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.filter_text import filters_of
from desktop.services.jobs.refusals import ScheduleNeverDue, ScheduleStandsStill
from desktop.services.jobs.schedule_plan import (
    WEEKDAY_FIELDS,
    next_time,
    plan_of_schedule,
    timetable_of,
)
from desktop.services.list_filters import FilterNotUnderstood, filter_condition
from desktop.services.list_query import ListQuery
from desktop.services.list_statement import filtered
from desktop.services.sales.queries import documents, filter_names
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import FieldRule, RecordRules
from desktop.services.setup.rules import clock
from desktop.translation import N_

WHEN = ("enabled", "starting_date", "run_time", "recurrence", *WEEKDAY_FIELDS, "base_calendar_code")
"""A change of these fields finds the next run anew."""

_FIXED_BY_SELECTION = frozenset({"document_type", "ship", "invoice"})
_OF_POSTING = frozenset(
    {
        *_FIXED_BY_SELECTION,
        "selection",
        "filter",
        "replace_posting_date",
        "replace_document_date",
        "calc_invoice_discount",
    }
)
_OF_RECURRING = frozenset({"order_date_formula", "code_filter", "customer_filter", "catch_up"})
_BY_PROGRAM = frozenset({"user", "language_code"})

NOBODY_CHOSEN = "jobs.nobody_chosen"
NOBODY_CHOSEN_TEXT = N_(
    "No customer is invoiced by schedule {code} yet. Choose it in Invoice Schedule on the cards of "
    "those who are."
)


def check_schedule(session: Session, schedule: BatchSchedule, context: UserContext) -> None:
    """It runs in the name of who changed it last, and once enabled it can be run and is due."""
    schedule.user, schedule.language_code = context.user, context.language
    if schedule.starting_date is None:
        schedule.starting_date = context.work_date
    if _by_preference(schedule):
        schedule.document_type = DocumentType.ORDER
        schedule.ship, schedule.invoice = False, True
    if not schedule.enabled:
        schedule.next_run_at = None
        return
    with session.no_autoflush:
        plan_of_schedule(schedule, context)
        if schedule.next_run_at is None:
            _find_next_run(session, schedule, context)


def _find_next_run(session: Session, schedule: BatchSchedule, context: UserContext) -> None:
    ref = ref_of("batch_schedule", schedule)
    if timetable_of(session, schedule, context.work_date).stands_still:
        raise ScheduleStandsStill(record=ref, field="recurrence", recurrence=schedule.recurrence)
    schedule.next_run_at = next_time(session, schedule, context)
    if schedule.next_run_at is None:
        raise ScheduleNeverDue(record=ref, field="on_monday", code=schedule.code)


def _by_preference(schedule: BatchSchedule) -> bool:
    return (
        schedule.job is Job.POST_BATCH
        and schedule.selection is DocumentSelection.SHIPPED_NOT_INVOICED
    )


def _find_anew(
    _session: Session, schedule: BatchSchedule, _old: object, _context: UserContext
) -> None:
    schedule.next_run_at = None


def _document_filter(
    _session: Session, schedule: BatchSchedule, value: object, context: UserContext
) -> object:
    """A filter as Post Batch reads it: `no=SO1..SO9; location_code=MAIN`."""
    filters = filters_of(str(value or ""), filter_names())
    columns = documents(schedule.document_type, context).columns
    try:
        filtered(ListQuery(filters=filters), columns, context.work_date)
    except FilterNotUnderstood as refusal:
        raise _at_field(schedule, "filter", refusal) from refusal
    return value


def _filter_of(field: str, column: Any) -> FieldRule:  # noqa: ANN401  (a column of any kind)
    """A rule for a field that holds a filter expression for a column."""

    def check(
        _session: Session, schedule: BatchSchedule, value: object, context: UserContext
    ) -> object:
        if value:
            try:
                filter_condition(field, column, str(value), context.work_date)
            except FilterNotUnderstood as refusal:
                raise _at_field(schedule, field, refusal) from refusal
        return value

    return check


def _at_field(
    schedule: BatchSchedule, field: str, refusal: FilterNotUnderstood
) -> FilterNotUnderstood:
    ref = ref_of("batch_schedule", schedule)
    return FilterNotUnderstood(record=ref, field=field, **refusal.parameters)


def _locked(_session: Session, schedule: BatchSchedule) -> frozenset[str]:
    """What the job does not ask for, and who set it up."""
    if schedule.job is Job.CREATE_RECURRING_INVOICES:
        return _BY_PROGRAM | _OF_POSTING
    if schedule.job is Job.RE_PROMISE:
        others = {"document_type", "posting_date_formula"}
        return _BY_PROGRAM | (_OF_POSTING - {"filter"}) | _OF_RECURRING | others
    fixed = _FIXED_BY_SELECTION if _by_preference(schedule) else frozenset()
    return _BY_PROGRAM | _OF_RECURRING | fixed


def _notices(
    session: Session, schedule: BatchSchedule, _context: UserContext
) -> tuple[Notice, ...]:
    """A schedule by customers' preference that no customer has chosen does nothing."""
    if not (schedule.enabled and _by_preference(schedule)):
        return ()
    if session.scalar(select(exists().where(Customer.invoice_schedule_code == schedule.code))):
        return ()
    ref = ref_of("batch_schedule", schedule)
    return (Notice(NOBODY_CHOSEN, NOBODY_CHOSEN_TEXT, {"code": schedule.code}, record=ref),)


SCHEDULE_RULES: dict[str, RecordRules] = {
    "batch_schedule": RecordRules(
        fields={
            "run_time": clock("run_time"),
            "filter": _document_filter,
            "code_filter": _filter_of("code_filter", CustomerStandardCode.code),
            "customer_filter": _filter_of("customer_filter", CustomerStandardCode.customer_no),
        },
        follow_ups=dict.fromkeys(WHEN, _find_anew),
        check=check_schedule,
        locked=_locked,
        notices=_notices,
    )
}
"""The rules of schedules, by table."""

SCHEDULE_VIEWS = {
    "enabled": lambda _today: BatchSchedule.enabled.is_(True),
    "failed": lambda _today: BatchSchedule.last_error != "",
}
"""The views of the list: those that run by themselves, and those whose last run went wrong."""
