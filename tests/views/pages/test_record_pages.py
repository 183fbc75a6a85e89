from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.services.company import create_company, sqlite_url
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record, change_record, field_infos
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec
from desktop.views.pages.record_pages import RecordPages, page_specs, record_card, record_list
from desktop.views.pages.renumbering import RenumberDialog
from desktop.views.setup.company_cards import COMPANY_CARDS
from desktop.views.setup.template_tables import TEMPLATE_TABLES
from desktop.views.shell.desk import Desk
from desktop.views.shell.state import UserState
from desktop.views.shell.tasks import Tasks
from desktop.views.shell.theme import Theme
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.shell.fakes import FakeReporter
from tests.views.tables.fakes import WORK_DATE, FakeNavigation

LOCATIONS = RecordPages(
    table="location", title="Locations", record="Location", columns=("code", "name"),
    name_field="name",
)  # fmt: skip
CONTEXT = UserContext("JO", WORK_DATE)


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Database]:
    database = create_company(sqlite_url(tmp_path / "company.kontor"))
    with database.write() as session:
        for code, name in (("EAST", "East store"), ("MAIN", "Main store"), ("WEST", "West store")):
            add_record(session, "location", {"code": code, "name": name}, CONTEXT)
    yield database
    database.close()


@pytest.fixture
def desk(theme: Theme, company: Database, tmp_path: Path) -> Iterator[Desk]:
    tasks = Tasks(company, FakeReporter())
    made = Desk(tasks, CONTEXT, UserState(tmp_path / "state.json"))
    made.navigation = FakeNavigation()
    yield made
    tasks.close()
    made.state.save()


def show(qtbot: QtBot, page: ListPage | CardPage) -> None:
    qtbot.addWidget(page)
    page.resize(1300, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def open_card(qtbot: QtBot, desk: Desk, key: object) -> CardPage:
    page = CardPage(desk, record_card(LOCATIONS), key)
    show(qtbot, page)
    return page


def enter(page: CardPage, name: str, text: str) -> None:
    page.groups.go_to(name)
    editor = page.groups.fields[name].editor
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Tab)


def test_a_table_is_listed_by_its_name(qtbot: QtBot, desk: Desk) -> None:
    page = ListPage(desk, record_list(desk, LOCATIONS))
    show(qtbot, page)
    qtbot.waitUntil(lambda: page.loader.found == 3)
    assert [page.model.index(at, 0).data() for at in range(3)] == ["EAST", "MAIN", "WEST"]
    page.filter.search("west")
    qtbot.waitUntil(lambda: page.loader.found == 1)


def test_all_other_fields_can_be_chosen_and_filtered_by(qtbot: QtBot, desk: Desk) -> None:
    page = ListPage(desk, record_list(desk, LOCATIONS))
    show(qtbot, page)
    qtbot.waitUntil(lambda: page.loader.found == 3)
    fields = {info.name for info in field_infos("location")} - {"row_version"}
    assert {column.name for column in page.spec.columns} == fields
    assert [column.name for column in page.table.header.shown_columns()] == ["code", "name"]
    assert "changed_by" in page.side.targets
    page.filter.set_filter("changed_by", "JO")
    qtbot.waitUntil(lambda: page.loader.found == 3)
    page.filter.set_filter("changed_by", "<>JO")
    qtbot.waitUntil(lambda: page.loader.found == 0)


def test_a_hidden_field_that_is_shown_has_its_values(qtbot: QtBot, desk: Desk) -> None:
    page = ListPage(desk, record_list(desk, LOCATIONS))
    show(qtbot, page)
    qtbot.waitUntil(lambda: page.loader.found == 3)
    section = page.table.header.arrangement.section("changed_by")
    page.table.header.arrangement.show(section, shown=True)
    assert page.model.index(0, section).data() == "JO"


def test_an_entry_list_offers_the_fields_that_it_does_not_show(qtbot: QtBot, desk: Desk) -> None:
    spec = EntrySpec(
        name="locations", title="Locations", table="location", columns=("name",),
        order=(("code", False),),
    )  # fmt: skip
    page = EntryListPage(desk, spec)
    show(qtbot, page)
    hidden = [column.name for column in page.spec.columns if not column.visible]
    assert "code" in hidden
    assert "row_version" not in hidden
    assert len(hidden) == len(set(hidden))


