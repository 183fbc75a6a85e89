import pytest
from PySide6.QtGui import QColor, QFontInfo, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from desktop.settings import ThemeMode
from desktop.views.shell import icons
from desktop.views.shell.stylesheet import SHEET
from desktop.views.shell.svg import icon_names
from desktop.views.shell.theme import Text, Theme, set_figures, set_text
from desktop.views.shell.tokens import (
    FRAME_CONTRAST,
    FRAME_PAIRS,
    TEXT_CONTRAST,
    TEXT_PAIRS,
    TOKENS,
    contrast,
)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str, dark: bool) -> None:
    assert contrast(TOKENS[text][dark], TOKENS[ground][dark]) >= TEXT_CONTRAST


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("frame", "ground"), FRAME_PAIRS)
def test_frames_can_be_seen_on_their_ground(frame: str, ground: str, dark: bool) -> None:
    assert contrast(TOKENS[frame][dark], TOKENS[ground][dark]) >= FRAME_CONTRAST


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_a_token_changes_with_the_theme(theme: Theme, qtbot: QtBot) -> None:
    assert theme.token("surface").name() == "#ffffff"
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(ThemeMode.DARK)
    assert theme.token("surface").name() == "#1b212b"


def test_texts_and_distances_grow_with_the_scale(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Orders")
    qtbot.addWidget(label)
    set_text(label, Text.TITLE)
    label.ensurePolished()
    assert (theme.px(30), label.fontInfo().pixelSize()) == (30, 20)
    theme.set_scale(150)
    label.ensurePolished()
    assert (theme.px(30), label.fontInfo().pixelSize()) == (45, 30)


def test_the_scale_stays_between_90_and_150(theme: Theme) -> None:
    theme.set_scale(400)
    assert theme.scale == 150
    theme.set_scale(10)
    assert theme.scale == 90


def test_the_font_is_inter_and_comes_with_the_program(theme: Theme) -> None:
    assert QFontInfo(QApplication.font()).family() == "Inter"


def test_figures_have_one_width_where_they_should(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("111")
    qtbot.addWidget(label)
    set_figures(label)
    set_text(label, Text.SMALL)
    label.ensurePolished()
    ones = label.sizeHint().width()
    label.setText("888")
    assert (label.sizeHint().width(), label.fontInfo().pixelSize()) == (ones, 12)


def test_there_are_no_item_rules_of_tables() -> None:
    assert "TableView::item" not in SHEET
    assert "ListView::item" not in SHEET


def test_every_icon_of_the_program_can_be_drawn(theme: Theme) -> None:
    assert "plus" in icon_names()
    for name in icon_names():
        assert _is_visible(icons.pixmap(name)), name


def test_an_icon_has_the_colour_of_its_token(theme: Theme) -> None:
    assert _darkest(icons.pixmap("square", "accent", 16, 1)) == "#1f5fbf"


def test_a_dressed_button_follows_the_theme(theme: Theme, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    icons.dress(button, "square", "accent")
    theme.set_mode(ThemeMode.DARK)
    assert _darkest(button.icon().pixmap(16, 16)) == "#8ab4f8"


def _darkest(pixmap: QPixmap) -> str:
    return max(_colours(pixmap), key=lambda colour: colour.alpha()).name()


def _is_visible(pixmap: QPixmap) -> bool:
    return any(colour.alpha() for colour in _colours(pixmap))


def _colours(pixmap: QPixmap) -> list[QColor]:
    image = pixmap.toImage()
    return [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]


def test_a_hint_in_an_empty_field_can_be_read(theme: Theme, qtbot: QtBot) -> None:
    """The style sheet of Qt would draw it at half the strength of the text."""
    field = QLineEdit()
    field.setPlaceholderText("Filter this list")
    qtbot.addWidget(field)
    field.ensurePolished()
    assert field.palette().placeholderText().color() == theme.token("muted")
