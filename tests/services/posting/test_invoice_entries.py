"""What an invoice enters in the books (SD55, SD58, SD80–SD86, EX21, EX32)."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.models.ledgers import (
    CustLedgerEntry,
    DetailedCustLedgerEntry,
    GlEntry,
    GlRegister,
    ItemLedgerEntry,
    ResourceLedgerEntry,
    ValueEntry,
    VatEntry,
)
from desktop.models.posted import SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.values.keys import DocumentKey
from desktop.models.words import DiscountPosting, ItemType
from tests.builders.customers import a_customer
from tests.builders.items import a_resource
from tests.builders.posting_world import PostingWorld, amounts, fee, figures, sale, values


def example_32(world: PostingWorld, posting: DiscountPosting, **header: object) -> DocumentKey:
    """12 × item A at 49.95 −10 % and a fee of 250.00, rounded to whole crowns."""
    world.item("A", unit_price="49.95", unit_cost="12")
    world.receive("A", 10, 12)
    world.receive("A", 5, "12.50")
    world.setup(discount_posting=posting, invoice_rounding=True)
    world.put("general_ledger_setup", {"id": 1}, invoice_rounding_precision=Decimal(1))
    world.put("customer_posting_group", {"code": "DOMESTIC"}, invoice_rounding_account="3740")
    return world.order(sale("A", 12, line_discount_pct=10), fee(1, 250), **header)


REST = amounts(a3590=-250, a2611="-197.37", a3740="-0.17", a1510=987, a4990=145, a1460=-145)


@pytest.mark.parametrize(
    ("posting", "of_sales"),
    [
        (DiscountPosting.NONE, amounts(a3001="-539.46")),
        (DiscountPosting.LINE, amounts(a3001="-599.40", a3731="59.94")),
    ],
)
def test_an_order_with_discount_fee_and_rounding(
    world: PostingWorld, posting: DiscountPosting, of_sales: dict[str, Decimal]
) -> None:
    result = world.post(example_32(world, posting))
    assert world.movement(result.invoice_no) == {**of_sales, **REST}
    [vat] = world.rows(VatEntry)
    assert values(vat, "base amount") == [Decimal("-789.46"), Decimal("-197.37")]
    [entry] = world.rows(CustLedgerEntry)
    assert values(entry, "sales_lcy profit_lcy") == [Decimal("789.46"), Decimal("644.46")]
    assert values(entry, "open document_no") == [True, result.invoice_no]
    [detail] = world.rows(DetailedCustLedgerEntry)
    assert values(detail, "amount amount_lcy") == [987, 987]
    assert world.faults() == []


def test_the_possible_payment_discount_is_kept(world: PostingWorld) -> None:
    key = example_32(world, DiscountPosting.NONE, payment_terms_code="1M8D")
    world.post(key)
    [entry] = world.rows(CustLedgerEntry)
    assert entry.original_pmt_disc_possible == Decimal("19.74")
    assert entry.pmt_discount_date == date(2026, 1, 23)


def test_a_cash_sale_is_paid_at_once(world: PostingWorld) -> None:
    key = example_32(world, DiscountPosting.NONE, payment_method_code="CASH")
    result = world.post(key)
    expected = {**REST, **amounts(a3001="-539.46", a1910=987)}
    del expected["1510"]
    assert world.movement(result.invoice_no) == expected
    invoice, payment = world.rows(CustLedgerEntry)
    assert (invoice.open, payment.open) == (False, False)
    assert (invoice.closed_by_entry_no, payment.closed_by_entry_no) == (
        payment.entry_no,
        invoice.entry_no,
    )
    details = world.rows(DetailedCustLedgerEntry)
    assert [detail.amount for detail in details] == [987, -987, -987, 987]
    assert world.faults() == []


def test_both_discounts_are_posted_without_their_vat(world: PostingWorld) -> None:
    world.item("A", unit_price="19.99", type=ItemType.SERVICE, inventory_posting_group=None)
    key = world.order(
        sale("A", 3, line_discount_pct=15),
        sale("A", 1),
        prices_including_vat=True,
        invoice_discount_calculation="percent",
        invoice_discount_value=Decimal(2),
    )
    for number in (1, 2):
        world.change(key, number, "unit_price", "19.99")
    result = world.post(key)
    [header] = world.rows(SalesInvoiceHeader)
    # 59.97 − 9.00 + 19.99 = 70.96; 2 % of it 1.42; 69.54 with VAT.
    assert values(header, "amount_including_vat vat_amount") == [Decimal("69.54"), Decimal("13.91")]
    assert world.movement(result.invoice_no) == amounts(
        a3001="-63.97", a3731="7.20", a3732="1.14", a2611="-13.91", a1510="69.54"
    )


def test_a_reverse_charge_group_has_an_entry_without_vat(world: PostingWorld) -> None:
    world.item("A")
    a_customer(
        world.session,
        "DE1",
        gen_bus_posting_group="EU",
        vat_bus_posting_group="EU",
        customer_posting_group="FOREIGN",
        vat_registration_no="DE123456789",
        country_code=None,
    )
    world.post(world.order(sale("A", 1), customer_no="DE1"))
    [vat] = world.rows(VatEntry)
    assert values(vat, "base amount vat_registration_no") == [-100, 0, "DE123456789"]
    assert world.movement()["1512"] == 100


def test_what_is_given_away_has_no_vat_entry(world: PostingWorld) -> None:
    world.item("A", unit_cost="0")
    world.setup(discount_posting=DiscountPosting.NONE)
    result = world.post(world.order(sale("A", 1, line_discount_pct=100)))
    assert world.rows(VatEntry) == []
    [entry] = world.rows(GlEntry, document_no=result.invoice_no)
    assert values(entry, "gl_account_no amount") == ["1510", 0]
    [claim] = world.rows(CustLedgerEntry)
    assert not claim.open


def test_an_invoice_in_euro_balances_in_crowns(world: PostingWorld) -> None:
    for no, rate in (("A", "VAT25"), ("B", "VAT12"), ("C", "VAT6")):
        world.item(no, vat_prod_posting_group=rate, unit_cost="0")
    world.put("vat_posting_setup", {"vat_prod_posting_group": "VAT12"}, sales_vat_account="2641")
    world.put(
        "currency_exchange_rate",
        {"currency_code": "EUR"},
        exchange_rate_amount=Decimal(100),
        relational_amount=Decimal("1073.00"),
    )
    world.setup(discount_posting=DiscountPosting.NONE)
    key = world.order(currency_code="EUR")
    for line in (
        sale("A", 12, unit_price="49.95", line_discount_pct=10),
        sale("B", 5, unit_price="17.333"),
        sale("A", 1, unit_price=250, allow_invoice_disc=False),
        sale("B", 40, unit_price="1.995", line_discount_pct="2.5"),
        sale("C", 3, unit_price="89.90"),
    ):
        world.add(key, line)
    world.enter(key, "invoice_discount_calculation", "percent")
    world.enter(key, "invoice_discount_value", Decimal("3.5"))
    world.post(key)
    [entry] = world.rows(DetailedCustLedgerEntry)
    assert values(entry, "amount amount_lcy") == [Decimal("1416.87"), Decimal("15203.02")]
    sales = [-e.amount for e in world.rows(GlEntry, gl_account_no="3001")]
    assert sales == figures("8268.33 1702.96 2792.59")
    assert [-vat.amount for vat in world.rows(VatEntry)] == figures("2067.13 204.41 167.60")
    assert sum(world.column(ValueEntry, "sales_amount_actual")) == sum(sales)
    assert world.faults() == []


def test_a_resource_is_sold_with_the_invoice_only(world: PostingWorld) -> None:
    a_resource(world.session)
    key = world.order({"type": "resource", "no": "ANNA", "quantity": 2})
    world.post(key, invoice=False)
    assert len(world.rows(SalesShipmentHeader)) == 1
    assert (world.rows(ResourceLedgerEntry), world.rows(ItemLedgerEntry)) == ([], [])
    world.post(key, ship=False)
    [entry] = world.rows(ResourceLedgerEntry)
    assert values(entry, "quantity total_cost total_price") == [-2, -900, -1600]
    [claim] = world.rows(CustLedgerEntry)
    assert claim.profit_lcy == 700


def test_a_service_has_statistics_but_no_stock(world: PostingWorld) -> None:
    world.item("S", type=ItemType.SERVICE, inventory_posting_group=None)
    result = world.post(world.order(sale("S", 2)))
    [entry] = world.rows(ItemLedgerEntry)
    assert values(entry, "quantity remaining_quantity open") == [-2, 0, False]
    [value] = world.rows(ValueEntry)
    assert values(value, "cost_amount_actual cost_posted_to_gl") == [-120, 0]
    assert "1460" not in world.movement(result.invoice_no)


def test_each_posted_document_is_a_transaction_of_one_register(world: PostingWorld) -> None:
    world.item("A")
    world.post(world.order(sale("A", 1)))
    [register] = world.rows(GlRegister)
    [entry] = world.rows(ItemLedgerEntry)
    assert (register.no, entry.transaction_no) == (1, 1)
    assert set(world.column(GlEntry, "transaction_no")) == {2}
    assert values(register, "from_gl_entry_no to_gl_entry_no") == [1, 5]


def test_an_invoice_document_ships_invoices_and_goes(world: PostingWorld) -> None:
    world.item("A")
    key = world.invoice(sale("A", 2), fee(1, 50))
    result = world.post(key)
    assert values(result, "shipment_no invoice_no") == ["PS00001", "PI00001"]
    [header] = world.rows(SalesInvoiceHeader)
    assert values(header, "pre_assigned_no order_no") == [key.no, None]
    with pytest.raises(Exception, match="No row was found"):
        world.header(key)


def test_an_invoice_of_fees_has_no_shipment(world: PostingWorld) -> None:
    result = world.post(world.invoice(fee(1, 50)))
    assert values(result, "shipment_no invoice_no") == [None, "PI00001"]
