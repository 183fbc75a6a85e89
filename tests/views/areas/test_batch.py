"""Posting many documents from a list, and in the background, as a clerk sees it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from desktop.models.finance import GeneralPostingSetup
from desktop.models.jobs import BatchRun, JobQueueEntry
from desktop.models.posted import SalesInvoiceHeader
from desktop.models.sales import SalesHeader
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentType
from desktop.models.words import JobQueueStatus
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs.worker import QueueResult, QueueWorker
from desktop.services.posting.post_sales import post
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line
from desktop.views.fields.field import Field
from desktop.views.jobs.record_list import RecordList
from desktop.views.jobs.run_pages import RunPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.post_batch import PostBatchDialog
from desktop.views.pages.run_printing import RunPrinting
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.conftest import OpenOffice
from tests.views.areas.office import Office, button, visible

PATIENCE_MS = 20_000
CONTEXT = UserContext(user=USER, work_date=WORK_DATE)


def drafts(database: Database, *items: str) -> list[str]:
    """Draft invoices of one piece each; their numbers."""
    made = []
    for item in items:
        with database.write() as session:
            key = create_document(session, DocumentType.INVOICE, CONTEXT, "FJORD").key
            add_line(session, key, [("type", "item"), ("no", item), ("quantity", 1)], CONTEXT)
            made.append(key.no)
    return made


def block(database: Database, *, blocked: bool) -> None:
    """Let every posting fail, or none."""
    with database.write() as session:
        session.execute(update(GeneralPostingSetup).values(blocked=blocked))


def dialog_of(office: Office) -> PostBatchDialog:
    """The open dialog of Post Batch."""
    dialog = office.dialog()
    assert isinstance(dialog, PostBatchDialog)
    return dialog


def visible_dialogs() -> list[QDialog]:
    """The questions that are open."""
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, QDialog) and one.isVisible()]


def tick(dialog: PostBatchDialog, name: str) -> None:
    """Tick a box of the dialog."""
    check = dialog.form.fields[name].editor
    assert isinstance(check, QCheckBox)
    check.click()


def field_of(dialog: PostBatchDialog, name: str) -> Field:
    """A field of the dialog."""
    return dialog.form.fields[name]


def cells(page: ListPage, *columns: str) -> list[tuple[str, ...]]:
    """What the rows of a list show in some columns."""
    known = {column.name: column for column in page.spec.columns}
    rows = [page.model.row(at) for at in range(page.model.rowCount())]
    return [tuple(known[name].cell(row).text for name in columns) for row in rows]


def pills_of(page: Page) -> list[str]:
    """The words behind the title."""
    return [
        label.text() for label in visible(page.head, QLabel) if label.property("look") == "pill"
    ]


def post_the_list(office: Office) -> RunPage:
    """Post all invoices that the list shows, and wait for the run's page."""
    office.listed("sales_invoices")
    office.do("post_batch")
    office.answer("Post")
    return office.page(RunPage)


# --------------------------------------------------------------------------------------- a batch


def test_the_list_is_posted_and_the_run_tells_of_each_document(office: Office) -> None:
    drafts(office.database, "DESK", "LAMP")
    page = post_the_list(office)
    assert page.title == "Batch Run 2 · Post Batch"
    assert cells(page, "no", "outcome", "created_document_no") == [
        ("SI00002", "Done", "PI00003"),
        ("SI00003", "Done", "PI00004"),
        ("SI00004", "Done", "PI00005"),
    ]
    assert pills_of(page) == ["Finished", "3 done"]
    office.press(Qt.Key.Key_Return)
    assert office.window.navigation.current_place == ("posted_invoice", "PI00003")


def test_only_selected_rows_are_posted(office: Office) -> None:
    first, second = drafts(office.database, "DESK", "LAMP")
    page = office.listed("sales_invoices")
    page.table.selectAll()
    page.table.go_to(1)
    office.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    office.do("post_batch")
    office.answer("Post")
    assert cells(office.page(RunPage), "no") == [(first,), (second,)]


