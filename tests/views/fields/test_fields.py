from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Refusal
from desktop.models.words import Blocked
from desktop.services.records import FieldInfo, FieldKind, LookupRow
from desktop.translation import Localizer, install
from desktop.views.fields.choice_field import BooleanField, ChoiceField, MemoField
from desktop.views.fields.date_field import DateField
from desktop.views.fields.field import Deliver, Field, FieldTools, Offer
from desktop.views.fields.field_form import FieldForm, make_field
from desktop.views.fields.highlight import matched
from desktop.views.fields.line_field import LineField
from desktop.views.fields.lookup_field import LookupField
from desktop.views.shell.notices import Remedy
from desktop.views.shell.theme import Theme
from tests.views.tables.fakes import WORK_DATE

CUSTOMERS = (
    LookupRow("C10000", "Birkholm Interiors AB", "Uppsala"),
    LookupRow("C20000", "Birk & Co", "Lund"),
    LookupRow("C30000", "Loom Textiles", "Borås"),
)


@dataclass
class Lookup:
    """Answers at once, or when the test says so."""

    waits: bool = False
    asked: list[str] = field(default_factory=list)
    waiting: list[tuple[str, Deliver]] = field(default_factory=list)

    def __call__(self, info: FieldInfo, text: str, deliver: Deliver) -> None:
        self.asked.append(text)
        self.waiting.append((text, deliver))
        if not self.waits:
            self.answer()

    def answer(self) -> None:
        for text, deliver in self.waiting:
            deliver(self.hits(text))
        self.waiting.clear()

    def hits(self, text: str) -> Sequence[LookupRow]:
        wanted = text.casefold()
        return [row for row in CUSTOMERS if wanted in f"{row.key} {row.text}".casefold()]


@dataclass
class Bench:
    """A window with one field and another line to leave it for."""

    qtbot: QtBot
    lookup: Lookup = field(default_factory=Lookup)
    committed: list[tuple[str, object]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    offers: Callable[[Field, str], Sequence[Offer]] = lambda _field, _typed: ()
    remedies: Callable[[Refusal, Field], Sequence[Remedy]] = lambda _refusal, _field: ()

    def put(self, info: FieldInfo, value: object = None) -> Field:
        tools = FieldTools(
            lambda: WORK_DATE, self.lookup, remedies=self.remedies, offers=self.offers
        )
        made = make_field(info, tools)
        made.committed.connect(lambda name, value: self.committed.append((name, value)))
        made.show_value(value)
        self.window = QWidget()
        self.other = QLineEdit()
        box = QVBoxLayout(self.window)
        for widget in (made.label(), made, self.other):
            box.addWidget(widget)
        self.qtbot.addWidget(self.window)
        with self.qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        made.editor.setFocus()
        return made

    def type(self, made: Field, text: str) -> None:
        editor = made.editor
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, text)

    def tab(self) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Bench:
    return Bench(qtbot)


def info(kind: FieldKind, **more: object) -> FieldInfo:
    return FieldInfo("field", "Some Field", kind, **more)  # type: ignore[arg-type]  # by name


AMOUNT = info(FieldKind.AMOUNT)
DATE = info(FieldKind.DATE)
CUSTOMER = info(FieldKind.LOOKUP, lookup="customer", length=20)


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


def wheel_over(widget: QWidget) -> None:
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre,
        widget.mapToGlobal(centre),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_never_changes_a_choice(bench: Bench) -> None:
    made = bench.put(info(FieldKind.CHOICE, choices=tuple(Blocked)), Blocked.NONE)
    assert isinstance(made, ChoiceField)
    wheel_over(made.box)
    bench.tab()
    assert made.box.currentData() == "none"
    assert bench.committed == []


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


def test_typing_part_of_a_name_finds_the_record(bench: Bench) -> None:
    made = bench.put(CUSTOMER, "C30000")
    assert isinstance(made, LookupField)
    bench.type(made, "birk")
    bench.qtbot.waitUntil(lambda: made.popup is not None and made.popup.isVisible())
    assert bench.lookup.asked == ["birk"], "one query for four letters"
    QTest.keyClick(made.editor, Qt.Key.Key_Down)
    bench.tab()
    assert bench.committed == [("field", "C20000")]


