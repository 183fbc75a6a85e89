"""What forbids posting a sales document: each check, all of them at once, and no trace left."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, RecordRef, Refusal
from desktop.models.every_table import Base
from desktop.models.finance import GeneralPostingSetup, InventoryPostingSetup
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.vat import VatPostingSetup
from desktop.models.words import (
    Blocked,
    DefaultYesNo,
    ExtDocNoCheck,
    GlAccountType,
    JobQueueStatus,
    Status,
)
from desktop.services.customers.refusals import CustomerBlocked, CustomerPrivacyBlocked
from desktop.services.ledgers.refusals import (
    AppliesFromUnknown,
    AppliesToElsewhere,
    NotEnoughStock,
)
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.posting.refusals import (
    CardMissing,
    DropShipmentNotOrdered,
    ExternalDocumentNoMissing,
    ExternalDocumentNoUsed,
    HeaderFieldBlank,
    InvoiceBelowZero,
    LineWithoutNumber,
    NothingToPost,
    NotPostable,
    NotShippedYet,
    NotTakenWhole,
    PostingDateNotAllowed,
    PrecisionMissing,
    PrepaymentWaiting,
    SalespersonBlocked,
    ShipmentLineInvoiced,
)
from desktop.services.posting.refusals_setup import (
    AccountBlank,
    AccountNotForPosting,
    CustomerGroupBlank,
    GroupBlank,
    SetupBlocked,
    SetupMissing,
)
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.refusals import DocumentScheduled, PendingApproval
from desktop.services.sales.refusals_lines import ItemBlocked
from tests.databases import SqliteDatabases
from tests.robustness.books import CONTEXT
from tests.services.posting.refused import (
    BOTH,
    FEE,
    ITEM,
    a_draft,
    a_rehearsal,
    block_salesperson,
    failures,
    put,
    put_header,
    put_line,
    refused,
    the,
)

SHIP = PostingChoice(invoice=False)
INVOICE = PostingChoice(ship=False)


@pytest.fixture
def session(sqlite_databases: SqliteDatabases) -> Iterator[Session]:
    """A transaction in a company with customer C1 and 1000 pieces of the items A and B."""
    with a_rehearsal(sqlite_databases) as opened:
        yield opened


def header_of(key: DocumentKey) -> RecordRef:
    return RecordRef("sales_header", (key.type.value, key.no))


def line_of(key: DocumentKey, number: int = 1) -> RecordRef:
    return RecordRef("sales_line", (key.type.value, key.no, number * 10000))


# ------------------------------------------------------------------- the document and its dates


@pytest.mark.parametrize("kind", [DocumentType.QUOTE, DocumentType.BLANKET_ORDER])
def test_an_offer_is_not_posted(session: Session, kind: DocumentType) -> None:
    key = a_draft(session, ITEM, kind=kind)
    refusal = the(NotPostable, failures(session, key))
    assert (refusal.record, refusal.parameters["document_type"]) == (header_of(key), kind)


@pytest.mark.parametrize(
    "field",
    ["sell_to_customer_no", "bill_to_customer_no", "posting_date", "document_date", "due_date"],
)
def test_v1_a_blank_field_of_the_header(session: Session, field: str) -> None:
    key = a_draft(session, ITEM)
    put_header(session, key, **{field: None})
    refusal = the(HeaderFieldBlank, failures(session, key))
    assert (refusal.record, refusal.field) == (header_of(key), field)
    assert refusal.parameters["blank_field"] == field


def test_v1_goods_may_leave_without_a_due_date(session: Session) -> None:
    key = a_draft(session, ITEM)
    put_header(session, key, due_date=None)
    assert failures(session, key, SHIP) == ()


def test_v2_a_date_outside_those_of_the_company(session: Session) -> None:
    dates = {"allow_posting_from": date(2026, 1, 1), "allow_posting_to": date(2026, 1, 31)}
    put(session, "general_ledger_setup", {**dates})
    key = a_draft(session, ITEM)
    february = date(2026, 2, 10)
    refusal = the(
        PostingDateNotAllowed, failures(session, key, replace(BOTH, posting_date=february))
    )
    assert (refusal.record, refusal.field) == (
        RecordRef("general_ledger_setup", (1,)),
        "allow_posting_to",
    )
    assert refusal.parameters == {"posting_date": february, "document": key.no, **dates}


def test_v2_the_dates_of_the_user_go_before_those_of_the_company(session: Session) -> None:
    put(session, "general_ledger_setup", {"allow_posting_to": date(2026, 1, 31)})
    key = a_draft(session, ITEM)
    choice = replace(BOTH, posting_date=date(2026, 2, 10))
    own = replace(CONTEXT, allow_posting_from=date(2026, 1, 1), allow_posting_to=date(2026, 2, 9))
    found = refused(session, lambda: post(session, key, choice, own))
    assert the(PostingDateNotAllowed, found).record == RecordRef("user_setup", ("ADMIN",))
    longer = replace(own, allow_posting_to=date(2026, 2, 15))
    assert refused(session, lambda: post(session, key, choice, longer)) == ()


@pytest.mark.parametrize("blocked", [Blocked.ALL, Blocked.INVOICE, Blocked.SHIP])
def test_v3_a_blocked_customer(session: Session, blocked: Blocked) -> None:
    key = a_draft(session, ITEM)
    put(session, "customer", {"blocked": blocked}, no="C1")
    refusal = the(CustomerBlocked, failures(session, key))
    assert (refusal.record, refusal.field) == (
        RecordRef("customer", ("C1",)),
        "sell_to_customer_no",
    )


def test_v3_what_was_shipped_before_may_be_invoiced(session: Session) -> None:
    key = a_draft(session, ITEM)
    post(session, key, SHIP, CONTEXT)
    put(session, "customer", {"blocked": Blocked.SHIP}, no="C1")
    assert failures(session, key, INVOICE) == ()


def test_v3_a_customer_blocked_for_privacy(session: Session) -> None:
    key = a_draft(session, ITEM)
    put(session, "customer", {"privacy_blocked": True}, no="C1")
    assert the(CustomerPrivacyBlocked, failures(session, key)).parameters["no"] == "C1"


def test_v4_an_external_number_is_demanded_on_invoices(session: Session) -> None:
    put(session, "sales_setup", {"ext_doc_no_mandatory": True})
    key = a_draft(session, ITEM)
    refusal = the(ExternalDocumentNoMissing, failures(session, key))
    assert (refusal.record, refusal.field) == (header_of(key), "external_document_no")
    assert failures(session, key, SHIP) == ()


def test_v4_an_external_number_comes_once(session: Session) -> None:
    put(session, "sales_setup", {"ext_doc_no_check": ExtDocNoCheck.BLOCK})
    first, second = a_draft(session, ITEM), a_draft(session, ITEM)
    put_header(session, first, external_document_no="P-7")
    put_header(session, second, external_document_no="P-7")
    refusal = the(ExternalDocumentNoUsed, failures(session, second))
    assert (refusal.record, refusal.field) == (header_of(second), "external_document_no")
    assert refusal.parameters["other_document"] == first.no


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"status": Status.PENDING_APPROVAL}, PendingApproval),
        ({"status": Status.PENDING_PREPAYMENT}, PrepaymentWaiting),
        ({"prepayment_pct": Decimal(30)}, PrepaymentWaiting),
        ({"job_queue_status": JobQueueStatus.SCHEDULED}, DocumentScheduled),
    ],
)
def test_v5_a_document_that_waits(
    session: Session, values: dict[str, object], kind: type[Refusal]
) -> None:
    key = a_draft(session, ITEM)
    put_header(session, key, **values)
    refusal = the(kind, refused(session, lambda: post(session, key, BOTH, CONTEXT)))
    assert (refusal.record, refusal.parameters["no"]) == (header_of(key), key.no)


def test_v6_nothing_to_post(session: Session) -> None:
    key = a_draft(session, ITEM)
    refusal = the(NothingToPost, failures(session, key, PostingChoice(ship=False, invoice=False)))
    assert (refusal.record, refusal.parameters["no"]) == (header_of(key), key.no)
    empty = a_draft(session)
    assert the(NothingToPost, failures(session, empty)).record == header_of(empty)


def test_v6_an_order_is_not_invoiced_before_it_is_shipped(session: Session) -> None:
    key = a_draft(session, ITEM)
    refusal = the(NotShippedYet, failures(session, key, INVOICE))
    assert (refusal.record, refusal.field) == (line_of(key), "qty_to_invoice")
    assert (refusal.parameters["order_no"], refusal.parameters["line_no"]) == (key.no, 10000)


# ------------------------------------------------------------------------------------ the lines


@pytest.mark.parametrize(
    ("values", "field"), [({"no": None}, "no"), ({"type": "comment", "no": None}, "type")]
)
def test_v7_a_line_that_does_not_say_what_is_sold(
    session: Session, values: dict[str, object], field: str
) -> None:
    key = a_draft(session, ITEM, FEE)
    put_line(session, key, 1, **values)  # services empty the whole line
    refusal = the(LineWithoutNumber, failures(session, key))
    assert (refusal.record, refusal.field) == (line_of(key), field)
    assert refusal.parameters["quantity"] == 3


def test_v8_a_card_that_is_gone(session: Session) -> None:
    key = a_draft(session, ITEM, FEE)
    put_line(session, key, 1, no="GONE")  # cards on documents cannot be deleted
    refusal = the(CardMissing, failures(session, key))
    assert (refusal.record, refusal.field) == (line_of(key), "no")
    assert refusal.parameters["no"] == "GONE"


def test_v8_an_item_that_was_blocked_since(session: Session) -> None:
    key = a_draft(session, ITEM)
    put(session, "item", {"blocked": True, "block_reason": "Recalled"}, no="A")
    assert the(ItemBlocked, failures(session, key)).parameters["reason"] == "Recalled"


@pytest.mark.parametrize("field", ["qty_to_ship", "qty_to_invoice"])
def test_v10_an_invoice_takes_all_of_a_line(session: Session, field: str) -> None:
    key = a_draft(session, ITEM, kind=DocumentType.INVOICE)
    one = Decimal(1)
    put_line(session, key, 1, **{field: one, f"{field}_base": one})  # read-only on invoices
    refusal = the(NotTakenWhole, failures(session, key))
    assert (refusal.record, refusal.field) == (line_of(key), field)
    assert (refusal.parameters["quantity"], refusal.parameters["part"]) == (3, 1)


def test_v12_a_drop_shipment_without_a_purchase(session: Session) -> None:
    key = a_draft(session, ITEM)
    put_line(session, key, 1, drop_shipment=True)
    refusal = the(DropShipmentNotOrdered, failures(session, key))
    assert (refusal.record, refusal.field) == (line_of(key), "drop_shipment")


def test_v12_more_than_a_shipment_has_left(session: Session) -> None:
    order = a_draft(session, ITEM)
    shipment_no = post(session, order, SHIP, CONTEXT).shipment_no
    key = a_draft(session, ("item", "A", 4), kind=DocumentType.INVOICE)
    put_line(session, key, 1, shipment_no=shipment_no, shipment_line_no=10000)
    refusal = the(ShipmentLineInvoiced, failures(session, key))
    assert (refusal.record, refusal.field) == (line_of(key), "quantity")
    parameters = refusal.parameters
    assert (parameters["shipment_no"], parameters["quantity"], parameters["left"]) == (
        shipment_no,
        4,
        3,
    )


def test_v13_an_invoice_below_zero(session: Session) -> None:
    key = a_draft(session, ("gl_account", "3590", -1))
    refusal = the(InvoiceBelowZero, failures(session, key))
    assert (refusal.record, refusal.parameters["payable"]) == (header_of(key), Decimal(-125))


@pytest.mark.parametrize("field", ["amount_precision", "unit_amount_precision"])
def test_v14_a_currency_without_precision(session: Session, field: str) -> None:
    key = a_draft(session, ITEM)
    agreed = CONTEXT.with_answer(ConfirmationCode.REBUILD_LINES, True)
    change_header(session, key, "currency_code", "EUR", agreed)
    session.flush()
    put(session, "currency", {field: Decimal(0)}, code="EUR")
    refusal = the(PrecisionMissing, failures(session, key))
    assert (refusal.record, refusal.field) == (RecordRef("currency", ("EUR",)), field)


def test_v14_a_company_without_precision(session: Session) -> None:
    key = a_draft(session, ITEM)
    put(session, "general_ledger_setup", {"amount_precision": Decimal(0)})
    refusal = the(PrecisionMissing, failures(session, key))
    assert refusal.record == RecordRef("general_ledger_setup", (1,))
    assert (refusal.field, refusal.parameters["currency_code"]) == ("amount_precision", "SEK")


def test_v16_more_than_lies_in_stock(session: Session) -> None:
    put(session, "item", {"prevent_negative_inventory": DefaultYesNo.YES}, no="A")
    key = a_draft(session, ("item", "A", 600), ("item", "A", 500))
    refusal = the(NotEnoughStock, failures(session, key))
    assert (refusal.record, refusal.field) == (line_of(key, 2), "quantity")
    parameters = refusal.parameters
    assert (parameters["item"], parameters["available"], parameters["needed"]) == ("A", 400, 500)


def test_v17_a_blocked_salesperson(session: Session) -> None:
    key = a_draft(session, ITEM)
    block_salesperson(session, key)
    refusal = the(SalespersonBlocked, failures(session, key))
    assert (refusal.record, refusal.field) == (header_of(key), "salesperson_code")
    assert refusal.parameters["salesperson_code"] == "PS"


def test_a_line_is_bound_to_stock_of_another_item(session: Session) -> None:
    key = a_draft(session, ITEM)
    other = session.scalars(
        sa.select(ItemLedgerEntry.entry_no).where(ItemLedgerEntry.item_no == "B")
    ).one()
    put_line(session, key, 1, applies_to_item_entry=other)
    refusal = the(AppliesToElsewhere, failures(session, key))
    assert (refusal.record, refusal.field) == (line_of(key), "applies_to_item_entry")
    assert (refusal.parameters["item"], refusal.parameters["entry_no"]) == ("A", other)


def test_a_return_is_bound_to_an_entry_that_delivered_nothing(session: Session) -> None:
    key = a_draft(session, ("item", "A", -1), ("item", "A", 3))
    received = session.scalars(
        sa.select(ItemLedgerEntry.entry_no).where(ItemLedgerEntry.item_no == "A")
    ).one()
    put_line(session, key, 1, applies_from_item_entry=received)
    refusal = the(AppliesFromUnknown, failures(session, key))
    assert (refusal.record, refusal.field) == (line_of(key), "applies_from_item_entry")
    assert refusal.parameters["entry_no"] == received


# ---------------------------------------------------------------------------- V9: the set-up


@pytest.mark.parametrize(
    "field",
    [
        "gen_bus_posting_group",
        "gen_prod_posting_group",
        "vat_bus_posting_group",
        "vat_prod_posting_group",
        "inventory_posting_group",
    ],
)
def test_v9_a_blank_group_of_a_line(session: Session, field: str) -> None:
    key = a_draft(session, ITEM, FEE)
    put_line(session, key, 1, **{field: None})
    refusal = the(GroupBlank, failures(session, key))
    assert (refusal.record, refusal.field) == (line_of(key), field)


def test_v9_a_customer_without_a_group(session: Session) -> None:
    key = a_draft(session, ITEM)
    put_header(session, key, customer_posting_group=None)
    refusal = the(CustomerGroupBlank, failures(session, key))
    assert (refusal.record, refusal.field) == (header_of(key), "customer_posting_group")


@pytest.mark.parametrize(
    ("table", "groups"),
    [
        (GeneralPostingSetup.__tablename__, ("DOMESTIC", "RETAIL")),
        (VatPostingSetup.__tablename__, ("DOMESTIC", "VAT25")),
        (InventoryPostingSetup.__tablename__, ("", "RESALE")),
    ],
)
def test_v9_a_pair_of_groups_that_nobody_set_up(
    session: Session, table: str, groups: tuple[str, str]
) -> None:
    key = a_draft(session, ITEM)
    columns = list(Base.metadata.tables[table].primary_key)
    pair = [column == group for column, group in zip(columns, groups, strict=True)]
    session.execute(sa.delete(Base.metadata.tables[table]).where(*pair))
    session.expire_all()
    refusal = the(SetupMissing, failures(session, key))
    assert refusal.record == RecordRef(table, groups)
    assert refusal.parameters["line_no"] == 10000


def test_v9_all_blocked_setups_are_told_at_once(session: Session) -> None:
    """EX30."""
    key = a_draft(session, FEE, FEE)
    put_line(session, key, 1, vat_prod_posting_group="VAT12")
    put_line(session, key, 2, gen_prod_posting_group="RETAIL")
    put(session, "vat_posting_setup", {"blocked": True}, vat_prod_posting_group="VAT12")
    put(session, "general_posting_setup", {"blocked": True}, gen_prod_posting_group="RETAIL")
    found = failures(session, key)
    assert [type(refusal) for refusal in found] == [SetupBlocked, SetupBlocked]
    assert [(each.record, each.field, each.parameters["line_no"]) for each in found] == [
        (RecordRef("vat_posting_setup", ("DOMESTIC", "VAT12")), "blocked", 10000),
        (RecordRef("general_posting_setup", ("DOMESTIC", "RETAIL")), "blocked", 20000),
    ]


@pytest.mark.parametrize(
    ("table", "field", "key_of_setup"),
    [
        ("general_posting_setup", "sales_account", ("DOMESTIC", "RETAIL")),
        ("general_posting_setup", "cogs_account", ("DOMESTIC", "RETAIL")),
        ("vat_posting_setup", "sales_vat_account", ("DOMESTIC", "VAT25")),
        ("inventory_posting_setup", "inventory_account", ("", "RESALE")),
        ("customer_posting_group", "receivables_account", ("DOMESTIC",)),
    ],
)
def test_v9_a_blank_account(
    session: Session, table: str, field: str, key_of_setup: tuple[str, ...]
) -> None:
    key = a_draft(session, ITEM)
    put(session, table, {field: None})
    refusal = the(AccountBlank, failures(session, key))
    assert (refusal.record, refusal.field) == (RecordRef(table, key_of_setup), field)


@pytest.mark.parametrize("account", ["3001", "4990", "2611", "1460", "1510"])
@pytest.mark.parametrize(
    ("field", "value"), [("blocked", True), ("account_type", GlAccountType.HEADING)]
)
def test_v9_an_account_that_must_not_be_posted_to(
    session: Session, account: str, field: str, value: object
) -> None:
    key = a_draft(session, ITEM)
    put(session, "gl_account", {field: value}, no=account)
    refusal = the(AccountNotForPosting, failures(session, key))
    assert (refusal.record, refusal.field) == (RecordRef("gl_account", (account,)), field)
    assert refusal.parameters["account"] == account
