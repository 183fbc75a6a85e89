"""Printing what was posted: one choice of printer, then paper after paper (AO65, SD79)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QObject, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from desktop.errors import RecordRef, Refusal
from desktop.services.jobs.queries import created_documents
from desktop.services.reports.archive import ArchivedPdf, count_print, issued_pdf
from desktop.services.reports.refusals import PrinterFailed
from desktop.services.reports.usages import DocumentUsage
from desktop.translation import _, ngettext
from desktop.views.posted.pdf_printing import PrintJob
from desktop.views.posted.printers import PrinterChoice
from desktop.views.shell.page import Page

_USAGES = {
    "sales_invoice_header": DocumentUsage.INVOICE,
    "sales_shipment_header": DocumentUsage.SHIPMENT,
}


class PaperPrinting(QObject):
    """Prints posted documents on one printer; the page tells how it went.

    `documents` are what is printed. A paper that cannot be made is told and left out; a printer
    that fails ends it.
    """

    def __init__(self, page: Page, documents: Sequence[RecordRef] = ()) -> None:
        super().__init__(page)
        self._page = page
        self.documents = documents
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._choice = PrinterChoice(page.desk.state, "posted")
        self._waiting: list[RecordRef] = []
        self._printed = 0

    def ask(self) -> None:
        """Let the user choose the printer, then print."""
        self._choice.put_on(self._printer)
        dialog = QPrintDialog(self._printer, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_chosen)
        QDialog.open(dialog)  # the stubs know only the form with a receiver

    def _on_chosen(self) -> None:
        self._choice.keep(self._printer)
        self.begin()

    def begin(self) -> None:
        """Print on the printer that is set up."""
        self._take(self.documents)

    def print_on(self, printer: QPrinter) -> None:
        """Print on another printer, without asking."""
        self._printer = printer
        self.begin()

    def _take(self, documents: Sequence[RecordRef]) -> None:
        self._waiting = [ref for ref in documents if ref.table in _USAGES]
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._page.notices.done(
                ngettext(
                    "{count} paper is with the printer.",
                    "{count} papers are with the printer.",
                    self._printed,
                ).format(count=self._printed)
            )
            self.deleteLater()
            return
        ref = self._waiting.pop(0)
        usage, no = _USAGES[ref.table], str(ref.key[0])
        work = partial(issued_pdf, usage=usage, no=no, context=self._page.desk.context)
        self._page.write(
            work,
            done=partial(self._print, usage, no),
            refused=self._on_refused,
            owner=self,
            busy=_("Printing {no}…").format(no=no),
        )

    def _print(self, usage: DocumentUsage, no: str, paper: ArchivedPdf) -> None:
        # The document reads from the buffer while it is drawn; both go with the job.
        buffer = QBuffer(self)
        buffer.setData(QByteArray(paper.content))
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        document = QPdfDocument(buffer)
        document.load(buffer)
        self._printer.setDocName(Path(paper.file_name).stem)
        job = PrintJob(document, self._printer, paper.copy_mark, buffer)
        job.finished.connect(partial(self._on_printed, usage, no, buffer))
        job.failed.connect(self._on_failed)
        job.start()

    def _on_printed(self, usage: DocumentUsage, no: str, buffer: QBuffer) -> None:
        self._printed += 1
        buffer.deleteLater()
        work = partial(count_print, usage=usage, no=no, context=self._page.desk.context)
        # The next one waits: with the last one this object goes, and its work with it.
        self._page.write(work, done=lambda _nothing: self._next(), owner=self)

    def _on_refused(self, refusal: Refusal) -> None:
        self._page.notices.show(refusal)
        self._next()

    def _on_failed(self) -> None:
        name = self._printer.printerName() or _("The printer")
        failed = PrinterFailed(printer=name, document=self._printer.docName())
        self._page.notices.show(failed)
        self.deleteLater()


class RunPrinting(PaperPrinting):
    """Prints the documents of one batch run."""

    def __init__(self, page: Page, run_no: int) -> None:
        super().__init__(page)
        self._run_no = run_no

    def begin(self) -> None:
        self._page.read(partial(created_documents, run_no=self._run_no), done=self._take)
