"""What a user chose to post of a purchase, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.errors import Notice


@dataclass(frozen=True, slots=True)
class PurchaseChoice:
    """What to post of an order; a purchase invoice is always received and invoiced whole.

    `posting_date` and `document_date` replace the document's.
    """

    receive: bool = True
    invoice: bool = True
    posting_date: date | None = None
    document_date: date | None = None


@dataclass(frozen=True, slots=True)
class PurchaseResult:
    """The numbers of the posted documents; None where none was written."""

    receipt_no: str | None = None
    invoice_no: str | None = None
    notices: tuple[Notice, ...] = ()
