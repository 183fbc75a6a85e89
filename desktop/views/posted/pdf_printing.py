"""A paper on a printer: its pages are drawn as pictures, a copy gets its mark on top (AO65).

The mark belongs to the print only: the paper itself is the same, byte for byte, however often
it is printed (AX31).
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

MOST_DOTS_PER_INCH = 300
_MARK_SIZE = 15  # points
_MARK_TOP = 7  # millimetres from the upper edge, above everything a paper has
_MARK_GREY = 90
_MM_PER_INCH = 25.4


class PrintJob(QObject):
    """Prints a paper page by page, so that the window goes on living meanwhile.

    Signals: `finished` when all pages are with the printer, `failed` when it took them not.
    """

    finished = Signal()
    failed = Signal()

    def __init__(
        self, document: QPdfDocument, printer: QPrinter, mark: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._pages = printed_pages(document, printer, mark)

    def start(self) -> None:
        """Begin with the first page."""
        QTimer.singleShot(0, self, self._step)

    def _step(self) -> None:
        try:
            next(self._pages)
        except StopIteration:
            self._end()
        else:
            QTimer.singleShot(0, self, self._step)

    def _end(self) -> None:
        broken = {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}
        is_printed = self._printer.printerState() not in broken
        (self.finished if is_printed else self.failed).emit()


def print_at_once(document: QPdfDocument, printer: QPrinter, mark: str) -> None:
    """Draw all pages before returning, as a print preview wants it."""
    for _page in printed_pages(document, printer, mark):
        continue


def printed_pages(document: QPdfDocument, printer: QPrinter, mark: str) -> Iterator[int]:
    """Draw the chosen pages one after the other, yielding the number of each when it is drawn.

    A printer that does not begin draws nothing and has the state Error.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        printer.abort()
        return
    try:
        for position, number in enumerate(_page_numbers(document, printer)):
            if position and not printer.newPage():
                printer.abort()
                return
            _draw_page(painter, document, number, printer)
            if mark:
                _draw_mark(painter, mark, printer)
            yield number
    finally:
        painter.end()


def _page_numbers(document: QPdfDocument, printer: QPrinter) -> list[int]:
    """The pages in the order they are printed, counted from 0, with copies the driver leaves us."""
    first = printer.fromPage() or 1
    last = printer.toPage() or document.pageCount()
    chosen = list(range(max(first, 1) - 1, min(last, document.pageCount())))
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return chosen * copies
    return [number for number in chosen for _copy in range(copies)]


def _draw_page(painter: QPainter, document: QPdfDocument, number: int, printer: QPrinter) -> None:
    paper = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    fine = min(printer.resolution(), MOST_DOTS_PER_INCH)
    size = document.pagePointSize(number)
    dots = QSize(int(size.width() / 72 * fine), int(size.height() / 72 * fine))
    image = document.render(number, dots)
    target = QRect(0, 0, paper.width(), paper.height())
    fitted = image.size().scaled(target.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.fillRect(target, Qt.GlobalColor.white)
    painter.drawImage(QRect(target.topLeft(), fitted), image)


def _draw_mark(painter: QPainter, mark: str, printer: QPrinter) -> None:
    width = printer.paperRect(QPrinter.Unit.DevicePixel).toRect().width()
    dots = printer.resolution()
    font = QFont(painter.font())
    font.setPixelSize(int(_MARK_SIZE / 72 * dots))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(_MARK_GREY, _MARK_GREY, _MARK_GREY))
    top = int(_MARK_TOP / _MM_PER_INCH * dots)
    place = QRect(0, top, width, painter.fontMetrics().height())
    painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, mark)
