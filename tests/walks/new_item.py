"""A new item with all that belongs to it, sold by the number that the customer gives it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from desktop.translation import _
from desktop.views.pages.card_page import CardPage
from desktop.views.shell.main_window import MainWindow
from desktop.views.tables.list_page import ListPage
from tests.walks.hands import Idle, Shot, Walk

CUSTOMER = "Granit & Glas"
NAME = "Candle holder"
THEIR_NO = "GG-4711"
FIELDS = (
    ("description", NAME),
    ("base_unit", "PCS"),
    ("unit_price", "240"),
    ("unit_cost", "150"),
    ("gen_prod_posting_group", "RETAIL"),
    ("inventory_posting_group", "RESALE"),
)
TEXT = "Clean with a dry cloth. Never leave candles alone."


def walk(window: MainWindow, idle: Idle, shot: Shot) -> None:
    """Make an item and sell it."""
    walker = _NewItem(window, idle, shot)
    walker.make()
    walker.give_units_and_variants()
    walker.give_numbers_and_texts()
    walker.look_at_the_card()
    walker.sell()
    walker.find_in_the_list()


class _NewItem(Walk):
    item_no = customer_no = ""

    def make(self) -> None:
        """The card: price and cost give the profit, the clipboard gives the picture."""
        hands = self.hands
        hands.search(_("New Item"))
        if QApplication.activeModalWidget() is not None:
            hands.key(Qt.Key.Key_Return)
        self.fill(FIELDS)
        card = self.page(CardPage)
        assert card.record is not None
        assert card.record.values["profit_pct"] == 37.5
        self.item_no = str(self.card_key[0])
        QGuiApplication.clipboard().setImage(_candle_holder())
        hands.search(_("Paste Picture"))

    def give_units_and_variants(self) -> None:
        """It is sold by the box of twelve too, and in brass."""
        self._add_part(_("Units"), _("New Unit"), (("unit_code", "BOX"), ("qty_per_unit", "12")))
        self.hands.key(Qt.Key.Key_Escape)
        self.take("units")
        self._add_part(
            _("Variants"),
            _("New Variant"),
            (("code", "BRASS"), ("description", "Candle holder, brass")),
        )

    def give_numbers_and_texts(self) -> None:
        """A customer's own number, a substitute, a text below each line, a translation."""
        hands = self.hands
        hands.search("@" + CUSTOMER)
        self.customer_no = str(self.card_key[0])
        reference = (
            ("variant_code", "BRASS"),
            ("unit_code", "BOX"),
            ("owner_type", _("Customer")),
            ("owner_no", self.customer_no),
            ("reference_no", THEIR_NO),
            ("description", "Ljushållare mässing, 12 st"),
        )
        self._add_part(_("References"), _("New Reference"), reference)
        assert THEIR_NO in self.card_key
        self.take("reference")
        substitute = (("substitute_no", "L-0100"), ("condition_text", "If it may be electric"))
        self._add_part(_("Substitutes"), _("New Substitute"), substitute)
        translation = (("language_code", "SVE"), ("description", "Ljushållare"))
        self._add_part(_("Translations"), _("New Translation"), translation)
        self._write_text()

    def _write_text(self) -> None:
        hands = self.hands
        self._add_part(_("Texts"), _("New Text"), ())
        self.go_to_field("all_languages")
        hands.key(Qt.Key.Key_Space)
        hands.key(Qt.Key.Key_Tab)
        hands.search(_("Write Text"))
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        self.tab_to(dialog.findChildren(QPlainTextEdit)[0])
        hands.type(TEXT)
        self.press(_("Save"))
        self.take("text")

    def look_at_the_card(self) -> None:
        """The fact pane shows the picture, what there is, the prices and what may stand in."""
        self._open_item()
        card = self.page(CardPage)
        self.tab_to(card.groups.cards[0].more_button)
        self.hands.key(Qt.Key.Key_Space)
        self.go_to_field("automatic_ext_texts")
        self.hands.key(Qt.Key.Key_Space)
        self.hands.key(Qt.Key.Key_Tab)
        assert card.record is not None
        assert card.record.values["automatic_ext_texts"]
        shown = [label.accessibleName() for label in card.findChildren(QLabel)]
        assert NAME in shown
        self.take("card")

    def sell(self) -> None:
        """Typing the customer's number gives item, variant, unit and the customer's words."""
        hands = self.hands
        hands.search("@" + CUSTOMER)
        hands.search(_("New Sales Order"))
        self.go_to_cell(0, "no")
        hands.type(THEIR_NO, Qt.Key.Key_Return)
        self.change_line(0, "quantity", "2")
        [line, text] = self.document.view.lines
        assert line.values["no"] == self.item_no
        assert line.values["variant_code"] == "BRASS"
        assert line.values["unit_of_measure_code"] == "BOX"
        assert line.values["quantity_base"] == 24
        assert line.values["description"] == "Ljushållare mässing, 12 st"
        assert text.values["description"] == TEXT
        self.go_to_cell(2, "no")
        hands.type(self.item_no, Qt.Key.Key_Return)
        self.change_line(2, "quantity", "3")
        assert self.document.view.lines[2].values["description"] == "Ljushållare"
        self.go_to_cell(0, "description")
        self.take("sold-by-their-number")

    def find_in_the_list(self) -> None:
        """The list finds the item by the customer's number, too."""
        hands = self.hands
        hands.search(_("Items"))
        page = self.page(ListPage)
        hands.key(Qt.Key.Key_F3)
        hands.type(THEIR_NO)
        assert page.model.rowCount() == 1
        self.take("found-by-their-number")

    # -- ways

    def _open_item(self) -> None:
        self.hands.search(self.item_no)
        assert self.card_key == (self.item_no,)

    def _add_part(self, part: str, new: str, fields: tuple[tuple[str, str], ...]) -> None:
        """Open a list that belongs to the item and add a record to it."""
        self._open_item()
        self.hands.search(part)
        self.hands.search(new)
        self.fill(fields)


def _candle_holder() -> QImage:
    """A picture of a candle in a holder."""
    image = QImage(480, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("#f4efe6"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#c08a2d"))
    painter.drawRoundedRect(QRectF(130, 380, 220, 34), 14, 14)
    painter.drawPolygon(
        QPolygonF([QPointF(225, 380), QPointF(255, 380), QPointF(275, 300), QPointF(205, 300)])
    )
    painter.drawRoundedRect(QRectF(185, 280, 110, 26), 8, 8)
    painter.setBrush(QColor("#fffdf8"))
    painter.drawRect(QRectF(212, 140, 56, 142))
    painter.setBrush(QColor("#f2a81d"))
    painter.drawEllipse(QRectF(222, 78, 36, 62))
    painter.end()
    return image
