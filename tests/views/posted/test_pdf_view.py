"""A paper on the screen: pages, zoom, search, printing, saving, all with the keyboard too."""

import hashlib
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from desktop.services.reports.archive import ArchivedPdf
from desktop.services.reports.drawing import INK, Drawing, Page, Text, pdf_bytes
from desktop.services.reports.fonts import regular
from desktop.views.posted.pdf_printing import PrintJob, print_at_once
from desktop.views.posted.pdf_view import PdfDialog, PdfView
from desktop.views.shell.actions import shortcut_clashes


def a_paper(pages: int = 3, copy_mark: str = "") -> ArchivedPdf:
    """A paper whose pages say which they are."""
    drawn = tuple(
        Page(texts=[Text(regular(), 20, INK, 80, 700, f"This is page {number}")])
        for number in range(1, pages + 1)
    )
    content = pdf_bytes(Drawing("Invoice 103217", "Fjell", "en", drawn))
    digest = hashlib.sha256(content).hexdigest()
    return ArchivedPdf("invoice_103217_C10.pdf", content, digest, copy_mark)


@pytest.fixture
def view(qtbot: QtBot) -> PdfView:
    return shown(qtbot, a_paper())


def shown(qtbot: QtBot, paper: ArchivedPdf) -> PdfView:
    view = PdfView(paper)
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    return view


