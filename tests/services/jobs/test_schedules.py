"""Schedules of batches as records: what they demand, and when they run next (CB255)."""

from datetime import datetime, timedelta

import pytest

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs.refusals import (
    BatchNothingChosen,
    ScheduleNeverDue,
    ScheduleStandsStill,
)
from desktop.services.list_filters import FilterNotUnderstood
from desktop.services.posting.refusals import NotPostable
from desktop.services.records import (
    change_record,
    delete_record,
)
from desktop.services.setup.refusals import FieldLocked, NotATime, RecordInUse
from tests.services.jobs.schedules import NOW, a_schedule, chosen_by, stored

# ------------------------------------------------------------------------------------- the record


def test_a_schedule_knows_when_it_runs_next_while_it_is_enabled(
    trading_company: Database, context: UserContext
) -> None:
    view = a_schedule(trading_company, context, enabled=False, run_time="7.05")
    assert (view.values["run_time"], view.values["next_run_at"]) == ("07:05", None)
    with trading_company.write() as session:
        view = change_record(session, "batch_schedule", ("EVENING",), ("enabled", True), context)
    following = view.values["next_run_at"]
    assert isinstance(following, datetime)
    assert NOW < following <= NOW + timedelta(days=2)
    assert (following.astimezone().hour, following.astimezone().minute) == (7, 5)
    lena = UserContext(user="LENA", work_date=context.work_date, language="sv")
    with trading_company.write() as session:
        change_record(session, "batch_schedule", ("EVENING",), ("run_time", "23:59"), lena)
    kept = stored(trading_company)
    assert (kept.user, kept.language_code) == ("LENA", "sv")
    assert kept.next_run_at is not None
    assert kept.next_run_at.astimezone().hour == 23


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"run_time": "25:00"}, NotATime, "run_time"),
        ({"recurrence": "CM"}, ScheduleStandsStill, "recurrence"),
        (
            {f"on_{day}day": False for day in ("mon", "tues", "wednes", "thurs", "fri")}
            | {"on_saturday": False, "on_sunday": False},
            ScheduleNeverDue,
            "on_monday",
        ),
        ({"filter": "colour=red"}, FilterNotUnderstood, "filter"),
        ({"filter": "amount>=many"}, FilterNotUnderstood, "filter"),
        (
            {"selection": "filtered", "document_type": "quote"},
            NotPostable,
            "document_type",
        ),
        ({"selection": "filtered", "invoice": False}, BatchNothingChosen, "ship"),
        (
            {"job": "create_recurring_invoices", "customer_filter": "(A"},
            FilterNotUnderstood,
            "customer_filter",
        ),
    ],
)
def test_a_schedule_that_could_not_run_is_refused(
    trading_company: Database,
    context: UserContext,
    values: dict[str, object],
    refusal: type[Exception],
    field: str,
) -> None:
    with pytest.raises(refusal) as refused:
        a_schedule(trading_company, context, **values)
    assert getattr(refused.value, "field", "") == field


def test_fields_of_the_other_job_and_of_the_program_are_not_typed(
    trading_company: Database, context: UserContext
) -> None:
    view = a_schedule(trading_company, context)
    assert {"filter", "enabled", "selection"} <= view.editable
    assert not {"catch_up", "ship", "user", "next_run_at", "last_error"} & view.editable
    with trading_company.write() as session, pytest.raises(FieldLocked):
        change_record(session, "batch_schedule", ("EVENING",), ("user", "LENA"), context)
    with trading_company.write() as session:
        change = ("job", "create_recurring_invoices")
        view = change_record(session, "batch_schedule", ("EVENING",), change, context)
    assert "catch_up" in view.editable
    assert not {"filter", "selection", "ship"} & view.editable


def test_the_card_tells_when_no_customer_has_chosen_the_schedule(
    trading_company: Database, context: UserContext
) -> None:
    [notice] = a_schedule(trading_company, context).notices
    assert notice.parameters == {"code": "EVENING"}
    chosen_by(trading_company, "C1")
    with trading_company.write() as session:
        change = ("description", "Every evening")
        view = change_record(session, "batch_schedule", ("EVENING",), change, context)
        assert view.notices == ()
        with pytest.raises(RecordInUse):
            delete_record(session, "batch_schedule", ("EVENING",), context)