def test_a_single_row_is_only_where_the_cursor_is(office: Office) -> None:
    drafts(office.database, "DESK", "LAMP")
    office.listed("sales_invoices")
    office.do("post_batch")
    office.choose("The 1 selected document")
    office.answer("Post")
    assert len(cells(office.page(RunPage), "no")) == 1


def test_a_date_is_demanded_at_its_field(office: Office) -> None:
    [no] = drafts(office.database, "DESK")
    office.listed("sales_invoices")
    office.do("post_batch")
    dialog = dialog_of(office)
    tick(dialog, "replace_posting_date")
    office.answer("Post")
    posting_date = field_of(dialog, "posting_date")
    assert posting_date.error == "Enter the posting date."
    assert dialog.isVisible()
    office.keys("t")
    office.press(Qt.Key.Key_Tab)
    assert (posting_date.error, posting_date.value) == ("", WORK_DATE)
    office.answer("Post")
    with office.database.read() as session:
        header = session.scalars(
            select(SalesInvoiceHeader).where(SalesInvoiceHeader.pre_assigned_no == no)
        ).one()
    assert header.posting_date == posting_date.value


def test_what_is_typed_wrong_keeps_the_dialog(office: Office) -> None:
    office.listed("sales_invoices")
    office.do("post_batch")
    dialog = dialog_of(office)
    field_of(dialog, "posting_date").setFocus()
    office.keys("nonsense")
    office.answer("Post")
    assert dialog.isVisible()
    assert field_of(dialog, "posting_date").error
    office.answer("Cancel")
    assert len(office.read(lambda session: session.scalars(select(BatchRun)).all())) == 1


def test_what_was_ticked_is_ticked_again(office: Office) -> None:
    office.listed("sales_orders")
    office.do("post_batch")
    dialog = dialog_of(office)
    assert [field_of(dialog, name).value for name in ("ship", "invoice")] == [True, True]
    tick(dialog, "invoice")
    tick(dialog, "calc_invoice_discount")
    office.answer("Post")
    office.listed("sales_orders")
    office.do("post_batch")
    again = dialog_of(office)
    ticked = {name: field.value for name, field in again.form.fields.items()}
    assert (ticked["ship"], ticked["invoice"], ticked["calc_invoice_discount"]) == (
        True,
        False,
        True,
    )
    tick(again, "ship")
    office.answer("Post")
    assert field_of(again, "ship").error == "Choose Ship, Invoice or both."
    office.press(Qt.Key.Key_Escape)
    assert visible_dialogs() == []


def test_failures_are_listed_mended_and_run_again(office: Office) -> None:
    [no] = drafts(office.database, "LAMP")
    block(office.database, blocked=True)
    page = post_the_list(office)
    assert pills_of(page) == ["Finished", "2 failed"]
    assert "is blocked" in cells(page, "text")[0][0]
    page.side.choose("ok")
    office.rest()
    assert cells(page, "no") == []
    page.side.choose("error")
    office.rest()
    assert cells(page, "no") == [("SI00002",), (no,)]
    page.take_focus()
    office.press(Qt.Key.Key_Return)
    assert office.place == "sales_invoice"
    office.window.navigation.back()
    office.rest()
    office.do("go_to_cause")
    assert office.place == "general_posting_setup_card"
    office.window.navigation.back()
    office.rest()
    block(office.database, blocked=False)
    office.do("retry_failed")
    again = office.page(RunPage)
    assert again is not page
    assert pills_of(again) == ["Finished", "2 done"]
    assert not again.commands["retry_failed"].isEnabled()
    runs = office.listed("batch_runs")
    assert cells(runs, "no", "n_ok", "n_error") == [
        ("3", "2", "0"),
        ("2", "0", "2"),
        ("1", "0", "1"),
    ]
    office.press(Qt.Key.Key_Return)
    assert office.page(RunPage) is again


