"""Purchase documents in the editor: undo, versions, order of lines, and how much is asked."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.errors import Conflict
from desktop.models.items import Item
from desktop.models.ledgers import GlEntry
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import PurchaseType
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.posting.purchases.choice import PurchaseChoice
from desktop.services.posting.purchases.plan import plan
from desktop.services.posting.purchases.post import post_purchase
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import (
    add_line,
    change_line,
    delete_lines,
    move_line,
)
from desktop.services.purchases.queries import neighbour_purchase, purchases
from desktop.services.purchases.release import reopen
from desktop.services.purchases.restoring import restore
from desktop.services.purchases.snapshot import purchase_view
from desktop.services.purchases.views import PurchaseView
from desktop.services.records import add_record
from desktop.services.sales.refusals import ChangedSince
from desktop.services.sales.refusals_lines import LineKeepsPlace
from desktop.services.setup.refusals import ReferenceMissing
from tests.services.sales.test_statement_budget import counted

EDIT = 12
STAMPS = {"row_version", "changed_by", "changed_at"}


def an_order(session: Session, buyer: UserContext, *lines: tuple[str, int]) -> PurchaseView:
    view = create_purchase(session, PurchaseType.ORDER, buyer, "V1")
    for no, quantity in lines:
        values = [("type", "item"), ("no", no), ("quantity", Decimal(quantity))]
        view = add_line(session, view.key, values, buyer)
    return view


def state(view: PurchaseView) -> object:
    header = {name: value for name, value in view.header.items() if name not in STAMPS}
    lines = [
        {name: value for name, value in line.values.items() if name not in STAMPS}
        for line in view.lines
    ]
    return header, lines


def test_each_edit_is_taken_back_and_done_again(session: Session, buyer: UserContext) -> None:
    before = an_order(session, buyer, ("A", 5), ("B", 3))
    key = before.key
    edits: list[Callable[[], PurchaseView]] = [
        lambda: change_line(session, key, 10000, "quantity", Decimal(9), buyer),
        lambda: change_line(session, key, 10000, "line_amount", Decimal(20), buyer),
        lambda: change_header(session, key, "vendor_invoice_no", "F-1", buyer),
        lambda: delete_lines(session, key, [10000], buyer),
        lambda: move_line(session, key, 20000, buyer, down=False),
        lambda: add_line(session, key, [("description", "A text")], buyer, before=10000),
    ]
    for edit in edits:
        stood = purchase_view(session, key, buyer)
        done = edit()
        back = restore(session, key, done.difference, buyer)
        assert state(back) == state(stood)
        again = restore(session, key, back.difference, buyer)
        assert state(again) == state(done)
        restore(session, key, again.difference, buyer)


def test_what_somebody_else_changed_is_not_written_over(
    session: Session, buyer: UserContext
) -> None:
    key = an_order(session, buyer, ("A", 5)).key
    done = change_line(session, key, 10000, "quantity", Decimal(9), buyer)
    change_line(session, key, 10000, "quantity", Decimal(4), buyer)
    with pytest.raises(ChangedSince):
        restore(session, key, done.difference, buyer)


def test_an_outdated_row_is_a_conflict(session: Session, buyer: UserContext) -> None:
    view = an_order(session, buyer, ("A", 5))
    old = view.line(10000).row_version
    change_line(session, view.key, 10000, "quantity", Decimal(9), buyer)
    with pytest.raises(Conflict):
        change_line(session, view.key, 10000, "quantity", Decimal(8), buyer, row_version=old)


def test_an_edit_takes_few_statements_however_many_lines(
    session: Session, buyer: UserContext
) -> None:
    key = an_order(session, buyer, ("A", 5)).key
    taken = {}
    for count in (1, 30):
        for _ in range(count - 1):
            add_line(session, key, [("type", "item"), ("no", "B")], buyer)
        session.expire_all()
        with counted(session.get_bind().engine) as few:
            change_line(session, key, 10000, "quantity", Decimal(4 + count), buyer)
        session.expire_all()
        with counted(session.get_bind().engine) as choice:
            change_line(session, key, 10000, "no", "B" if count == 1 else "A", buyer)
        taken[count] = (len(few), len(choice))
        assert max(taken[count]) <= EDIT
    # The amounts of all lines that follow another one are written in one statement.
    assert max(taken[30]) <= max(taken[1]) + 1


def test_planning_a_posting_takes_as_many_statements_for_few_lines_as_for_many(
    session: Session, buyer: UserContext
) -> None:
    view = an_order(session, buyer, ("A", 5), ("B", 1))
    change_header(session, view.key, "vendor_invoice_no", "F-1", buyer)
    post_purchase(session, view.key, PurchaseChoice(invoice=False), buyer)
    many = an_order(session, buyer, *[("A", 5), ("B", 1)] * 10)
    change_header(session, many.key, "vendor_invoice_no", "F-2", buyer)
    post_purchase(session, many.key, PurchaseChoice(invoice=False), buyer)
    counts = []
    for key in (view.key, many.key):
        session.expire_all()
        with counted(session.get_bind().engine) as sent:
            plan(session, key, PurchaseChoice(receive=False), buyer)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_a_repeated_posting_id_posts_nothing_again(session: Session, buyer: UserContext) -> None:
    view = an_order(session, buyer, ("A", 5))
    change_header(session, view.key, "vendor_invoice_no", "F-1", buyer)
    first = post_purchase(session, view.key, PurchaseChoice(), buyer, posting_id="once")
    entries = session.scalars(select(GlEntry.entry_no)).all()
    again = post_purchase(session, view.key, PurchaseChoice(), buyer, posting_id="once")
    assert (again.receipt_no, again.invoice_no) == (first.receipt_no, first.invoice_no)
    assert session.scalars(select(GlEntry.entry_no)).all() == entries


def test_received_lines_keep_their_numbers(session: Session, buyer: UserContext) -> None:
    view = an_order(session, buyer, ("A", 5), ("B", 3))
    change_line(session, view.key, 20000, "qty_to_receive", Decimal(0), buyer)
    post_purchase(session, view.key, PurchaseChoice(invoice=False), buyer)
    session.execute(update(PurchaseLine).values(row_version=PurchaseLine.row_version + 1))
    from_list = purchases(PurchaseType.ORDER, buyer).rows(session, ListQuery(view="late"))
    assert from_list == ()
    rows = purchases(PurchaseType.ORDER, buyer).rows(session, ListQuery(search="vendor"))
    assert [(row.no, row.received_not_invoiced) for row in rows] == [(view.key.no, True)]
    assert neighbour_purchase(session, view.key, 1) is None
    reopen(session, view.key, buyer)
    with pytest.raises(LineKeepsPlace):
        move_line(session, view.key, 20000, buyer, down=False)


def test_a_linked_sales_line_learns_what_its_goods_cost(
    session: Session, buyer: UserContext
) -> None:
    session.add(SalesHeader(document_type=DocumentType.ORDER, no="SO1"))
    session.flush()
    place = {"document_type": DocumentType.ORDER, "document_no": "SO1", "line_no": 10000}
    session.add(SalesLine(**place))
    view = an_order(session, buyer, ("A", 5))
    session.execute(
        update(PurchaseLine)
        .where(PurchaseLine.document_no == view.key.no)
        .values(sales_order_no="SO1", sales_order_line_no=10000)
    )
    session.expire_all()
    change_line(session, view.key, 10000, "direct_unit_cost", Decimal("8.25"), buyer)
    cost = select(SalesLine.unit_cost_lcy).where(SalesLine.document_no == "SO1")
    assert session.scalar(cost) == Decimal("8.25")


def test_last_direct_cost_is_per_base_unit(session: Session, buyer: UserContext) -> None:
    view = an_order(session, buyer, ("A", 5))
    assert view.line(10000).values["direct_unit_cost"] == Decimal(7)
    change_line(session, view.key, 10000, "direct_unit_cost", Decimal(9), buyer)
    change_line(session, view.key, 10000, "line_discount_pct", Decimal(50), buyer)
    post_purchase(session, view.key, PurchaseChoice(invoice=False), buyer)
    assert session.scalar(select(Item.last_direct_cost).where(Item.no == "A")) == Decimal("4.5")


def test_a_key_names_its_document() -> None:
    assert str(PurchaseKey(PurchaseType.ORDER, "PO1")) == "order PO1"


def test_goods_go_to_the_customer_or_to_the_location(session: Session, buyer: UserContext) -> None:
    add_record(session, "customer", {"no": "C1", "name": "Buyer", "city": "Lund"}, buyer)
    depot = {"customer_no": "C1", "code": "DEPOT", "name": "Depot", "city": "Ystad"}
    add_record(session, "ship_to_address", depot, buyer)
    key = an_order(session, buyer).key
    change_header(session, key, "sell_to_customer_no", "C1", buyer)
    view = change_header(session, key, "ship_to_code", "DEPOT", buyer)
    assert view.header["deliver_to"] == "customer"
    assert (view.header["ship_to_name"], view.header["ship_to_city"]) == ("Depot", "Ystad")
    view = change_header(session, key, "ship_to_code", None, buyer)
    assert view.header["ship_to_city"] == "Lund"
    with pytest.raises(ReferenceMissing):
        change_header(session, key, "ship_to_code", "NOWHERE", buyer)
    view = change_header(session, key, "deliver_to", "location", buyer)
    assert view.header["ship_to_name"] == "Standard AB"
    assert view.header["sell_to_customer_no"] is None
