"""Somebody walks with a pick: scanner and keyboard, nothing else (PF135, PF137)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QPushButton
from sqlalchemy import delete, select

from desktop.errors import RecordRef
from desktop.models.codes import ShippingAgent
from desktop.models.picks import PickHeader, PickLine
from desktop.models.posted import SalesShipmentHeader
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import PickStatus, ShortReason
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.picking.creation import create_pick_for
from desktop.services.picking.scanning import line_code
from desktop.services.sales.release import release
from desktop.views.pages import tracking
from desktop.views.posted.pdf_view import PdfDialog
from desktop.views.shell.actions import Place
from desktop.views.warehouse.pick_page import PickPage
from tests.views.areas.office import Office

ORDER = DocumentKey(DocumentType.ORDER, "SO00002")
NO = "PK00002"


def a_pick(office: Office) -> PickPage:
    """The pick of an order of DESK 2, LAMP 2, CHAIR 8; nothing is said yet."""
    context = office.window.desk.context
    with office.database.write() as session:
        release(session, ORDER, context)
        create_pick_for(session, ORDER, context)
    office.open("pick", NO)
    page = office.page(PickPage)
    page.take_focus()
    return page


def picked(office: Office) -> dict[str, Decimal]:
    """What is picked of each item."""
    statement = select(PickLine.item_no, PickLine.quantity_picked).where(PickLine.pick_no == NO)
    return office.read(lambda session: dict(session.execute(statement).all()))


def test_a_walk_with_scanner_and_keyboard(office: Office) -> None:
    page = a_pick(office)
    heard: list[str] = []
    page.sound = lambda: heard.append("beep")
    numbers = [line.line_no for line in page.view.lines] if page.view else []
    assert page.panel.item.text() == "CHAIR"
    # The code of a line jumps to it; the code of goods adds one unit.
    office.keys(line_code(NO, numbers[1]))
    office.press(Qt.Key.Key_Return)
    assert page.panel.item.text() == "DESK"
    office.keys("DESK")
    office.press(Qt.Key.Key_Return)
    assert page.panel.wanted.text() == "1 of 2 PCS"
    assert not heard
    # What is not on the pick is heard and read, and changes nothing.
    before = picked(office)
    office.keys("NONSENSE")
    office.press(Qt.Key.Key_Return)
    assert heard == ["beep"]
    assert page.panel.alarm.isVisible()
    assert "NONSENSE is not on this pick" in page.panel.alarm.text()
    assert picked(office) == before
    # Enter accepts what is proposed and goes on.
    office.press(Qt.Key.Key_Return)
    assert picked(office)["DESK"] == 2
    assert page.panel.item.text() == "LAMP"
    # A shorter quantity asks for its reason.
    office.press(Qt.Key.Key_F2)
    office.keys("1")
    office.press(Qt.Key.Key_Return)
    office.press(Qt.Key.Key_1)
    assert page.panel.item.text() == "CHAIR"
    office.press(Qt.Key.Key_Return)
    assert picked(office) == {"CHAIR": 8, "DESK": 2, "LAMP": 1}
    assert any("Every line is done" in text for text in office.told())
    office.do("register_pick")
    assert any("PK00002 is registered" in text for text in office.told())
    lines = select(SalesLine.no, SalesLine.qty_to_ship).where(SalesLine.document_no == ORDER.no)
    to_ship = office.read(lambda session: dict(session.execute(lines).all()))
    assert to_ship == {"DESK": 2, "LAMP": 1, "CHAIR": 8}
    assert page.code.placeholderText() == "Scan the next pick"


def status(page: PickPage) -> PickStatus | None:
    """How far the pick has come, as the page shows it."""
    return page.view.status if page.view else None


def scanned(office: Office, *codes: str) -> None:
    """A scanner types a code and Enter."""
    for code in codes:
        office.keys(code)
        office.press(Qt.Key.Key_Return)


def test_a_walk_by_scanning_alone(office: Office) -> None:
    page = a_pick(office)
    assert page.view is not None
    lines = {line.item_no: line_code(NO, line.line_no) for line in page.view.lines}
    scanned(office, lines["CHAIR"], "*OK*", lines["DESK"], "DESK", "DESK")
    # Not all of the lamps are found, and registering says why it cannot be yet.
    scanned(office, lines["LAMP"], "LAMP", "*register*")
    assert status(page) is PickStatus.OPEN
    assert any("reason" in text for text in office.told())
    scanned(office, "*DAMAGED*", "*REGISTER*")
    assert status(page) is PickStatus.REGISTERED
    assert picked(office) == {"CHAIR": 8, "DESK": 2, "LAMP": 1}
    reason = select(PickLine.short_reason).where(PickLine.item_no == "LAMP", PickLine.pick_no == NO)
    assert office.read(lambda session: session.scalar(reason)) is ShortReason.DAMAGED
    # The next pick is opened by its own code; what is none is heard.
    heard: list[str] = []
    page.sound = lambda: heard.append("beep")
    scanned(office, "*OK*", "PK99999")
    assert heard == ["beep", "beep"]
    scanned(office, "pk00001")
    assert office.page(PickPage).no == "PK00001"


def test_register_and_ship_asks_for_the_date_once(office: Office) -> None:
    page = a_pick(office)
    for _line in range(3):
        office.press(Qt.Key.Key_Return)
    office.press(Qt.Key.Key_F9)
    office.answer("Register and Ship")
    statement = select(SalesShipmentHeader.no).where(SalesShipmentHeader.order_no == ORDER.no)
    shipped = office.read(lambda session: session.scalars(statement).all())
    assert len(shipped) == 1
    assert any(shipped[0] in text for text in office.told())
    assert page.view is not None
    assert page.view.status is PickStatus.REGISTERED


def test_a_pick_is_cancelled_after_asking(office: Office) -> None:
    a_pick(office)
    office.do("cancel_pick")
    office.answer("Cancel Pick")
    header = office.read(lambda session: session.get_one(PickHeader, NO).status)
    assert header is PickStatus.CANCELLED


def test_the_list_of_orders_offers_papers_picks_and_shipping(office: Office) -> None:
    page = office.listed("sales_orders")
    page.table.selectAll()
    office.rest()
    office.do("picking_list")
    office.answer("Show")
    [paper] = [each for each in page.findChildren(PdfDialog) if each.isVisible()]
    assert paper.view.pages.page_count >= 2
    before = office.read(printed)
    assert not any(before.values())
    paper.view.printed.emit()
    office.rest()
    assert set(office.read(printed).values()) == {1}
    paper.reject()
    office.rest()
    office.do("ship_available")
    assert any("Nothing is posted yet" in text for text in office.told())


def test_lists_of_the_warehouse_offer_what_they_are_there_for(office: Office) -> None:
    """No list has nothing but "…": papers and picks are one click, and a pick is printed."""
    queue = office.listed("print_queue")
    shown = [spec.id for spec in queue.commands.at(Place.BAR)]
    assert shown == ["picking_list", "pick_instruction", "create_pick", "ship_available"]
    a_pick(office)
    listed = office.listed("picks")
    office.do("print_pick")
    [paper] = [each for each in listed.findChildren(PdfDialog) if each.isVisible()]
    paper.reject()
    office.rest()


def test_where_no_pick_is_the_way_to_the_orders_is_offered(office: Office) -> None:
    with office.database.write() as session:
        session.execute(delete(PickLine))
        session.execute(delete(PickHeader))
    listed = office.listed("picks")
    [way] = [one for one in listed.findChildren(QPushButton) if one.text() == "Due to Leave"]
    way.click()
    office.rest()
    assert office.place == "print_queue"


def printed(session: object) -> dict[str, int]:
    """How often the picking lists of open orders were printed."""
    statement = select(SalesHeader.no, SalesHeader.picking_lists_printed).where(
        SalesHeader.document_type == DocumentType.ORDER, SalesHeader.completed.is_(False)
    )
    return dict(session.execute(statement).all())  # type: ignore[attr-defined]  # a Session


def test_back_orders_open_their_order_and_are_printed(office: Office) -> None:
    page = office.listed("back_orders")
    texts = [page.model.row(at).order_no for at in range(page.model.rowCount())]
    assert texts
    office.do("print_back_orders")
    [paper] = [each for each in page.findChildren(PdfDialog) if each.isVisible()]
    paper.reject()
    office.rest()


def test_a_parcel_is_followed_in_the_browser(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(tracking, "open_address", lambda url: opened.append(encoded(url)))
    with office.database.write() as session:
        session.get_one(ShippingAgent, "DHL").internet_address = "https://track.example/?n=%1"
        header = session.get_one(SalesHeader, (DocumentType.ORDER, ORDER.no))
        header.shipping_agent_code = "DHL"
        header.package_tracking_no = "AB 12/3"
    office.open("sales_order", ORDER.no)
    office.do("track_package")
    assert opened == ["https://track.example/?n=AB%2012%2F3"]
    assert office.window.navigation.open_record(RecordRef("pick_header", ("PK00001",)))
    office.rest()


def encoded(address: QUrl) -> str:
    """An address as the browser receives it."""
    return bytes(address.toEncoded().data()).decode()
