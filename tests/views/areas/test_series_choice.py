"""Ctrl+Alt+N chooses another number series for a new card or document (CU21)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.records import add_record
from desktop.views.tables.list_spec import NewRecord
from tests.scenarios.standard_company import WORK_DATE
from tests.views.areas.office import ALT, CTRL, Office

CONTEXT = UserContext("ADMIN", WORK_DATE)
NONE = "There is no other series to choose. Relate one to the usual series first."


def relate(session: Session) -> None:
    """Series SO-X may be chosen instead of SO, CT-X instead of CT."""
    for usual in ("SO", "CT"):
        code = f"{usual}-X"
        values = {"code": code, "description": "Export", "default_nos": True}
        add_record(session, "number_series", values, CONTEXT)
        line = {"series_code": code, "starting_no": f"{code}1"}
        add_record(session, "number_series_line", line, CONTEXT)
        values = {"series_code": usual, "related_series_code": code}
        add_record(session, "number_series_relation", values, CONTEXT)


@pytest.fixture
def related(office: Office) -> Office:
    """The office, with two related series."""
    with office.database.write() as session:
        relate(session)
    return office


def test_an_order_gets_a_number_of_the_chosen_series(related: Office) -> None:
    page = related.document("sales_order", NewRecord())
    related.press(Qt.Key.Key_N, CTRL | ALT)
    related.choose("SO-X")
    related.answer("Choose")
    assert related.told() == ["The number will be drawn from series SO-X."]
    related.type_into("sell_to_customer_no", "fjord")
    assert page.view.key.no == "SO-X1"
    assert not page.commands["choose_series"].isVisible()


def test_a_contact_gets_a_number_of_the_chosen_series(related: Office) -> None:
    page = related.card("contact_card", NewRecord())
    related.press(Qt.Key.Key_N, CTRL | ALT)
    related.choose("CT-X")
    related.answer("Choose")
    related.type_into("name", "Export contact")
    assert page.record is not None
    assert page.record.values["no"] == "CT-X1"
    assert page.record.values["no_series_code"] == "CT-X"


def test_nothing_is_offered_where_no_series_is_related(office: Office) -> None:
    office.document("sales_quote", NewRecord())
    office.press(Qt.Key.Key_N, CTRL | ALT)
    assert office.told() == [NONE]
