"""Entering header fields of a purchase document, one command each, with all that follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.codes import Location, PaymentTerms
from desktop.models.company import CompanyInformation
from desktop.models.currencies import Currency
from desktop.models.customers import Customer, ShipToAddress
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.supply_words import DeliverTo
from desktop.models.supply_words import VendorBlocked as Blocked
from desktop.models.values.date_formula import DateFormula
from desktop.models.vendors import Vendor
from desktop.services.context import UserContext
from desktop.services.currencies.exchange_rates import ExchangeRate, rate_on
from desktop.services.purchases.editable import check_header, is_started
from desktop.services.purchases.fields import DATE_FIELDS, RATE_FIELDS
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import enter_field
from desktop.services.purchases.line_making import fill_line, source_of
from desktop.services.purchases.line_quantities import enter_quantity
from desktop.services.purchases.load import Purchase, check_version, load_purchase
from desktop.services.purchases.refusals import VendorBlocked, VendorNeeded
from desktop.services.purchases.snapshot import finish
from desktop.services.purchases.views import PurchaseView
from desktop.services.sales.entered_values import entered_value, known_key
from desktop.services.sales.refusals import (
    RateNotPositive,
    RebuildLines,
    UpdateExchangeRate,
    UpdateLines,
)
from desktop.services.setup.refusals import ReferenceMissing

Enter = Callable[[Purchase, Any], object]

Place: TypeAlias = Location | CompanyInformation | Customer | ShipToAddress

_OF_SALES_LINE = (
    "purchasing_code",
    "drop_shipment",
    "sales_order_no",
    "sales_order_line_no",
    "special_order",
    "special_order_sales_no",
    "special_order_sales_line_no",
    "location_code",
    "description",
    "description_2",
    "inbound_handling_time",
    "safety_lead_time",
    "order_date",
    "planned_receipt_date",
    "expected_receipt_date",
    "expected_date_is_typed",
)
"""What a line keeps of the sales line that it is bought for when it is made anew (PF66)."""

FROM_VENDOR = {
    "buy_from_name": "name",
    "buy_from_name_2": "name_2",
    "buy_from_address": "address",
    "buy_from_address_2": "address_2",
    "buy_from_post_code": "post_code",
    "buy_from_city": "city",
    "buy_from_county": "county",
    "buy_from_country_code": "country_code",
    "buy_from_contact": "contact",
    "buy_from_phone": "phone",
    "buy_from_email": "email",
    "our_account_no": "our_account_no",
    "payment_terms_code": "payment_terms_code",
    "vendor_posting_group": "vendor_posting_group",
    "gen_bus_posting_group": "gen_bus_posting_group",
    "vat_bus_posting_group": "vat_bus_posting_group",
    "vat_registration_no": "vat_registration_no",
    "language_code": "language_code",
    "shipment_method_code": "shipment_method_code",
}
"""The fields of a header by those of the vendor that they are copied from."""

_ADDRESS = ("name", "name_2", "address", "address_2", "post_code", "city", "county")
_REPLANNING = frozenset({"requested_receipt_date", "promised_receipt_date", "location_code"})


def change_header(
    session: Session,
    key: PurchaseKey,
    field: str,
    value: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> PurchaseView:
    """Enter one value into the header; what follows from it is in the answer.

    Raises PurchaseMissing, Conflict, a NeedsConfirmation or the refusal of the field.
    """
    document = load_purchase(session, key, context, for_update=True)
    check_version(document.header, row_version)
    enter_header_field(document, field, value)
    return finish(document)


def enter_header_field(document: Purchase, field: str, value: object) -> None:
    """Enter one value into the header of a loaded document."""
    check_header(document, field)
    document.entered.append((None, field))
    column = "exchange_rate_amount" if field == "currency_factor" else field
    entered = entered_value(PurchaseHeader, column, value, document.ref)
    entered = known_key(document.session, PurchaseHeader, column, entered, document.ref)
    entry = _ENTRIES.get(field)
    if entry is not None:
        entry(document, entered)
    elif field in RATE_FIELDS:
        _rate(document, field, entered)
    elif field in _REPLANNING:
        _for_lines_too(document, field, entered)
    else:
        setattr(document.header, field, entered)


def check_vendor(document: Purchase, vendor: Vendor) -> None:
    """Refuse to buy from a vendor who is blocked altogether."""
    if vendor.blocked is Blocked.ALL:
        raise VendorBlocked(
            record=document.ref,
            field="buy_from_vendor_no",
            no=vendor.no,
            blocked=vendor.blocked,
        )


def put_due_date(document: Purchase) -> None:
    """Work out the due date from terms and document date (SD13)."""
    header = document.header
    header.due_date = header.document_date
    if header.payment_terms_code is not None and header.document_date is not None:
        terms = document.session.get_one(PaymentTerms, header.payment_terms_code)
        header.due_date = DateFormula.parse(terms.due_formula).apply(header.document_date)


def _vendor(document: Purchase, vendor_no: str | None) -> None:
    header = document.header
    if vendor_no == header.buy_from_vendor_no:
        return
    if vendor_no is None:
        if document.priced_lines:
            raise VendorNeeded(record=document.ref, field="buy_from_vendor_no", **document.names)
        header.buy_from_vendor_no, document.vendor = None, None
        return
    vendor = document.session.get_one(Vendor, vendor_no)
    check_vendor(document, vendor)
    if not _confirm_rebuild(document, "buy_from_vendor_no"):
        return
    document.vendor = vendor
    header.buy_from_vendor_no = vendor.no
    for ours, theirs in FROM_VENDOR.items():
        setattr(header, ours, getattr(vendor, theirs))
    _put_location(document, vendor.location_code)
    put_due_date(document)
    _put_currency(document, vendor.currency_code)
    _rebuild(document)


def _put_location(document: Purchase, location_code: str | None) -> None:
    """Deliver to a location: its address, or the company's for the blank one."""
    header = document.header
    header.location_code = location_code
    place: Place = document.setups.company
    if location_code is not None:
        place = document.session.get_one(Location, location_code)
    if header.deliver_to is DeliverTo.LOCATION:
        _put_place(document, place)


