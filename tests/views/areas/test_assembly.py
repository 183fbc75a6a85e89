"""Kits at work: a bill of materials, an order from a blank page to the stock, and back again."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.models.assembly import PostedAssemblyHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.records import add_record
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pages.entry_list import Entries, EntryListPage
from desktop.views.posted.pdf_view import PdfDialog
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import Office, visible

CONTEXT = UserContext(user=USER, work_date=WORK_DATE)


def make_a_kit(office: Office) -> None:
    """CHAIR is made of two LAMPs, in the eyes of these tests."""
    values = {"parent_item_no": "CHAIR", "no": "LAMP", "quantity_per": Decimal(2)}
    with office.database.write() as session:
        add_record(session, "bom_component", values, CONTEXT)


def quantities(page: DocumentPage) -> list[object]:
    """How much the lines of a document need."""
    return [line.values["quantity"] for line in page.view.lines]


def test_a_kit_is_made_from_a_blank_page_and_taken_apart_again(office: Office) -> None:
    make_a_kit(office)
    page = office.document("assembly_order", NewRecord())
    office.type_into("item_no", "CHAIR")
    office.type_into("quantity", "3")
    assert quantities(page) == [Decimal(6)]
    office.type_into("quantity_to_assemble", "2")
    office.do("post")
    office.answer("Post")
    assert any("PA00001" in text for text in office.told())
    assert page.view.header["remaining_quantity"] == Decimal(1)
    office.do("post")
    office.answer("Post")
    posted = office.page(DocumentPage)
    assert (office.place, posted.view.key) == ("posted_assembly", "PA00002")
    office.do("undo_assembly")
    office.answer("Undo")
    office.answer("Make Order Again")
    assert any("undone" in text for text in office.told())
    assert any(label.text() == "Undone" for label in visible(posted, QLabel))
    marks = office.read(
        lambda s: {each.no: each.reversed for each in s.query(PostedAssemblyHeader)}
    )
    assert (marks["PA00001"], marks["PA00002"]) == (False, True)


def test_undo_on_the_page_takes_a_quantity_back(office: Office) -> None:
    make_a_kit(office)
    page = office.document("assembly_order", NewRecord({"item_no": "CHAIR"}))
    office.type_into("quantity", "4")
    assert quantities(page) == [Decimal(8)]
    office.do("undo")
    assert quantities(page) == [Decimal(2)]


def test_the_card_of_an_item_leads_to_its_components(office: Office) -> None:
    make_a_kit(office)
    office.card("item", "CHAIR")
    office.do("item_bom")
    page = office.page(EntryListPage)
    assert page.key == Entries((("parent_item_no", "CHAIR"),), "CHAIR")
    office.card("item", "LAMP")
    office.do("item_part_of")
    assert office.place == "item_part_of"


def line_of_chairs(office: Office) -> DocumentPage:
    """A sales order with the cursor on its line of chairs."""
    page = office.document("sales_order", "SO00002")
    row = next(i for i, line in enumerate(page.view.lines) if line.values["no"] == "CHAIR")
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_row(row)
    return page


def test_ctrl_enter_opens_what_is_put_together_and_makes_nothing(office: Office) -> None:
    make_a_kit(office)
    page = line_of_chairs(office)
    office.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.rest()
    assert any("Nothing is assembled" in text for text in office.told())
    page.lines.commands.registry["assemble_to_order"].trigger()
    office.rest()
    line_of_chairs(office)
    office.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.rest()
    assert office.place == "assembly_order"
    assert office.page(DocumentPage).view.header["item_no"] == "CHAIR"


def test_the_price_of_the_components_is_taken_over_when_the_clerk_agrees(office: Office) -> None:
    make_a_kit(office)
    page = line_of_chairs(office)
    page.lines.commands.registry["assemble_to_order"].trigger()
    office.rest()
    page = line_of_chairs(office)
    before = prices(page)
    page.lines.commands.registry["roll_up_price"].trigger()
    office.rest()
    office.answer("Take Over Price")
    assert prices(page) != before
    office.do("undo")
    assert prices(page) == before


def prices(page: DocumentPage) -> list[object]:
    """The prices of the lines of a document."""
    return [line.values["unit_price"] for line in page.view.lines]


def test_a_kit_gives_way_to_its_components_and_comes_back(office: Office) -> None:
    make_a_kit(office)
    page = line_of_chairs(office)
    numbers = [line.values["no"] for line in page.view.lines]
    page.lines.commands.registry["explode_bom"].trigger()
    office.rest()
    assert [line.values["no"] for line in page.view.lines].count("LAMP") > numbers.count("LAMP")
    office.do("undo")
    assert [line.values["no"] for line in page.view.lines] == numbers


def test_a_sales_line_leads_to_what_is_put_together_for_it(office: Office) -> None:
    make_a_kit(office)
    page = office.document("sales_order", "SO00002")
    row = next(i for i, line in enumerate(page.view.lines) if line.values["no"] == "CHAIR")
    wanted = page.view.lines[row].values["quantity"]
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_row(row)
    page.lines.commands.registry["assemble_to_order"].trigger()
    office.rest()
    made = office.page(DocumentPage)
    assert office.place == "assembly_order"
    assert (made.view.header["item_no"], made.view.header["quantity"]) == ("CHAIR", wanted)
    assert made.view.header["sales_order_no"] == "SO00002"
    assert "quantity" in made.view.locks


def test_a_warning_leads_to_the_components_that_are_short(office: Office) -> None:
    make_a_kit(office)
    page = line_of_chairs(office)
    page.lines.commands.registry["assemble_to_order"].trigger()
    office.rest()
    made = office.page(DocumentPage)
    office.do("check_components")
    listed = office.page(ListPage)
    office.rest()
    [row] = [listed.model.row(at) for at in range(listed.model.rowCount())]
    assert (row.no, row.needed) == ("LAMP", made.view.lines[0].values["remaining"])
    assert any("enough for" in label.text() for label in visible(listed, QLabel))
    listed.table.selectRow(0)
    listed.open_current()
    office.rest()
    assert office.place == "availability_by_event"


def test_what_kits_brought_is_listed_and_printed(office: Office) -> None:
    make_a_kit(office)
    page = line_of_chairs(office)
    page.lines.commands.registry["assemble_to_order"].trigger()
    office.rest()
    with office.database.write() as session:
        key = DocumentKey(DocumentType.ORDER, "SO00002")
        post(session, key, PostingChoice(invoice=False), CONTEXT)
    listed = office.listed("kit_sales")
    rows = [listed.model.row(at) for at in range(listed.model.rowCount())]
    assert [(row.no, row.is_kit) for row in rows] == [("CHAIR", True), ("LAMP", False)]
    office.do("print_kit_sales")
    [paper] = [each for each in listed.findChildren(PdfDialog) if each.isVisible()]
    paper.reject()
    office.rest()
    listed.table.selectRow(0)
    listed.open_current()
    office.rest()
    assert office.place == "posted_assembly"
