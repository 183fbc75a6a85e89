import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import RecordRef
from desktop.views.fields.line_field import LineField
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.card_spec import CardSpec
from desktop.views.shell.actions import shortcut_clashes
from desktop.views.shell.dialogs import Question
from desktop.views.tables.list_spec import NewRecord
from tests.views.pages.fake_customer import FakeCustomers, customer_card
from tests.views.tables.fakes import FakeDesk


@pytest.fixture
def fake() -> FakeCustomers:
    return FakeCustomers()


def open_card(qtbot: QtBot, fake_desk: FakeDesk, spec: CardSpec, key: object) -> CardPage:
    page = CardPage(fake_desk.desk, spec, key)
    qtbot.addWidget(page)
    page.resize(1300, 850)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def page(qtbot: QtBot, fake_desk: FakeDesk, fake: FakeCustomers) -> CardPage:
    page = open_card(qtbot, fake_desk, customer_card(fake), "C10000")
    qtbot.waitUntil(lambda: page.record is not None)
    return page


def line(page: CardPage, name: str) -> QLineEdit:
    field = page.groups.fields[name]
    assert isinstance(field, LineField)
    return field.line


def enter(page: CardPage, name: str, text: str) -> None:
    """Type over a field and leave it with Tab."""
    page.groups.go_to(name)
    line(page, name).selectAll()
    QTest.keyClicks(line(page, name), text)
    QTest.keyClick(line(page, name), Qt.Key.Key_Tab)


def test_the_record_is_shown_with_its_way_back(page: CardPage) -> None:
    assert page.title == "C10000 · Birkholm Interiors AB"
    assert line(page, "city").text() == "Uppsala"
    assert line(page, "no").isReadOnly()
    assert not line(page, "name").isReadOnly()


def test_each_field_saves_itself(page: CardPage, fake: FakeCustomers, qtbot: QtBot) -> None:
    enter(page, "city", "Lund")
    qtbot.waitUntil(lambda: page.groups.fields["city"].value == "Lund")
    assert fake.calls[1:2] == [("change", "city", "Lund", 1)]
    assert page.head.state.text().startswith("Saved ")


def test_typing_on_does_not_wait_and_names_the_newest_version(
    page: CardPage, fake: FakeCustomers, qtbot: QtBot
) -> None:
    enter(page, "city", "Lund")
    enter(page, "address", "Station Road 21")
    qtbot.waitUntil(lambda: page.groups.fields["address"].value == "Station Road 21")
    changes = [call for call in fake.calls if call[0] == "change"]
    assert changes == [("change", "city", "Lund", 1), ("change", "address", "Station Road 21", 2)]


def test_a_refusal_stands_at_the_field_and_in_the_bar(page: CardPage, qtbot: QtBot) -> None:
    enter(page, "post_code", "999")
    field = page.groups.fields["post_code"]
    qtbot.waitUntil(lambda: bool(field.error))
    assert field.error.startswith("There is no post code 999 in Sweden.")
    assert page.notices.texts() == [field.error]
    assert line(page, "post_code").text() == "999"
    card = page.groups.cards[1]
    assert card.error_text() == "1 error"


def test_the_count_of_errors_goes_when_the_field_is_mended(page: CardPage, qtbot: QtBot) -> None:
    enter(page, "post_code", "999")
    qtbot.waitUntil(lambda: bool(page.groups.fields["post_code"].error))
    page.groups.go_to("post_code")
    QTest.keyClick(line(page, "post_code"), Qt.Key.Key_Escape)
    assert page.groups.cards[1].error_text() == ""


def test_a_conflict_offers_to_reload(page: CardPage, fake: FakeCustomers, qtbot: QtBot) -> None:
    fake.version = 7
    fake.values["city"] = "Malmö"
    enter(page, "city", "Lund")
    qtbot.waitUntil(lambda: bool(page.groups.fields["city"].error))
    assert "was changed by Eva" in page.groups.fields["city"].error
    assert line(page, "city").text() == "Lund"
    page.restart()
    qtbot.waitUntil(lambda: line(page, "city").text() == "Malmö")
    assert page.groups.fields["city"].error == ""


def test_a_new_record_is_saved_with_its_first_field(
    fake_desk: FakeDesk, fake: FakeCustomers, qtbot: QtBot
) -> None:
    page = open_card(qtbot, fake_desk, customer_card(fake), NewRecord())
    assert page.title == "New Customer"
    enter(page, "name", "Loom Textiles")
    qtbot.waitUntil(lambda: page.record is not None)
    assert fake.calls == [("new", {"name": "Loom Textiles"})]
    assert page.title == "C20000 · Loom Textiles"
    assert page.key == "C20000"


