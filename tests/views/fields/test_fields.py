from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.errors import Refusal
from desktop.models.words import Blocked
from desktop.services.records import FieldInfo, FieldKind
from desktop.translation import Localizer, install
from desktop.views.fields.choice_field import BooleanField, ChoiceField, MemoField
from desktop.views.fields.date_field import DateField
from desktop.views.fields.field import Field, FieldTools, breakable
from desktop.views.fields.field_form import FieldForm
from desktop.views.fields.line_field import LineField
from desktop.views.shell.notices import Remedy
from desktop.views.shell.theme import Theme
from tests.views.fields.bench import AMOUNT, DATE, Bench, Lookup, info, wheel_over
from tests.views.tables.fakes import WORK_DATE


def test_tab_commits_and_prints_in_the_user_s_way(bench: Bench) -> None:
    made = bench.put(AMOUNT, Decimal(5))
    bench.type(made, "1234,5")
    bench.tab()
    assert bench.committed == [("field", Decimal("1234.5"))]
    assert isinstance(made, LineField)
    assert made.line.text().replace("\u00a0", " ") == "1 234,50"


def test_enter_commits_and_goes_on(bench: Bench) -> None:
    made = bench.put(AMOUNT)
    bench.type(made, "7")
    QTest.keyClick(made.editor, Qt.Key.Key_Return)
    assert bench.committed == [("field", Decimal(7))]
    assert bench.other.hasFocus()


def test_the_same_value_is_not_sent(bench: Bench) -> None:
    made = bench.put(AMOUNT, Decimal(5))
    bench.type(made, "5,00")
    bench.tab()
    assert bench.committed == []


def test_escape_restores(bench: Bench) -> None:
    made = bench.put(AMOUNT, Decimal(5))
    bench.type(made, "99")
    QTest.keyClick(made.editor, Qt.Key.Key_Escape)
    bench.tab()
    assert bench.committed == []
    assert isinstance(made, LineField)
    assert made.line.text() == "5,00"


def test_a_wrong_text_stays_with_a_sentence_under_it(bench: Bench) -> None:
    made = bench.put(AMOUNT, Decimal(5))
    bench.type(made, "many")
    bench.tab()
    assert bench.committed == []
    assert "many" in made.error
    assert made.editor.property("state") == "error"
    assert made.editor.accessibleDescription() == made.error
    assert isinstance(made, LineField)
    assert made.line.text() == "many"


def test_a_refused_value_stays_and_escape_brings_the_old_one_back(bench: Bench) -> None:
    made = bench.put(AMOUNT, Decimal(5))
    bench.type(made, "9")
    bench.tab()
    made.set_pending()
    made.show_error("Too much.")
    assert isinstance(made, LineField)
    assert made.line.text() == "9,00"
    made.show_value(Decimal(5))
    assert made.line.text() == "9,00", "an answer meanwhile does not take the typing away"
    made.editor.setFocus()
    QTest.keyClick(made.editor, Qt.Key.Key_Escape)
    assert (made.line.text(), made.error) == ("5,00", "")


def test_a_locked_field_says_why(bench: Bench) -> None:
    made = bench.put(AMOUNT, Decimal(5))
    made.set_editable(False, "The order is released. Reopen it first.")
    bench.type(made, "9")
    assert isinstance(made, LineField)
    assert made.line.text() == "5,00"
    assert made.editor.toolTip() == "The order is released. Reopen it first."


def test_label_and_field_belong_together(bench: Bench) -> None:
    made = bench.put(info(FieldKind.TEXT, required=True))
    assert made.label().buddy() is made.editor
    assert made.editor.accessibleName() == "Some Field"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("t", date(2026, 1, 15)), ("22", date(2026, 1, 22)), ("+5", date(2026, 1, 20))],
)
def test_dates_are_typed_short(bench: Bench, typed: str, day: date) -> None:
    made = bench.put(DATE)
    bench.type(made, typed)
    bench.tab()
    assert bench.committed == [("field", day)]


def test_f4_opens_a_calendar_to_pick_from(bench: Bench) -> None:
    made = bench.put(DATE, date(2026, 1, 10))
    assert isinstance(made, DateField)
    QTest.keyClick(made.editor, Qt.Key.Key_F4)
    assert made.popup is not None
    assert made.popup.calendar.selectedDate().toPython() == date(2026, 1, 10)
    made.popup.calendar.activated.emit(made.popup.calendar.selectedDate().addDays(3))
    assert bench.committed == [("field", date(2026, 1, 13))]


def test_the_wheel_never_changes_a_choice(bench: Bench) -> None:
    made = bench.put(info(FieldKind.CHOICE, choices=tuple(Blocked)), Blocked.NONE)
    assert isinstance(made, ChoiceField)
    wheel_over(made.box)
    bench.tab()
    assert made.box.currentData() == "none"
    assert bench.committed == []


def test_tab_goes_through_a_locked_choice(bench: Bench) -> None:
    made = bench.put(info(FieldKind.CHOICE, choices=tuple(Blocked)), Blocked.NONE)
    made.set_editable(False, "The order is released. Reopen it first.")
    bench.other.setFocus()
    bench.tab()
    locked = QApplication.focusWidget()
    assert isinstance(locked, QLineEdit)
    assert locked.isReadOnly()
    assert locked.toolTip() == "The order is released. Reopen it first."
    bench.tab()
    assert bench.other.hasFocus()
    made.set_editable(True)
    bench.tab()
    assert made.editor.hasFocus()


