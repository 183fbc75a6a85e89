"""A small company with something on every page: the standard company, and a few weeks of work.

Customers FJORD, LAMM (blocked) and EURO; items DESK, LAMP, CHAIR and HELP; stock of all of them.
Orders: SO00001 posted in part, SO00002 open with three lines, SO00003 released and on pick
PK00001. Invoices: SI00001 posted, SI00002 a draft. A line waits in the item journal. Batch run 1
met an invoice that is not there any more. Vendor WOOD: PO00001 posted, PO00002 and VI00001 drafts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.supply_words import PurchaseType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import LineType
from desktop.services.company import open_company
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs.post_batch import BatchParameters, post_documents
from desktop.services.picking.creation import create_pick_for
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_item_journal import post_item_journal
from desktop.services.posting.post_sales import post
from desktop.services.posting.purchases.choice import PurchaseChoice
from desktop.services.posting.purchases.post import post_purchase
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.header_fields import change_header as change_purchase
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import add_line as add_purchase_line
from desktop.services.records import add_record, change_record
from desktop.services.sales.archive import archive
from desktop.services.sales.creation import create_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import add_line, change_line
from desktop.services.sales.release import release
from tests.builders.rows import a_row
from tests.scenarios.standard_company import USER, WORK_DATE, fill_with_standard_company

CUSTOMERS: dict[str, dict[str, object]] = {
    "FJORD": {
        "name": "Fjordheim Interiör AB",
        "address": "Strandgatan 9",
        "post_code": "411 03",
        "city": "Göteborg",
        "credit_limit_lcy": Decimal(250000),
        "language_code": "SV",
    },
    "LAMM": {"name": "Lammhult Kontor", "blocked": "all"},
    "EURO": {
        "name": "Eurohaus GmbH",
        "currency_code": "EUR",
        "gen_bus_posting_group": "EU",
        "vat_bus_posting_group": "EU",
        "customer_posting_group": "FOREIGN",
        "vat_registration_no": "DE136695976",
    },
}
COMPANY: dict[str, object] = {
    "bankgiro": "123-4567",
    "address": "Kontorsgatan 1",
    "post_code": "111 22",
    "city": "Stockholm",
    "vat_registration_no": "SE556677889901",
}
TERMS: dict[str, object] = {
    "gen_bus_posting_group": "DOMESTIC",
    "vat_bus_posting_group": "DOMESTIC",
    "customer_posting_group": "DOMESTIC",
    "payment_terms_code": "30D",
}
ITEMS: dict[str, tuple[str, int]] = {
    "DESK": ("Oak desk 160 cm", 4200),
    "LAMP": ("Desk lamp, black", 890),
    "CHAIR": ("Task chair", 2950),
}
GOODS: dict[str, object] = {
    "base_unit": "PCS",
    "gen_prod_posting_group": "RETAIL",
    "vat_prod_posting_group": "VAT25",
    "inventory_posting_group": "RESALE",
}


def fill_with_a_small_company(url: str) -> None:
    """Make the small company at an address."""
    fill_with_standard_company(url)
    database = open_company(url)
    context = UserContext(user=USER, work_date=WORK_DATE)
    for code in ConfirmationCode:
        context = context.with_answer(code, yes=True)
    with database.write() as session:
        _enter_records(session, context)
    _Work(database, context).do()
    missing = BatchParameters(document_type=DocumentType.INVOICE, numbers=("SI99999",))
    post_documents(database, missing, context)
    database.close()


def _enter_records(session: Session, context: UserContext) -> None:
    for field, value in COMPANY.items():
        change_record(session, "company_information", (1,), (field, value), context)
    add_record(session, "language", {"code": "SV", "name": "Svenska"}, context)
    for no, values in CUSTOMERS.items():
        add_record(session, "customer", {"no": no, **TERMS, **values}, context)
    add_record(
        session,
        "ship_to_address",
        {"customer_no": "FJORD", "code": "DEPOT", "name": "Fjordheim, lagret", "city": "Mölndal"},
        context,
    )
    for no, (description, price) in ITEMS.items():
        values = {"no": no, "description": description, "unit_price": Decimal(price)}
        add_record(session, "item", {**values, **GOODS}, context)
    service: dict[str, object] = {
        "no": "ANNA",
        "name": "Anna, fitting",
        "base_unit": "HOUR",
        "unit_price": Decimal(800),
        "gen_prod_posting_group": "SERVICES",
        "vat_prod_posting_group": "VAT25",
    }
    add_record(session, "resource", service, context)
    vendor = {"no": "WOOD", "name": "Träindustri AB", "vendor_posting_group": "DOMESTIC"}
    trade = {name: TERMS[name] for name in ("gen_bus_posting_group", "vat_bus_posting_group")}
    add_record(session, "vendor", {**vendor, **trade}, context)
    offer = {"item_no": "DESK", "vendor_no": "WOOD", "direct_unit_cost": Decimal(1900)}
    add_record(session, "item_vendor", offer, context)
    catalog = {"description": "Garden desk", "vendor_no": "WOOD"}
    add_record(session, "catalog_item", catalog, context)
    for position, no in enumerate(ITEMS, start=1):
        _count_in(session, context, position, no)
    # An assembly of years ago, from before the numbers of the series.
    a_row(session, "posted_assembly_header", no="PA00000", description="Old kit")
    a_row(session, "posted_assembly_line", document_no="PA00000", line_no=10000, type="text")
    # A kit that was only offered: its page of components has something to show.
    offer_of_kit = {"document_type": "quote", "no": "AQ00000", "item_no": "DESK"}
    a_row(session, "assembly_header", **offer_of_kit, description="Desk with a lamp")
    part = {"document_type": "quote", "document_no": "AQ00000", "line_no": 10000}
    a_row(session, "assembly_line", **part, type="item", no="CHAIR", description="Chair")


def _count_in(session: Session, context: UserContext, position: int, no: str) -> None:
    values: dict[str, object] = {
        "batch": "DEFAULT",
        "line_no": position * 10000,
        "entry_type": "positive_adjmt",
        "document_no": "COUNT",
        "item_no": no,
        "location_code": "MAIN",
        "quantity": Decimal(40),
        "unit_cost": Decimal(300),
    }
    add_record(session, "item_journal_line", values, context)


@dataclass(frozen=True)
class _Work:
    """What a clerk has done in these weeks, each act in a transaction of its own."""

    database: Database
    context: UserContext

    def do(self) -> None:
        """Do it all."""
        with self.database.write() as session:
            post_item_journal(session, "DEFAULT", self.context)
        with self.database.write() as session:
            _count_in(session, self.context, 1, "LAMP")
        order = self._document(DocumentType.ORDER, {"DESK": 4, "LAMP": 6})
        self._change(order, "qty_to_ship", 3)
        self._post(order, PostingChoice(ship=True, invoice=True))
        self._document(DocumentType.ORDER, {"DESK": 2, "LAMP": 2, "CHAIR": 8})
        released = self._document(DocumentType.ORDER, {"CHAIR": 1}, customer="EURO")
        with self.database.write() as session:
            release(session, released, self.context)
            create_pick_for(session, released, self.context)
        self._post(self._document(DocumentType.INVOICE, {"LAMP": 1}), PostingChoice())
        self._document(DocumentType.INVOICE, {"CHAIR": 2})
        self._quote()
        self._purchases()

    def _purchases(self) -> None:
        """Freight that was bought and invoiced, desks that are ordered, lamps on an invoice."""
        freight: list[tuple[str, object]] = [("type", LineType.GL_ACCOUNT), ("no", "3590")]
        with self.database.write() as session:
            key = self._purchase(session, PurchaseType.ORDER, freight)
            change_purchase(session, key, "vendor_invoice_no", "F-77", self.context)
            post_purchase(session, key, PurchaseChoice(), self.context)
            desks: list[tuple[str, object]] = [("type", LineType.ITEM), ("no", "DESK")]
            self._purchase(session, PurchaseType.ORDER, desks)
            lamps: list[tuple[str, object]] = [("type", LineType.ITEM), ("no", "LAMP")]
            self._purchase(session, PurchaseType.INVOICE, lamps)

    def _purchase(
        self, session: Session, kind: PurchaseType, line: list[tuple[str, object]]
    ) -> PurchaseKey:
        key = create_purchase(session, kind, self.context, "WOOD").key
        change_purchase(session, key, "location_code", "MAIN", self.context)
        figures = [("quantity", Decimal(2)), ("direct_unit_cost", Decimal(150))]
        add_purchase_line(session, key, [*line, *figures], self.context)
        return key

    def _quote(self) -> None:
        """A quote that is kept as a version, commented on and changed afterwards."""
        quote = self._document(DocumentType.QUOTE, {"DESK": 2, "LAMP": 1})
        comment = {
            "document_table": "sales_header",
            "document_type": "quote",
            "document_no": quote.no,
            "document_line_no": 0,
            "date": self.context.work_date,
            "text": "Asked for oak",
        }
        with self.database.write() as session:
            add_record(session, "document_comment", comment, self.context)
            archive(session, quote, self.context, reason="First offer")
        self._change(quote, "quantity", 3)

    def _document(
        self, kind: DocumentType, items: Mapping[str, int], customer: str = "FJORD"
    ) -> DocumentKey:
        with self.database.write() as session:
            key = create_document(session, kind, self.context, customer_no=customer).key
            change_header(session, key, "location_code", "MAIN", self.context)
            for no, quantity in items.items():
                entered = [("type", LineType.ITEM), ("no", no), ("quantity", Decimal(quantity))]
                add_line(session, key, entered, self.context)
        return key

    def _change(self, key: DocumentKey, field: str, quantity: int) -> None:
        with self.database.write() as session:
            change_line(session, key, 10000, field, Decimal(quantity), self.context)

    def _post(self, key: DocumentKey, choice: PostingChoice) -> None:
        with self.database.write() as session:
            post(session, key, choice, self.context)


def name_the_company(database: Database, name: str) -> None:
    """Give a company a name, so that a test can tell it from another."""
    context = UserContext(user=USER, work_date=WORK_DATE)
    with database.write() as session:
        change_record(session, "company_information", (1,), ("name", name), context)
