"""Who buys, who pays, where it goes: copied from the cards when chosen (SD8–SD10, CU32, CU44)."""

from __future__ import annotations

from desktop.models.codes import Location
from desktop.models.customers import Customer, ShipToAddress
from desktop.models.sales import SalesHeader
from desktop.models.users import UserSetup
from desktop.models.words import ShipToMode
from desktop.services.customers.blocking import choosing
from desktop.services.customers.refusals import check_allowed, check_complete
from desktop.services.sales.fields import BILL_TO_FIELDS, SELL_TO_FIELDS, SHIP_TO_FIELDS
from desktop.services.sales.header_terms import put_currency, put_terms
from desktop.services.sales.load import Document
from desktop.services.sales.propagation import (
    confirm_rebuild,
    delivery_of,
    rebuild_lines,
    update_changed,
)
from desktop.services.sales.refusals import SellToNeeded, ShipToCodeNeeded
from desktop.services.sales.shipping_times import handling_time, service_of, shipping_time_of
from desktop.services.setup.refusals import RecordNotFound

FROM_BILL_TO = (
    "payment_terms_code",
    "payment_method_code",
    "prices_including_vat",
    "customer_price_group",
    "customer_disc_group",
    "invoice_disc_code",
    "allow_line_disc",
    "customer_posting_group",
    "gen_bus_posting_group",
    "vat_bus_posting_group",
    "vat_registration_no",
    "language_code",
    "combine_shipments",
    "prepayment_pct",
    "reserve",
)
"""What a header takes from the card of who pays, under the same name."""


def enter_sell_to(document: Document, customer_no: str | None) -> None:
    """Choose who buys; all that depends on it is copied, lines are made anew (SD8, SD14).

    Raises SellToNeeded, CustomerBlocked, CustomerPrivacyBlocked, CustomerFieldMissing,
    ExchangeRateMissing or RebuildLines.
    """
    if customer_no is None:
        _clear_parties(document)
        return
    sell_to = document.session.get_one(Customer, customer_no)
    bill_to = _payer_of(document, sell_to)
    for customer in (sell_to, bill_to):
        check_customer(document, customer, "sell_to_customer_no")
    if not confirm_rebuild(document, "sell_to_customer_no"):
        return
    header = document.header
    header.sell_to_customer_no = sell_to.no
    for field in SELL_TO_FIELDS:
        setattr(header, field, getattr(sell_to, _card_field(field, "sell_to_")))
    address = put_usual_ship_to(document)
    _take_bill_to(document, bill_to)
    _take_delivery(document, sell_to, address)
    header.shipping_advice = sell_to.shipping_advice
    header.salesperson_code = _salesperson(document, sell_to, bill_to, address)
    rebuild_lines(document)


def enter_bill_to(document: Document, customer_no: str | None) -> None:
    """Choose who pays; blank means whom the buyer's card names (SD9)."""
    header = document.header
    if header.sell_to_customer_no is None:
        enter_sell_to(document, customer_no)
        return
    sell_to = document.session.get_one(Customer, header.sell_to_customer_no)
    bill_to = _payer_of(document, sell_to)
    if customer_no is not None:
        bill_to = document.session.get_one(Customer, customer_no)
    check_customer(document, bill_to, "bill_to_customer_no")
    if not confirm_rebuild(document, "bill_to_customer_no"):
        return
    _take_bill_to(document, bill_to)
    header.salesperson_code = _salesperson(document, sell_to, bill_to, _address(document))
    rebuild_lines(document)


def check_customer(document: Document, customer: Customer, field: str) -> None:
    """Refuse a customer who is blocked for this document or whose card lacks something."""
    check_allowed(customer, choosing(document.type), field)
    check_complete(customer)


def enter_ship_to_code(document: Document, ship_to_code: str | None) -> None:
    """Ship to another address of the customer, or to the customer itself (SD10).

    Raises RecordNotFound or UpdateLines.
    """
    header, address = document.header, None
    if ship_to_code is not None:
        key = (header.sell_to_customer_no or "", ship_to_code)
        address = document.session.get(ShipToAddress, key)
        if address is None:
            raise RecordNotFound(
                record=document.ref,
                field="ship_to_code",
                table="ship_to_address",
                record_key=ship_to_code,
            )
    before = delivery_of(header)
    _put_ship_to(header, address)
    sell_to = document.session.get(Customer, header.sell_to_customer_no or "")
    if sell_to is not None:
        _take_delivery(document, sell_to, address)
        bill_to = document.session.get(Customer, header.bill_to_customer_no or "")
        header.salesperson_code = _salesperson(document, sell_to, bill_to or sell_to, address)
    update_changed(document, "ship_to_code", before)


def put_usual_ship_to(document: Document) -> ShipToAddress | None:
    """Ship to the address that the buyer's card names, else to the buyer (SD8)."""
    header, address = document.header, None
    buyer = document.session.get(Customer, header.sell_to_customer_no or "")
    if buyer is not None and buyer.ship_to_code is not None:
        address = document.session.get(ShipToAddress, (buyer.no, buyer.ship_to_code))
    _put_ship_to(header, address)
    return address


