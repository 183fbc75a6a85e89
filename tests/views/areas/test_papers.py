"""Attachments, links and notes on cards and documents, and what the bell tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from desktop.errors import RecordRef
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.pages_of_kontor import all_pages
from desktop.services.context import UserContext
from desktop.services.papers.files import add_content
from desktop.services.papers.following import followers
from desktop.services.papers.notes import add_note
from desktop.services.papers.owners import can_own
from desktop.services.papers.queries import RecordPapers, papers_of
from desktop.services.records import add_record, change_record, delete_record
from desktop.services.sales.archive import archive
from desktop.services.sales.creation import create_document
from desktop.services.sales.load import document_ref
from desktop.services.sales.release import reopen
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.papers import Papers
from desktop.views.papers.notification_list import NotificationPage
from desktop.views.shell.notices import Toast
from desktop.views.tables.icon_button import IconButton
from desktop.views.tables.list_spec import NewRecord
from tests.scenarios.standard_company import WORK_DATE
from tests.services.papers.contents import PDF, PNG, PROGRAM
from tests.views.areas.office import Office, button

CUSTOMER = RecordRef("customer", ("FJORD",))
EVA = UserContext("EVA", WORK_DATE)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def papers(office: Office) -> Papers:
    """The papers of the page that is shown."""
    page = office.window.navigation.current
    assert isinstance(page, CardPage | DocumentPage)
    assert page.papers is not None
    return page.papers


def stored(office: Office, owner: RecordRef = CUSTOMER) -> RecordPapers:
    """What the company keeps of a record."""
    user = office.window.desk.context.user
    return office.read(lambda session: papers_of(session, owner, user))


def titles(office: Office) -> list[str]:
    """The first lines of the rows."""
    return [line.accessibleName() for line in papers(office).pane.rows]


def a_file(folder: Path, name: str = "offer.pdf", content: bytes = PDF) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag_over(office: Office, data: QMimeData) -> bool:
    """Drag something over the page, as the window system tells it; whether the page takes it."""
    page = office.window.navigation.current
    assert page is not None
    is_taken = drag_into(page, data)
    if is_taken:
        assert drag_into(papers(office).target, data)
    return is_taken


def drag_into(widget: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPointF(widget.rect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(office: Office, data: QMimeData, onto: QWidget | None = None) -> None:
    """Let go of what is dragged over the page."""
    target = onto or papers(office).target
    event = QDropEvent(
        QPointF(target.rect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)
    office.rest()


def toast(office: Office) -> Toast:
    found = [each for each in office.window.findChildren(Toast) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def opened_by(office: Office) -> list[QUrl]:
    """What the page lets the system open from now on; nothing is really opened."""
    opened: list[QUrl] = []

    def note(url: QUrl) -> bool:
        opened.append(url)
        return True

    papers(office).acts.opener = note
    return opened


@pytest.fixture
def customer(office: Office) -> Office:
    """The card of a customer with a file and a note of somebody else."""
    with office.database.write() as session:
        add_content(session, CUSTOMER, "terms.pdf", PDF, EVA)
        add_note(session, CUSTOMER, "Calls on Mondays.", EVA)
    office.open("customer", "FJORD")
    return office


def test_every_page_of_a_record_can_own_papers() -> None:
    of_documents = {"document_comment"}  # a comment is itself a paper of its document
    tables = {spec.table for spec in all_pages() if spec.table} - of_documents
    assert len(tables) > 30
    assert [table for table in sorted(tables) if not can_own(table)] == []


def test_the_pane_shows_files_and_notes_with_who_and_when(customer: Office) -> None:
    assert titles(customer) == ["terms.pdf", "Calls on Mondays."]
    described = [line.accessibleDescription() for line in papers(customer).pane.rows]
    assert described[0].startswith("1 KB · EVA · ")
    assert described[1].startswith("EVA · ")


def test_dropped_files_are_attached(customer: Office, tmp_path: Path) -> None:
    data = dragged(a_file(tmp_path, "chair.png", PNG), a_file(tmp_path, "list.txt", b"oak"))
    assert drag_over(customer, data)
    assert papers(customer).target.isVisible()
    drop(customer, data)
    assert not papers(customer).target.isVisible()
    assert titles(customer) == ["chair.png", "list.txt", "terms.pdf", "Calls on Mondays."]
    assert customer.told() == []


def test_a_file_let_go_at_once_is_attached_too(customer: Office, tmp_path: Path) -> None:
    page = customer.page(CardPage)
    data = dragged(a_file(tmp_path, "chair.png", PNG))
    assert drag_into(page, data)
    drop(customer, data, page)
    assert titles(customer)[0] == "chair.png"
    assert not papers(customer).target.isVisible()


def test_what_leaves_the_page_leaves_no_target(customer: Office, tmp_path: Path) -> None:
    drag_over(customer, dragged(a_file(tmp_path)))
    QApplication.sendEvent(papers(customer).target, QDragLeaveEvent())
    assert not papers(customer).target.isVisible()
    assert not drag_over(customer, dragged(tmp_path))  # a folder
    text = QMimeData()
    text.setText("words")
    assert not drag_over(customer, text)


def test_an_address_of_the_web_becomes_a_link(customer: Office) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://kontor.example/offer")])
    assert drag_over(customer, data)
    drop(customer, data)
    assert [link.url for link in stored(customer).links] == ["https://kontor.example/offer"]


def test_a_refused_file_does_not_stop_the_others(customer: Office, tmp_path: Path) -> None:
    papers(customer).attach(
        [
            a_file(tmp_path, "twice.pdf"),
            a_file(tmp_path, "empty.txt", b""),
            a_file(tmp_path, "a.txt", b"a"),
        ]
    )
    customer.rest()
    assert titles(customer) == ["a.txt", "terms.pdf", "Calls on Mondays."]
    told = customer.told()
    assert told[0].startswith("twice.pdf was not attached: Customer FJORD has the same file")
    assert told[1].startswith("empty.txt is empty")


def test_the_key_opens_the_file_dialog(customer: Office, tmp_path: Path) -> None:
    customer.press(Qt.Key.Key_H, CTRL | SHIFT)
    page = customer.page(CardPage)
    [dialog] = page.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(a_file(tmp_path, "chair.png", PNG))])
    dialog.reject()
    customer.rest()
    assert titles(customer)[0] == "chair.png"


def test_a_picture_of_the_clipboard_is_attached(customer: Office) -> None:
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    customer.press(Qt.Key.Key_B, CTRL | SHIFT)
    [file] = [file for file in stored(customer).files if file.name != "terms.pdf"]
    assert file.name.startswith("Picture 20")
    assert file.name.endswith(".png")
    assert file.may_open
    QGuiApplication.clipboard().setText("only words")
    customer.press(Qt.Key.Key_B, CTRL | SHIFT)
    assert customer.told() == ["There is no file, picture or link in the clipboard."]


def test_the_rows_are_worked_by_keyboard(customer: Office) -> None:
    opened = opened_by(customer)
    customer.press(Qt.Key.Key_J, CTRL | SHIFT)
    rows = papers(customer).pane.rows
    assert rows[0].hasFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_Up)
    customer.press(Qt.Key.Key_Return)
    [url] = opened
    copy = Path(url.toLocalFile())
    assert (copy.name, copy.read_bytes()) == ("terms.pdf", PDF)
    assert copy.stat().st_mode & 0o222 == 0
    copy.unlink()
    copy.parent.rmdir()


def test_a_deleted_file_can_be_put_back_for_ten_seconds(customer: Office) -> None:
    papers(customer).pane.rows[0].setFocus()
    customer.press(Qt.Key.Key_Delete)
    assert titles(customer) == ["Calls on Mondays."]
    button(toast(customer), "Undo").click()
    customer.rest()
    assert titles(customer) == ["terms.pdf", "Calls on Mondays."]


def test_a_program_is_only_saved_after_a_question(customer: Office, tmp_path: Path) -> None:
    with customer.database.write() as session:
        add_content(session, CUSTOMER, "a setup.exe", PROGRAM, EVA)
    customer.rest()
    opened = opened_by(customer)
    papers(customer).pane.rows[0].setFocus()
    customer.press(Qt.Key.Key_Return)
    assert opened == []
    assert customer.dialog().windowTitle() == "Save a setup.exe"
    customer.answer("Save As…")
    [dialog] = customer.page(CardPage).findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "kept.exe"))
    dialog.reject()
    customer.rest()
    assert (tmp_path / "kept.exe").read_bytes() == PROGRAM
    assert customer.told() == [f"Saved as {tmp_path / 'kept.exe'}."]


def test_a_file_is_renamed(customer: Office) -> None:
    papers(customer).pane.rows[0].setFocus()
    customer.press(Qt.Key.Key_F2)
    line = customer.dialog().findChild(QLineEdit)
    assert line is not None
    assert line.selectedText() == "terms"
    line.setText("terms 2026.pdf")
    customer.answer("Rename")
    assert titles(customer)[0] == "terms 2026.pdf"


def test_a_refused_link_stays_in_its_dialog(customer: Office) -> None:
    customer.press(Qt.Key.Key_L, CTRL | SHIFT)
    address = customer.dialog().findChildren(QLineEdit)[0]
    address.setText("javascript:alert(1)")
    customer.answer("Add")
    assert customer.dialog().findChildren(QLineEdit)[0].text() == "javascript:alert(1)"
    address.setText("kontor.example")
    customer.answer("Add")
    assert titles(customer) == ["terms.pdf", "https://kontor.example", "Calls on Mondays."]
    opened = opened_by(customer)
    papers(customer).pane.rows[1].setFocus()
    customer.press(Qt.Key.Key_Return)
    assert opened == [QUrl("https://kontor.example")]


def test_a_program_on_a_server_is_only_copied(customer: Office) -> None:
    dialog = papers(customer).acts.ask_link()
    address, words = dialog.findChildren(QLineEdit)
    address.setText("\\\\server\\tools\\setup.exe")
    words.setText("Tool")
    customer.answer("Add")
    papers(customer).pane.rows[1].setFocus()
    customer.press(Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "\\\\server\\tools\\setup.exe"
    assert customer.told()[0].startswith("Kontor opens no programs.")


def test_notes_are_written_and_changed_by_their_author(customer: Office) -> None:
    customer.press(Qt.Key.Key_N, CTRL | SHIFT)
    text = customer.dialog().findChild(QPlainTextEdit)
    assert text is not None
    text.setPlainText("Prefers mail.")
    customer.answer("Add")
    mine, theirs = papers(customer).pane.rows[1:]
    assert [act.name for act in mine.acts] == ["change", "copy", "delete"]
    assert [act.name for act in theirs.acts] == ["copy"]
    mine.setFocus()
    customer.press(Qt.Key.Key_F2)
    changed = customer.dialog().findChild(QPlainTextEdit)
    assert changed is not None
    changed.setPlainText("Prefers letters.")
    customer.answer("Save")
    assert titles(customer) == ["terms.pdf", "Prefers letters.", "Calls on Mondays."]


def test_a_new_record_has_no_papers_yet(office: Office) -> None:
    office.open("customer", NewRecord())
    assert not office.page(CardPage).commands["attach_file"].isEnabled()
    assert not papers(office).target.is_open


def test_the_next_record_shows_its_own_papers(customer: Office) -> None:
    customer.press(Qt.Key.Key_Down, CTRL)
    assert titles(customer) == []
    customer.press(Qt.Key.Key_Up, CTRL)
    assert titles(customer) == ["terms.pdf", "Calls on Mondays."]


def test_documents_have_papers_also_when_they_are_posted(office: Office, tmp_path: Path) -> None:
    office.open("sales_order", "SO00002")
    papers(office).attach([a_file(tmp_path)])
    office.rest()
    order = RecordRef("sales_header", ("order", "SO00002"))
    assert [file.name for file in stored(office, order).files] == ["offer.pdf"]
    office.open("posted_invoice", "PI00001")
    papers(office).attach([a_file(tmp_path)])
    office.rest()
    assert titles(office) == ["offer.pdf"]


# -- flowing to sales documents, and versions


def switch(office: Office, row: int = 0) -> IconButton:
    """The button of a file that says whether it flows."""
    found = papers(office).pane.rows[row].switch
    assert found is not None
    return found


def test_the_switch_of_a_file_is_turned_by_keyboard(customer: Office) -> None:
    customer.press(Qt.Key.Key_J, CTRL | SHIFT)
    customer.press(Qt.Key.Key_Tab)
    button_of_file = switch(customer)
    assert button_of_file.hasFocus()
    assert button_of_file.accessibleName() == "terms.pdf flows to sales documents"
    assert not button_of_file.isChecked()
    customer.press(Qt.Key.Key_Space)
    assert [file.flows_to_sales for file in stored(customer).files] == [True]
    assert switch(customer).isChecked()
    assert switch(customer).hasFocus()
    [line, note] = papers(customer).pane.rows
    assert line.accessibleDescription().startswith("Flows to sales · 1 KB · EVA")
    assert note.switch is None
    [action] = [each for each in line.menu().actions() if each.isCheckable()]
    assert (action.text(), action.isChecked()) == ("Flows to Sales Documents", True)
    action.trigger()
    customer.rest()
    assert not switch(customer).isChecked()


def test_a_document_says_from_which_card_a_file_came(customer: Office) -> None:
    switch(customer).click()
    customer.rest()
    with customer.database.write() as session:
        key = create_document(session, DocumentType.QUOTE, EVA, "FJORD").key
    customer.open("sales_quote", key)
    [line] = papers(customer).pane.rows
    assert line.switch is None
    assert line.accessibleDescription().endswith(" · from Customer FJORD")


def test_a_version_shows_its_files_and_takes_no_others(office: Office, tmp_path: Path) -> None:
    key = DocumentKey(DocumentType.ORDER, "SO00002")
    with office.database.write() as session:
        add_content(session, document_ref(key), "drawing.png", PNG, EVA)
        archive(session, key, EVA)
    page = office.open("document_version", ("order", "SO00002", 1))
    assert isinstance(page, DocumentPage)
    [line] = papers(office).pane.rows
    assert [act.name for act in line.acts] == ["open", "save_as"]
    assert not drag_into(page, dragged(a_file(tmp_path)))
    assert "attach_file" not in page.commands
    office.press(Qt.Key.Key_J, CTRL | SHIFT)
    assert line.hasFocus()


# -- following


def change_city(office: Office, city: str) -> None:
    """Somebody else changes the customer."""
    with office.database.write() as session:
        change_record(session, "customer", CUSTOMER.key, ("city", city), EVA)
    office.rest()


def told(office: Office) -> list[str]:
    """The messages behind the bell."""
    return [each.text for each in office.window.notifications.messages()]


def test_a_followed_card_rings_the_bell(customer: Office) -> None:
    customer.do("follow")
    user = customer.window.desk.context.user
    assert customer.read(lambda session: followers(session, CUSTOMER)) == [user]
    assert customer.page(CardPage).commands["follow"].text() == "Stop Following"
    change_city(customer, "Lund")
    assert customer.window.notifications.unread == 1
    assert customer.window.top_bar.bell.accessibleName() == "Notifications, 1 new"
    assert told(customer) == ["EVA changed City of Customer FJORD."]
    customer.do("follow")
    change_city(customer, "Malmö")
    assert customer.read(lambda session: followers(session, CUSTOMER)) == []


def test_a_message_opens_its_record_is_seen_and_can_be_dismissed(customer: Office) -> None:
    customer.do("follow")
    change_city(customer, "Lund")
    customer.open("home")
    bell = customer.window.notifications
    [message] = bell.messages()
    assert message.open is not None
    message.open()
    customer.rest()
    assert customer.window.navigation.current_place == ("customer", "FJORD")
    bell.mark_seen()
    customer.rest()
    assert bell.unread == 0
    bell.dismiss(*bell.messages())
    customer.rest()
    assert told(customer) == []


def test_the_page_of_notifications_opens_records_and_tells_of_gone_ones(office: Office) -> None:
    order = DocumentKey(DocumentType.ORDER, "SO00002")
    office.open("sales_order", "SO00002")
    office.do("follow")
    office.open("customer", "FJORD")
    office.do("follow")
    with office.database.write() as session:
        reopen(session, order, EVA)
    change_city(office, "Lund")
    page = office.open("notifications")
    assert isinstance(page, NotificationPage)
    office.rest()
    assert page.model.rowCount() >= 1
    page.table.go_to(0)
    page.open_current()
    office.rest()
    assert office.window.navigation.current_place == ("customer", "FJORD")
    office.open("notifications")
    office.do("mark_all_read")
    assert office.window.notifications.unread == 0


def test_a_message_about_what_is_gone_opens_nothing(office: Office) -> None:
    with office.database.write() as session:
        add_record(session, "reason_code", {"code": "GONE"}, EVA)
    office.open("reason_code_card", "GONE")
    office.do("follow")
    with office.database.write() as session:
        delete_record(session, "reason_code", ("GONE",), EVA)
    page = office.open("notifications")
    assert isinstance(page, NotificationPage)
    office.rest()
    page.open_current()
    office.rest()
    assert office.place == "notifications"
    assert office.told() == ["The record is gone, so there is nothing to open."]
