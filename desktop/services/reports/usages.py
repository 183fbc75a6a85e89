"""What a paper is for: the words by which layouts, archive and sending know it (06 §10)."""

from enum import StrEnum


class DocumentUsage(StrEnum):
    """The papers that can be made."""

    SHIPMENT = "shipment"
    INVOICE = "invoice"


ARCHIVED = frozenset({DocumentUsage.INVOICE})
"""The papers whose first issue is kept byte for byte (AO64)."""

LAYOUT = "standard"
LAYOUT_VERSION = 1