def enter_ship_to_mode(document: Document, mode: ShipToMode) -> None:
    """Say how the address is given; *default* copies the buyer's again (SD10)."""
    header = document.header
    if mode is header.ship_to_mode:
        return
    if mode is ShipToMode.ALTERNATE:
        raise ShipToCodeNeeded(record=document.ref, field="ship_to_code")
    if mode is ShipToMode.DEFAULT:
        enter_ship_to_code(document, None)
        return
    header.ship_to_code, header.ship_to_mode = None, ShipToMode.CUSTOM


def enter_address(document: Document, field: str, value: object) -> None:
    """Type a part of an address: a default ship-to follows the buyer, a typed one is custom."""
    header = document.header
    setattr(header, field, value)
    if field in SHIP_TO_FIELDS:
        header.ship_to_code, header.ship_to_mode = None, ShipToMode.CUSTOM
    elif field in SELL_TO_FIELDS and header.ship_to_mode is ShipToMode.DEFAULT:
        _put_ship_to(header, None)


def _payer_of(document: Document, sell_to: Customer) -> Customer:
    if sell_to.bill_to_customer_no is None:
        return sell_to
    return document.session.get_one(Customer, sell_to.bill_to_customer_no)


def _card_field(field: str, prefix: str) -> str:
    name = field.removeprefix(prefix)
    return "primary_contact_no" if name == "contact_no" else name


def _clear_parties(document: Document) -> None:
    header = document.header
    if document.lines:
        raise SellToNeeded(record=document.ref, field="sell_to_customer_no")
    for field in SELL_TO_FIELDS | BILL_TO_FIELDS | SHIP_TO_FIELDS:
        setattr(header, field, None if field.endswith("country_code") else "")
    header.sell_to_customer_no = header.bill_to_customer_no = header.ship_to_code = None
    header.ship_to_mode = ShipToMode.DEFAULT


def _put_ship_to(header: SalesHeader, address: ShipToAddress | None) -> None:
    """Ship to an address of the customer, or without one to the buyer's own (SD10)."""
    header.ship_to_code = address.code if address is not None else None
    header.ship_to_mode = ShipToMode.ALTERNATE if address is not None else ShipToMode.DEFAULT
    for field in SHIP_TO_FIELDS:
        name = field.removeprefix("ship_to_")
        value = getattr(header, f"sell_to_{name}")
        if address is not None:
            value = getattr(address, name)
        setattr(header, field, value)


def _take_bill_to(document: Document, bill_to: Customer) -> None:
    header = document.header
    header.bill_to_customer_no = bill_to.no
    for field in BILL_TO_FIELDS:
        setattr(header, field, getattr(bill_to, _card_field(field, "bill_to_")))
    for field in FROM_BILL_TO:
        setattr(header, field, getattr(bill_to, field))
    put_currency(document, bill_to.currency_code)
    put_terms(document)


def _take_delivery(document: Document, sell_to: Customer, address: ShipToAddress | None) -> None:
    """From where and how the goods go: what the address says beats the customer (CUX7)."""
    header, session = document.header, document.session
    header.location_code = _first(address, sell_to, "location_code")
    header.shipment_method_code = _first(address, sell_to, "shipment_method_code")
    # A service belongs to its agent, so both come from the same card.
    carrier = address if address is not None and address.shipping_agent_code else sell_to
    header.shipping_agent_code = carrier.shipping_agent_code
    header.shipping_agent_service_code = carrier.shipping_agent_service_code
    service = service_of(
        session, carrier.shipping_agent_code, carrier.shipping_agent_service_code, document.ref
    )
    header.shipping_time = shipping_time_of(service, sell_to)
    location = session.get(Location, header.location_code) if header.location_code else None
    header.outbound_handling_time = handling_time(document, location)


def _first(address: ShipToAddress | None, customer: Customer, field: str) -> str | None:
    of_address: str | None = getattr(address, field) if address is not None else None
    of_customer: str | None = getattr(customer, field)
    return of_address or of_customer


def _address(document: Document) -> ShipToAddress | None:
    header = document.header
    if header.ship_to_code is None or header.sell_to_customer_no is None:
        return None
    return document.session.get(ShipToAddress, (header.sell_to_customer_no, header.ship_to_code))


def _salesperson(
    document: Document, sell_to: Customer, bill_to: Customer, address: ShipToAddress | None
) -> str | None:
    """The address's salesperson, else the payer's, else the buyer's, else the user."""
    of_address = address.salesperson_code if address is not None else None
    return of_address or bill_to.salesperson_code or sell_to.salesperson_code or own_code(document)


def own_code(document: Document) -> str | None:
    """The salesperson that the user is."""
    user = document.session.get(UserSetup, document.context.user)
    return user.salesperson_code if user is not None else None
