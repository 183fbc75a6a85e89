"""The main job with the keyboard alone, from a new customer to the invoice's paper.

The same walk is a test (`tests/views/test_main_path.py`) and takes the manual's pictures
(`python -m tests.tour OUT --main-path`).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.translation import _, pgettext
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.shell.main_window import MainWindow
from desktop.views.tables.list_page import ListPage

Shot = Callable[[QWidget, str], None]
Idle = Callable[[], None]

NAME = "Nordanvik Möbler AB"
TEMPLATE = "DOMESTIC"
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Types into whatever has the focus, as a person does, and waits until the window rests."""

    def __init__(self, window: MainWindow, idle: Idle) -> None:
        self.window = window
        self._idle = idle

    @property
    def target(self) -> QWidget:
        """What a key reaches: the popup, the dialog or the widget with the focus."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return focus_of(popup)
        modal = QApplication.activeModalWidget()
        if modal is None and QApplication.activeWindow() is not self.window:
            # Offscreen no window manager gives the focus back when a dialog closes.
            self.window.activateWindow()
            self._idle()
        top = modal or self.window
        return focus_of(top)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key."""
        for _time in range(times):
            QTest.keyClick(self.target, key, modifiers)
            self._idle()

    def type(self, text: str, then: Qt.Key | None = None) -> None:
        """Type a text, and press a key after it."""
        for letter in text:
            target = self.target
            # QTest.keyClicks knows no letters beyond ASCII.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, letter))
        self._idle()
        if then is not None:
            self.key(then)

    def search(self, text: str) -> None:
        """Find something with the search box and open the best hit."""
        self.key(Qt.Key.Key_K, CTRL)
        self.type(text, Qt.Key.Key_Return)


def walk(window: MainWindow, idle: Idle, shot: Shot) -> int:
    """Do the main job; gives the number of pictures taken."""
    walker = _Walk(window, idle, shot)
    walker.customer()
    walker.order()
    walker.ship_a_part()
    walker.invoice()
    walker.find_again()
    return walker.shots


