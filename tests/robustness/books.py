"""A company whose orders are posted, and the proof that nothing in it is half written."""

from collections.abc import Iterator
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.numbering import NumberSeriesLine
from desktop.models.posted import (
    SalesInvoiceHeader,
    SalesInvoiceLine,
    SalesShipmentHeader,
    SalesShipmentLine,
)
from desktop.models.sales import SalesLine
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import DefaultQuantityToShip
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.ledgers.verify_books import verify_books
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.records import add_record
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line
from tests.builders.company import fill_with_standard_company
from tests.builders.customers import a_customer
from tests.builders.items import an_item
from tests.builders.sales import WORK_DATE

CONTEXT = UserContext(user="ADMIN", work_date=WORK_DATE)
ITEMS = ("A", "B")
POSTED = (
    (SalesInvoiceHeader, SalesInvoiceLine, "PI"),
    (SalesShipmentHeader, SalesShipmentLine, "PS"),
)


def fill_with_trading_company(url: str) -> None:
    """Make a company with a customer, a FIFO and an average item, and stock of both."""
    fill_with_standard_company(url)
    database = Database(url)
    with database.write() as session:
        a_customer(session, "C1")
        an_item(session, "A", unit_price="100", unit_cost="60")
        an_item(session, "B", unit_price="19.99", unit_cost="7.35", costing_method="average")
    for item_no in ITEMS:
        put_in_stock(database, item_no, 1000)
    database.close()


def fill_with_open_orders(url: str) -> None:
    """Make a trading company with some orders that take years to deliver, a part at a time."""
    fill_with_trading_company(url)
    database = Database(url)
    with database.write() as session:
        setup = session.get_one(SalesSetup, 1)
        setup.default_quantity_to_ship = DefaultQuantityToShip.BLANK
        for _ in range(3):
            an_order(session, *[(no, 9000) for no in ITEMS])
    database.close()


def put_in_stock(database: Database, item_no: str, quantity: int) -> None:
    """Count goods in through the item journal."""
    line = {"item_no": item_no, "quantity": Decimal(quantity)}
    with database.write() as session:
        add_record(session, "item_journal_line", line, CONTEXT)
    database.run_write(lambda session: post_item_journal(session, "DEFAULT", CONTEXT))


def an_order(session: Session, *lines: tuple[str, int]) -> DocumentKey:
    """An order for so many of each item."""
    key = create_document(session, DocumentType.ORDER, CONTEXT, "C1").key
    for no, quantity in lines:
        values = [("type", "item"), ("no", no), ("quantity", Decimal(quantity))]
        add_line(session, key, values, CONTEXT)
    return key


# --------------------------------------------------------------------------------------- the proof


def faults(database: Database) -> list[str]:
    """Everything that is wrong with the books and documents of a company; nothing, in the end."""
    with database.read() as session:
        return [
            *_broken_files(session),
            *_missing_numbers(session),
            *_half_documents(session),
            *(str(finding) for finding in verify_books(session).findings),
        ]


def _broken_files(session: Session) -> Iterator[str]:
    if session.get_bind().dialect.name == "sqlite":
        answer = session.execute(sa.text("PRAGMA quick_check")).scalar()
        if answer != "ok":
            yield f"the file: {answer}"
        for row in session.execute(sa.text("PRAGMA foreign_key_check")).all():
            yield f"a key leads nowhere: {tuple(row)}"


def _missing_numbers(session: Session) -> Iterator[str]:
    for header, _line, series in POSTED:
        numbers = session.scalars(sa.select(header.no).order_by(header.no)).all()
        expected = [f"{series}{n:05d}" for n in range(1, len(numbers) + 1)]
        if list(numbers) != expected:
            yield f"numbers of {series}: {list(numbers)}"
        last = session.scalar(
            sa.select(NumberSeriesLine.last_no_used).where(NumberSeriesLine.series_code == series)
        )
        if last != (expected[-1] if expected else ""):
            yield f"series {series} stands at {last}, the last document is {expected[-1:]}"


def _half_documents(session: Session) -> Iterator[str]:
    for header, line, series in POSTED:
        bare = sa.select(header.no).where(~sa.exists().where(line.document_no == header.no))
        yield from (f"{no} of {series} has no lines" for no in session.scalars(bare))
    for amount in ("amount", "amount_including_vat"):
        for no, whole in session.execute(
            sa.select(SalesInvoiceHeader.no, getattr(SalesInvoiceHeader, amount))
        ):
            parts = session.scalar(
                sa.select(sa.func.sum(getattr(SalesInvoiceLine, amount))).where(
                    SalesInvoiceLine.document_no == no
                )
            )
            if parts != whole:
                yield f"{amount} of {no}: lines {parts}, header {whole}"
    yield from _quantities(session)


def _quantities(session: Session) -> Iterator[str]:
    for posted, name in (
        (SalesShipmentLine, "quantity_shipped"),
        (SalesInvoiceLine, "quantity_invoiced"),
    ):
        of_line = (posted.order_no == SalesLine.document_no) & (
            posted.order_line_no == SalesLine.line_no
        )
        moved = sa.select(sa.func.sum(posted.quantity)).where(of_line).scalar_subquery()
        for no, line_no, known, sum_of_parts in session.execute(
            sa.select(
                SalesLine.document_no, SalesLine.line_no, getattr(SalesLine, name), moved
            ).where(SalesLine.document_type == DocumentType.ORDER)
        ):
            if known != (sum_of_parts or 0):
                yield f"order {no} line {line_no}: {name} {known}, posted {sum_of_parts}"


def posted_numbers(database: Database) -> set[str]:
    """The numbers of all posted documents."""
    with database.read() as session:
        return {
            no for header, _line, _series in POSTED for no in session.scalars(sa.select(header.no))
        }