def press(view: PdfView, key: Qt.Key, *, shift: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    view.activateWindow()
    QTest.keyClick(view, key, modifiers)


def search_field(view: PdfView) -> QLineEdit:
    return next(field for field in view.findChildren(QLineEdit) if field.placeholderText())


# --------------------------------------------------------------------------------- pages and zoom


def test_all_pages_are_there(view: PdfView) -> None:
    assert view.pages.page_count == 3
    assert view.pages.current_page == 1


def test_keys_turn_the_pages(qtbot: QtBot, view: PdfView) -> None:
    press(view, Qt.Key.Key_PageDown)
    assert view.pages.current_page == 2
    press(view, Qt.Key.Key_PageUp)
    assert view.pages.current_page == 1


def test_the_page_field_goes_to_a_page_and_follows(view: PdfView) -> None:
    field = view.findChildren(QSpinBox)[0]
    field.setValue(3)
    assert view.pages.current_page == 3
    view.pages.go_to_page(1)
    assert field.value() == 1


def test_no_page_beyond_the_ends(view: PdfView) -> None:
    view.pages.go_to_page(99)
    assert view.pages.current_page == 3
    view.pages.go_to_page(-1)
    assert view.pages.current_page == 1


def test_keys_zoom_in_out_and_to_the_width(qtbot: QtBot, view: PdfView) -> None:
    width = view.pages.shown_zoom()
    press(view, Qt.Key.Key_Plus)
    assert view.pages.shown_zoom() == pytest.approx(width * 1.25)
    press(view, Qt.Key.Key_Minus)
    press(view, Qt.Key.Key_Minus)
    assert view.pages.shown_zoom() == pytest.approx(width / 1.25)
    press(view, Qt.Key.Key_0)
    assert view.pages.shown_zoom() == pytest.approx(width)


def test_no_two_commands_share_a_key(view: PdfView) -> None:
    assert shortcut_clashes(view.commands) == []


# ----------------------------------------------------------------------------------------- search


def test_a_text_is_found_and_gone_to(qtbot: QtBot, view: PdfView) -> None:
    press(view, Qt.Key.Key_F)
    field = search_field(view)
    QTest.keyClicks(field, "page 3")
    qtbot.waitUntil(lambda: view.pages.hit_count == 1)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert view.pages.current_page == 3


def test_after_the_last_hit_comes_the_first(qtbot: QtBot, view: PdfView) -> None:
    search_field(view).setText("page")
    qtbot.waitUntil(lambda: view.pages.hit_count == 3)
    hits = []
    for step in (1, 1, 1, 1, -1):
        view.pages.go_to_hit(step)
        hits.append(view.pages.current_hit)
    assert hits == [1, 2, 3, 1, 3]


def test_what_is_not_there_is_said_not_to_be(qtbot: QtBot, view: PdfView) -> None:
    search_field(view).setText("nowhere")
    assert view.found_text() == "Not found"
    search_field(view).clear()
    assert not view.found_text()
    view.pages.go_to_hit()
    assert view.pages.current_page == 1


# ---------------------------------------------------------------------------------------- printing


def a_printer(target: Path) -> QPrinter:
    """A printer that writes a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setResolution(72)
    return printer


def test_all_pages_are_printed(qtbot: QtBot, view: PdfView, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    with qtbot.waitSignal(view.printed):
        view.print_on(a_printer(target))
    assert len(PdfReader(target).pages) == 3


def test_chosen_pages_are_printed(qtbot: QtBot, view: PdfView, tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "printed.pdf")
    printer.setFromTo(2, 3)
    with qtbot.waitSignal(view.printed):
        view.print_on(printer)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 2


@pytest.mark.parametrize("mark", ["", "Kopia"])
def test_the_mark_is_on_a_copy_only(qtbot: QtBot, tmp_path: Path, mark: str) -> None:
    paper = a_paper(copy_mark=mark)
    view = shown(qtbot, paper)
    target = tmp_path / "printed.pdf"
    with qtbot.waitSignal(view.printed):
        view.print_on(a_printer(target))
    texts = [page.extract_text().strip() for page in PdfReader(target).pages]
    assert texts == [mark] * 3
    assert bool(view.notices.texts()) == bool(mark)


def test_a_preview_draws_all_pages_at_once(view: PdfView, tmp_path: Path) -> None:
    target = tmp_path / "preview.pdf"
    print_at_once(view.pages.paper, a_printer(target), "Copy")
    assert len(PdfReader(target).pages) == 3


@pytest.mark.qt_log_ignore("QPainter::begin", "propagateSizeHints")
def test_a_printer_that_fails_is_told(qtbot: QtBot, view: PdfView, tmp_path: Path) -> None:
    job = PrintJob(view.pages.paper, a_printer(tmp_path / "no" / "such" / "file.pdf"), "", view)
    with qtbot.waitSignal(job.failed):
        job.start()


@pytest.mark.qt_log_ignore("QPainter::begin", "propagateSizeHints")
def test_the_notice_names_printer_and_paper(qtbot: QtBot, view: PdfView, tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "no" / "such" / "file.pdf")
    printer.setDocName("invoice_103217_C10")
    view.print_on(printer)
    qtbot.waitUntil(lambda: bool(view.notices.texts()))
    assert "did not print invoice_103217_C10" in view.notices.texts()[0]


def test_print_and_preview_ask_first(qtbot: QtBot, view: PdfView) -> None:
    press(view, Qt.Key.Key_P)
    [dialog] = view.findChildren(QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()
    view.ask_preview()
    [preview] = view.findChildren(QPrintPreviewDialog)
    assert preview.isVisible()
    preview.reject()


# ------------------------------------------------------------------------------------------ saving


def test_a_good_name_is_suggested(qtbot: QtBot, view: PdfView) -> None:
    press(view, Qt.Key.Key_S, shift=True)
    [dialog] = view.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "invoice_103217_C10.pdf"
    dialog.reject()


def test_the_file_holds_the_bytes_of_the_paper(qtbot: QtBot, view: PdfView, tmp_path: Path) -> None:
    target = tmp_path / "saved.pdf"
    with qtbot.waitSignal(view.saved):
        view.save_as(str(target))
    assert target.read_bytes() == view.paper.content
    assert "saved.pdf" in view.notices.texts()[0]


def test_a_place_that_takes_no_file_is_told(view: PdfView, tmp_path: Path) -> None:
    view.save_as(str(tmp_path / "missing" / "saved.pdf"))
    assert "could not be written" in view.notices.texts()[0]


# ------------------------------------------------------------------------------------- the window


def test_the_window_shows_the_paper_and_escape_closes_it(qtbot: QtBot) -> None:
    dialog = PdfDialog(a_paper())
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert dialog.windowTitle() == "invoice_103217_C10.pdf"
    assert dialog.view.pages.page_count == 3
    with qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
