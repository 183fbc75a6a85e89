from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from desktop.services.records import FieldKind
from desktop.translation import Localizer, install
from desktop.views.fields.date_field import DateField
from desktop.views.fields.formula_field import FormulaField
from tests.views.fields.bench import DATE, Bench, info, wheel_over


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ([Qt.Key.Key_Right], date(2026, 1, 11)),
        ([Qt.Key.Key_Left, Qt.Key.Key_Down], date(2026, 1, 16)),
        ([Qt.Key.Key_Up], date(2026, 1, 3)),
        ([Qt.Key.Key_PageDown], date(2026, 2, 10)),
        ([Qt.Key.Key_PageUp, Qt.Key.Key_End], date(2025, 12, 31)),
        ([Qt.Key.Key_PageDown, Qt.Key.Key_Home], date(2026, 2, 1)),
        ([Qt.Key.Key_T], date(2026, 1, 15)),
    ],
)
@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_calendar_is_worked_by_keys(
    bench: Bench, language: str, keys: list[Qt.Key], day: date
) -> None:
    install(Localizer(language, "SE"))
    made = bench.put(DATE, date(2026, 1, 10))
    assert isinstance(made, DateField)
    QTest.keyClick(made.editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert made.popup is not None
    for key in keys:
        QTest.keyClick(made.popup.calendar, key)
    QTest.keyClick(made.popup.calendar, Qt.Key.Key_Return)
    assert bench.committed == [("field", day)]
    assert made.line.hasFocus()


def test_shift_and_page_move_by_a_year(bench: Bench) -> None:
    made = bench.put(DATE, date(2026, 1, 10))
    assert isinstance(made, DateField)
    made.open_calendar()
    assert made.popup is not None
    QTest.keyClick(made.popup.calendar, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(made.popup.calendar, Qt.Key.Key_Return)
    assert bench.committed == [("field", date(2025, 1, 10))]


def test_escape_closes_the_calendar_and_changes_nothing(bench: Bench) -> None:
    made = bench.put(DATE, date(2026, 1, 10))
    assert isinstance(made, DateField)
    made.open_calendar()
    assert made.popup is not None
    QTest.keyClick(made.popup.calendar, Qt.Key.Key_Right)
    QTest.keyClick(made.popup.calendar, Qt.Key.Key_Escape)
    bench.qtbot.waitUntil(lambda: made.popup is None)
    assert bench.committed == []


def test_the_calendar_begins_with_what_is_typed(bench: Bench) -> None:
    made = bench.put(DATE, date(2026, 1, 10))
    assert isinstance(made, DateField)
    bench.type(made, "+30")
    made.open_calendar()
    assert made.popup is not None
    assert made.popup.calendar.selectedDate().toPython() == date(2026, 2, 14)


def test_the_calendar_speaks_the_user_s_language(bench: Bench) -> None:
    install(Localizer("sv", "SE"))
    made = bench.put(DATE, date(2026, 5, 10))
    assert isinstance(made, DateField)
    made.open_calendar()
    assert made.popup is not None
    locale = made.popup.calendar.locale()
    assert locale.monthName(5) == "maj"
    assert made.popup.calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldKind.AMOUNT, Decimal(5)),
        (FieldKind.DATE, date(2026, 1, 10)),
        (FieldKind.TEXT, "Oak"),
        (FieldKind.MEMO, "Oak"),
    ],
)
def test_the_wheel_never_changes_a_value(bench: Bench, kind: FieldKind, value: object) -> None:
    made = bench.put(info(kind), value)
    wheel_over(made.editor)
    bench.tab()
    assert bench.committed == []
    assert made.value == value


def test_the_wheel_turns_no_pages_of_the_calendar(bench: Bench) -> None:
    made = bench.put(DATE, date(2026, 1, 10))
    assert isinstance(made, DateField)
    made.open_calendar()
    assert made.popup is not None
    wheel_over(made.popup.calendar)
    for view in made.popup.calendar.findChildren(QTableView):
        wheel_over(view)
    assert made.popup.calendar.selectedDate().toPython() == date(2026, 1, 10)


def test_control_home_opens_the_calendar(bench: Bench) -> None:
    made = bench.put(DATE, date(2026, 1, 10))
    assert isinstance(made, DateField)
    QTest.keyClick(made.editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert made.popup is not None
    QTest.keyClick(made.popup.calendar, Qt.Key.Key_Right)
    QTest.keyClick(made.popup.calendar, Qt.Key.Key_Return)
    assert bench.committed == [("field", date(2026, 1, 11))]


@pytest.mark.parametrize(
    ("language", "typed", "hint"),
    [
        ("en", "CM+8D", "→ 2026-02-08"),
        ("sv", "LM+8D", "→ 2026-02-08"),
        ("en", "CM+", ""),
        ("en", "", ""),
        ("en", "9999Y", ""),
    ],
)
def test_a_formula_shows_the_day_that_it_means(
    bench: Bench, language: str, typed: str, hint: str
) -> None:
    install(Localizer(language, "SE"))
    made = bench.put(info(FieldKind.FORMULA), "")
    assert isinstance(made, FormulaField)
    bench.type(made, typed)
    assert (made.hint.text(), made.hint.isVisible()) == (hint, bool(hint))
