"""What another program does with the company is seen on the open pages, without a key pressed."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record, change_record
from desktop.views.pages.card_page import CardPage
from desktop.views.tables.list_page import ListPage
from tests.scenarios.standard_company import WORK_DATE
from tests.views.areas.office import Office

EVA = UserContext("EVA", WORK_DATE)
PATIENCE_MS = 15_000


def test_a_card_shows_what_another_program_changed(office: Office, qtbot: QtBot) -> None:
    page = office.card("customer", "FJORD")
    other = Database(office.database.url)
    with other.write() as session:
        change_record(session, "customer", ("FJORD",), ("city", "Haparanda"), EVA)
    other.close()
    qtbot.waitUntil(lambda: page.groups.fields["city"].value == "Haparanda", timeout=PATIENCE_MS)
    assert office.page(CardPage) is page


def test_a_list_gets_the_row_of_another_program(office: Office, qtbot: QtBot) -> None:
    page = office.listed("reason_code_list")
    assert page.model.rowCount() == 0
    other = Database(office.database.url)
    with other.write() as session:
        add_record(session, "reason_code", {"code": "OTHER"}, EVA)
    other.close()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=PATIENCE_MS)
    assert office.page(ListPage) is page
