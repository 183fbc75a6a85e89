"""Schedules of batches as a clerk sees them: made, run at once, and what they last did."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.job_words import RunStatus
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.jobs.batch import BatchResult
from desktop.services.jobs.schedule_plan import WEEKDAY_FIELDS
from desktop.services.jobs.scheduled_runs import ScheduledRun
from desktop.services.records import add_record
from desktop.views.jobs.run_pages import RunPage
from desktop.views.jobs.telling import notification_of
from desktop.views.pages.card_page import CardPage
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_page import ListPage
from tests.builders.sales import a_document
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import Office

CONTEXT = UserContext(user=USER, work_date=WORK_DATE)
EVENING = {
    "code": "EVENING",
    "description": "Every evening",
    "selection": "filtered",
    "document_type": "invoice",
    "enabled": True,
    **dict.fromkeys(WEEKDAY_FIELDS, True),
}


@pytest.fixture
def scheduled(office: Office) -> Office:
    """An office with a schedule that posts all invoices, and one invoice."""
    with office.database.write() as session:
        add_record(session, "batch_schedule", EVENING, CONTEXT)
    a_document(office.database, CONTEXT, DocumentType.INVOICE, "FJORD").adds(
        type="item", no="DESK", quantity=1
    )
    return office


def test_a_schedule_is_run_at_once_from_its_card(scheduled: Office) -> None:
    scheduled.listed("batch_runs")
    scheduled.do("batch_schedules")
    schedules = scheduled.page(ListPage)
    assert schedules.spec.name == "batch_schedule_list"
    schedules.open_current()
    scheduled.rest()
    card = scheduled.page(CardPage)
    assert card.groups.fields["next_run_at"].value is not None
    scheduled.do("last_run_of_schedule")
    assert "has not run yet" in card.notices.texts()[-1]
    scheduled.do("run_schedule_now")
    run = scheduled.page(RunPage)
    assert run.title.endswith("Post Batch")
    scheduled.card("batch_schedule_card", ("EVENING",))
    scheduled.do("last_run_of_schedule")
    assert scheduled.page(RunPage).title == run.title


def test_the_bell_tells_what_a_schedule_has_done(scheduled: Office) -> None:
    done = BatchResult(7, RunStatus.FINISHED, 2, 0, 0)
    fine = ScheduledRun("EVENING", USER, "en", 7, done)
    failed = ScheduledRun("EVENING", USER, "en", None, None, "Nothing went.")
    opener = scheduled.window.navigation
    assert notification_of(fine, opener).text == "Schedule EVENING has run: 2 documents done"
    assert notification_of(failed, opener).text == "Schedule EVENING: Nothing went."


def test_what_is_due_of_the_recurring_lines_is_a_view(office: Office) -> None:
    with office.database.write() as session:
        add_record(session, "standard_sales_code", {"code": "RENT"}, CONTEXT)
        add_record(session, "standard_sales_code", {"code": "FEE"}, CONTEXT)
        for code, day in (("RENT", WORK_DATE), ("FEE", date(2030, 1, 1))):
            fields = {"customer_no": "FJORD", "code": code, "recurrence": "1M", "next_date": day}
            add_record(session, "customer_standard_code", fields, CONTEXT)
    page = office.listed("customer_standard_code_list")
    assert page.model.rowCount() == 2
    page = office.listed("customer_standard_code_list", ListOpening(view="due"))
    assert [page.model.row(at).values["code"] for at in range(page.model.rowCount())] == ["RENT"]