def test_arrows_choose_and_tab_commits(bench: Bench) -> None:
    made = bench.put(info(FieldKind.CHOICE, choices=tuple(Blocked)), Blocked.NONE)
    QTest.keyClick(made.editor, Qt.Key.Key_Down)
    assert bench.committed == []
    bench.tab()
    assert bench.committed == [("field", Blocked.SHIP)]


def test_space_ticks_a_box(bench: Bench) -> None:
    made = bench.put(info(FieldKind.BOOLEAN), False)
    QTest.keyClick(made.editor, Qt.Key.Key_Space)
    assert bench.committed == [("field", True)]
    made.show_error("Not now.")
    assert isinstance(made, BooleanField)
    assert not made.check.isChecked()


def test_a_memo_commits_when_it_is_left(bench: Bench) -> None:
    made = bench.put(info(FieldKind.MEMO), "Old")
    assert isinstance(made, MemoField)
    made.memo.selectAll()
    QTest.keyClicks(made.memo, "Two words")
    bench.tab()
    assert bench.committed == [("field", "Two words")]


def test_a_form_has_two_columns_where_there_is_room(qtbot: QtBot, theme: Theme) -> None:
    infos = [FieldInfo(f"f{at}", f"Field {at}", FieldKind.TEXT) for at in range(4)]
    form = FieldForm(infos, FieldTools(lambda: WORK_DATE, Lookup()))
    qtbot.addWidget(form)
    form.resize(1100, 300)
    form.show()

    def lefts() -> set[int]:
        return {made.mapTo(form, QPoint(0, 0)).x() for made in form.fields.values()}

    form.set_wide(True)
    qtbot.waitUntil(lambda: len(lefts()) == 2)
    form.set_wide(False)
    qtbot.waitUntil(lambda: len(lefts()) == 1)


# ------------------------------------------------------------------------------ remedies


def test_a_remedy_stands_at_the_field_and_enters_its_value(bench: Bench) -> None:
    made = bench.put(AMOUNT, Decimal(5))
    bench.type(made, "9")
    bench.tab()
    made.show_error("Too much.", [Remedy("Largest possible: 7,00", lambda: made.take(Decimal(7)))])
    [button] = made.message.remedies
    assert button.isVisible()
    made.editor.setFocus()
    bench.tab()
    assert button.hasFocus(), "Tab goes from the field to its remedy"
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert bench.committed[-1] == ("field", Decimal(7))
    assert made.error == ""
    assert made.message.remedies == []


def test_a_word_that_may_mean_two_days_offers_both(bench: Bench) -> None:
    install(Localizer("sv"))
    words: list[str] = []

    def remedies(refusal: Refusal, _field: Field) -> Sequence[Remedy]:
        words.append(str(refusal.parameters["candidates"]))
        return ()

    bench.remedies = remedies
    made = bench.put(DATE)
    bench.type(made, "t25")
    bench.tab()
    assert words == ["tisdag, torsdag"]


def test_a_mark_on_the_record_s_own_value_stays_until_it_is_another(bench: Bench) -> None:
    made = bench.put(AMOUNT, Decimal(5))
    made.show_error("Not allowed.")
    made.is_marked = True
    made.show_value(Decimal(5))
    assert made.error == "Not allowed."
    made.show_value(Decimal(6))
    assert made.error == ""


def test_a_refused_memo_keeps_what_was_typed(bench: Bench) -> None:
    made = bench.put(info(FieldKind.MEMO), "Old")
    assert isinstance(made, MemoField)
    made.memo.selectAll()
    QTest.keyClicks(made.memo, "New")
    bench.tab()
    made.show_error("Not now.")
    made.show_value("Old")
    assert made.memo.toPlainText() == "New"


@pytest.mark.parametrize(
    "kind", [FieldKind.TEXT, FieldKind.MEMO, FieldKind.CHOICE, FieldKind.LOOKUP]
)
def test_escape_belongs_to_a_field_that_was_begun(bench: Bench, kind: FieldKind) -> None:
    made = bench.put(
        info(kind, choices=tuple(Blocked)), "" if kind is not FieldKind.CHOICE else Blocked.NONE
    )
    left: list[bool] = []
    back = QShortcut(QKeySequence(Qt.Key.Key_Escape), bench.window)
    back.activated.connect(lambda: left.append(True))
    key = Qt.Key.Key_Down if kind is FieldKind.CHOICE else Qt.Key.Key_A
    QTest.keyClick(made.editor, key)
    assert made.has_draft()
    QTest.keyClick(made.editor, Qt.Key.Key_Escape)
    assert (left, made.has_draft()) == ([], False)
    QTest.keyClick(made.editor, Qt.Key.Key_Escape)
    assert left == [True]


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Momsbokföringsmall", "Momsbokföringsmall"),
        ("Leverantörsbokföringsmall", "Le-ve-ran-törs-bok-fö-rings-mall"),
        ("Posting Date", "Posting Date"),
        ("QQQQQQQQQQQQQQQQQQQQ", "QQQQ-Q-Q-Q-Q-Q-Q-Q-Q-Q-Q-Q-Q-QQQQ"),
    ],
)
def test_long_words_of_labels_are_broken_where_the_language_breaks_them(
    word: str, shown: str
) -> None:
    install(Localizer("sv"))
    assert breakable(word).replace("\u00ad", "-") == shown
