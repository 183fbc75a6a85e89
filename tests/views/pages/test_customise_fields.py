"""Which fields of a page a user sees, and in which order the keyboard goes through them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import FieldRefusal, RecordRef, RefusalCode, SeveralRefusals
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.customise_fields import CustomiseFields
from desktop.views.pages.field_card import FieldPlace
from tests.views.pages.fake_customer import FakeCustomers, customer_card
from tests.views.pages.test_card_page import enter, line, open_card
from tests.views.tables.fakes import FakeDesk


class Wrong(FieldRefusal):
    code = RefusalCode.CONFLICT
    text = "This cannot be."


@pytest.fixture
def fake() -> FakeCustomers:
    return FakeCustomers()


@pytest.fixture
def page(qtbot: QtBot, fake_desk: FakeDesk, fake: FakeCustomers) -> CardPage:
    page = open_card(qtbot, fake_desk, customer_card(fake), "C10000")
    qtbot.waitUntil(lambda: page.record is not None)
    return page


def dialog_of(page: CardPage) -> CustomiseFields:
    """The choice of fields that is open."""
    found = page.findChild(CustomiseFields)
    assert found is not None
    return found


def choose(page: CardPage, **places: FieldPlace) -> None:
    """Give the command, choose by keys, save."""
    page.commands["customise_fields"].trigger()
    dialog = dialog_of(page)
    for name, place in places.items():
        box = dialog.boxes[name]
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _step in range(list(FieldPlace).index(place)):
            QTest.keyClick(box, Qt.Key.Key_Down)
    press(dialog, "Save")


def press(dialog: QWidget, text: str) -> None:
    """Press a button."""
    next(one for one in dialog.findChildren(QPushButton) if one.text() == text).click()


def seen(page: CardPage) -> list[str]:
    """The names of the fields that can be seen."""
    return [name for name, field in page.groups.fields.items() if field.isVisible()]


def test_fields_are_hidden_moved_and_kept_for_the_user(
    page: CardPage, fake_desk: FakeDesk, fake: FakeCustomers, qtbot: QtBot
) -> None:
    assert seen(page) == ["no", "name", "blocked", "address", "post_code", "city", "email"]
    choose(page, name_2=FieldPlace.ALWAYS, blocked=FieldPlace.HIDDEN, city=FieldPlace.MORE)
    assert seen(page) == ["no", "name", "name_2", "address", "post_code", "email"]
    assert not page.groups.fields["blocked"].label().isVisible()
    assert not page.groups.cards[0].more_button.isVisible()
    page.groups.cards[1].more_button.click()
    assert page.groups.fields["city"].isVisible()
    again = open_card(qtbot, fake_desk, customer_card(fake), "C10000")
    assert "blocked" not in seen(again)
    assert "name_2" in seen(again)


def test_restore_puts_all_fields_back(page: CardPage, fake_desk: FakeDesk) -> None:
    before = seen(page)
    choose(page, name=FieldPlace.HIDDEN, email=FieldPlace.MORE)
    page.commands["customise_fields"].trigger()
    press(dialog_of(page), "Restore")
    press(dialog_of(page), "Save")
    assert seen(page) == before
    assert fake_desk.state.get("fields", "customer_card/General", {"x": "y"}) == {}


def test_cancelling_changes_nothing(page: CardPage) -> None:
    before = seen(page)
    page.commands["customise_fields"].trigger()
    dialog = dialog_of(page)
    dialog.boxes["name"].show_place(FieldPlace.HIDDEN)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert seen(page) == before


def test_a_group_without_fields_goes_away(page: CardPage) -> None:
    hidden = dict.fromkeys(("currency_code", "payment_terms_code"), FieldPlace.HIDDEN)
    choose(page, **hidden)
    assert not page.groups.cards[2].isVisible()


def test_tab_goes_in_the_order_that_is_seen(page: CardPage) -> None:
    choose(page, name_2=FieldPlace.ALWAYS, name=FieldPlace.MORE)
    page.groups.cards[0].more_button.click()
    page.groups.go_to("blocked")
    order = []
    for _step in range(3):
        focus = QApplication.focusWidget()
        assert focus is not None
        order.append(focus.objectName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert order == ["blocked", "name_2", "name"]


def test_an_error_brings_a_hidden_field_back(page: CardPage, qtbot: QtBot) -> None:
    choose(page, city=FieldPlace.HIDDEN)
    assert page.groups.show_refusal(Wrong(field="city"))
    assert page.groups.fields["city"].isVisible()
    assert page.groups.cards[1].error_text() == "1 error"


def test_a_message_leads_to_a_hidden_field(page: CardPage) -> None:
    choose(page, city=FieldPlace.HIDDEN)
    assert page.go_to_field(RecordRef("customer", ("C10000",)), "city")
    assert QApplication.focusWidget() is line(page, "city")
    assert line(page, "city").isVisible()


def test_hidden_fields_give_their_alt_letters_back(page: CardPage) -> None:
    label = page.groups.fields["email"].label()
    assert label.buddy() is page.groups.fields["email"].editor
    count = len(page.mnemonics.letters())
    choose(page, email=FieldPlace.HIDDEN, address=FieldPlace.HIDDEN)
    assert len(page.mnemonics.letters()) == count - 2
    choose(page, email=FieldPlace.ALWAYS)
    assert label.buddy() is page.groups.fields["email"].editor
    letters = page.mnemonics.letters()
    assert len(letters) == len(set(letters)) == count - 1


def test_a_hidden_field_is_not_the_first_one(page: CardPage) -> None:
    choose(page, name=FieldPlace.HIDDEN)
    page.groups.go_to_first()
    assert QApplication.focusWidget() is page.groups.fields["name_2"].editor or (
        QApplication.focusWidget() is page.groups.fields["blocked"].editor
    )


def test_a_moved_field_still_saves_itself(
    page: CardPage, fake: FakeCustomers, qtbot: QtBot
) -> None:
    choose(page, city=FieldPlace.MORE)
    enter(page, "city", "Lund")
    qtbot.waitUntil(lambda: page.groups.fields["city"].value == "Lund")
    assert fake.calls[-1][:3] == ("change", "city", "Lund")


def test_the_menu_of_a_group_chooses_among_its_own_fields(page: CardPage) -> None:
    card = page.groups.cards[1]
    menu = card.menu()
    assert [action.text() for action in menu.actions()] == ["Customise Fields…"]
    menu.actions()[0].trigger()
    assert list(dialog_of(page).boxes) == ["address", "post_code", "city", "email"]


def test_the_choice_is_narrowed_by_typing(page: CardPage) -> None:
    page.commands["customise_fields"].trigger()
    dialog = dialog_of(page)
    QTest.keyClicks(dialog.search, "ci")
    assert [name for name, box in dialog.boxes.items() if box.isVisible()] == ["city"]


def test_what_is_hidden_is_no_key_value_either(page: CardPage) -> None:
    assert page.groups.cards[2].summary_text() == "Currency SEK"
    choose(page, currency_code=FieldPlace.HIDDEN)
    assert page.groups.cards[2].summary_text() == ""


# ---------------------------------------------------------------------------- counts of errors


def test_several_refusals_mark_all_their_fields(page: CardPage) -> None:
    page.groups.cards[2].set_open(False)
    several = SeveralRefusals(
        [Wrong(field="city"), Wrong(field="email"), Wrong(field="currency_code")]
    )
    assert page.groups.show_refusal(several)
    assert [card.error_text() for card in page.groups.cards] == ["", "2 errors", "1 error"]


def test_the_count_is_a_button_to_the_first_error(page: CardPage) -> None:
    page.groups.show_refusal(SeveralRefusals([Wrong(field="currency_code"), Wrong(field="email")]))
    card = page.groups.cards[2]
    card.set_open(False)
    pill = next(one for one in card.findChildren(QPushButton) if one.text() == "1 error")
    assert pill.accessibleName() == "1 error"
    pill.setFocus()
    QTest.keyClick(pill, Qt.Key.Key_Space)
    assert card.is_open
    assert QApplication.focusWidget() is line(page, "currency_code")


def test_a_refusal_of_another_record_marks_nothing_here(page: CardPage) -> None:
    other = Wrong(record=RecordRef("ship_to_address", ("C10000", "DEPOT")), field="city")
    assert not page.groups.show_refusal(other)


def test_marks_go_when_they_are_cleared(page: CardPage) -> None:
    page.groups.show_refusal(Wrong(field="email"))
    page.groups.clear_marks()
    assert page.groups.cards[1].error_text() == ""
