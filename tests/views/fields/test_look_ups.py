import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.views.fields.field import Offer
from desktop.views.fields.highlight import matched
from desktop.views.fields.lookup_field import LookupField
from tests.views.fields.bench import CUSTOMER, Bench


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


def test_an_emptied_look_up_is_no_record_while_all_are_offered(bench: Bench) -> None:
    made = bench.put(CUSTOMER, "C30000")
    assert isinstance(made, LookupField)
    made.line.selectAll()
    QTest.keyClick(made.line, Qt.Key.Key_Delete)
    bench.qtbot.waitUntil(lambda: made.popup is not None and made.popup.isVisible())
    bench.tab()
    assert bench.committed == [("field", None)]


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
    early = made.popup
    assert early is None, "hits of another text are not shown"
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
