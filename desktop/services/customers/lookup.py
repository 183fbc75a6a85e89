"""Finding a customer from what was typed on a document (CU41)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

from sqlalchemy import Case, ColumnElement, and_, case, or_, select, true
from sqlalchemy.orm import Session

from desktop.models.customers import Customer
from desktop.models.values.folding import fold
from desktop.models.words import Blocked
from desktop.services.setup.former_numbers import took_over
from desktop.services.text_index import (
    any_text_condition,
    folded,
    folded_condition,
    text_condition,
)

MOST_CANDIDATES = 20

_CLOSENESS = 5
"""A name may differ from what was typed in one letter of so many."""

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
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


_COLUMNS = tuple(getattr(Customer, field.name) for field in fields(CustomerCandidate))
_OFFERED = and_(
    Customer.blocked == Blocked.NONE,
    Customer.privacy_blocked.is_(False),
    Customer.inactive.is_(False),
)


def find_customers(session: Session, text: str) -> tuple[CustomerCandidate, ...]:
    """The customers whom a typed text may mean; one alone is the hit, several are to choose from.

    Tried in the order of CU41; the first step that finds somebody decides. Blocked and inactive
    customers are found only by their exact number.
    """
    typed = text.strip()
    if not fold(typed).strip():
        return ()
    step = _step_that_finds(typed).label("step")
    fits = and_(_OFFERED, *text_condition(session, "customer", typed), _has_words(typed))
    statement = (
        select(*_COLUMNS, step)
        .where(or_(Customer.no == typed.upper(), _took_over(typed), fits))
        .order_by(step, Customer.no)
        .limit(MOST_CANDIDATES)
    )
    found = session.execute(statement).all()
    best = [CustomerCandidate(*row[:-1]) for row in found if row.step == found[0].step]
    return tuple(best) or _with_close_names(session, fold(typed))


def _step_that_finds(typed: str) -> Case[Any]:
    """Which step of CU41 finds a customer in whom all words of the text stand."""
    wanted = fold(typed)
    name = folded(Customer.name)
    return case(
        (Customer.no == typed.upper(), 1),
        (_took_over(typed), 2),
        (Customer.name == typed, 3),
        (name == wanted, 4),
        (name.startswith(wanted, autoescape=True), 5),
        (folded(Customer.no).startswith(wanted, autoescape=True), 5),
        else_=6,
    )


def _took_over(typed: str) -> ColumnElement[bool]:
    """A number that the customer took over in a merge is as good as its own (CU147)."""
    return took_over("customer", Customer.no, typed)


def _has_words(typed: str) -> ColumnElement[bool]:
    """The text index knows more than what CU41 looks at."""
    return and_(
        true(),
        *folded_condition(
            typed,
            Customer.no,
            Customer.name,
            Customer.city,
            Customer.contact,
            Customer.phone,
            Customer.post_code,
            Customer.email,
            Customer.vat_registration_no,
        ),
    )


def customers_with_close_names(session: Session, text: str) -> tuple[CustomerCandidate, ...]:
    """The customers whose name is the text but for a letter in five: the last step of CU41."""
    return _with_close_names(session, fold(text.strip()))


def _with_close_names(session: Session, wanted: str) -> tuple[CustomerCandidate, ...]:
    """Customers whose name is the text but for a letter in five.

    Of the pieces of a text, one more than letters may be wrong, one stands in such a name whole:
    only customers with such a piece are read.
    """
    wrong = len(wanted) // _CLOSENESS
    if not 0 < wrong <= _LONGEST_NAME // (_CLOSENESS - 1):
        return ()
    pieces = _pieces(wanted, wrong + 1)
    statement = (
        select(*_COLUMNS)
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
