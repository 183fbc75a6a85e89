"""Customers for tests: complete, unless a test says what is different."""

from typing import Any

from sqlalchemy.orm import Session

from desktop.models.customers import Customer, ShipToAddress


def a_customer(session: Session, no: str = "C1", **different: Any) -> Customer:  # noqa: ANN401  (any column)
    """A domestic customer on terms 30D, flushed; its name is its number."""
    fields: dict[str, Any] = {
        "name": no,
        "search_name": no,
        "gen_bus_posting_group": "DOMESTIC",
        "vat_bus_posting_group": "DOMESTIC",
        "customer_posting_group": "DOMESTIC",
        "payment_terms_code": "30D",
        **different,
    }
    customer = Customer(no=no, **fields)
    session.add(customer)
    session.flush()
    return customer


def a_ship_to_address(
    session: Session,
    customer_no: str,
    code: str,
    **different: Any,  # noqa: ANN401  (any column)
) -> ShipToAddress:
    """Another address of a customer, flushed."""
    address = ShipToAddress(customer_no=customer_no, code=code, **different)
    session.add(address)
    session.flush()
    return address
