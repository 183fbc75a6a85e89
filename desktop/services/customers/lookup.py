"""Finding a customer whose name was typed with slips (CU41)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desktop.models.customers import Customer
from desktop.models.values.folding import fold
from desktop.models.words import Blocked
from desktop.services.text_index import (
    any_text_condition,
)

MOST_CANDIDATES = 20

_CLOSENESS = 5
"""A name may differ from what was typed in one letter of so many."""

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class CustomerCandidate:
    """A customer who fits what was typed."""

    no: str
    name: str
    city: str


_OFFERED = and_(
    Customer.blocked == Blocked.NONE,
    Customer.privacy_blocked.is_(False),
    Customer.inactive.is_(False),
)


def customers_with_close_names(session: Session, text: str) -> tuple[CustomerCandidate, ...]:
    """The customers whose name is the text but for a letter in five: the last step of CU41.

    Of the pieces of a text, one more than letters may be wrong, one stands in such a name whole:
    only customers with such a piece are read. Blocked and inactive ones are not offered.
    """
    wanted = fold(text.strip())
    wrong = len(wanted) // _CLOSENESS
    if not 0 < wrong <= _LONGEST_NAME // (_CLOSENESS - 1):
        return ()
    pieces = _pieces(wanted, wrong + 1)
    statement = (
        select(Customer.no, Customer.name, Customer.city)
        .where(_OFFERED, any_text_condition(session, "customer", pieces))
        .order_by(Customer.no)
    )
    close = (
        candidate
        for candidate in (CustomerCandidate(*row) for row in session.execute(statement))
        if is_close(wanted, fold(candidate.name))
    )
    return tuple(islice(close, MOST_CANDIDATES))


def _pieces(text: str, count: int) -> tuple[str, ...]:
    """A text cut into so many pieces of nearly one length."""
    return tuple(
        text[len(text) * at // count : len(text) * (at + 1) // count] for at in range(count)
    )


def is_close(typed: str, name: str) -> bool:
    """Whether two words differ in at most one letter of five: typed, missing or wrong (CU41)."""
    most = len(typed) // _CLOSENESS
    if not most or abs(len(typed) - len(name)) > most:
        return False
    return edit_distance(typed, name) <= most


def edit_distance(first: str, second: str) -> int:
    """How many letters must be added, removed or replaced to make one word the other."""
    before = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        row = [i]
        for j, other in enumerate(second, start=1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other)))
        before = row
    return before[-1]