def _put_place(
    document: Purchase, place: Location | CompanyInformation | Customer | ShipToAddress
) -> None:
    """Copy the address where the goods go."""
    header = document.header
    for name in _ADDRESS:
        setattr(header, f"ship_to_{name}", getattr(place, name, ""))
    header.ship_to_country_code = place.country_code
    header.ship_to_contact = getattr(place, "contact", "")
    header.ship_to_phone = place.phone


def _deliver_to(document: Purchase, deliver_to: DeliverTo) -> None:
    """Where the goods go: to a location of our own again, or to a customer still to be chosen."""
    header = document.header
    if deliver_to is header.deliver_to:
        return
    header.deliver_to = deliver_to
    if deliver_to is DeliverTo.LOCATION:
        header.sell_to_customer_no = header.ship_to_code = None
        _put_location(document, header.location_code)


def _customer(document: Purchase, customer_no: str | None) -> None:
    """Deliver to a customer: the address follows; without one, to the location again."""
    header = document.header
    header.sell_to_customer_no, header.ship_to_code = customer_no, None
    if customer_no is None:
        header.deliver_to = DeliverTo.LOCATION
        _put_location(document, header.location_code)
        return
    header.deliver_to = DeliverTo.CUSTOMER
    _put_place(document, document.session.get_one(Customer, customer_no))


def _ship_to_code(document: Purchase, code: str | None) -> None:
    """Deliver to another address of the customer; raises ReferenceMissing."""
    header = document.header
    if code is None:
        _customer(document, header.sell_to_customer_no)
        return
    found = document.session.get(ShipToAddress, (header.sell_to_customer_no or "", code))
    if found is None:
        raise ReferenceMissing(
            record=document.ref,
            field="ship_to_code",
            entered_field="ship_to_code",
            table="ship_to_address",
            text=code,
        )
    header.ship_to_code = code
    _put_place(document, found)


def _currency(document: Purchase, currency_code: str | None) -> None:
    if currency_code == document.header.currency_code:
        return
    if _confirm_rebuild(document, "currency_code"):
        _put_currency(document, currency_code)
        _rebuild(document)


def _put_currency(document: Purchase, currency_code: str | None) -> None:
    """Give the document a currency, with its rate at the posting date (SD57)."""
    header = document.header
    day = header.posting_date or document.context.work_date
    rate = rate_on(document.session, currency_code, day)
    header.currency_code = currency_code
    document.currency = None
    if currency_code is not None:
        document.currency = document.session.get_one(Currency, currency_code)
    _put_rate(header, rate)


def _put_rate(header: PurchaseHeader, rate: ExchangeRate) -> None:
    header.exchange_rate_amount = rate.exchange_rate_amount
    header.relational_amount = rate.relational_amount