def test_tab_takes_the_first_match(bench: Bench) -> None:
    made = bench.put(CUSTOMER)
    assert isinstance(made, LookupField)
    bench.type(made, "loom")
    bench.qtbot.waitUntil(lambda: made.popup is not None and made.popup.isVisible())
    bench.tab()
    assert bench.committed == [("field", "C30000")]
    assert made.popup is not None
    assert not made.popup.isVisible()


def test_tab_before_the_matches_have_come_awaits_them(bench: Bench) -> None:
    bench.lookup.waits = True
    made = bench.put(CUSTOMER)
    bench.type(made, "loom")
    bench.tab()
    assert bench.committed == []
    bench.lookup.answer()
    assert bench.committed == [("field", "C30000")]


def test_several_matches_are_asked_about(bench: Bench) -> None:
    bench.lookup.waits = True
    made = bench.put(CUSTOMER)
    assert isinstance(made, LookupField)
    bench.type(made, "birk")
    bench.tab()
    bench.lookup.answer()
    assert made.picker is not None
    made.picker.table.move_to(1)
    made.picker.accept()
    assert bench.committed == [("field", "C20000")]


def test_giving_the_picker_up_brings_the_old_value_back(bench: Bench) -> None:
    bench.lookup.waits = True
    made = bench.put(CUSTOMER, "C30000")
    assert isinstance(made, LookupField)
    bench.type(made, "birk")
    bench.tab()
    bench.lookup.answer()
    assert made.picker is not None
    made.picker.reject()
    assert made.line.text() == "C30000"
    assert bench.committed == []


def test_what_fits_nothing_is_left_to_the_service(bench: Bench) -> None:
    made = bench.put(CUSTOMER)
    bench.type(made, "xyz")
    bench.tab()
    assert bench.committed == [("field", "xyz")]


def test_f4_shows_all_and_escape_closes_the_list_first(bench: Bench) -> None:
    made = bench.put(CUSTOMER, "C30000")
    assert isinstance(made, LookupField)
    QTest.keyClick(made.editor, Qt.Key.Key_F4)
    assert made.popup is not None
    assert made.popup.table.hits.rowCount() == 3
    QTest.keyClick(made.editor, Qt.Key.Key_Escape)
    assert not made.popup.isVisible()
    bench.tab()
    assert bench.committed == []


def test_an_emptied_look_up_is_no_record(bench: Bench) -> None:
    made = bench.put(CUSTOMER, "C30000")
    assert isinstance(made, LookupField)
    made.line.selectAll()
    QTest.keyClick(made.line, Qt.Key.Key_Delete)
    bench.tab()
    assert bench.committed == [("field", None)]


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


# ------------------------------------------------------------- look-ups on a slow database


def test_letters_typed_while_the_database_works_are_never_lost(bench: Bench) -> None:
    bench.lookup.waits = True
    made = bench.put(CUSTOMER, "C30000")
    assert isinstance(made, LookupField)
    bench.type(made, "bi")
    bench.qtbot.waitUntil(lambda: bench.lookup.asked == ["bi"])
    QTest.keyClicks(made.line, "rkh")
    bench.lookup.answer()
    assert made.line.text() == "birkh"
    assert made.popup is None, "hits of another text are not shown"
    bench.qtbot.waitUntil(lambda: bench.lookup.asked == ["bi", "birkh"])
    bench.lookup.answer()
    assert made.popup is not None
    assert [row.key for row in made.popup.table.hits.rows] == ["C10000"]


