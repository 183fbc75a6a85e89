"""Items at work: texts below a line, substitutes, pictures, copies."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QRadioButton
from sqlalchemy.orm import Session

from desktop.models.words import TextOwner
from desktop.services.context import UserContext
from desktop.services.items.extended_texts import read_text, write_text
from desktop.services.items.pictures import PICTURE_SIDE, picture_of
from desktop.services.records import add_record
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_spec import NewRecord
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import Office, visible

CONTEXT = UserContext(user=USER, work_date=WORK_DATE)
TEXT = (TextOwner.ITEM, "DESK", 1)


def descriptions(page: DocumentPage) -> list[object]:
    """What the lines of a document say."""
    return [line.values["description"] for line in page.view.lines]


def give(office: Office, name: str, row: int = 0) -> None:
    """Give a command of the lines with the cursor on a row."""
    lines = office.page(DocumentPage).lines
    lines.grid.setFocus()
    assert lines.grid.go_to_row(row)
    lines.commands.registry[name].trigger()
    office.rest()


def add(office: Office, table: str, **values: object) -> None:
    """Enter a record as somebody else."""
    with office.database.write() as session:
        add_record(session, table, values, CONTEXT)


def test_a_text_is_written_on_its_card(office: Office) -> None:
    page = office.card(
        "extended_text_card", NewRecord({"owner_type": TextOwner.ITEM, "no": "DESK"})
    )
    assert page.groups.go_to("all_languages")
    office.press(Qt.Key.Key_Space)
    office.press(Qt.Key.Key_Tab)
    assert page.record is not None
    office.do("write_text")
    office.dialog().findChildren(QPlainTextEdit)[0].setPlainText("Oiled oak.\nTwo parcels.")
    office.answer("Save")
    written = office.read(lambda session: read_text(session, TEXT))
    assert written == "Oiled oak.\nTwo parcels."
    assert any("Two parcels." in label.text() for label in visible(page, QLabel))


def test_texts_come_below_a_line_and_go_back_by_undo(office: Office) -> None:
    add(office, "extended_text", owner_type="item", no="DESK", all_languages=True)
    with office.database.write() as session:
        write_text(session, TEXT, "Oiled oak.", CONTEXT)
    page = office.document("sales_order", "SO00002")
    before = descriptions(page)
    give(office, "extended_texts")
    assert descriptions(page) == [before[0], "Oiled oak.", *before[1:]]
    office.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert descriptions(page) == before


def test_a_substitute_is_chosen_on_a_line(office: Office) -> None:
    page = office.document("sales_order", "SO00002")
    give(office, "substitutes")
    assert any("no substitutes" in text for text in office.told())
    add(office, "item_substitution", item_no="DESK", substitute_no="LAMP", condition_text="Joke")
    give(office, "substitutes")
    [way] = office.dialog().findChildren(QRadioButton)
    assert way.text() == "LAMP · Desk lamp, black"
    assert "Joke" in way.accessibleDescription()
    assert "890" in way.accessibleDescription()
    office.answer("Replace")
    assert descriptions(page)[0] == "Desk lamp, black"


def test_a_picture_is_pasted_scaled_and_shown(office: Office) -> None:
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    page = office.card("item", "DESK")
    office.do("paste_picture")
    kept = QImage.fromData(office.read(_picture))
    assert (kept.width(), kept.height()) == (PICTURE_SIDE, PICTURE_SIDE // 2)
    assert any(label.accessibleName() == "Oak desk 160 cm" for label in visible(page, QLabel))
    office.do("remove_picture")
    assert office.read(lambda session: picture_of(session, "DESK")) is None


def _picture(session: Session) -> bytes:
    return picture_of(session, "DESK") or b""


def test_what_is_no_picture_is_told(office: Office) -> None:
    office.card("item", "DESK")
    QGuiApplication.clipboard().setText("hello")
    office.do("paste_picture")
    assert office.told() == ["There is no picture in the clipboard."]


def test_an_item_is_copied_under_a_number_of_its_own(office: Office) -> None:
    office.card("item", "DESK")
    office.do("copy_item")
    office.dialog().findChildren(QLineEdit)[0].setText("desk")
    office.answer("Copy")
    assert visible(office.dialog(), QLabel)
    office.dialog().findChildren(QLineEdit)[0].setText("DESK-2")
    office.answer("Copy")
    page = office.page(CardPage)
    assert page.title == "DESK-2 · Oak desk 160 cm"
