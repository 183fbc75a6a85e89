"""A price list comes from a spreadsheet with three faulty cells, and prices an order at last."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt

from desktop.services.records import Outcome
from desktop.translation import _
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pricing.price_info import PriceInfoPage
from desktop.views.pricing.price_query import PriceQueryPage
from desktop.views.setup.import_page import ImportPage
from desktop.views.setup.import_rows import wrong_of
from desktop.views.shell.main_window import MainWindow
from desktop.views.tables.list_page import ListPage
from tests.walks.hands import CTRL, SHIFT, Idle, Shot, Walk, focus_of

CUSTOMER = "Birkholm Interiors AB"
DESK = "D-1600"
HEADINGS = ("Price List Code", "Product No.", "Minimum Quantity", "Unit Price")
RIGHT = (
    (DESK, 0, 5890),
    (DESK, 10, 5490),
    ("S-2203", 0, 1120),
    ("L-0200", 0, 2590),
    ("D-1610", 0, 7290),
)
FAULTS: dict[tuple[int, str], str | int] = {
    (2, "product_no"): "D-16OO",
    (3, "minimum_quantity"): -10,
    (5, "unit_price"): "ask us",
}
"""What stands in the first file instead, by row of the sheet and field."""
_FIELDS = ("product_no", "minimum_quantity", "unit_price")


def walk(window: MainWindow, idle: Idle, shot: Shot) -> None:
    """Make a list, import its lines at the second try, activate it, and sell at its price."""
    walker = _PriceImport(window, idle, shot)
    walker.new_list()
    with tempfile.TemporaryDirectory() as folder:
        walker.file = Path(folder) / "Prices.xlsx"
        walker.faulty_file()
        walker.right_file()
    walker.activate()
    walker.order()
    walker.price_check()


class _PriceImport(Walk):
    code = ""
    file = Path()

    def new_list(self) -> None:
        """A new list of prices for everybody: a description makes it, its code is drawn."""
        self.hands.search(_("Price Lists"))
        self.hands.key(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
        self.go_to_header("description")
        self.hands.type("Spring Prices", Qt.Key.Key_Tab)
        self.code = self.document.view.key
        assert self.document.view.header["status"] == "draft"

    def faulty_file(self) -> None:
        """Three cells are wrong: each is shown with its row, its column and what to do."""
        rows: list[list[str | int]] = [list(row) for row in RIGHT]
        for (number, field), text in FAULTS.items():
            rows[number - 2][_FIELDS.index(field)] = text
        self._write(rows)
        self.hands.search(_("Import from Excel or CSV"))
        self.hands.type(str(self.file), Qt.Key.Key_Return)
        page = self.page(ImportPage)
        assert page.plan is not None
        refused = [row for row in page.plan.rows if row.outcome is Outcome.REFUSED]
        assert [row.number for row in refused] == [2, 3, 5]
        places = {
            (row.number, page.plan.columns.fields[at]) for row in refused for at in row.faults or {}
        }
        assert places == set(FAULTS)
        assert all(wrong_of(row) for row in refused)
        assert not page.commands["import"].isEnabled()
        self.take("three-faults")

    def right_file(self) -> None:
        """The file is corrected in the spreadsheet and read again; now all rows are written."""
        self._write(RIGHT)
        self.hands.key(Qt.Key.Key_F5)
        page = self.page(ImportPage)
        assert page.plan is not None
        assert page.plan.count(Outcome.REFUSED) == 0
        assert page.plan.count(Outcome.ADDED) == len(RIGHT)
        self.take("nothing-refused")
        self.hands.search(page.commands["import"].text().replace("&", ""))
        assert page.notices.texts() == [
            _("Imported: {added} new, {changed} changed, {unchanged} unchanged.").format(
                added=len(RIGHT), changed=0, unchanged=0
            )
        ]

    def activate(self) -> None:
        """The lines are drafts; activating the list verifies them."""
        self.hands.search(_("Price Lists"))
        self.page(ListPage)
        self.hands.key(Qt.Key.Key_F3)
        self.hands.type(self.code)
        self.hands.key(Qt.Key.Key_Down)
        self.hands.key(Qt.Key.Key_Return)
        assert [line.values["product_no"] for line in self.document.view.lines] == [
            no for no, _quantity, _price in RIGHT
        ]
        self.take("lines-are-there")
        self.hands.search(_("Activate"))
        assert {line.values["status"] for line in self.document.view.lines} == {"active"}
        self.take("list-is-active")

    def order(self) -> None:
        """An order takes the price, and says why."""
        self.hands.search(CUSTOMER)
        self.hands.search(_("New Sales Order"))
        self.go_to_cell(0, "no")
        self.hands.type(DESK, Qt.Key.Key_Return)
        self.change_line(0, "quantity", "12")
        line = self.document.view.lines[0].values
        assert (line["unit_price"], line["price_list_code"]) == (5490, self.code)
        self.go_to_cell(0, "unit_price")
        self.hands.key(Qt.Key.Key_P, CTRL | SHIFT)
        winner = self.page(PriceInfoPage).model.row(0)
        assert winner.judged.is_winner
        assert winner.judged.price.price_list_code == self.code
        self.take("why-this-price")

    def price_check(self) -> None:
        """What one desk would cost is asked without an order."""
        self.hands.search(CUSTOMER)
        self.hands.key(Qt.Key.Key_P, CTRL | SHIFT)
        page = self.page(PriceQueryPage)
        self.hands.type(DESK, Qt.Key.Key_Tab)
        assert page.answer is not None
        assert page.answer.unit_price == 5890
        self.take("price-check")

    def go_to_header(self, field: str) -> None:
        """Press Tab until the cursor stands in a field of the document's header."""
        wanted = self.page(DocumentPage).groups.fields[field]
        for _press in range(60):
            focus = focus_of(self.window)
            if focus is wanted or wanted.isAncestorOf(focus):
                return
            self.hands.key(Qt.Key.Key_Tab)
        raise AssertionError(field)

    def _write(self, rows: Sequence[Sequence[str | int]]) -> None:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(HEADINGS)
        for row in rows:
            sheet.append((self.code, *row))
        book.save(self.file)
