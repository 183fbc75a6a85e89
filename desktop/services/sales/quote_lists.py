"""Quotes as a whole: how many were won, what became of one, clearing out expired ones (SD65)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from desktop.errors import NeedsConfirmation, RecordRef, Refusal
from desktop.models.posted import SalesInvoiceHeader
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import Percent, round_to
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.load import document_ref
from desktop.services.sales.queries import is_expired_before

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")
NO_PROGRESS = NoProgress()


@dataclass(frozen=True, slots=True)
class WonQuotes:
    """The quotes of a period, by their document date; an open one is neither won nor lost yet."""

    won: int
    lost: int
    open: int

    @property
    def win_rate(self) -> Percent:
        """Won quotes in percent of those that are decided, to 0.1; 0 when none is."""
        decided = self.won + self.lost
        return round_to(HUNDRED * self.won / decided, TENTH) if decided else Decimal(0)


@dataclass(frozen=True, slots=True)
class ExpiredDeleted:
    """How many expired quotes were deleted, and why the others stay."""

    deleted: int
    kept: tuple[Refusal, ...]


def won_quotes(session: Session, first: date, last: date, context: UserContext) -> WonQuotes:
    """How the quotes dated from `first` to `last` went, in one statement.

    Won is what was accepted or converted, lost what has expired otherwise.
    """
    is_won = or_(SalesHeader.converted.is_(True), SalesHeader.quote_accepted.is_(True))
    is_over = SalesHeader.quote_valid_until < context.work_date
    counts = session.execute(
        select(
            func.count().filter(is_won),
            func.count().filter(and_(~is_won, is_over)),
            func.count(),
        ).where(
            SalesHeader.document_type == DocumentType.QUOTE,
            SalesHeader.document_date.between(first, last),
        )
    ).one()
    won, lost, every = counts
    return WonQuotes(won, lost, every - won - lost)


def made_of_quote(session: Session, quote_no: str) -> RecordRef | None:
    """The order or invoice that a quote was made into: the draft, else the posted invoice."""
    draft = session.execute(
        select(SalesHeader.document_type, SalesHeader.no).where(SalesHeader.quote_no == quote_no)
    ).first()
    if draft is not None:
        return document_ref(DocumentKey(draft.document_type, draft.no))
    posted = session.scalar(
        select(SalesInvoiceHeader.no).where(SalesInvoiceHeader.quote_no == quote_no)
    )
    return None if posted is None else RecordRef(SalesInvoiceHeader.__tablename__, (posted,))


def count_expired(session: Session, valid_before: date) -> int:
    """How many quotes `delete_expired_quotes` would delete with the same date."""
    query = select(func.count()).where(is_expired_before(valid_before))
    return int(session.execute(query).scalar_one())


def delete_expired_quotes(
    session: Session,
    context: UserContext,
    *,
    valid_before: date,
    progress: Progress = NO_PROGRESS,
) -> ExpiredDeleted:
    """Delete every quote that was valid to a day before `valid_before` and was not converted.

    A quote that may not be deleted stays and is told with its refusal. Raises KeepQuoteVersion
    when the set-up asks whether versions are kept, once for all of them, or Cancelled.
    """
    numbers = session.scalars(
        select(SalesHeader.no).where(is_expired_before(valid_before)).order_by(SalesHeader.no)
    ).all()
    kept: list[Refusal] = []
    for at, no in enumerate(numbers, start=1):
        progress.check_cancelled()
        try:
            delete_document(session, DocumentKey(DocumentType.QUOTE, no), context)
        except NeedsConfirmation:
            raise
        except Refusal as refusal:
            kept.append(refusal)
        progress.step(at, len(numbers))
    return ExpiredDeleted(len(numbers) - len(kept), tuple(kept))