def test_what_was_posted_is_printed_paper_by_paper(
    office: Office, qtbot: QtBot, tmp_path: Path
) -> None:
    drafts(office.database, "DESK")
    page = post_the_list(office)
    assert page.commands["print_run"].isEnabled()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    RunPrinting(page, 2).print_on(printer)
    until(qtbot, lambda: office.told() == ["2 papers are with the printer."])
    office.rest()
    with office.database.read() as session:
        counts = select(SalesInvoiceHeader.no_printed).order_by(SalesInvoiceHeader.no)
        assert session.scalars(counts).all()[-2:] == [1, 1]
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.qt_log_ignore("QPainter::begin", "propagateSizeHints")
def test_a_printer_that_fails_ends_the_printing(office: Office, qtbot: QtBot) -> None:
    page = post_the_list(office)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("/nowhere/paper.pdf")
    RunPrinting(page, 2).print_on(printer)
    until(qtbot, lambda: bool(office.told()))
    assert "did not print" in office.told()[0]
    with office.database.read() as session:
        header = session.get_one(SalesInvoiceHeader, "PI00003")
    assert header.no_printed == 0


def test_printing_is_asked_for_when_it_was_ticked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[RunPrinting] = []

    def note(printing: RunPrinting) -> None:
        asked.append(printing)

    monkeypatch.setattr(RunPrinting, "ask", note)
    office.listed("sales_invoices")
    office.do("post_batch")
    tick(dialog_of(office), "print_documents")
    office.answer("Post")
    assert len(asked) == 1


def test_a_run_of_somebody_else_refuses_a_second_one(office: Office) -> None:
    with office.database.write() as session:
        now = CONTEXT.now()
        session.add(
            BatchRun(
                job="post_batch", parameters="{}", user="LENA", started_at=now, heartbeat_at=now
            )
        )
    office.listed("sales_invoices")
    office.do("post_batch")
    office.answer("Post")
    assert "already run by LENA" in office.told()[0]