def test_what_is_entered_before_a_record_can_be_made_is_kept(
    fake_desk: FakeDesk, fake: FakeCustomers, qtbot: QtBot
) -> None:
    page = open_card(qtbot, fake_desk, customer_card(fake), NewRecord())
    enter(page, "city", "Lund")
    qtbot.waitUntil(lambda: bool(page.groups.fields["name"].error))
    assert not page.can_close()
    assert "not saved yet" in page.notices.texts()[-1]
    enter(page, "name", "Loom Textiles")
    qtbot.waitUntil(lambda: page.record is not None)
    assert fake.calls[-1] == ("new", {"city": "Lund", "name": "Loom Textiles"})
    assert page.can_close()


def test_two_fields_typed_quickly_make_one_record(
    fake_desk: FakeDesk, fake: FakeCustomers, qtbot: QtBot
) -> None:
    page = open_card(qtbot, fake_desk, customer_card(fake), NewRecord())
    enter(page, "name", "Loom Textiles")
    enter(page, "city", "Lund")
    qtbot.waitUntil(lambda: page.groups.fields["city"].value == "Lund")
    assert [call[0] for call in fake.calls] == ["new", "change"]


def test_deleting_asks_by_name_and_goes_back(
    page: CardPage, fake: FakeCustomers, qtbot: QtBot
) -> None:
    page.commands["delete"].trigger()
    question = page.findChild(Question)
    assert question is not None
    assert "C10000 · Birkholm Interiors AB" in question.windowTitle()
    with qtbot.waitSignal(page.closed):
        next(b for b in question.findChildren(QPushButton) if b.text() == "Delete").click()
    assert fake.calls[-1] == ("delete", ("C10000",))


def test_a_message_leads_to_its_field(page: CardPage) -> None:
    page.groups.cards[2].set_open(False)
    assert page.go_to_field(RecordRef("customer", ("C10000",)), "currency_code")
    assert page.groups.cards[2].is_open
    assert QApplication.focusWidget() is line(page, "currency_code")
    assert not page.go_to_field(RecordRef("item", ("D-1600",)), "name")


def test_a_folded_group_shows_its_key_values_and_stays_folded(
    page: CardPage, fake_desk: FakeDesk, fake: FakeCustomers, qtbot: QtBot
) -> None:
    assert page.groups.cards[2].summary_text() == "Currency SEK"
    page.groups.cards[0].chevron.click()
    again = open_card(qtbot, fake_desk, customer_card(fake), "C10000")
    assert not again.groups.cards[0].is_open


def test_less_used_fields_come_with_show_more(page: CardPage) -> None:
    card = page.groups.cards[0]
    assert not page.groups.fields["name_2"].isVisible()
    card.more_button.click()
    assert page.groups.fields["name_2"].isVisible()
    assert card.more_button.text() == "Show less"


def test_a_narrow_page_has_one_column(page: CardPage, qtbot: QtBot) -> None:
    fields = [page.groups.fields[name] for name in ("no", "blocked")]
    assert len({field.mapTo(page, field.rect().topLeft()).x() for field in fields}) == 2
    page.resize(900, 850)
    qtbot.waitUntil(
        lambda: len({field.mapTo(page, field.rect().topLeft()).x() for field in fields}) == 1
    )


def test_a_page_begins_in_its_first_field(
    fake_desk: FakeDesk, fake: FakeCustomers, qtbot: QtBot
) -> None:
    page = open_card(qtbot, fake_desk, customer_card(fake), "C10000")
    page.take_focus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line(page, "name"))


def test_keys_and_alt_letters_are_unique(page: CardPage) -> None:
    assert not shortcut_clashes(page.commands)
    letters = page.mnemonics.letters()
    assert len(letters) == len(set(letters))


def test_a_changed_field_is_undone_and_done_again(page: CardPage, qtbot: QtBot) -> None:
    enter(page, "city", "Lund")
    qtbot.waitUntil(page.commands["undo"].isEnabled)
    assert page.commands["undo"].text() == "Undo City"
    QTest.keyClick(line(page, "email"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: line(page, "city").text() == "Uppsala")
    qtbot.waitUntil(page.commands["redo"].isEnabled)
    assert not page.commands["undo"].isEnabled()
    QTest.keyClick(line(page, "email"), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: line(page, "city").text() == "Lund")


def test_undo_takes_back_letters_while_a_field_is_typed(
    page: CardPage, fake: FakeCustomers, qtbot: QtBot
) -> None:
    enter(page, "city", "Lund")
    qtbot.waitUntil(page.commands["undo"].isEnabled)
    page.groups.go_to("name")
    QTest.keyClicks(line(page, "name"), "X")
    QTest.keyClick(line(page, "name"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line(page, "city").text() == "Lund"
    assert [call[1] for call in fake.calls if call[0] == "change"] == ["city"]


def test_a_field_that_somebody_changed_since_is_not_undone(
    page: CardPage, fake: FakeCustomers, qtbot: QtBot
) -> None:
    enter(page, "city", "Lund")
    qtbot.waitUntil(page.commands["undo"].isEnabled)
    fake.values["city"] = "Gävle"
    page.commands["undo"].trigger()
    qtbot.waitUntil(lambda: bool(page.notices.texts()))
    assert fake.values["city"] == "Gävle"
    assert not page.commands["undo"].isEnabled()
