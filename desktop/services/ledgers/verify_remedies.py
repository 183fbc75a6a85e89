"""What to do about a finding of the proof of the books, and which record it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.safekeeping import BooksCheck
from desktop.translation import N_

TAMPERED = N_(
    "Entries were changed outside Kontor. Keep this file, restore the newest backup that proves "
    "right, and find out who can write to the database."
)
LEDGERS = N_(
    "Two ledgers disagree. Look at the entries of the account for a posting made by hand, and "
    "correct it with a journal."
)
STOCK = N_("Figures of stock disagree. Test the newest backup to see since when, and tell support.")
NUMBERS = N_(
    "A posted document is not there or has a foreign number. Explain the number in your records; "
    "tax authorities may ask for it."
)
_REMEDIES = {
    "books.broken": TAMPERED,
    "books.unchained": TAMPERED,
    "books.missing": TAMPERED,
    "books.stray": TAMPERED,
    "books.cut_off": TAMPERED,
    "books.unbalanced": LEDGERS,
    "books.subledger": LEDGERS,
    "books.nowhere": LEDGERS,
    "books.gap": NUMBERS,
    "books.beyond": NUMBERS,
}
_RECORDS = (("item", "item"), ("account", "gl_account"), ("series", "number_series"))


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When the books were proved last, by whom, how far, with which seal and how many findings."""

    checked_at: datetime
    checked_by: str
    registers: int
    seal: str
    findings: int


def remedy_of(finding: Notice) -> str:
    """The English advice for a finding, to be translated."""
    return _REMEDIES.get(finding.code, STOCK)


def record_of(finding: Notice) -> RecordRef | None:
    """The card that a finding leads to; None when there is none."""
    for name, table in _RECORDS:
        value = finding.parameters.get(name)
        if value:
            return RecordRef(table, (str(value),))
    return None


def last_check(session: Session) -> LastCheck | None:
    """The newest proof that was kept; None before the first."""
    row = session.execute(
        select(
            BooksCheck.checked_at,
            BooksCheck.checked_by,
            BooksCheck.registers,
            BooksCheck.seal,
            BooksCheck.findings,
        )
        .order_by(BooksCheck.id.desc())
        .limit(1)
    ).one_or_none()
    return LastCheck(*row) if row else None
