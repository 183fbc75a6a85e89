"""F1: the manual opens at the page's section."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.settings import ThemeMode
from desktop.views.shell.help_window import HelpWindow
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.manual import load_manual
from desktop.views.shell.theme import Theme, install_theme
from tools import manual

LISTS = """# 2 Lists

## Orders and their rows
<!-- help: orders -->

Press a key. See [keys](04-keys.md#everywhere).

![Wide](pictures/wide.png)

## Order
<!-- help: order -->

A single Order.
"""
KEYS = "# 4 Keys\n\n## Everywhere\n\nThe word elephant stands here, and elephant again.\n"


@pytest.fixture(autouse=True)
def chapters(no_manual: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source, target = tmp_path / "source", tmp_path / "manual"
    (source / "pictures").mkdir(parents=True)
    (source / "02-lists.md").write_text(LISTS, encoding="utf-8")
    (source / "04-keys.md").write_text(KEYS, encoding="utf-8")
    image = QImage(3000, 900, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(source / "pictures" / "wide.png"))
    manual.make(source, target)
    monkeypatch.setattr("desktop.paths.manual", lambda: target)
    return target


@pytest.fixture
def help_window(window: MainWindow, qtbot: QtBot) -> Iterator[HelpWindow]:
    """The manual, opened by F1 on the list of orders."""
    window.navigation.open("orders")
    QTest.keyClick(window, Qt.Key.Key_F1)
    opened = window.help.window
    assert opened is not None
    with qtbot.waitActive(opened):
        opened.activateWindow()
    yield opened
    window.help.close()


def place(opened: HelpWindow) -> str:
    return opened.browser.source().toString().rpartition("/")[2]


def test_f1_opens_the_section_of_the_page(help_window: HelpWindow, window: MainWindow) -> None:
    assert place(help_window) == "02-lists.html#orders-and-their-rows"
    window.navigation.open("order", "SO-1")
    window.commands["help"].trigger()
    assert place(help_window) == "02-lists.html#order"
    assert "A single Order." in help_window.browser.toPlainText()


def test_a_page_without_a_section_shows_the_beginning(window: MainWindow) -> None:
    window.navigation.open("quotes")
    window.commands["help"].trigger()
    assert window.help.window is not None
    assert place(window.help.window) == "02-lists.html"
    window.help.close()


def test_the_question_mark_of_the_top_bar_offers_help(window: MainWindow) -> None:
    assert window.commands["help"] in window.top_bar.help.menu().actions()


def test_a_page_in_its_own_window_has_help_too(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.open("order", "SO-1", new_window=True)
    [beside] = window.windows.windows()
    with qtbot.waitActive(beside):
        beside.activateWindow()
    QTest.keyClick(beside, Qt.Key.Key_F1)
    assert window.help.window is not None
    assert place(window.help.window) == "02-lists.html#order"
    window.help.close()


def test_links_lead_to_other_chapters_and_back(help_window: HelpWindow) -> None:
    browser = help_window.browser
    browser.setSource(browser.source().resolved("04-keys.html#everywhere"))
    assert "elephant" in browser.toPlainText()
    QTest.keyClick(help_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert place(help_window) == "02-lists.html#orders-and-their-rows"
    QTest.keyClick(help_window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert place(help_window).startswith("04-keys.html")


def test_the_contents_list_chapters_and_sections(help_window: HelpWindow) -> None:
    tree = help_window.contents
    chapters = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    assert [one.text(0) for one in chapters if one] == ["2 Lists", "4 Keys"]
    section = chapters[1].child(0) if chapters[1] else None
    assert section is not None
    tree.setCurrentItem(section)
    tree.itemActivated.emit(section, 0)
    assert place(help_window) == "04-keys.html#everywhere"


def test_ctrl_f_finds_words_round_the_end(help_window: HelpWindow) -> None:
    help_window.show_place("04-keys.html")
    QTest.keyClick(help_window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert help_window.find_line.hasFocus()
    QTest.keyClicks(help_window.find_line, "elephant")
    first = help_window.browser.textCursor().position()
    assert help_window.browser.textCursor().selectedText() == "elephant"
    QTest.keyClick(help_window.find_line, Qt.Key.Key_Return)
    assert help_window.browser.textCursor().position() > first
    QTest.keyClick(help_window.find_line, Qt.Key.Key_Return)
    assert help_window.browser.textCursor().position() == first
    help_window.find_line.clear()
    QTest.keyClicks(help_window.find_line, "zebra")
    assert "Not in this chapter" in [
        label.text()
        for label in help_window.findChildren(type(help_window._found))  # noqa: SLF001  (the word beside the line)
    ]


def test_escape_leaves_the_line_and_then_the_window(help_window: HelpWindow) -> None:
    QTest.keyClick(help_window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(help_window.find_line, Qt.Key.Key_Escape)
    assert help_window.isVisible()
    assert not help_window.find_line.hasFocus()
    QTest.keyClick(help_window.browser, Qt.Key.Key_Escape)
    assert not help_window.isVisible()


def test_pictures_fit_the_window(help_window: HelpWindow, qtbot: QtBot) -> None:
    browser = help_window.browser
    assert browser.document().idealWidth() <= browser.viewport().width()
    help_window.resize(620, 500)
    qtbot.waitUntil(lambda: browser.document().idealWidth() <= browser.viewport().width())


def test_the_manual_follows_the_colours(help_window: HelpWindow, theme: Theme) -> None:
    theme.set_mode(ThemeMode.DARK)
    assert theme.colour("text") in help_window.browser.document().defaultStyleSheet()
    assert place(help_window) == "02-lists.html#orders-and-their-rows"


def test_the_search_box_finds_headings(window: MainWindow) -> None:
    window.navigation.open("home")
    window.search_box.appear("?every")
    found = window.search_box.results()[0]
    assert (found.title, found.detail) == ("Everywhere", "4 Keys")
    found.open()
    assert window.help.window is not None
    assert place(window.help.window) == "04-keys.html#everywhere"
    window.search_box.vanish()
    window.help.close()


def test_without_the_prefix_only_good_headings_are_found(window: MainWindow) -> None:
    window.navigation.open("home")
    window.search_box.appear("everywhere")
    assert "Everywhere" in [one.title for one in window.search_box.results()]
    window.search_box.vanish()


def test_a_manual_that_was_not_made_says_so(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.paths.manual", lambda: tmp_path / "nowhere")
    assert load_manual().chapters == ()
    window.commands["help"].trigger()
    assert window.help.window is not None
    assert "run.py" in window.help.window.browser.toPlainText()
    window.help.close()


def test_the_manual_closes_with_its_window(window: MainWindow, theme: Theme) -> None:
    install_theme(theme.parent(), ThemeMode.LIGHT, 100)  # type: ignore[arg-type]  # the application
    window.commands["help"].trigger()
    opened = window.help.window
    window.close()
    assert opened is not None
    assert not opened.isVisible()
