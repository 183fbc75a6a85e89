"""The pages of a paper on the screen: which is in sight, how large, and where a text stands."""

from PySide6.QtCore import QBuffer, QByteArray, QPointF, Signal
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget

SMALLEST_ZOOM = 0.1
LARGEST_ZOOM = 8.0
_POINTS_PER_INCH = 72


class PdfPages(QPdfView):
    """All pages under each other. Pages are counted from 1.

    Signals: `page_changed` with the page in sight, `hits_changed` while a search goes on.
    """

    page_changed = Signal(int)
    hits_changed = Signal()

    def __init__(self, content: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        # They belong to the parent, so that they outlive the view: deleted as its children they
        # take the program down. The document reads from the buffer whenever it paints.
        self.paper = QPdfDocument(parent)
        self._hits = QPdfSearchModel(parent)
        self._buffer = QBuffer(parent)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.paper.load(self._buffer)
        self._hits.setDocument(self.paper)
        self.setDocument(self.paper)
        self.setSearchModel(self._hits)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.fit_width()
        self.pageNavigator().currentPageChanged.connect(self._on_page)
        self._hits.rowsInserted.connect(self.hits_changed)
        self._hits.modelReset.connect(self.hits_changed)

    @property
    def page_count(self) -> int:
        """How many pages the paper has."""
        return self.paper.pageCount()

    @property
    def current_page(self) -> int:
        """The page in sight."""
        return self.pageNavigator().currentPage() + 1

    def go_to_page(self, number: int) -> None:
        """Bring a page into sight; the first and the last one are never passed."""
        wanted = min(max(number, 1), self.page_count) - 1
        self.pageNavigator().jump(wanted, QPointF(), self.zoomFactor())

    def zoom_by(self, factor: float) -> None:
        """Make the pages larger or smaller."""
        zoom = min(max(self.shown_zoom() * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(zoom)

    def fit_width(self) -> None:
        """Make the pages as wide as the window, also when it changes."""
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def shown_zoom(self) -> float:
        """The zoom in effect, 1 for the size of the paper."""
        if self.zoomMode() is QPdfView.ZoomMode.Custom:
            return self.zoomFactor()
        width = self.paper.pagePointSize(0).width() * self.logicalDpiX() / _POINTS_PER_INCH
        margins = self.documentMargins()
        return (self.viewport().width() - margins.left() - margins.right()) / width

    # ------------------------------------------------------------------------------ search

    @property
    def hit_count(self) -> int:
        """How often the text looked for stands on the pages searched by now."""
        return self._hits.rowCount(self._hits.index(-1, -1))

    @property
    def current_hit(self) -> int:
        """The hit in sight, counted from 1; 0 when none was gone to."""
        return self.currentSearchResultIndex() + 1

    def look_for(self, text: str) -> None:
        """Mark a text on all pages; a blank one ends the search."""
        self.setCurrentSearchResultIndex(-1)
        self._hits.setSearchString(text.strip())
        self.hits_changed.emit()

    def go_to_hit(self, step: int = 1) -> None:
        """Go to the next hit, or the one before with -1; after the last comes the first."""
        count = self.hit_count
        if not count:
            return
        at = self.currentSearchResultIndex()
        wanted = (at + step) % count if at >= 0 else 0
        self.setCurrentSearchResultIndex(wanted)
        link = self._hits.resultAtIndex(wanted)
        self.pageNavigator().jump(link.page(), link.location(), self.zoomFactor())
        self.hits_changed.emit()

    def _on_page(self, page: int) -> None:
        self.page_changed.emit(page + 1)
