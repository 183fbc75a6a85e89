"""VAT entries: one for each VAT group of a document; base and amount of a sale − (SD80)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.ledger_words import GenPostingType
from desktop.models.values.numbers import Amount, Percent
from desktop.models.words import VatCalculationType
from desktop.services.ledgers.gl_entries import PostingGroups
from desktop.services.ledgers.rows import Booking, Row, add_row


@dataclass(frozen=True, slots=True)
class VatParty:
    """The trading partner as VAT reports name it."""

    no: str | None
    vat_registration_no: str = ""
    country_code: str | None = None


@dataclass(frozen=True, slots=True)
class VatSum:
    """Base and amount of a group in LCY, with the sign of the ledger."""

    vat_identifier: str | None
    vat_pct: Percent
    calculation_type: VatCalculationType
    groups: PostingGroups
    base: Amount
    amount: Amount


def add_sales_vat_entry(rows: list[Row], booking: Booking, total: VatSum, party: VatParty) -> None:
    """Plan the entry of a group that is sold, unless everything in it was given away."""
    add_vat_entry(rows, booking, GenPostingType.SALE, total, party)


def add_vat_entry(
    rows: list[Row], booking: Booking, kind: GenPostingType, total: VatSum, party: VatParty
) -> None:
    """Plan the entry of a group that is sold or bought, unless it is worth nothing."""
    if not total.base and not total.amount:
        return
    add_row(
        rows,
        {
            **booking.columns(),
            "type": kind,
            "base": total.base,
            "amount": total.amount,
            "vat_identifier": total.vat_identifier,
            "vat_calculation_type": total.calculation_type,
            "vat_pct": total.vat_pct,
            "gen_bus_posting_group": total.groups.gen_bus,
            "gen_prod_posting_group": total.groups.gen_prod,
            "vat_bus_posting_group": total.groups.vat_bus,
            "vat_prod_posting_group": total.groups.vat_prod,
            "bill_to_no": party.no,
            "vat_registration_no": party.vat_registration_no,
            "country_code": party.country_code,
            "document_date": booking.document_date,
            "external_document_no": booking.external_document_no,
        },
    )
