"""Files that are dropped on a page or pasted into it: the target that shows, and what they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from desktop.translation import _
from desktop.views.shell.theme import Text, colour, theme

_INSET = 12


@dataclass(frozen=True, slots=True)
class Received:
    """What came in: files of this computer, addresses, and a picture as the bytes of a PNG."""

    paths: Sequence[Path] = field(default_factory=tuple)
    addresses: Sequence[str] = field(default_factory=tuple)
    picture: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.paths or self.addresses or self.picture)


def received(data: QMimeData | None, *, text_too: bool = False) -> Received:
    """What can be attached of dragged or copied data.

    Folders are left out. `text_too` takes a copied text that is an address of the web.
    """
    if data is None:
        return Received()
    urls = data.urls() if data.hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    files = tuple(path for path in paths if path.is_file())
    addresses = [url.toString() for url in urls if url.scheme() in {"http", "https"}]
    if files or addresses:
        return Received(files, tuple(addresses))
    if data.hasImage():
        return Received(picture=png_of(data.imageData()))
    text = data.text().strip() if text_too and data.hasText() else ""
    return Received(addresses=(text,)) if text.startswith(("https://", "http://")) else Received()


def png_of(picture: object) -> bytes:
    """A picture of the clipboard as a PNG file; empty when it is none."""
    image = picture.toImage() if isinstance(picture, QPixmap) else picture
    if not isinstance(image, QImage) or image.isNull():
        return b""
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(written.data())


class DropTarget(QWidget):
    """Lies over a page while files are dragged across it: a dashed frame and a sentence.

    Signals: `dropped` with what was Received.
    """

    dropped = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.is_open = True
        self.setAcceptDrops(True)
        self.hide()
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files come over the page: the target appears, and gets the next events itself."""
        kind = event.type()
        if kind is QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if not self._takes(event):
                return super().eventFilter(watched, event)
            self.setGeometry(self._page.rect())
            self.show()
            self.raise_()
            return True
        if kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.dropEvent(event)  # let go before the mouse has moved again
            return True
        if kind is QEvent.Type.DragLeave and not self._is_under_mouse():
            self.hide()
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._takes(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._takes(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        found = received(event.mimeData())
        if found:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = colour("soft")
        veil.setAlphaF(0.85)
        inset = theme().px(_INSET)
        place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setBrush(veil)
        painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(place, theme().px(8), theme().px(8))
        painter.setFont(theme().font(Text.CARD_TITLE))
        painter.setPen(colour("accent"))
        words = _("Drop here to attach")
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)

    def _is_under_mouse(self) -> bool:
        return self.rect().contains(self.mapFromGlobal(QCursor.pos()))

    def _takes(self, event: QDragMoveEvent) -> bool:
        """Accept what can be attached, as a copy: the dragged file stays where it is."""
        takes = self.is_open and bool(received(event.mimeData()))
        if takes:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()
        return takes
