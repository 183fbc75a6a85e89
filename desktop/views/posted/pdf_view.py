"""A paper on the screen: pages, zoom, search; print it or save it as a file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.services.reports.archive import ArchivedPdf, save_pdf
from desktop.services.reports.refusals import FileNotWritten, PrinterFailed
from desktop.translation import N_, _
from desktop.views.posted.pdf_pages import PdfPages
from desktop.views.posted.pdf_printing import PrintJob, print_at_once
from desktop.views.posted.printers import PrinterChoice
from desktop.views.shell.action_bar import ActionBar
from desktop.views.shell.actions import ActionRegistry, ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.shell.notices import Notices
from desktop.views.shell.theme import Text, set_look, set_text, theme

ZOOM_STEP = 1.25

_PRINT = ActionSpec(
    id="print", text=N_("Print…"), icon="printer", key=Key.PRINT, group="out", primary=True
)
_PREVIEW = ActionSpec(id="preview", text=N_("Print Preview…"), icon="eye", group="out")
_SAVE = ActionSpec(
    id="save_as", text=N_("Save as PDF…"), icon="download", key=Key.SAVE_AS, group="out"
)
_ZOOM_IN = ActionSpec(
    id="zoom_in", text=N_("Zoom In"), icon="plus", key=Key.ZOOM_IN, group="look", repeats=True
)
_ZOOM_OUT = ActionSpec(
    id="zoom_out", text=N_("Zoom Out"), icon="minus", key=Key.ZOOM_OUT, group="look", repeats=True
)
_FIT = ActionSpec(
    id="zoom_fit", text=N_("Fit Width"), icon="maximize-2", key=Key.ZOOM_FIT, group="look"
)
_NEXT = ActionSpec(
    id="next_page",
    text=N_("Next Page"),
    icon="chevron-down",
    key=Key.NEXT_PAGE,
    group="pages",
    place=Place.MORE,
    repeats=True,
)
_PREVIOUS = ActionSpec(
    id="previous_page",
    text=N_("Previous Page"),
    icon="chevron-up",
    key=Key.PREVIOUS_PAGE,
    group="pages",
    place=Place.MORE,
    repeats=True,
)
_FIND = ActionSpec(
    id="find", text=N_("Find Text"), icon="search", key=Key.FILTER, group="pages", place=Place.MORE
)


class PdfView(QWidget):
    """Shows one paper. What the printing counts is the owner's business: see the signals.

    Signals: `printed` when all pages are with the printer (a preview is no print), `saved` with
    the path of the file.
    """

    printed = Signal()
    saved = Signal(str)

    def __init__(
        self,
        paper: ArchivedPdf,
        parent: QWidget | None = None,
        choice: PrinterChoice | None = None,
    ) -> None:
        super().__init__(parent)
        self.paper = paper
        self._choice = choice
        self.commands = ActionRegistry(self)
        self.notices = Notices(self)
        self.pages = PdfPages(paper.content, self)
        self._search = QLineEdit()
        self._found = QLabel()
        self._page = QSpinBox()
        self._build()
        self._connect()

    def found_text(self) -> str:
        """What stands beside the search field: which hit of how many."""
        return self._found.text()

    # ------------------------------------------------------------------------------ output

    def ask_print(self) -> None:
        """Let the user choose printer, pages and copies, then print."""
        printer = self._new_printer()
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self.pages.page_count)
        dialog.accepted.connect(partial(self._on_chosen, printer))
        QDialog.open(dialog)  # the stubs know only the form with a receiver

    def _on_chosen(self, printer: QPrinter) -> None:
        if self._choice is not None:
            self._choice.keep(printer)
        self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a printer that has been set up."""
        job = PrintJob(self.pages.paper, printer, self.paper.copy_mark, self)
        job.finished.connect(self.printed)
        job.failed.connect(partial(self._on_failed, printer))
        job.finished.connect(job.deleteLater)
        job.failed.connect(job.deleteLater)
        job.start()

    def ask_preview(self) -> None:
        """Show the pages as the printer would print them."""
        self._previewed = self._new_printer()  # the dialog does not own it
        preview = QPrintPreviewDialog(self._previewed, self)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.paintRequested.connect(self._on_preview)
        preview.accepted.connect(self.printed)
        preview.open()

    def ask_save(self) -> None:
        """Let the user choose where the file goes; a good name is suggested."""
        dialog = QFileDialog(self, _("Save as PDF"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setMimeTypeFilters(["application/pdf"])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self.paper.file_name)
        dialog.fileSelected.connect(self.save_as)
        dialog.open()

    def save_as(self, path: str) -> None:
        """Write the paper to a file; a refusal stands in the notices."""
        try:
            save_pdf(self.paper, Path(path))
        except FileNotWritten as refusal:
            self.notices.show_only(refusal)
            return
        self.notices.clear()
        self.notices.done(_("Saved as {path}.").format(path=path))
        self.saved.emit(path)

    def _new_printer(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(Path(self.paper.file_name).stem)
        if self._choice is not None:
            self._choice.put_on(printer)
        return printer

    def _on_preview(self, printer: QPrinter) -> None:
        print_at_once(self.pages.paper, printer, self.paper.copy_mark)

    def _on_failed(self, printer: QPrinter) -> None:
        name = printer.printerName() or _("The printer")
        self.notices.show_only(PrinterFailed(printer=name, document=printer.docName()))

    # ------------------------------------------------------------------------------- build

    def _build(self) -> None:
        set_look(self, "app")
        pages = self.pages
        self.commands.add_all(
            (
                (_PRINT, self.ask_print),
                (_PREVIEW, self.ask_preview),
                (_SAVE, self.ask_save),
                (_ZOOM_IN, partial(pages.zoom_by, ZOOM_STEP)),
                (_ZOOM_OUT, partial(pages.zoom_by, 1 / ZOOM_STEP)),
                (_FIT, pages.fit_width),
                (_NEXT, lambda: pages.go_to_page(pages.current_page + 1)),
                (_PREVIOUS, lambda: pages.go_to_page(pages.current_page - 1)),
                (_FIND, self._focus_search),
            )
        )
        pages.setAccessibleName(_("Pages of {name}").format(name=self.paper.file_name))
        pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(self.notices.bar)
        column.addWidget(self.pages, 1)
        if self.paper.copy_mark:
            self.notices.info(
                _("This paper has been printed before. Prints carry the word “{mark}”.").format(
                    mark=self.paper.copy_mark
                )
            )

    def _bar(self) -> QHBoxLayout:
        look = theme()
        row = QHBoxLayout()
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(8))
        row.addWidget(ActionBar(self.commands, self), 1)
        self._page.setRange(1, max(self.pages.page_count, 1))
        self._page.setAccessibleName(_("Page"))
        self._page.setKeyboardTracking(False)
        row.addWidget(self._page)
        row.addWidget(QLabel(_("of {pages}").format(pages=self.pages.page_count)))
        self._search.setPlaceholderText(_("Find in this paper"))
        self._search.setAccessibleName(_("Find in this paper"))
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(look.px(200))
        row.addWidget(self._search)
        set_text(self._found, Text.SMALL, "muted")
        self._found.setMinimumWidth(look.px(70))
        row.addWidget(self._found)
        return row

    def _connect(self) -> None:
        pages = self.pages
        self._page.valueChanged.connect(pages.go_to_page)
        pages.page_changed.connect(self._on_page)
        pages.hits_changed.connect(self._tell_hits)
        self._search.textChanged.connect(pages.look_for)
        self._search.returnPressed.connect(pages.go_to_hit)
        backwards = QAction(self._search)
        backwards.setShortcut(QKeySequence("Shift+Return"))
        backwards.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        backwards.triggered.connect(lambda: pages.go_to_hit(-1))
        self._search.addAction(backwards)

    def _on_page(self, number: int) -> None:
        self._page.blockSignals(True)
        self._page.setValue(number)
        self._page.blockSignals(False)

    def _tell_hits(self) -> None:
        count = self.pages.hit_count
        if not self._search.text():
            self._found.clear()
        elif not count:
            self._found.setText(_("Not found"))
        else:
            text = _("{number} of {count}")
            self._found.setText(text.format(number=self.pages.current_hit, count=count))

    def _focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()


class PdfDialog(QDialog):
    """A paper in a window of its own; Escape closes it. The view is in `view`.

    `choice` remembers the printer that the user takes for such papers.
    """

    def __init__(
        self,
        paper: ArchivedPdf,
        parent: QWidget | None = None,
        choice: PrinterChoice | None = None,
    ) -> None:
        super().__init__(parent)
        title = paper.file_name
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.view = PdfView(paper, self, choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.pages.setFocus()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(980), look.px(900))
