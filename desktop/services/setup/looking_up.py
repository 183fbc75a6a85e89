"""Looking a record up by what a user types: number, name, and what else is known of it (CU41)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.items import ItemReference
from desktop.models.text_index import TEXT_INDEXES
from desktop.models.values.folding import fold
from desktop.models.words import Blocked
from desktop.services.setup.field_infos import key_fields, table_of
from desktop.services.setup.former_numbers import took_over
from desktop.services.text_index import folded, folded_condition, text_condition, words_of

MOST_HITS = 20
NAME_FIELDS = ("name", "description", "contact", "city")
_DETAILS = {"customer": ("post_code", "city", "contact", "phone"), "item": ("base_unit",)}
"""What tells the records of a table apart, besides number and name."""

_SHORTEST_REFERENCE = 3
"""Fewer letters begin too many barcodes and references to say which item is meant."""

_EXACT_KEY, _EXACT_REFERENCE, _EXACT_NAME, _SAME_NAME, _KEY_BEGINS, _NAME_BEGINS, _ELSEWHERE = (
    range(7)
)
"""How well a record fits, the best first; the same name may differ in case and accents."""


@dataclass(frozen=True, slots=True)
class LookupRow:
    """One hit of a look-up: the key to enter, its name, and something to tell it apart.

    `found` is the text of another field, not among these, in which the typed words were found;
    `fit` tells how well the typed text fits, the lowest best.
    """

    key: str
    text: str
    detail: str
    found: str = ""
    fit: int = field(default=0, compare=False)


def meant(rows: Sequence[LookupRow]) -> LookupRow | None:
    """The record that a typed text means without asking; None when several or none may be meant.

    CU41: exact number, exact name, name in other case or accents, beginning, any words: the first
    of these steps that finds anything must find one record alone.
    """
    best = min((row.fit for row in rows), default=0)
    hits = [row for row in rows if row.fit == best]
    return hits[0] if len(hits) == 1 else None


def lookup_rows(
    session: Session,
    table: str,
    text: str,
    limit: int = MOST_HITS,
    where: Mapping[str, object] | None = None,
) -> tuple[LookupRow, ...]:
    """The records whose key, name or other texts fit a typed text, the best hits first.

    An exact key comes first, then an exact barcode or reference of an item, the exact name, keys
    that begin with the text, names that begin with it, and records that have all its words in key,
    name or city, of indexed tables anywhere in their text; case and accents do not matter. Blocked
    and inactive records are offered only to who types their exact key (CU41). One statement,
    whatever is typed; none for accents without a letter, which name nobody.
    """
    seeker = _Seeker(session, table, text.strip())
    if seeker.typed and not fold(seeker.typed):
        return ()
    rank = seeker.rank().label("rank") if seeker.typed else sa.literal(_ELSEWHERE)
    statement: sa.Select[Any] = sa.select(*seeker.columns(), rank)
    if seeker.typed:
        statement = statement.where(seeker.fits()).order_by(rank)
    choosable = _choosable(seeker.source)
    if choosable:
        statement = statement.where(sa.or_(seeker.is_exact(), sa.and_(*choosable)))
    for name, value in (where or {}).items():
        statement = statement.where(seeker.source.c[name] == value)
    rows = session.execute(statement.order_by(seeker.key).limit(limit)).all()
    return tuple(seeker.hit(row) for row in rows)


class _Seeker:
    """What is asked of one table for one typed text."""

    def __init__(self, session: Session, table: str, typed: str) -> None:
        self.table = table
        self.typed = typed
        self.source = table_of(table)
        self.key = self.source.c[_entered_key(table)]
        names = [self.source.c[name] for name in NAME_FIELDS if name in self.source.c]
        self._session = session
        self._searched = [self.key, *names]
        self._names = names[:1]
        details = _DETAILS.get(table, ("city",))
        shown = {self.key.name, *(column.name for column in self._names)}
        self._details = [
            self.source.c[name] for name in details if name in self.source.c and name not in shown
        ]
        shown |= {column.name for column in self._details}
        others = TEXT_INDEXES.get(table, ())
        self._others = [self.source.c[name] for name in others if name not in shown]

    def columns(self) -> Sequence[sa.ColumnElement[Any]]:
        """Key, name, what tells apart, and the further texts that are searched."""
        found = [self.key, *self._names, *self._details, *self._others]
        return [*found, self._reference()] if self._seeks_references else found

    def hit(self, row: Sequence[Any]) -> LookupRow:
        """A row as the user sees it."""
        values = ["" if value is None else str(value) for value in row[:-1]]
        names, details = len(self._names), len(self._details)
        shown, others = values[: 1 + names + details], values[1 + names + details :]
        return LookupRow(
            key=shown[0],
            text=shown[1] if names else "",
            detail=" · ".join(text for text in shown[1 + names :] if text),
            found=_found_in(words_of(self.typed), shown, others),
            # A beginning is one step of CU41, be it the number's or the name's.
            fit=_KEY_BEGINS if row[-1] == _NAME_BEGINS else row[-1],
        )

    def fits(self) -> sa.ColumnElement[bool]:
        """Whether a row has all the words, or a reference that begins with the text."""
        conditions = (
            text_condition(self._session, self.table, self.typed)
            if self.table in TEXT_INDEXES
            else folded_condition(self.typed, *self._searched)
        )
        if not self._seeks_references:
            return sa.or_(sa.and_(sa.true(), *conditions), self._took_over())
        item_nos = sa.select(ItemReference.item_no).where(self._is_reference())
        return sa.or_(sa.and_(sa.true(), *conditions), self.key.in_(item_nos))

    def rank(self) -> sa.Case[Any]:
        """How well a row fits."""
        wanted = fold(self.typed)
        begins = [(self.key, _KEY_BEGINS), *((name, _NAME_BEGINS) for name in self._names)]
        cases: list[tuple[sa.ColumnElement[bool], int]] = [(self.is_exact(), _EXACT_KEY)]
        if self._seeks_references:
            exact = sa.or_(self.source.c.gtin == self.typed, self._reference() == self.typed)
            cases.append((exact, _EXACT_REFERENCE))
        for name in self._names:
            cases += [(name == self.typed, _EXACT_NAME), (folded(name) == wanted, _SAME_NAME)]
        cases += [
            (folded(column).startswith(wanted, autoescape=True), place) for column, place in begins
        ]
        return sa.case(*cases, else_=_ELSEWHERE)

    def is_exact(self) -> sa.ColumnElement[bool]:
        """Whether the typed text is a row's key, or one that it took over in a merge."""
        return sa.or_(sa.func.lower(self.key) == self.typed.lower(), self._took_over())

    def _took_over(self) -> sa.ColumnElement[bool]:
        return took_over(self.table, self.key, self.typed)

    @property
    def _seeks_references(self) -> bool:
        return self.table == "item" and len(self.typed) >= _SHORTEST_REFERENCE

    def _is_reference(self) -> sa.ColumnElement[bool]:
        return ItemReference.reference_no.istartswith(self.typed, autoescape=True)

    def _reference(self) -> sa.ScalarSelect[Any]:
        """The first of an item's references that begins with the text."""
        return (
            sa.select(sa.func.min(ItemReference.reference_no))
            .where(ItemReference.item_no == self.key, self._is_reference())
            .correlate(self.source)
            .scalar_subquery()
        )


def _found_in(words: Sequence[str], shown: Sequence[str], others: Sequence[str]) -> str:
    """The first further text with a word that stands in none of the texts shown."""
    seen = fold("\n".join(shown))
    hidden = [word for word in words if word not in seen]
    folded_texts = ((text, fold(text)) for text in others)
    return next((text for text, plain in folded_texts if any(word in plain for word in hidden)), "")


def _choosable(source: sa.Table) -> list[sa.ColumnElement[bool]]:
    """The conditions for a record that may be chosen: neither inactive nor blocked in any way."""
    conditions: list[sa.ColumnElement[bool]] = []
    for name in ("inactive", "blocked", "privacy_blocked"):
        if name in source.c:
            column = source.c[name]
            free = Blocked.NONE if isinstance(column.type, sa.Enum) else sa.false()
            conditions.append(column == free)
    return conditions


def _entered_key(table: str) -> str:
    """The key field a user types: the last one, as in agent + service."""
    return key_fields(table)[-1]
