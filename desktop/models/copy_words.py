"""The closed set of words for what lines can be copied from; the value is what is stored."""

from enum import StrEnum


class CopySourceType(StrEnum):
    """A kind of document that Copy Document takes from (CB59)."""

    QUOTE = "quote"
    ORDER = "order"
    INVOICE = "invoice"
    CREDIT_MEMO = "credit_memo"
    BLANKET_ORDER = "blanket_order"
    RETURN_ORDER = "return_order"
    POSTED_SHIPMENT = "posted_shipment"
    POSTED_INVOICE = "posted_invoice"
    ARCHIVED_QUOTE = "archived_quote"
    ARCHIVED_ORDER = "archived_order"
    ARCHIVED_BLANKET_ORDER = "archived_blanket_order"
    ARCHIVED_RETURN_ORDER = "archived_return_order"

    @property
    def is_archived(self) -> bool:
        """Whether it has versions to choose from."""
        return self in _ARCHIVED

    @property
    def is_posted(self) -> bool:
        """Whether it was issued and cannot change any more."""
        return self in {CopySourceType.POSTED_SHIPMENT, CopySourceType.POSTED_INVOICE}

    @property
    def has_prices(self) -> bool:
        """Whether its lines say what they cost; those of a shipment do not."""
        return self is not CopySourceType.POSTED_SHIPMENT


_ARCHIVED = frozenset(
    {
        CopySourceType.ARCHIVED_QUOTE,
        CopySourceType.ARCHIVED_ORDER,
        CopySourceType.ARCHIVED_BLANKET_ORDER,
        CopySourceType.ARCHIVED_RETURN_ORDER,
    }
)
