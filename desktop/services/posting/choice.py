"""What a user chose to post, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.errors import Notice


@dataclass(frozen=True, slots=True)
class PostingChoice:
    """What to post of an order; an invoice is always shipped and invoiced whole (SD71, SD74).

    `posting_date` and `document_date` replace the document's. `calc_invoice_discount` takes
    the invoice discount and service charge of today's terms, and spreads a discount without terms
    over the lines anew; posting an open document always spreads it.
    """

    ship: bool = True
    invoice: bool = True
    posting_date: date | None = None
    document_date: date | None = None
    calc_invoice_discount: bool = False


@dataclass(frozen=True, slots=True)
class PostingResult:
    """The numbers of the posted documents; None where none was written."""

    shipment_no: str | None = None
    invoice_no: str | None = None
    notices: tuple[Notice, ...] = ()
    assembly_no: str | None = None