def test_a_new_record_is_made_when_its_key_is_typed(
    qtbot: QtBot, desk: Desk, company: Database
) -> None:
    page = open_card(qtbot, desk, NewRecord())
    enter(page, "code", "north")
    qtbot.waitUntil(lambda: page.record is not None)
    assert page.record_key == ("NORTH",)
    enter(page, "name", "North store")
    qtbot.waitUntil(lambda: page.title == "NORTH · North store")


def test_ctrl_down_and_up_go_to_the_neighbours(qtbot: QtBot, desk: Desk) -> None:
    page = open_card(qtbot, desk, "MAIN")
    qtbot.waitUntil(lambda: page.title.startswith("MAIN"))
    QTest.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.title.startswith("WEST"))
    QTest.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.title.startswith("MAIN"))


def test_a_list_shows_what_another_page_has_changed(qtbot: QtBot, desk: Desk) -> None:
    listed = ListPage(desk, record_list(desk, LOCATIONS))
    show(qtbot, listed)
    qtbot.waitUntil(lambda: listed.loader.found == 3)
    page = open_card(qtbot, desk, "MAIN")
    qtbot.waitUntil(lambda: page.record is not None)
    listed.show()
    enter(page, "name", "Central store")
    qtbot.waitUntil(lambda: listed.model.index(1, 1).data() == "Central store")


def test_every_field_of_a_table_finds_a_place_on_its_card(qtbot: QtBot, desk: Desk) -> None:
    page = open_card(qtbot, desk, "MAIN")
    expected = {info.name for info in field_infos("location") if info.editable}
    assert set(page.groups.fields) == expected


def test_both_pages_are_known_to_the_navigation() -> None:
    listed, card = page_specs(LOCATIONS)
    assert (listed.name, card.name, card.table) == ("location_list", "location_card", "location")
    assert not card.in_menu


def test_entries_behind_a_figure_are_narrowed(qtbot: QtBot, desk: Desk) -> None:
    spec = EntrySpec(
        name="locations", title="Locations", table="location", columns=("code", "name"),
        order=(("code", False),),
    )  # fmt: skip
    page = EntryListPage(desk, spec, Entries((("code", "WEST"),), "West"))
    show(qtbot, page)
    qtbot.waitUntil(lambda: page.loader.found == 1)
    assert page.title == "Locations · West"
    assert page.model.index(0, 1).data() == "West store"


def ask_new_code(qtbot: QtBot, page: CardPage) -> RenumberDialog:
    qtbot.waitUntil(lambda: page.record is not None)
    page.commands["renumber"].trigger()
    qtbot.waitUntil(lambda: bool(page.findChildren(RenumberDialog)))
    [dialog] = page.findChildren(RenumberDialog)
    qtbot.waitUntil(dialog.line.hasFocus)
    return dialog


def texts(dialog: RenumberDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_a_record_gets_another_code_by_keys(qtbot: QtBot, desk: Desk, company: Database) -> None:
    with company.write() as session:
        change_record(session, "company_information", (1,), ("location_code", "MAIN"), CONTEXT)
    page = open_card(qtbot, desk, "MAIN")
    dialog = ask_new_code(qtbot, page)
    assert "1 record names it" in texts(dialog)
    assert "Company Information: 1" in texts(dialog)
    QTest.keyClicks(dialog.line, "east")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "EAST exists already" in texts(dialog))
    assert dialog.line.hasFocus()
    QTest.keyClicks(dialog.line, "centre")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.title == "CENTRE · Main store")
    assert page.record_key == ("CENTRE",)
    with qtbot.waitActive(page):
        page.activateWindow()
    enter(page, "name", " of all")
    qtbot.waitUntil(lambda: page.title != "CENTRE · Main store")


def test_a_record_that_is_not_made_yet_has_no_code_to_change(qtbot: QtBot, desk: Desk) -> None:
    page = open_card(qtbot, desk, NewRecord())
    assert not page.commands["renumber"].isVisible()
    assert page.commands["renumber"].text() == "Change Code…"


@pytest.mark.parametrize("pages", [*COMPANY_CARDS, *TEMPLATE_TABLES], ids=lambda pages: pages.table)
def test_every_setting_that_can_be_typed_stands_on_its_card(pages: RecordPages) -> None:
    shown = {name for group in pages.groups for name in group.all_fields()}
    wanted = {info.name for info in field_infos(pages.table) if info.editable}
    assert not pages.groups or wanted - shown <= {"id"}
