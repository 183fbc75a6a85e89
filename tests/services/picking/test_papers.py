"""Picking lists, pick instructions and picks on paper (PF130–PF134, PF138)."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from desktop.models.items import ItemReference
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.picks import PickHeader
from desktop.models.sales import SalesHeader, SalesLine
from desktop.services.context import UserContext
from desktop.services.picking.contents import PickingTerms
from desktop.services.picking.order_filter import order_filter
from desktop.services.picking.refusals import NothingToPick
from desktop.services.picking.scanning import ScanCommand, command_of
from desktop.services.picking.sorting import PickGrouping
from desktop.services.reports.barcodes import code_128_modules
from desktop.services.reports.pick_papers import (
    PickPaper,
    count_prints,
    is_scannable,
    pick_instruction_pdf,
    pick_pdf,
    picking_list_pdf,
)
from desktop.services.reports.pick_sheets import PaperSize
from tests.builders.posting_world import sale
from tests.services.picking.test_picks import the_example
from tests.services.picking.walks import Warehouse
from tests.services.reports.reading import pages_of, text_of

LIMITED = PickingTerms(limit_to_stock=True)
OPEN = PickingTerms()


def the_list(
    world: Warehouse, text: str = "", terms: PickingTerms = OPEN, size: PaperSize = PaperSize.A4
) -> PickPaper:
    """The picking lists of a filter."""
    return picking_list_pdf(world.session, order_filter(text), terms, world.context, size)


def test_a_list_names_goods_kits_and_texts_and_nothing_else(world: Warehouse) -> None:
    for no, bin_text in (("A", "A-10"), ("C", "B-1"), ("D", "B-2")):
        world.shelf(no, 9, bin_text)
    world.item("SERVICE", type="service")
    key = world.order(
        {"type": "comment", "description": "Ring the bell"},
        sale("A", 4),
        {"type": "comment", "description": "This side up"},
        sale("SERVICE", 1),
        {"type": "gl_account", "no": "3590", "quantity": 1, "unit_price": 5},
        sale("A", 3, drop_shipment=True),
        shipping_agent_code="DHL",
        external_document_no="EXT-7",
    )
    world.item("KIT")
    world.add(key, sale("KIT", 3))
    world.kit(key, 7, {"C": 2, "D": 1}, kits=2)
    text = text_of(the_list(world).pdf)
    assert f"Picking List {key.no}" in text
    assert "NOT RELEASED" in text
    for words in ("Ring the bell", "This side up", "EXT-7", "DHL", "C1", "Copy 1"):
        assert words in text
    assert "A-10 A A 4 4 PCS 9" in text
    assert "KIT KIT 1 1 PCS" in text
    assert "KIT KIT 2 2 PCS To be assembled from:" in text
    assert "B-1 C C 4 4 PCS 9" in text
    assert "B-2 D D 2 2 PCS 9" in text
    assert "SERVICE" not in text
    assert "3590" not in text
    assert f"{key.no}/20000" in text


def test_a_collect_list_names_the_share_of_each_order(world: Warehouse) -> None:
    first, other = the_example(world)
    context = world.context
    paper = pick_instruction_pdf(world.session, order_filter(), LIMITED, context)
    text = text_of(paper.pdf)
    assert "A-2 B B 2 PCS 9" in text
    assert f"A-10 A A 5 PCS 5 2 {first.no} 4 · {other.no} 1, missing 2" in text
    assert f"{other.no} 2 for KIT" in text
    assert paper.order_nos == (first.no, other.no)
    by_customer = PickingTerms(limit_to_stock=True, grouping=PickGrouping.CUSTOMER)
    grouped = pick_instruction_pdf(world.session, order_filter(), by_customer, context)
    assert "Customer C1" in text_of(grouped.pdf)


def test_orders_that_are_left_out_are_named_at_the_end(world: Warehouse) -> None:
    _first, other = the_example(world, shipping_advice="complete")
    paper = pick_instruction_pdf(world.session, order_filter(), LIMITED, world.context)
    assert f"Left out: {other.no}: A 2 missing" in text_of(paper.pdf)
    whole = world.released(sale("A", 6), shipping_advice="complete")
    with pytest.raises(NothingToPick, match=f"{whole.no}: A 1 missing"):
        the_list(world, whole.no, LIMITED)


@pytest.mark.parametrize(("size", "width"), [(PaperSize.A4, 595), (PaperSize.A5, 419)])
def test_each_order_counts_its_own_pages(world: Warehouse, size: PaperSize, width: int) -> None:
    for place in range(24):
        world.shelf(f"I{place}", 1, f"A-{place}")
    world.released(*[sale(f"I{place}", 1) for place in range(24)])
    world.released(sale("I1", 1))
    pdf = the_list(world, size=size).pdf
    pages = pages_of(pdf)
    assert len(pages) >= 3
    count = len(pages) - 1
    assert all(f"Page {n} of {count}" in pages[n - 1] for n in range(1, count + 1))
    assert "Page 1 of 1" in pages[-1]
    assert all("Bin" in page and "Picking List" in page for page in pages)
    # In natural order of the bins.
    whole = " ".join(pages)
    assert whole.index("A-2 I2") < whole.index("A-10 I10")
    assert int(PdfReader(BytesIO(pdf)).pages[0].mediabox.width) == width


def test_the_words_are_those_of_the_user(world: Warehouse) -> None:
    world.shelf("A", 5)
    world.released(sale("A", 1))
    swedish = UserContext("ADMIN", world.context.work_date, language="sv")
    paper = picking_list_pdf(world.session, order_filter(), OPEN, swedish)
    assert b"/Lang (sv" in paper.pdf


@pytest.mark.parametrize("size", list(PaperSize))
def test_a_pick_carries_the_codes_that_stand_for_keys(world: Warehouse, size: PaperSize) -> None:
    world.shelf("A", 5)
    no = world.pick(world.released(sale("A", 1))).no
    written = text_of(pick_pdf(world.session, no, world.context, size).pdf)
    for words in ("Accept Quantity", "Register Pick", "Missing", "Damaged", "Later"):
        assert words in written
    assert {command_of(f" {each.value.lower()} ") for each in ScanCommand} == set(ScanCommand)
    assert command_of("A-10") is None


def test_printing_counts_and_changes_nothing_else(world: Warehouse) -> None:
    world.shelf("A", 5)
    key = world.released(sale("A", 1))
    before = stored(world, key.no)
    paper = the_list(world)
    assert stored(world, key.no) == before
    count_prints(world.session, paper, world.context)
    assert world.header(key).picking_lists_printed == 1
    assert stored(world, key.no) == before
    assert "Copy 2" in text_of(the_list(world).pdf)
    no = world.pick(key).no
    made = pick_pdf(world.session, no, world.context, PaperSize.A5)
    assert f"{no}/10000" in text_of(made.pdf)
    count_prints(world.session, made, world.context)
    header = world.rows(PickHeader, no=no)[0]
    assert (header.copies, header.printed_at is not None) == (1, True)


def stored(world: Warehouse, order_no: str) -> list[object]:
    """What is stored of an order but for the count of its lists, and of the stock."""
    world.session.expire_all()
    columns = [each for each in SalesHeader.__table__.columns if each.name != COUNT]
    header = world.session.execute(select(*columns).where(SalesHeader.no == order_no)).one()
    lines = select(SalesLine.__table__).where(SalesLine.document_no == order_no)
    entries = select(ItemLedgerEntry.__table__)
    return [header, *world.session.execute(lines), *world.session.execute(entries)]


COUNT = "picking_lists_printed"


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("7310865004703", True),
        ("7310865004704", False),
        ("96385074", True),
        ("ABC-1", True),
        ("12345", True),
    ],
)
def test_a_barcode_with_a_wrong_check_digit_is_not_printed(
    world: Warehouse, number: str, *, is_right: bool
) -> None:
    assert is_scannable(number) is is_right
    world.shelf("A", 5)
    world.session.add(ItemReference(item_no="A", unit_code="PCS", reference_no=number))
    world.session.flush()
    world.released(sale("A", 1))
    assert (number in text_of(the_list(world).pdf)) is is_right


def test_bars_follow_code_128() -> None:
    modules = code_128_modules("A1")
    assert sum(modules) == 11 * 4 + 13  # start, two characters, check, stop
    assert modules[:6] == (2, 1, 1, 2, 1, 4)  # start B
    assert modules[-7:] == (2, 3, 3, 1, 1, 1, 2)  # stop
