"""Finding a customer from what was typed on a document (CU41)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.customers import Customer
from desktop.models.words import Blocked

MOST_CANDIDATES = 20

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ł": "l", "œ": "oe", "ð": "d", "þ": "th"})
_CLOSENESS = 5
"""A name may differ from what was typed in one letter of so many."""


@dataclass(frozen=True)
class CustomerCandidate:
    """A customer who fits what was typed, with what tells customers apart."""

    no: str
    name: str
    post_code: str
    city: str
    contact: str
    phone: str
    email: str
    vat_registration_no: str
    blocked: Blocked

    @cached_property
    def folded_name(self) -> str:
        """The name without case and accents."""
        return folded(self.name)

    @cached_property
    def folded_fields(self) -> str:
        """Everything that words are looked for in."""
        return "\n".join(
            folded(each)
            for each in (
                self.no,
                self.name,
                self.city,
                self.contact,
                self.phone,
                self.post_code,
                self.email,
                self.vat_registration_no,
            )
        )


def find_customers(session: Session, text: str) -> tuple[CustomerCandidate, ...]:
    """The customers whom a typed text may mean; one alone is the hit, several are to choose from.

    Tried in the order of CU41; the first step that finds somebody decides. Blocked and inactive
    customers are found only by their exact number.
    """
    typed = text.strip()
    if not typed:
        return ()
    statement = select(
        Customer.no,
        Customer.name,
        Customer.post_code,
        Customer.city,
        Customer.contact,
        Customer.phone,
        Customer.email,
        Customer.vat_registration_no,
        Customer.blocked,
    ).order_by(Customer.no)
    exact = session.execute(statement.where(Customer.no == typed.upper())).one_or_none()
    if exact is not None:
        return (CustomerCandidate(*exact),)
    offered = [
        CustomerCandidate(*row)
        for row in session.execute(
            statement.where(
                Customer.blocked == Blocked.NONE,
                Customer.privacy_blocked.is_(False),
                Customer.inactive.is_(False),
            )
        )
    ]
    for step in _steps(typed):
        found = [each for each in offered if step(each)]
        if found:
            return tuple(found[:MOST_CANDIDATES])
    return ()


def _steps(typed: str) -> Iterator[Callable[[CustomerCandidate], bool]]:
    wanted = folded(typed)
    words = wanted.split()
    yield lambda each: each.name == typed
    yield lambda each: each.folded_name == wanted
    yield lambda each: folded(each.no).startswith(wanted) or each.folded_name.startswith(wanted)
    yield lambda each: all(word in each.folded_fields for word in words)
    yield lambda each: is_close(wanted, each.folded_name)


def folded(text: str) -> str:
    """A text as it is compared: without case and accents, whatever the database thinks of them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


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