def test_stop_ends_the_run_after_the_current_document(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts(office.database, "DESK", "LAMP")
    reached, go_on = threading.Event(), threading.Event()

    def held(*arguments: object) -> object:
        reached.set()
        assert go_on.wait(PATIENCE_MS / 1000)
        return post(*arguments)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr("desktop.services.jobs.post_batch.post", held)
    office.listed("sales_invoices")
    office.do("post_batch")
    button(office.dialog(), "Post").click()
    qtbot.waitUntil(lambda: bool(stop_buttons(office)), timeout=PATIENCE_MS)
    stop_buttons(office)[0].click()
    go_on.set()
    office.rest()
    page = office.page(RunPage)
    assert pills_of(page) == ["Stopped", "1 done"]


def stop_buttons(office: Office) -> list[QPushButton]:
    """The Stop of work that is under way."""
    return [one for one in visible(office.window, QPushButton) if one.text() == "Stop"]


# -------------------------------------------------------------------------------- in background


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The worker beside the window works only while this is set."""
    opened = threading.Event()
    real = QueueWorker.post_next

    def waiting(worker: QueueWorker) -> QueueResult | None:
        return real(worker) if opened.is_set() else None

    monkeypatch.setattr(QueueWorker, "post_next", waiting)
    monkeypatch.setattr("desktop.worker.PAUSE_S", 0.05)
    yield opened
    opened.set()


@pytest.fixture
def patient_office(gate: threading.Event, open_office: OpenOffice) -> Office:
    """The window on a company that posts in the background, whose worker waits at the gate."""
    office = open_office("en")
    with office.database.write() as session:
        session.execute(update(SalesSetup).values(post_in_background=True))
    return office


def bell_of(office: Office) -> list[str]:
    """The new messages behind the bell."""
    return [each.text for each in office.window.notifications.messages() if each.is_new]


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    """Wait for something that the worker does."""
    qtbot.waitUntil(condition, timeout=PATIENCE_MS)


def is_posted(office: Office, no: str) -> bool:
    """Whether a draft invoice has become a posted one."""

    def ask(session: object) -> bool:
        found = select(SalesInvoiceHeader.no).where(SalesInvoiceHeader.pre_assigned_no == no)
        return session.scalar(found) is not None  # type: ignore[attr-defined]  # a Session

    return office.read(ask)


def test_posting_schedules_and_says_so(
    patient_office: Office, gate: threading.Event, qtbot: QtBot
) -> None:
    office = patient_office
    [no] = drafts(office.database, "LAMP")
    page = office.document("sales_invoice", no)
    office.press(Qt.Key.Key_F9)
    office.answer("Post")
    assert office.told() == [
        f"Sales Invoice {no} will be posted in the background. You are told when that is done."
    ]
    assert "Scheduled for Posting" in pills_of(page)
    assert not page.commands["post"].isVisible()
    assert page.commands["remove_from_queue"].isVisible()
    assert "your_reference" not in page.view.editable
    office.listed("sales_invoices")
    assert (no, "Scheduled") in cells(office.page(ListPage), "no", "status")
    gate.set()
    until(qtbot, lambda: bool(office.window.notifications.unread))
    office.rest()
    assert bell_of(office) == [f"Sales Invoice {no} is posted: invoice PI00003"]
    assert is_posted(office, no)


def test_a_document_is_taken_out_of_the_queue(patient_office: Office) -> None:
    office = patient_office
    [no] = drafts(office.database, "LAMP")
    page = office.document("sales_invoice", no)
    office.press(Qt.Key.Key_F9)
    office.answer("Post")
    office.do("remove_from_queue")
    assert "Scheduled for Posting" not in pills_of(page)
    assert page.commands["post"].isVisible()
    assert office.read(lambda session: session.scalars(select(JobQueueEntry)).all()) == []


def test_a_failure_is_told_and_tried_again_from_the_queue(
    patient_office: Office, gate: threading.Event, qtbot: QtBot
) -> None:
    office = patient_office
    [no] = drafts(office.database, "LAMP")
    block(office.database, blocked=True)
    office.document("sales_invoice", no)
    office.press(Qt.Key.Key_F9)
    office.answer("Post")
    office.follow("Show Queue")
    queue = office.page(RecordList)
    assert cells(queue, "document_no", "user", "state") == [(no, USER, "Scheduled")]
    gate.set()
    until(qtbot, lambda: bool(office.window.notifications.unread))
    office.rest()
    assert cells(queue, "document_no", "state") == [(no, "Error")]
    assert "is blocked" in cells(queue, "error_text")[0][0]
    assert "was not posted" in bell_of(office)[0]
    office.press(Qt.Key.Key_Return)
    page = office.page(DocumentPage)
    assert "Not Posted" in pills_of(page)
    assert any("could not be posted in the background" in text for text in office.told())
    block(office.database, blocked=False)
    office.listed("job_queue")
    office.do("retry")
    until(qtbot, lambda: is_posted(office, no))
    office.rest()


def test_remove_in_the_queue_and_in_the_list(patient_office: Office) -> None:
    office = patient_office
    numbers = drafts(office.database, "LAMP", "DESK")
    for no in numbers:
        office.document("sales_invoice", no)
        office.press(Qt.Key.Key_F9)
        office.answer("Post")
    queue = office.listed("job_queue")
    queue.table.go_to(0)
    office.do("remove_from_queue")
    assert office.told() == [f"Sales Invoice {numbers[0]} is taken out of the queue."]
    page = office.listed("sales_invoices")
    page.table.go_to([row[0] for row in cells(page, "no")].index(numbers[1]))
    office.do("remove_from_queue")
    with office.database.read() as session:
        states = set(session.scalars(select(SalesHeader.job_queue_status)))
    assert states == {JobQueueStatus.BLANK}