class _Walk:
    def __init__(self, window: MainWindow, idle: Idle, shot: Shot) -> None:
        self.window = window
        self.hands = Keyboard(window, idle)
        self._idle = idle
        self._shot = shot
        self.shots = 0
        self.order_no = ""
        window.activateWindow()
        window.navigation.open("home")
        idle()

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window."""
        self._idle()
        self._shot(widget or self.window, name)
        self.shots += 1

    @property
    def document(self) -> DocumentPage:
        """The document page that is shown."""
        page = self.window.navigation.current
        assert isinstance(page, DocumentPage), page
        return page

    def customer(self) -> None:
        """A new customer: a name, an address, the groups that an invoice needs."""
        hands = self.hands
        self.take("home")
        hands.search(_("New Customer"))
        if QApplication.activeModalWidget() is not None:  # the whole demo company has two templates
            self._pick(TEMPLATE)
            hands.key(Qt.Key.Key_Return)
        card = self.window.navigation.current
        assert isinstance(card, CardPage)
        for field, text in (
            ("name", NAME),
            ("address", "Hamngatan 4"),
            ("post_code", "831 34"),
            ("city", "Östersund"),
            ("country_code", "SE"),
            ("gen_bus_posting_group", "DOMESTIC"),
            ("customer_posting_group", "DOMESTIC"),
            ("payment_terms_code", "30D"),
        ):
            self._go_to(card, field)
            hands.type(text, Qt.Key.Key_Tab)
        assert card.record is not None
        assert card.record.values["name"] == NAME
        self.take("new-customer")

    def _go_to(self, card: CardPage, field: str) -> None:
        """Press Tab until the cursor stands in a field of the card."""
        wanted = card.groups.fields[field]
        for _press in range(120):
            focus = focus_of(self.window)
            if focus is wanted or wanted.isAncestorOf(focus):
                return
            self.hands.key(Qt.Key.Key_Tab)
        raise AssertionError(field)

    def order(self) -> None:
        """A new order for that customer, three lines found by a part of their description."""
        hands = self.hands
        hands.search(_("New Sales Order"))
        assert self.document.view.header["sell_to_name"] == NAME
        self.order_no = self.document.view.key.no
        for word, quantity in (("oak 160", "4"), ("pedestal", "6"), ("whiteboard", "2")):
            self._go_to_cell(len(self.document.view.lines), "description")
            hands.type(word)
            if word == "oak 160":
                self.take("line-found-by-typing")
            hands.key(Qt.Key.Key_Down)
            hands.key(Qt.Key.Key_Return)
            self._type_into("quantity", quantity)
        assert len(self.document.view.lines) == 3
        self.take("order-with-three-lines")
        self._change_line(1, "quantity", "8")
        assert self.document.view.lines[1].values["quantity"] == 8
        self.take("line-changed")

    def _type_into(self, field: str, text: str) -> None:
        self._change_line(len(self.document.view.lines) - 1, field, text)

    def _change_line(self, row: int, field: str, text: str) -> None:
        self._go_to_cell(row, field)
        self.hands.type(text, Qt.Key.Key_Return)

    def _go_to_cell(self, row: int, field: str) -> None:
        """Tab into the lines, then go with the arrow keys."""
        grid = self.document.lines.grid
        for _press in range(60):
            if grid.hasFocus():
                break
            self.hands.key(Qt.Key.Key_Tab)
        names = [column.name for column in self.document.spec.lines]
        first = self.document.lines.model.columnCount() - len(names)
        column = names.index(field) + first
        for _press in range(60):
            at = grid.currentIndex()
            if (at.row(), at.column()) == (row, column):
                return
            self.hands.key(_towards(at.row(), at.column(), row, column))
        raise AssertionError(field)

    def ship_a_part(self) -> None:
        """Less is shipped than was ordered; the rest stays on the order."""
        self._change_line(0, "qty_to_ship", "3")
        self.hands.key(Qt.Key.Key_F9)
        self._pick(pgettext("verb", "Ship"))
        self.take("post-dialog", QApplication.activeModalWidget())
        self.hands.key(Qt.Key.Key_Return)
        assert self.document.view.lines[0].values["quantity_shipped"] == 3
        self.take("shipped-in-part")

    def _pick(self, text: str) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        for _press in range(4):
            if getattr(focus_of(dialog), "text", str)() == text:
                return
            self.hands.key(Qt.Key.Key_Down)
        raise AssertionError(text)

    def invoice(self) -> None:
        """What was shipped is invoiced."""
        self.hands.key(Qt.Key.Key_F9)
        self._pick(pgettext("verb", "Invoice"))
        self.hands.key(Qt.Key.Key_Return)
        assert self.document.view.lines[0].values["quantity_invoiced"] == 3
        self.take("invoiced")

    def find_again(self) -> None:
        """The posted invoice is found by the customer's name, and its paper is opened."""
        hands = self.hands
        hands.search(_("Posted Sales Invoices"))
        page = self.window.navigation.current
        assert isinstance(page, ListPage)
        hands.key(Qt.Key.Key_F3)
        hands.type(NAME.split(maxsplit=1)[0])
        assert page.model.rowCount() == 1
        self.take("posted-invoice-found")
        hands.key(Qt.Key.Key_Down)
        hands.key(Qt.Key.Key_Return)
        self.take("posted-invoice")
        hands.key(Qt.Key.Key_P, CTRL)
        paper = QApplication.activeModalWidget() or QApplication.activeWindow()
        assert isinstance(paper, QDialog)
        self.take("invoice-pdf", paper)
        hands.key(Qt.Key.Key_Escape)


def focus_of(top: QWidget) -> QWidget:
    """The widget with the focus in a window; the window itself when none has it."""
    focus: QWidget | None = top.focusWidget()  # the binding's stub forgets the None
    return top if focus is None else focus


def _towards(row: int, column: int, to_row: int, to_column: int) -> Qt.Key:
    """The arrow key that leads to a cell, rows first."""
    if row != to_row:
        return Qt.Key.Key_Down if row < to_row else Qt.Key.Key_Up
    return Qt.Key.Key_Right if column < to_column else Qt.Key.Key_Left
