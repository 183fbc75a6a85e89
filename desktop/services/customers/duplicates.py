"""Customers and contacts that look alike, and what was decided about them (CU133–CU134)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from heapq import nsmallest
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from desktop.errors import Notice, RecordRef
from desktop.models.contacts import Contact
from desktop.models.duplicate_words import Decision, MatchKind, PartyKind
from desktop.models.duplicates import DuplicateDecision, MatchKey
from desktop.models.setup import SalesSetup
from desktop.services.context import UserContext
from desktop.services.customers.duplicate_refusals import ChooseAnother, PartyGone
from desktop.services.customers.match_keys import fact_columns, facts_of
from desktop.services.customers.parties import CARDS
from desktop.services.customers.similarity import (
    MatchField,
    Profile,
    profile_of,
    score,
    similarity,
)
from desktop.translation import N_

LOOKS_LIKE = "customer.looks_like"
"""The code of the remark that a customer looks like another one."""

BANNER_SCORE = Decimal(85)
"""From this score on the card itself says that a record looks like another one (CU134)."""

FEW_RECORDS = 50
RARE_SHARE = 50
"""A name token is rare when fewer than 50 records have it, or less than one in 50 (2 %)."""

MOST_CANDIDATES = 3000
"""So many are compared at most, the lowest numbers first: more would take longer than 0.3 s."""

MOST_HINTS = 5


@dataclass(frozen=True, slots=True)
class DuplicateHint:
    """A record that looks like the one asked about."""

    no: str
    name: str
    city: str
    score: Decimal
    reasons: tuple[MatchField, ...]

    @property
    def is_striking(self) -> bool:
        """Whether the card itself should say so."""
        return self.score >= BANNER_SCORE


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Two records that somebody said are not the same."""

    no_a: str
    name_a: str
    no_b: str
    name_b: str
    user: str
    decided_at: datetime


# ------------------------------------------------------------------------------ while typing


def duplicate_hints(
    session: Session, no: str, kind: PartyKind = PartyKind.CUSTOMER
) -> tuple[DuplicateHint, ...]:
    """The customers that a customer looks like, or the contacts of its type that a contact does.

    The most alike first; at most five.

    Nothing when the company does not check (`duplicate_check`). Left out are scores below the
    company's threshold and pairs that were decided to be separate. Two statements at most.
    """
    rows = session.execute(_candidates(no, kind)).all()
    own = [row for row in rows if row.no == no]
    others = [row for row in rows if row.no != no]
    if not own or not others:
        return ()
    threshold = own[0].threshold
    ibans = _ibans(session, [row.no for row in rows if row.has_iban], kind)
    profile = _profile(own[0], ibans)
    # Thousands may share a key: the few to be shown are found first, and then what speaks for them.
    scored = ((score(profile, _profile(row, ibans)), row) for row in others)
    near = [(found, row) for found, row in scored if found >= threshold]
    best = nsmallest(MOST_HINTS, near, key=lambda pair: (-pair[0], pair[1].no))
    return tuple(_hint(profile, row, _profile(row, ibans)) for _score, row in best)


def lookalike_notices(
    session: Session, no: str, kind: PartyKind = PartyKind.CUSTOMER
) -> tuple[Notice, ...]:
    """What the card itself says: whom the customer or contact strikingly looks like (CU134)."""
    return tuple(
        Notice(
            LOOKS_LIKE,
            _LOOKS_LIKE[kind],
            {"other_no": hint.no, "name": hint.name, "score": hint.score},
            record=RecordRef(kind.value, (no,)),
        )
        for hint in duplicate_hints(session, no, kind)
        if hint.is_striking
    )


_LOOKS_LIKE = {
    PartyKind.CUSTOMER: N_(
        "This customer looks like {other_no} {name} ({score}). Compare the two cards."
    ),
    PartyKind.CONTACT: N_(
        "This contact looks like {other_no} {name} ({score}). Compare the two cards."
    ),
}


def _profile(row: Any, ibans: Mapping[str, Sequence[str]]) -> Profile:  # noqa: ANN401  (a row of a query)
    return profile_of(facts_of(row, ibans.get(row.no, ())))


def _hint(profile: Profile, row: Any, other: Profile) -> DuplicateHint:  # noqa: ANN401  (a row of a query)
    found = similarity(profile, other)
    return DuplicateHint(row.no, row.name, row.city, found.score, found.reasons)


