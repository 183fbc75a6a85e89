"""Schedules of batches: their list with the next runs, and the card (CB255)."""

from __future__ import annotations

from functools import partial

from desktop.services.jobs.batch import BatchResult
from desktop.services.jobs.schedule_plan import WEEKDAY_FIELDS
from desktop.services.jobs.scheduled_runs import run_schedule_now
from desktop.translation import N_, _
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.field_groups import Group
from desktop.views.pages.record_pages import RecordPages
from desktop.views.shell.actions import ActionSpec
from desktop.views.tables.list_spec import PageAction, View

RUN_NOW = ActionSpec(id="run_schedule_now", text=N_("Run Now"), icon="play", group="run")
LAST_RUN = ActionSpec(id="last_run_of_schedule", text=N_("Last Run"), icon="layers", group="run")


def run_now(page: CardPage) -> None:
    """Run the card's schedule at once, with Stop; the page of the run opens when it has ended."""
    if page.record is None:
        return
    code, tasks = str(page.record.key[0]), page.desk.tasks
    tasks.long(
        partial(run_schedule_now, tasks.database, code, page.desk.context),
        title=_("Running schedule {code}").format(code=code),
        verb=_("Stop"),
        done=partial(_show, page),
        refused=page.notices.show_only,
        owner=page,
    )


def _show(page: CardPage, result: BatchResult) -> None:
    if page.isVisible():
        page.desk.navigation.open("batch_run", result.run_no)


def open_last_run(page: CardPage) -> None:
    """Show what the last run of the schedule has told."""
    run_no = page.record.values["last_run_no"] if page.record else None
    if run_no is None:
        page.notices.info(_("This schedule has not run yet, or its last run is not kept any more."))
    else:
        page.desk.navigation.open("batch_run", run_no)


SCHEDULES = RecordPages(
    table="batch_schedule",
    title=N_("Batch Schedules"),
    record=N_("Batch Schedule"),
    new=N_("New Schedule"),
    icon="calendar-check",
    empty=N_("Schedules run jobs at night or at the end of the month. Make one to begin."),
    columns=(
        "code",
        "description",
        "job",
        "enabled",
        "next_run_at",
        "last_run_at",
        "last_error",
        "user",
    ),
    views=(
        View("", N_("All schedules")),
        View("enabled", N_("Enabled"), (("next_run_at", False),)),
        View("failed", N_("With errors")),
    ),
    groups=(
        Group(
            N_("General"),
            ("code", "description", "enabled", "job", "next_run_at", "last_run_at"),
            ("last_error", "user"),
        ),
        Group(
            N_("When"),
            (
                "run_time",
                *WEEKDAY_FIELDS,
                "recurrence",
                "starting_date",
                "base_calendar_code",
            ),
        ),
        Group(
            N_("Posting"),
            (
                "selection",
                "document_type",
                "filter",
                "ship",
                "invoice",
                "replace_posting_date",
                "replace_document_date",
                "posting_date_formula",
            ),
            ("calc_invoice_discount",),
        ),
        Group(
            N_("Recurring Invoices"),
            ("order_date_formula", "catch_up", "code_filter", "customer_filter"),
        ),
    ),
    card_actions=(PageAction(RUN_NOW, run_now), PageAction(LAST_RUN, open_last_run)),
)
"""The list and the card of schedules."""
