"""The header: parties, addresses, terms, currency and what they do to lines (02 §1)."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.errors import ConfirmationCode, Refusal
from desktop.models.currencies import CurrencyExchangeRate
from desktop.models.customers import Customer
from desktop.models.setup import SalesSetup
from desktop.models.users import UserSetup
from desktop.models.values.keys import DocumentType
from desktop.models.words import Blocked, DefaultPostingDate, ShippingAdvice, ShipToMode
from desktop.services.context import UserContext
from desktop.services.customers.refusals import (
    CustomerBlocked,
    CustomerFieldMissing,
    CustomerPrivacyBlocked,
)
from desktop.services.database import Database
from desktop.services.sales.creation import create_document
from desktop.services.sales.refusals import (
    ConvertPrices,
    RebuildLines,
    UpdateExchangeRate,
    UpdateLines,
)
from desktop.services.setup.refusals import RecordExists
from tests.builders.customers import a_customer, a_ship_to_address
from tests.builders.sales import Clerk, a_document, rows

EUR = Decimal("11.5")


def test_a_new_document_has_a_number_and_the_days_of_work(
    company: Database, context: UserContext
) -> None:
    order = a_document(company, context)
    assert order.key.no == "SO00001"
    today = context.work_date
    for field in ("order_date", "document_date", "posting_date", "shipment_date"):
        assert order.header(field) == today
    assert order.header("posting_description") == "Order SO00001"
    assert order.header("due_date") == date(2026, 2, 14)
    quote = a_document(company, context, DocumentType.QUOTE)
    assert (quote.key.no, quote.header("posting_date")) == ("SQ00001", None)


@pytest.mark.parametrize("document_type", DocumentType)
def test_every_document_type_can_be_made(
    company: Database, context: UserContext, document_type: DocumentType
) -> None:
    document = a_document(company, context, document_type).adds(no="A", quantity=2)
    assert document.header("amount_including_vat") == 250
    assert document.looks().header == document.view.header


def test_setup_decides_about_numbers_and_dates(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        setup = session.get_one(SalesSetup, 1)
        setup.default_posting_date = DefaultPostingDate.NO_DATE
        setup.quote_validity = "30D"
    assert a_document(company, context).header("posting_date") is None
    quote = a_document(company, context, DocumentType.QUOTE)
    assert quote.header("quote_valid_until") == date(2026, 2, 14)
    quote.enters("document_date", date(2026, 2, 1))
    assert quote.header("quote_valid_until") == date(2026, 3, 3)
    with rows(company) as session:
        typed = create_document(session, DocumentType.ORDER, context, no="MY-1")
    assert typed.key.no == "MY-1"
    with pytest.raises(RecordExists), rows(company) as session:
        create_document(session, DocumentType.ORDER, context, no="MY-1")


@pytest.mark.parametrize(
    ("terms", "document_date", "due"),
    [
        ("1M", date(2026, 1, 31), date(2026, 2, 28)),
        ("CM20", date(2026, 2, 10), date(2026, 3, 20)),
        (None, date(2026, 2, 10), date(2026, 2, 10)),
    ],
)
def test_the_due_date_follows_terms_and_document_date(
    company: Database, context: UserContext, terms: str | None, document_date: date, due: date
) -> None:
    """EX1."""
    order = a_document(company, context)
    order.enters("payment_terms_code", terms).enters("document_date", document_date)
    assert order.header("due_date") == due
    assert order.enters("due_date", date(2026, 5, 1)).header("due_date") == date(2026, 5, 1)


def test_payment_discount_comes_from_the_terms(company: Database, context: UserContext) -> None:
    order = a_document(company, context).enters("payment_terms_code", "1M8D")
    assert order.header("pmt_discount_date") == date(2026, 1, 23)
    assert order.header("payment_discount_pct") == 2
    memo = a_document(company, context, DocumentType.CREDIT_MEMO)
    memo.enters("payment_terms_code", "1M8D")
    assert memo.header("pmt_discount_date") is None
    assert memo.header("due_date") == context.work_date


def test_who_pays_decides_about_money_who_buys_about_delivery(
    company: Database, context: UserContext
) -> None:
    """EX2."""
    with rows(company) as session:
        a_customer(
            session,
            "C200",
            currency_code="EUR",
            prices_including_vat=True,
            payment_terms_code="14D",
        )
        a_customer(
            session,
            "C100",
            bill_to_customer_no="C200",
            location_code="MAIN",
            shipping_advice=ShippingAdvice.COMPLETE,
        )
    order = a_document(company, context, customer_no="C100")
    assert order.header("bill_to_customer_no") == "C200"
    assert order.header("currency_code") == "EUR"
    assert (order.header("exchange_rate_amount"), order.header("relational_amount")) == (1, EUR)
    assert order.header("prices_including_vat") is True
    assert order.header("payment_terms_code") == "14D"
    assert order.header("location_code") == "MAIN"
    assert order.header("shipping_advice") is ShippingAdvice.COMPLETE


@pytest.fixture
def delivered_elsewhere(company: Database) -> Database:
    """CUX7: customer C2 with the address NORTH."""
    with rows(company) as session:
        a_customer(
            session,
            "C2",
            address="Main Street 1",
            city="Lund",
            location_code="MAIN",
            shipping_agent_code="DHL",
            shipping_agent_service_code="STD",
            shipping_time="5D",
            salesperson_code="PS",
        )
        a_ship_to_address(
            session, "C2", "NORTH", name="Store", location_code="NORTH", salesperson_code="LS"
        )
        session.get_one(Customer, "C2").ship_to_code = "NORTH"
    return company


def test_an_address_beats_the_customer_where_it_says_something(
    delivered_elsewhere: Database, context: UserContext
) -> None:
    """CUX7 and SD10."""
    order = a_document(delivered_elsewhere, context, customer_no="C2")
    delivery = ("location_code", "salesperson_code", "shipping_agent_code", "shipping_time")
    assert [order.header(name) for name in delivery] == ["NORTH", "LS", "DHL", "2D"]
    assert order.header("shipping_agent_service_code") == "STD"
    assert (order.header("ship_to_name"), order.header("ship_to_mode")) == (
        "Store",
        ShipToMode.ALTERNATE,
    )
    order.enters("ship_to_code", None)
    assert [order.header(name) for name in delivery] == ["MAIN", "PS", "DHL", "2D"]
    assert order.header("ship_to_city") == "Lund"
    order.enters("sell_to_city", "Malmö")
    assert order.header("ship_to_city") == "Malmö"
    order.enters("ship_to_city", "Ystad").enters("sell_to_city", "Eslöv")
    assert order.header("ship_to_mode") is ShipToMode.CUSTOM
    assert order.header("ship_to_city") == "Ystad"
    order.enters("ship_to_mode", ShipToMode.DEFAULT)
    assert order.header("ship_to_city") == "Eslöv"


def test_a_user_sells_for_himself_when_no_card_names_anybody(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        session.add(UserSetup(user="ADMIN", salesperson_code="LS"))
    assert a_document(company, context).header("salesperson_code") == "LS"


@pytest.mark.parametrize(
    ("card", "kind", "named"),
    [
        ({"blocked": Blocked.ALL}, CustomerBlocked, "Customer BAD is blocked (all)"),
        ({"blocked": Blocked.SHIP}, CustomerBlocked, "Customer BAD is blocked (ship)"),
        ({"privacy_blocked": True}, CustomerPrivacyBlocked, "BAD"),
        ({"gen_bus_posting_group": None}, CustomerFieldMissing, "Gen Bus Posting Group"),
        ({"customer_posting_group": None}, CustomerFieldMissing, "Customer BAD: "),
    ],
)
def test_a_customer_who_cannot_be_used_is_refused(
    company: Database,
    context: UserContext,
    card: dict[str, object],
    kind: type[Refusal],
    named: str,
) -> None:
    with rows(company) as session:
        a_customer(session, "BAD", **card)
        a_customer(session, "VIA", bill_to_customer_no="BAD")
    for customer in ("BAD", "VIA"):
        with pytest.raises(kind) as refusal:
            a_document(company, context, customer_no=customer)
        assert named in str(refusal.value)
    with company.read() as session:
        assert a_document(company, context).key.no == "SO00001"
        assert session is not None


def test_blocked_ship_may_still_be_invoiced_and_credited(
    company: Database, context: UserContext
) -> None:
    with rows(company) as session:
        a_customer(session, "SHIP", blocked=Blocked.SHIP)
    for document_type in (DocumentType.INVOICE, DocumentType.RETURN_ORDER):
        document = a_document(company, context, document_type, "SHIP")
        assert document.header("sell_to_customer_no") == "SHIP"


def test_another_customer_means_other_lines_if_wanted(
    company: Database, context: UserContext
) -> None:
    """SD14."""
    with rows(company) as session:
        a_customer(session, "EURO", currency_code="EUR", vat_bus_posting_group="EU")
    order = a_document(company, context).adds(no="A", quantity=3, unit_price=80)
    order.adds(description="Thank you")
    before = order.looks()
    with pytest.raises(RebuildLines):
        order.enters("sell_to_customer_no", "EURO")
    order.answers(ConfirmationCode.REBUILD_LINES, False).enters("sell_to_customer_no", "EURO")
    assert order.looks() == before
    order.answers(ConfirmationCode.REBUILD_LINES, True).enters("sell_to_customer_no", "EURO")
    assert order.column("description") == ["A", "Thank you"]
    assert order.value(1, "unit_price") == Decimal("8.69565")
    assert order.value(1, "quantity") == 3
    assert order.value(1, "vat_amount") == 0
    assert order.value(1, "sell_to_customer_no") == "EURO"


def test_dates_and_agents_reach_the_lines_if_wanted(
    company: Database, context: UserContext
) -> None:
    """SD15."""
    day = date(2026, 2, 2)
    order = a_document(company, context).adds(no="A", quantity=3)
    with pytest.raises(UpdateLines):
        order.enters("shipment_date", day)
    order.answers(ConfirmationCode.UPDATE_LINES, False).enters("shipment_date", day)
    assert order.header("shipment_date") == day
    assert order.value(1, "shipment_date") == context.work_date
    order.answers(ConfirmationCode.UPDATE_LINES, True).enters("shipping_agent_code", "DHL")
    order.enters("shipping_agent_service_code", "STD")
    assert order.value(1, "shipping_time") == "2D"
    assert order.value(1, "planned_delivery_date") == date(2026, 1, 17)
    order.enters("location_code", "EAST")
    assert order.value(1, "location_code") == "EAST"
    order.enters("requested_delivery_date", date(2026, 3, 16))
    assert order.value(1, "shipment_date") == date(2026, 3, 14)
    order.has_delivered(1, "3").enters("location_code", "MAIN")
    assert order.value(1, "location_code") == "EAST"


def test_prices_are_converted_or_kept(company: Database, context: UserContext) -> None:
    """EX19 and SD51."""
    order = a_document(company, context).adds(no="A", quantity=10, unit_price="12.34567")
    assert order.view.totals.total_incl_vat == Decimal("154.33")
    with pytest.raises(ConvertPrices):
        order.enters("prices_including_vat", True)
    order.answers(ConfirmationCode.CONVERT_PRICES, True).enters("prices_including_vat", True)
    assert order.value(1, "unit_price") == Decimal("15.43209")
    assert order.view.totals.total_incl_vat == Decimal("154.32")
    assert order.view.totals.total_excl_vat == Decimal("123.46")
    order.answers(ConfirmationCode.CONVERT_PRICES, False).enters("prices_including_vat", False)
    assert order.value(1, "unit_price") == Decimal("15.43209")
    assert order.view.totals.total_excl_vat == Decimal("154.32")


def test_an_invoice_discount_amount_is_converted_with_the_prices(
    company: Database, context: UserContext
) -> None:
    order = a_document(company, context).adds(no="A", quantity=1)
    order.enters("invoice_discount_value", Decimal(20))
    order.answers(ConfirmationCode.CONVERT_PRICES, True).enters("prices_including_vat", True)
    assert order.header("invoice_discount_value") == 25
    assert order.view.totals.total_incl_vat == 100


def a_foreign_order(company: Database, context: UserContext) -> Clerk:
    """An order in EUR whose rate changes on 1 February."""
    with rows(company) as session:
        a_customer(session, "EURO", currency_code="EUR")
        session.add(
            CurrencyExchangeRate(
                currency_code="EUR",
                starting_date=date(2026, 2, 1),
                exchange_rate_amount=Decimal(1),
                relational_amount=Decimal(12),
            )
        )
    return a_document(company, context, customer_no="EURO").adds(no="A", quantity=1, unit_price=10)


def test_another_posting_date_may_bring_another_rate(
    company: Database, context: UserContext
) -> None:
    """SD11: the document date follows when linked."""
    order, day = a_foreign_order(company, context), date(2026, 2, 1)
    with pytest.raises(UpdateExchangeRate):
        order.enters("posting_date", day)
    order.answers(ConfirmationCode.UPDATE_EXCHANGE_RATE, False).enters("posting_date", day)
    assert order.header("relational_amount") == EUR
    assert order.header("document_date") == day
    assert order.header("due_date") == date(2026, 3, 3)
    order.answers(ConfirmationCode.UPDATE_EXCHANGE_RATE, True).enters("posting_date", day)
    assert order.header("relational_amount") == 12
    assert order.value(1, "amount") == 10
    assert order.value(1, "outstanding_amount_lcy") == 150


def test_a_typed_factor_sets_the_pair(company: Database, context: UserContext) -> None:
    """SD57."""
    order = a_foreign_order(company, context).enters("currency_factor", Decimal("0.08"))
    assert order.header("exchange_rate_amount") == Decimal("0.08")
    assert order.header("relational_amount") == 1
    assert order.header("currency_factor") == Decimal("0.08")
    assert order.value(1, "outstanding_amount_lcy") == Decimal("156.25")


def test_prices_may_be_out_of_date_after_another_order_date(
    company: Database, context: UserContext
) -> None:
    order = a_document(company, context).enters("order_date", date(2026, 2, 1))
    assert order.told() == []
    order.adds(no="A").enters("order_date", date(2026, 2, 2))
    assert order.told() == ["prices_out_of_date"]
    assert order.enters("allow_line_disc", False).told() == ["prices_out_of_date"]


def test_a_customers_own_number_used_twice_is_told(company: Database, context: UserContext) -> None:
    """SD17."""
    a_document(company, context).enters("external_document_no", "PO-7")
    second = a_document(company, context).enters("external_document_no", "PO-7")
    assert second.told() == ["external_document_no"]
    assert "SO00001" in str(second.view.notices[0])
    other = a_document(company, context, DocumentType.INVOICE)
    assert other.enters("external_document_no", "PO-7").told() == []


def test_the_payer_can_be_another_and_back(company: Database, context: UserContext) -> None:
    with rows(company) as session:
        a_customer(session, "PAYER", payment_terms_code="COD", salesperson_code="LS")
    order = a_document(company, context).enters("bill_to_customer_no", "PAYER")
    assert order.header("due_date") == context.work_date
    assert order.header("salesperson_code") == "LS"
    order.enters("bill_to_customer_no", None)
    assert order.header("bill_to_customer_no") == "C1"


def test_a_quote_remembers_when_it_was_accepted(company: Database, context: UserContext) -> None:
    quote = a_document(company, context, DocumentType.QUOTE).enters("quote_accepted", True)
    assert quote.header("quote_accepted_date") == context.work_date
    assert quote.enters("quote_accepted", False).header("quote_accepted_date") is None


def test_a_document_without_lines_can_lose_its_customer(
    company: Database, context: UserContext
) -> None:
    order = a_document(company, context).enters("sell_to_customer_no", None)
    assert order.header("sell_to_name") == ""
    assert order.header("bill_to_customer_no") is None
    assert order.enters("bill_to_customer_no", "C1").header("sell_to_customer_no") == "C1"
