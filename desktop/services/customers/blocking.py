"""What may still be done for a blocked customer: one table for documents and posting (CU44)."""

from __future__ import annotations

from enum import StrEnum

from desktop.models.values.keys import DocumentType
from desktop.models.words import Blocked


class CustomerAction(StrEnum):
    """What somebody wants to do for a customer."""

    CHOOSE_ON_ORDER = "choose_on_order"
    """Choose the customer on a quote, order or blanket order, or convert one into another."""
    CHOOSE_ON_INVOICE = "choose_on_invoice"
    CHOOSE_ON_RETURN = "choose_on_return"
    """Choose the customer on a credit memo or return order."""
    POST_SHIPMENT = "post_shipment"
    """Post an order or invoice with something to ship that no posted shipment has shipped."""
    INVOICE_SHIPPED = "invoice_shipped"
    """Invoice what has been shipped before."""
    POST_RETURN = "post_return"
    """Post a credit memo or return receipt."""
    POST_PAYMENT = "post_payment"
    """Post a payment, refund, reminder or finance charge."""
    POST_JOURNAL_INVOICE = "post_journal_invoice"
    """Post a journal invoice or a journal line without document type."""


_STRICT = frozenset({Blocked.NONE})
_IGNORES_SHIP = frozenset({Blocked.NONE, Blocked.SHIP})
_ONLY_ALL_STOPS = frozenset({Blocked.NONE, Blocked.SHIP, Blocked.INVOICE})

ALLOWED: dict[CustomerAction, frozenset[Blocked]] = {
    CustomerAction.CHOOSE_ON_ORDER: _STRICT,
    CustomerAction.CHOOSE_ON_INVOICE: _IGNORES_SHIP,
    CustomerAction.CHOOSE_ON_RETURN: _ONLY_ALL_STOPS,
    CustomerAction.POST_SHIPMENT: _STRICT,
    CustomerAction.INVOICE_SHIPPED: _IGNORES_SHIP,
    CustomerAction.POST_RETURN: _ONLY_ALL_STOPS,
    CustomerAction.POST_PAYMENT: _ONLY_ALL_STOPS,
    CustomerAction.POST_JOURNAL_INVOICE: _IGNORES_SHIP,
}
"""For each action the kinds of block that do not hinder it; a privacy block hinders all."""

_CHOOSING: dict[DocumentType, CustomerAction] = {
    DocumentType.QUOTE: CustomerAction.CHOOSE_ON_ORDER,
    DocumentType.ORDER: CustomerAction.CHOOSE_ON_ORDER,
    DocumentType.BLANKET_ORDER: CustomerAction.CHOOSE_ON_ORDER,
    DocumentType.INVOICE: CustomerAction.CHOOSE_ON_INVOICE,
    DocumentType.CREDIT_MEMO: CustomerAction.CHOOSE_ON_RETURN,
    DocumentType.RETURN_ORDER: CustomerAction.CHOOSE_ON_RETURN,
}


def is_allowed(action: CustomerAction, blocked: Blocked, *, privacy_blocked: bool = False) -> bool:
    """Whether a customer with this block may be used so; ask for sell-to and bill-to both."""
    return not privacy_blocked and blocked in ALLOWED[action]


def choosing(document_type: DocumentType) -> CustomerAction:
    """The action of choosing a customer on a document of this type (SD8)."""
    return _CHOOSING[document_type]
