"""Posted documents are complete copies, with the texts that belong to them (SD77, SD108)."""

from datetime import date

from desktop.models.posted import (
    SalesInvoiceHeader,
    SalesInvoiceLine,
    SalesShipmentHeader,
    SalesShipmentLine,
)
from desktop.models.sales import DocumentComment, SalesLine
from tests.builders.posting_world import PostingWorld, sale, values


def text(description: str, attached_to: int = 0) -> SalesLine:
    return SalesLine(description=description, attached_to_line_no=attached_to)


def add_texts(world: PostingWorld, key_no: str) -> None:
    """A text to each of two lines, and a free one."""
    for line_no, attached_to, words in (
        (10001, 10000, "about A"),
        (20001, 20000, "about B"),
        (30000, 0, "thank you"),
    ):
        line = text(words, attached_to)
        line.document_type, line.document_no, line.line_no = "order", key_no, line_no  # type: ignore[assignment]  # as stored
        world.session.add(line)
    world.session.flush()


def test_texts_go_with_their_lines_and_free_ones_with_all(world: PostingWorld) -> None:
    world.item("A")
    world.item("B")
    key = world.order(sale("A", 1), sale("B", 1, qty_to_ship=0))
    add_texts(world, key.no)
    world.post(key)
    assert world.column(SalesInvoiceLine, "description") == ["A", "about A", "thank you"]
    assert world.column(SalesShipmentLine, "line_no") == [10000, 10001, 30000]
    world.post(key)
    second = world.rows(SalesInvoiceLine, document_no="PI00002")
    assert [line.description for line in second] == ["B", "about B", "thank you"]


def test_headers_say_where_they_come_from(world: PostingWorld) -> None:
    world.item("A")
    key = world.order(
        sale("A", 1),
        external_document_no="PO 7",
        your_reference="Ann",
        work_description="Handle with care",
    )
    result = world.post(key, posting_id="id-1")
    [shipment] = world.rows(SalesShipmentHeader)
    [invoice] = world.rows(SalesInvoiceHeader)
    for header in (shipment, invoice):
        assert values(header, "order_no external_document_no your_reference") == [
            key.no,
            "PO 7",
            "Ann",
        ]
        assert values(header, "user posting_id work_description sell_to_name") == [
            "ADMIN",
            "id-1",
            "Handle with care",
            "C1",
        ]
    assert values(invoice, "amount vat_amount amount_payable") == [100, 25, 125]
    [line] = world.rows(SalesInvoiceLine)
    assert values(line, "order_no order_line_no shipment_no shipment_line_no") == [
        key.no,
        10000,
        result.shipment_no,
        10000,
    ]


def test_remarks_are_copied_as_the_set_up_says(world: PostingWorld) -> None:
    world.item("A")
    world.setup(copy_comments_to_shipment=False)
    key = world.order(sale("A", 1))
    for line_no, words in ((0, "to the whole"), (10000, "to the line"), (20000, "to no line")):
        world.session.add(
            DocumentComment(
                document_table="sales_header",
                document_type="order",
                document_no=key.no,
                document_line_no=line_no,
                line_no=10000,
                date=date(2026, 1, 15),
                text=words,
            )
        )
    world.session.flush()
    world.post(key)
    assert world.rows(DocumentComment, document_table="sales_shipment_header") == []
    copied = world.rows(DocumentComment, document_table="sales_invoice_header")
    assert [comment.text for comment in copied] == ["to the whole", "to the line"]


def test_the_remarks_of_an_invoice_go_with_its_draft(world: PostingWorld) -> None:
    world.item("A")
    key = world.invoice(sale("A", 1))
    world.session.add(
        DocumentComment(
            document_table="sales_header",
            document_type="invoice",
            document_no=key.no,
            document_line_no=0,
            line_no=10000,
            text="remember",
        )
    )
    world.session.flush()
    world.post(key)
    tables = world.column(DocumentComment, "document_table")
    assert sorted(tables) == ["sales_invoice_header", "sales_shipment_header"]


def test_another_posting_date_replaces_the_documents(world: PostingWorld) -> None:
    world.item("A")
    world.post(world.order(sale("A", 1)), on=date(2026, 1, 20))
    [invoice] = world.rows(SalesInvoiceHeader)
    assert values(invoice, "posting_date document_date due_date") == [
        date(2026, 1, 20),
        date(2026, 1, 20),
        date(2026, 2, 19),
    ]
