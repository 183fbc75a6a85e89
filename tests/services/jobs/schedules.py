"""What the tests of schedules do with them."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from desktop.models.customers import Customer
from desktop.models.jobs import BatchSchedule
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs.messages import keep_message
from desktop.services.jobs.scheduled_runs import ScheduledRun, ScheduleRunner
from desktop.services.records import (
    add_record,
)
from desktop.services.setup.record_engine import RecordView

NOW = datetime.now(UTC)
YESTERDAY = NOW - timedelta(days=1)


def a_schedule(company: Database, context: UserContext, **values: object) -> RecordView:
    """A schedule that is enabled unless said otherwise."""
    fields = {"code": "EVENING", "on_saturday": True, "on_sunday": True, "enabled": True, **values}
    with company.write() as session:
        return add_record(session, "batch_schedule", fields, context)


def put(company: Database, **values: object) -> None:
    """Set columns of the schedule as time would."""
    with company.write() as session:
        session.execute(
            update(BatchSchedule).where(BatchSchedule.code == "EVENING").values(**values)
        )


def stored(company: Database) -> BatchSchedule:
    with company.read() as session:
        return session.get_one(BatchSchedule, "EVENING")


def run_due(company: Database) -> ScheduledRun | None:
    """What a worker does that looks now."""
    return ScheduleRunner(company, notify=keep_message).run_next()


def chosen_by(company: Database, *numbers: str, code: str = "EVENING") -> None:
    with company.write() as session:
        for no in numbers:
            session.get_one(Customer, no).invoice_schedule_code = code
