"""A window with one field, and a look-up that answers when the test says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Refusal
from desktop.services.records import FieldInfo, FieldKind, LookupRow
from desktop.views.fields.field import Deliver, Field, FieldTools, Offer
from desktop.views.fields.field_form import make_field
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
