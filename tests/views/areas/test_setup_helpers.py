"""The commands that help to fill set-up tables, and the way to those tables by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.services.records import add_record
from desktop.views.pages.card_page import CardPage
from desktop.views.setup.calendar_days_page import CalendarDaysPage
from desktop.views.setup.finding_setup import setup_provider
from desktop.views.setup.standard_setup_page import StandardSetupPage
from tests.views.areas.office import Office
from tests.views.areas.test_exchange import CONTEXT


def test_a_pair_is_copied_into_a_new_one_and_its_blanks_are_suggested(office: Office) -> None:
    page = office.listed("general_posting_setup_list")
    page.table.go_to(0)
    office.do("copy_pair")
    fields = office.page(CardPage).groups.fields
    assert fields["sales_account"].value == "3001"
    assert fields["gen_bus_posting_group"].value in {None, ""}
    office.listed("general_posting_setup_list").table.go_to(0)
    office.do("suggest_accounts")
    assert "No account is blank that another pair names." in office.told()


def test_number_series_get_the_numbers_of_the_next_year(office: Office) -> None:
    office.listed("number_series_list")
    office.do("begin_year")
    assert "All series by date have numbers for this year and the next." in office.told()


def test_the_standard_set_up_leads_to_what_a_table_holds(office: Office) -> None:
    office.open("standard_setup")
    page = office.page(StandardSetupPage)
    tables = [page.model.row(at).table for at in range(page.model.rowCount())]
    page.table.go_to(tables.index("unit_of_measure"))
    page.open_current()
    assert office.place == "unit_of_measure_list"


def test_pages_of_the_set_up_are_found_by_their_name(office: Office) -> None:
    found = setup_provider(office.window.navigation)
    assert found.search is not None
    for text, place in (
        ("Setup Checklist", "setup_checklist"),
        ("General Ledger Setup", "general_ledger_setup_card"),
        ("Units of Measure", "unit_of_measure_list"),
        ("Opening Customer Entries", "opening_balance_line_list"),
        ("Batch Schedules", "batch_schedule_list"),
        ("Verify Books", "verify_books"),
    ):
        found.search(text)[0].open()
        office.rest()
        assert office.place == place


def test_the_days_of_a_calendar_are_turned_month_by_month(office: Office) -> None:
    with office.database.write() as session:
        add_record(session, "base_calendar", {"code": "SHOP"}, CONTEXT)
        weekly = {"recurrence": "weekly", "weekday": "sunday", "description": "Rest"}
        key = {"base_calendar_code": "SHOP", "line_no": 10000}
        add_record(session, "base_calendar_change", {**key, **weekly}, CONTEXT)
    office.rest()
    page = office.listed("base_calendar_list")
    page.table.go_to(0)
    office.do("show_days")
    days = office.page(CalendarDaysPage)
    assert days.model.rowCount() == 31
    texts = [days.model.index(3, at).data() for at in range(4)]
    assert texts[2:] == ["Free", "Rest"]
    office.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert office.page(CalendarDaysPage).model.rowCount() == 28
