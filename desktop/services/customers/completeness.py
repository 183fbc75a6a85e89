"""What a customer's card must hold before documents can name the customer (CU32)."""

from __future__ import annotations

from desktop.errors import Notice
from desktop.models.customers import Customer
from desktop.services.setup.record_engine import ref_of
from desktop.translation import N_

NEEDED_ON_DOCUMENTS = (
    "name",
    "gen_bus_posting_group",
    "vat_bus_posting_group",
    "customer_posting_group",
)
"""What a customer must have before a document may name it (CU32)."""


def to_do(customer: Customer) -> tuple[Notice, ...]:
    """What is still to do on the card before documents can name the customer (CU32)."""
    ref = ref_of("customer", customer)
    return tuple(
        Notice(
            "customer.to_do",
            N_("{entered_field} must be filled in before customer {no} can be used."),
            {"entered_field": name, "no": customer.no},
            record=ref,
            field=name,
        )
        for name in NEEDED_ON_DOCUMENTS
        if not getattr(customer, name)
    )