def _candidates(no: str, kind: PartyKind) -> sa.Select[*tuple[Any, ...]]:
    """The card and all that share a key with it, unless decided separate (CU133)."""
    card: Any = CARDS[kind]
    own, other, holder = aliased(MatchKey), aliased(MatchKey), aliased(MatchKey)
    holders = (
        sa.select(sa.func.count())
        .where(
            holder.party == kind,
            holder.kind == MatchKind.NAME,
            holder.value == own.value,
        )
        .scalar_subquery()
    )
    all_ = sa.select(sa.func.count()).select_from(card).scalar_subquery()
    is_rare = sa.or_(own.kind != MatchKind.NAME, holders < FEW_RECORDS, holders * RARE_SHARE < all_)
    usable = sa.select(own.kind, own.value).where(own.party == kind, own.no == no, is_rare)
    # A list and no join: SQLite would count the holders again for every candidate.
    sharing = sa.select(other.no).where(
        other.party == kind,
        sa.tuple_(other.kind, other.value).in_(usable),
        other.no != no,
        ~_decided(no, other.no, kind),
    )
    has_iban = sa.exists().where(
        MatchKey.party == kind,
        MatchKey.no == card.no,
        MatchKey.kind == MatchKind.IBAN,
    )
    return (
        sa.select(
            *fact_columns(kind),
            has_iban.label("has_iban"),
            SalesSetup.duplicate_threshold.label("threshold"),
        )
        .join(SalesSetup, SalesSetup.id == 1)
        .where(
            SalesSetup.duplicate_check.is_(True),
            sa.or_(card.no == no, card.no.in_(sharing)),
            _can_be_one(no, kind),
        )
        .order_by(card.no != no, card.no)
        .limit(MOST_CANDIDATES)
    )


def _can_be_one(no: str, kind: PartyKind) -> sa.ColumnElement[bool]:
    """A company is no person (CU140)."""
    if kind is not PartyKind.CONTACT:
        return sa.true()
    asked = aliased(Contact)
    own_type = sa.select(asked.type).where(asked.no == no).scalar_subquery()
    return Contact.type == own_type


def _decided(
    no: str, other: sa.SQLColumnExpression[str], kind: PartyKind
) -> sa.ColumnElement[bool]:
    decision = DuplicateDecision
    return sa.exists().where(
        decision.party == kind,
        sa.or_(
            sa.and_(decision.no_a == no, decision.no_b == other),
            sa.and_(decision.no_b == no, decision.no_a == other),
        ),
    )


def _ibans(session: Session, numbers: Sequence[str], kind: PartyKind) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if numbers:
        keys = sa.select(MatchKey.no, MatchKey.value).where(
            MatchKey.party == kind,
            MatchKey.kind == MatchKind.IBAN,
            MatchKey.no.in_(numbers),
        )
        for no, value in session.execute(keys):
            found.setdefault(no, []).append(value)
    return found


# ---------------------------------------------------------------------------------- decisions


def keep_separate(
    session: Session,
    first: str,
    second: str,
    context: UserContext,
    kind: PartyKind = PartyKind.CUSTOMER,
) -> DuplicateDecision:
    """Remember that two cards of a kind are not the same; the pair is shown no more (CU134).

    Raises ChooseAnother or PartyGone. Deciding so twice changes nothing.
    """
    no_a, no_b = _in_order(first, second, kind)
    for no in (no_a, no_b):
        if session.get(CARDS[kind], no) is None:
            raise PartyGone(record=RecordRef(kind.value, (no,)), party=kind, no=no)
    known = session.get(DuplicateDecision, (kind, no_a, no_b))
    if known is not None:
        return known
    decision = DuplicateDecision(
        party=kind,
        no_a=no_a,
        no_b=no_b,
        decision=Decision.SEPARATE,
        user=context.user,
        decided_at=context.now(),
    )
    session.add(decision)
    session.flush()  # a later command of the same transaction must find it so
    return decision


def withdraw_decision(
    session: Session, first: str, second: str, kind: PartyKind = PartyKind.CUSTOMER
) -> bool:
    """Forget what was decided about a pair: it is shown again. Whether there was something."""
    known = session.get(DuplicateDecision, (kind, *_in_order(first, second, kind)))
    if known is None:
        return False
    session.delete(known)
    session.flush()  # a later command of the same transaction must find it so
    return True


def decisions(session: Session, kind: PartyKind = PartyKind.CUSTOMER) -> tuple[DecisionRow, ...]:
    """All pairs of a kind that were decided to be separate, the newest first."""
    card = CARDS[kind]
    first, second = aliased(card), aliased(card)
    query = (
        sa.select(
            DuplicateDecision.no_a,
            first.name,
            DuplicateDecision.no_b,
            second.name,
            DuplicateDecision.user,
            DuplicateDecision.decided_at,
        )
        .join(first, first.no == DuplicateDecision.no_a)
        .join(second, second.no == DuplicateDecision.no_b)
        .where(DuplicateDecision.party == kind)
        .order_by(DuplicateDecision.decided_at.desc(), DuplicateDecision.no_a)
    )
    return tuple(DecisionRow(*row) for row in session.execute(query))


def _in_order(first: str, second: str, kind: PartyKind) -> tuple[str, str]:
    """The smaller number first, compared alike on every database."""
    if first == second:
        raise ChooseAnother(record=RecordRef(kind.value, (first,)))
    return min(first, second), max(first, second)
