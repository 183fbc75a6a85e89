"""The one stylesheet of the program, generated from the tokens.

`@name` stands for a colour token, `@px(n)` for a scaled distance, `@half(n)` for
half of it (Qt ignores a radius that is larger), `@image(icon,token)` for the
file of a recoloured icon. There are no `::item` rules: they make every table call back into
Python for each cell (see the delegates of the tables instead). A widget is dressed by its
dynamic properties: `look` (a kind of button, frame or field), `textSize`, `tone` (a
colour of text) and `state` ("error").
"""

import re
from collections.abc import Callable

SHEET = """
QWidget { color: @text; }
QWidget[look="app"] { background: @app; }
QWidget[look="surface"] { background: @surface; }
QWidget[look="chrome"] { background: @chrome; }
QFrame[look="topbar"] { background: @chrome; border: none; border-bottom: 1px solid @border; }
QFrame[look="navigation"] { background: @chrome; border: none; border-right: 1px solid @border; }
QFrame[look="pagehead"] { background: @surface; border: none; border-bottom: 1px solid @border; }
QFrame[look="factpane"] { background: @surface; border: none; border-left: 1px solid @border; }
QFrame[look="sidepane"] { background: @surface; border: none; border-right: 1px solid @border; }
QFrame[look="card"] { background: @surface; border: 1px solid @border; border-radius: @px(8); }
QFrame[look="float"] { background: @surface; border: 1px solid @control; border-radius: @px(8); }
QFrame[look="hairline"] { background: @border; border: none; }
QFrame[look="rule"] { background: @control; border: none; }
QFrame[look="transparent"], QScrollArea[look="transparent"] {
    background: transparent; border: none; }
QFrame[look="row"] { background: @surface; border: none; border-top: 1px solid @border; }
QFrame[look="row"]:hover { background: @hover; }
QFrame[look="row"]:focus { background: @sel; border: 2px solid @accent; }
QFrame[look="notice"] { border: none; border-bottom: 1px solid @border; background: @soft; }
QFrame[look="notice"][tone="danger"] { background: @dangersoft; }
QFrame[look="notice"][tone="warn"] { background: @warnsoft; }
QFrame[look="notice"][tone="ok"] { background: @oksoft; }

QLabel { background: transparent; }
*[textSize="small"] { font-size: @px(12); }
*[textSize="strong"] { font-weight: 600; }
*[textSize="caption"] { font-size: @px(11); font-weight: 600; letter-spacing: 0.4px;
    color: @muted; }
*[textSize="cardtitle"] { font-size: @px(14); font-weight: 600; }
*[textSize="title"] { font-size: @px(20); font-weight: 600; }
*[textSize="brand"] { font-size: @px(14); font-weight: 600; }
*[textSize="search"] { font-size: @px(16); }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="accent"] { color: @accent; }
QLabel[tone="danger"] { color: @danger; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="ok"] { color: @ok; }

QLabel[look="pill"] { background: @hover; color: @muted; font-size: @px(12); font-weight: 500;
    border-radius: @half(20); padding: 0 @px(12);
    min-height: @px(20); max-height: @px(20); }
QLabel[look="pill"][tone="info"] { background: @soft; color: @accent; }
QLabel[look="pill"][tone="ok"] { background: @oksoft; color: @ok; }
QLabel[look="pill"][tone="warn"] { background: @warnsoft; color: @warn; }
QLabel[look="pill"][tone="danger"] { background: @dangersoft; color: @danger; }
QPushButton[look="pill"] { background: @dangersoft; color: @danger; font-size: @px(12);
    font-weight: 500; border: 2px solid transparent; border-radius: @half(24);
    padding: 0 @px(10); min-height: @px(20); max-height: @px(20); }
QPushButton[look="pill"]:hover { text-decoration: underline; }
QPushButton[look="pill"]:focus { border-color: @accent; }
QLabel[look="key"] { background: @hover; color: @text; font-size: @px(11); font-weight: 500;
    border-radius: @px(4); padding: @px(2) @px(7); }

QToolButton[look="plain"], QToolButton[look="primary"], QToolButton[look="framed"],
QToolButton[look="icon"], QToolButton[look="search"], QToolButton[look="avatar"],
QToolButton[look="sync"] {
    border: 2px solid transparent; border-radius: @px(6); background: transparent;
    font-weight: 500; color: @text; }
QToolButton[look="plain"] { padding: 0 @px(8); }
QToolButton[look="primary"] { background: @accentfill; color: @onaccent; }
QToolButton[look="framed"] { border: 1px solid @control; }
QToolButton[look="plain"]:hover, QToolButton[look="framed"]:hover, QToolButton[look="icon"]:hover,
QToolButton[look="sync"]:hover { background: @hover; }
QToolButton[look="plain"]:pressed, QToolButton[look="framed"]:pressed,
QToolButton[look="icon"]:pressed { background: @pressed; }
QToolButton[look="plain"]:checked, QToolButton[look="icon"]:checked { background: @soft; }
QToolButton[look="primary"]:hover { background: @accenthover; }
QToolButton[look="primary"]:pressed { background: @accentpressed; }
QToolButton[look="search"] { background: @hover; border-radius: @px(5); color: @muted;
    font-weight: 400; text-align: left; padding: 0 @px(8); }
QToolButton[look="search"]:hover { background: @pressed; }
QToolButton[look="avatar"] { background: @soft; border-radius: @half(28); }
QToolButton[look="sync"] { font-weight: 400; font-size: @px(12); color: @muted; padding: 0 @px(4); }
QToolButton[look]:disabled { color: @disabledtext; }
QToolButton[look="primary"]:disabled { background: @disabledfill; color: @onaccent; }
QToolButton[look]:focus { border: 2px solid @accent; }
QToolButton[look="primary"]:focus { border: 2px solid @text; }
QToolButton[look]::menu-indicator { image: none; width: 0; }

QPushButton { border: 1px solid @control; border-radius: @px(6); background: @surface;
    min-height: @px(26); padding: 0 @px(14); font-weight: 500; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:default, QPushButton[look="primary"] { background: @accentfill; color: @onaccent;
    border-color: @accentfill; }
QPushButton:default:hover, QPushButton[look="primary"]:hover { background: @accenthover; }
QPushButton:default:pressed, QPushButton[look="primary"]:pressed { background: @accentpressed; }
QPushButton[look="danger"] { background: @surface; color: @danger; border-color: @danger; }
QPushButton:disabled { color: @disabledtext; border-color: @border; background: @surface; }
QPushButton:focus { border: 2px solid @accent; padding: 0 @px(13); }
QPushButton:default:focus, QPushButton[look="primary"]:focus { border: 2px solid @text; }
QPushButton[look="link"], QPushButton[look="link"]:hover, QPushButton[look="link"]:pressed {
    border: 2px solid transparent; border-radius: @px(4); background: transparent;
    color: @accent; padding: 0; margin: 0 -2px; min-height: @px(18); font-weight: 400; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border-color: @accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: @surface;
    border: 1px solid @control; border-radius: @px(5); padding: 0 @px(9);
    placeholder-text-color: @muted;
    selection-background-color: @accentfill; selection-color: @onaccent; }
QPlainTextEdit, QTextEdit { padding: @px(4) @px(6); }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {
    border: 2px solid @accent; padding: 0 @px(8); }
QPlainTextEdit:focus, QTextEdit:focus { padding: @px(3) @px(5); }
QLineEdit[state="error"], QComboBox[state="error"] { border: 2px solid @danger; padding: 0 @px(8); }
QLineEdit[state="unsaved"], QComboBox[state="unsaved"] {
    border: 2px dashed @warn; padding: 0 @px(8); }
QLineEdit:read-only { border-color: transparent; background: transparent; }
QLineEdit:read-only:focus { border-color: @accent; }
QLineEdit:disabled, QComboBox:disabled { color: @disabledtext; border-color: @border; }
QLineEdit[look="bare"], QLineEdit[look="bare"]:focus { border: none; background: transparent;
    padding: 0; }
QComboBox::drop-down { border: none; width: @px(26); }
QComboBox::down-arrow { image: @image(chevron-down,muted); width: @px(16); height: @px(16); }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @control; outline: none;
    selection-background-color: @sel; selection-color: @text; }

QCheckBox, QRadioButton { background: transparent; spacing: @px(8); border: 2px solid transparent;
    border-radius: @px(4); padding: @px(2); }
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: @px(16);
    height: @px(16); border: 1px solid @control; background: @surface; }
QCheckBox::indicator, QListView::indicator { border-radius: @px(4); }
QRadioButton::indicator { border-radius: @half(16); }
QCheckBox::indicator:checked, QListView::indicator:checked { background: @accentfill;
    border-color: @accentfill;
    image: @image(check,onaccent); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @border; }
QRadioButton::indicator:checked { border: @px(6) solid @accentfill; width: @px(6); height: @px(6); }

QMenu { background: @surface; border: 1px solid @control; border-radius: @px(6);
    padding: @px(4); }
QMenu::item { padding: @px(6) @px(24) @px(6) @px(10); border-radius: @px(4);
    background: transparent; }
QMenu::item:selected { background: @sel; }
QMenu::item:disabled { color: @disabledtext; }
QMenu::icon { padding-left: @px(8); }
QMenu::separator { height: 1px; background: @border; margin: @px(4) @px(6); }
QToolTip { background: @surface; color: @text; border: 1px solid @control; padding: @px(4); }

QScrollArea { border: none; background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: @px(12); }
QScrollBar:horizontal { height: @px(12); }
QScrollBar::handle { background: @bar; border-radius: @px(4); margin: @px(2); }
QScrollBar::handle:vertical { min-height: @px(32); }
QScrollBar::handle:horizontal { min-width: @px(32); }
QScrollBar::handle:hover { background: @control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QListView, QTreeView { background: @surface; border: none; outline: none;
    gridline-color: @border; alternate-background-color: @surface;
    selection-background-color: @sel; selection-color: @text; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { background: @surface; color: @muted; border: none;
    border-bottom: 1px solid @control; padding: 0 @px(8); font-size: @px(12); font-weight: 500; }
QTableCornerButton::section { background: @surface; border: none; }
QProgressBar { background: @hover; border: none; border-radius: @px(3);
    min-height: @px(6); max-height: @px(6); }
QProgressBar::chunk { background: @accentfill; border-radius: @px(3); }
QProgressBar[look="thin"] { background: transparent; border-radius: 0; min-height: 3px;
    max-height: 3px; }
QProgressBar[look="thin"]::chunk { background: @accent; border-radius: 0; }
QSplitter::handle { background: @border; }
QDialog, QMessageBox { background: @surface; }
QCalendarWidget QWidget { background: @surface; alternate-background-color: @hover; }
"""

_PLACE = re.compile(r"@px\((\d+)\)|@half\((\d+)\)|@image\(([\w-]+),(\w+)\)|@(\w+)")


def stylesheet(
    colour: Callable[[str], str],
    pixels: Callable[[int], int],
    image: Callable[[str, str], str],
) -> str:
    """The stylesheet with every colour, distance and icon filled in."""

    def filled(place: re.Match[str]) -> str:
        distance, whole, icon, token, name = place.groups()
        if distance:
            return f"{pixels(int(distance))}px"
        if whole:
            return f"{pixels(int(whole)) // 2}px"
        return f'url("{image(icon, token)}")' if icon else colour(name)

    return _PLACE.sub(filled, SHEET)