def _rate(document: Purchase, field: str, value: Decimal) -> None:
    if value <= 0:
        raise RateNotPositive(record=document.ref, field=field, entered_field=field, value=value)
    if field == "currency_factor":
        _put_rate(document.header, ExchangeRate.from_factor(value))
    else:
        setattr(document.header, field, value)


def _group(field: str) -> Enter:
    def enter(document: Purchase, value: str | None) -> None:
        if value != getattr(document.header, field) and _confirm_rebuild(document, field):
            setattr(document.header, field, value)
            _rebuild(document)

    return enter


def _confirm_rebuild(document: Purchase, field: str) -> bool:
    if not document.priced_lines:
        return True
    answer = document.context.answer(ConfirmationCode.REBUILD_LINES)
    if answer is None:
        raise RebuildLines(record=document.ref, field=field, entered_field=field, **document.names)
    return answer


def _rebuild(document: Purchase) -> None:
    """Make every line anew: cost, VAT, texts and dates; number, unit and quantity stay."""
    for line in document.priced_lines:
        _remake(document, line)


def _remake(document: Purchase, line: PurchaseLine) -> None:
    quantity = line.quantity
    kept = {name: getattr(line, name) for name in _OF_SALES_LINE}
    fill_line(
        document,
        line,
        line.no,
        variant_code=line.variant_code,
        unit_code=line.unit_of_measure_code,
        location_code=line.location_code,
    )
    if kept["sales_order_no"] or kept["special_order_sales_no"]:
        for name, value in kept.items():
            setattr(line, name, value)
    if quantity:
        enter_quantity(line, quantity, source_of(document, line).unit)


def enter_posting_date(document: Purchase, posting_date: date | None) -> None:
    """Move the posting date: document date when linked, exchange rate when wanted (SD11)."""
    header = document.header
    day = posting_date or document.context.work_date
    rate = rate_on(document.session, header.currency_code, day)
    changed = (
        rate.exchange_rate_amount * header.relational_amount
        != header.exchange_rate_amount * rate.relational_amount
    )
    if header.currency_code is not None and changed and _wants_rate(document, rate, day):
        _put_rate(header, rate)
    header.posting_date = posting_date
    if document.setups.sales.link_doc_date_to_posting_date and posting_date is not None:
        _document_date(document, posting_date)


def _wants_rate(document: Purchase, rate: ExchangeRate, day: date) -> bool:
    answer = document.context.answer(ConfirmationCode.UPDATE_EXCHANGE_RATE)
    if answer is None:
        raise UpdateExchangeRate(
            record=document.ref,
            field="posting_date",
            posting_date=day,
            currency_code=document.header.currency_code,
            new_factor=rate.factor,
            old_factor=document.rate.factor,
            **document.names,
        )
    return answer


def _document_date(document: Purchase, document_date: date | None) -> None:
    document.header.document_date = document_date
    put_due_date(document)


def _payment_terms(document: Purchase, code: str | None) -> None:
    document.header.payment_terms_code = code
    put_due_date(document)


def _for_lines_too(document: Purchase, field: str, value: Any) -> None:  # noqa: ANN401  (of the column)
    """Take a date or location that the lines have too; they get it if the user says so (SD15)."""
    header = document.header
    if value == getattr(header, field):
        return
    lines = [line for line in document.priced_lines if _may_follow(line, field)]
    follows = bool(lines) and _confirm_update(document, field)
    if field == "location_code":
        _put_location(document, value)
    else:
        setattr(header, field, value)
    for line in lines if follows else []:
        enter_field(document, line, field, value)


def _may_follow(line: PurchaseLine, field: str) -> bool:
    if field in DATE_FIELDS:
        return bool(line.outstanding_quantity) or not line.quantity
    return not (is_started(line) or line.sales_order_no or line.special_order_sales_no)


def _confirm_update(document: Purchase, field: str) -> bool:
    answer = document.context.answer(ConfirmationCode.UPDATE_LINES)
    if answer is None:
        raise UpdateLines(record=document.ref, field=field, entered_field=field, **document.names)
    return answer


_ENTRIES: dict[str, Enter] = {
    "buy_from_vendor_no": _vendor,
    "currency_code": _currency,
    "gen_bus_posting_group": _group("gen_bus_posting_group"),
    "vat_bus_posting_group": _group("vat_bus_posting_group"),
    "deliver_to": _deliver_to,
    "sell_to_customer_no": _customer,
    "ship_to_code": _ship_to_code,
    "posting_date": enter_posting_date,
    "document_date": _document_date,
    "payment_terms_code": _payment_terms,
}
"""Fields from which something follows; all others are simply kept."""
