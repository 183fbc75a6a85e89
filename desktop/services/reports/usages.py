"""What a paper is for: the words by which layouts, archive and sending know it (06 §10)."""

from enum import StrEnum

from desktop.models.words import LineType


class DocumentUsage(StrEnum):
    """The papers that can be made."""

    SHIPMENT = "shipment"
    INVOICE = "invoice"
    QUOTE = "quote"
    ORDER_CONFIRMATION = "order_confirmation"
    PROFORMA = "proforma"
    PURCHASE_ORDER = "purchase_order"


ARCHIVED = frozenset({DocumentUsage.INVOICE})
"""The papers whose first issue is kept byte for byte (AO64)."""

NUMBERED_LINES = frozenset({LineType.ITEM, LineType.RESOURCE})
"""The lines whose number means something to a customer; an account's number does not."""

LAYOUT = "standard"
LAYOUT_VERSION = 1
