"""What is refused about catalog items (PF105)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal
from desktop.supply_codes import CatalogCode
from desktop.translation import N_


class CatalogItemUnknown(Refusal):
    """The catalog has no such entry."""

    code = CatalogCode.UNKNOWN
    text = N_("There is no catalog item {entry_no}. Choose one from the list.")


class CatalogFieldMissing(FieldRefusal):
    """An item cannot be made of what the catalog says."""

    code = CatalogCode.FIELD_MISSING
    text = N_("Fill in {blank_field} of catalog item {entry_no} to create the item.")


class CatalogNumberTaken(FieldRefusal):
    """Another item has the number that the catalog item would get."""

    code = CatalogCode.NUMBER_TAKEN
    text = N_(
        "Item {no} already exists. Change the vendor item number of catalog item {entry_no}, or "
        "choose another numbering in the inventory setup."
    )


class CatalogNumberTooLong(FieldRefusal):
    """A composed number does not fit on the card."""

    code = CatalogCode.NUMBER_TOO_LONG
    text = N_(
        "Item number {no} of catalog item {entry_no} is longer than {most} characters. Choose "
        "another numbering in the inventory setup."
    )


class OfferExists(FieldRefusal):
    """A vendor's number stands in the catalog once."""

    code = CatalogCode.OFFER_EXISTS
    text = N_("Vendor {vendor_no} item {vendor_item_no} is already in the catalog as {other}.")


class CatalogNotHere(Refusal):
    """What nobody has is neither invoiced nor taken back."""

    code = CatalogCode.NOT_ON_THIS_DOCUMENT
    text = N_(
        "A catalog item cannot be used on a {document_type}. Use a quote, an order or a blanket "
        "order."
    )


class CatalogLineNotBlank(FieldRefusal):
    """A line sells something already."""

    code = CatalogCode.LINE_NOT_BLANK
    text = N_("Line {line_no} sells {no} already. Choose the catalog item on a new item line.")