def test_the_list_stays_while_the_next_hits_are_awaited(bench: Bench) -> None:
    made = bench.put(CUSTOMER)
    assert isinstance(made, LookupField)
    bench.type(made, "b")
    bench.qtbot.waitUntil(lambda: made.popup is not None and made.popup.isVisible())
    bench.lookup.waits = True
    QTest.keyClicks(made.line, "i")
    bench.qtbot.waitUntil(lambda: bench.lookup.asked == ["b", "bi"])
    assert made.popup is not None
    assert made.popup.isVisible(), "it does not flicker"
    bench.tab()
    assert bench.committed == [], "the first hit of another text is not taken"
    assert made.line.text() == "bi"


def test_a_text_that_is_being_found_stays_when_the_record_is_shown_anew(bench: Bench) -> None:
    bench.lookup.waits = True
    made = bench.put(CUSTOMER, "C30000")
    assert isinstance(made, LookupField)
    bench.type(made, "loom")
    bench.tab()
    made.show_value("C10000")
    assert made.line.text() == "loom"
    bench.lookup.answer()
    assert bench.committed == [("field", "C30000")]


def test_an_answer_does_not_overwrite_what_is_typed_anew(bench: Bench) -> None:
    bench.lookup.waits = True
    made = bench.put(CUSTOMER)
    assert isinstance(made, LookupField)
    bench.type(made, "loom")
    bench.tab()
    made.editor.setFocus()
    bench.type(made, "birkholm")
    bench.lookup.answer()
    assert made.line.text() == "birkholm"
    assert bench.committed == []
    bench.tab()
    bench.lookup.answer()
    assert bench.committed == [("field", "C10000")]


def test_leaving_asks_once(bench: Bench) -> None:
    bench.lookup.waits = True
    made = bench.put(CUSTOMER)
    bench.type(made, "loom")
    bench.tab()
    assert bench.lookup.asked == ["loom"]


# -------------------------------------------------------------------------------- offers


def offering(bench: Bench) -> LookupField:
    """A look-up that offers to make a customer, and to show all."""
    bench.done = []
    bench.offers = lambda _field, typed: (
        Offer(f"New {typed}", "plus", lambda: bench.done.append(typed)),
    )
    made = bench.put(CUSTOMER, "C30000")
    assert isinstance(made, LookupField)
    return made


def test_the_keyboard_reaches_the_offers_below_the_hits(bench: Bench) -> None:
    made = offering(bench)
    bench.type(made, "loom")
    bench.qtbot.waitUntil(lambda: made.popup is not None and made.popup.isVisible())
    QTest.keyClick(made.line, Qt.Key.Key_Down)
    QTest.keyClick(made.line, Qt.Key.Key_Return)
    assert bench.done == ["loom"]
    assert made.line.text() == "C30000", "nothing is entered yet"
    assert bench.committed == []


def test_an_offer_is_never_taken_by_leaving(bench: Bench) -> None:
    made = offering(bench)
    bench.type(made, "xyz")
    bench.qtbot.waitUntil(lambda: made.popup is not None and made.popup.isVisible())
    assert made.popup is not None
    assert made.popup.chosen() is None
    QTest.keyClick(made.line, Qt.Key.Key_Down)
    bench.tab()
    assert bench.done == []
    assert bench.committed == [("field", "xyz")]


def test_a_click_on_an_offer_takes_it(bench: Bench) -> None:
    made = offering(bench)
    QTest.keyClick(made.line, Qt.Key.Key_F4)
    assert made.popup is not None
    table = made.popup.table
    place = table.visualRect(table.hits.index(3, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.done == [""]


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("Birkholm Interiors", ["birk"], [(0, 4)]),
        ("Åkesson Möbler", ["mob", "ake"], [(0, 3), (8, 11)]),
        ("Weiß Straße", ["sse"], [(9, 11)]),
        ("aaaa", ["aa"], [(0, 4)]),
        ("Lund", ["umea"], []),
        ("Lund", [""], []),
    ],
)
def test_the_typed_words_are_marked_in_the_hits(
    text: str, words: list[str], spans: list[tuple[int, int]]
) -> None:
    assert matched(text, words) == spans


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


# -------------------------------------------------------------------------------- calendar


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
