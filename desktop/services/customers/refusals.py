"""What is refused about customers that a document or an entry names (CU32, CU44)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, RecordRef, RefusalCode
from desktop.models.customers import Customer
from desktop.services.customers.blocking import CustomerAction, is_allowed
from desktop.services.customers.completeness import NEEDED_ON_DOCUMENTS
from desktop.translation import N_


class CustomerBlocked(FieldRefusal):
    """Nothing of this kind may be done for the customer any more (CU44)."""

    code = RefusalCode.CUSTOMER_BLOCKED
    text = N_("Customer {no} is blocked ({blocked}); choose another customer or unblock it.")


class CustomerPrivacyBlocked(FieldRefusal):
    """The customer's data must not be used any more (CU38, CU44)."""

    code = RefusalCode.CUSTOMER_PRIVACY_BLOCKED
    text = N_("Customer {no} is blocked for privacy; choose another customer.")


class CustomerFieldMissing(FieldRefusal):
    """A card is not complete enough to be used on documents (CU32)."""

    code = RefusalCode.CUSTOMER_FIELD_MISSING
    text = N_("Customer {no}: {missing_field} must be filled in.")


def check_allowed(customer: Customer, action: CustomerAction, field: str) -> None:
    """Refuse an action for a blocked customer; `field` is where the customer was named.

    Raises CustomerBlocked or CustomerPrivacyBlocked.
    """
    refusal = blocking_refusal(customer, action, field)
    if refusal is not None:
        raise refusal


def blocking_refusal(customer: Customer, action: CustomerAction, field: str) -> FieldRefusal | None:
    """Why an action must not be done for a customer; None when it may (CU44)."""
    ref = RecordRef("customer", (customer.no,))
    if customer.privacy_blocked:
        return CustomerPrivacyBlocked(record=ref, field=field, no=customer.no)
    if not is_allowed(action, customer.blocked):
        return CustomerBlocked(record=ref, field=field, no=customer.no, blocked=customer.blocked)
    return None


def check_complete(customer: Customer) -> None:
    """Refuse a customer whose card lacks what documents need, naming the first field (CU32)."""
    for name in NEEDED_ON_DOCUMENTS:
        if not getattr(customer, name):
            raise CustomerFieldMissing(
                record=RecordRef("customer", (customer.no,)),
                field=name,
                no=customer.no,
                missing_field=name,
            )
