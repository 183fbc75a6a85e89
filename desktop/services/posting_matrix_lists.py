"""The matrices of posting groups, with what open documents miss in each pair (CU25)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.finance import GeneralPostingSetup
from desktop.models.items import Item
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.setup import SalesSetup
from desktop.models.values.numbers import ZERO
from desktop.models.vat import VatPostingSetup
from desktop.models.words import DiscountPosting, ItemType, LineType, VatCalculationType
from desktop.services.list_source import ListSource
from desktop.services.records import RecordRow, key_fields, records
from desktop.services.setup.setup_check import discount_accounts

OPEN_LINES, MISSING = "open_lines", "missing"
"""What a row knows besides its pair: how many lines of open documents use it, and the names of the
fields that these lines need and that are blank (or `blocked`)."""

_STOCKED, _DISCOUNTS = "stocked_lines", "discount_posting"

Needs = Callable[[Mapping[str, Any]], Sequence[str]]
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class PairUse:
    """How many lines of open documents use a pair, and the blank fields that they need."""

    open_lines: int
    missing: tuple[str, ...]


def general_pairs(today: date) -> ListSource:
    """The general posting setup."""
    further = {_STOCKED: _stocked_lines(), _DISCOUNTS: _discounts()}
    return _pairs(GeneralPostingSetup, today, further, _general_needs)


def vat_pairs(today: date) -> ListSource:
    """The VAT posting setup."""
    return _pairs(VatPostingSetup, today, {}, _vat_needs)


def missing_in(row: RecordRow) -> tuple[str, ...]:
    """The fields that a row's open documents need and that are blank."""
    missing = row.values[MISSING]
    return missing if isinstance(missing, tuple) else ()


def pairs_in_use(
    session: Session, table: str, pairs: Mapping[Key, Mapping[str, Any]]
) -> Mapping[Key, PairUse]:
    """What open documents use of a matrix, also of pairs that it does not have; one statement.

    `pairs` are the values of those that it has. Of inventory accounts documents know nothing.
    """
    needs = _NEEDS.get(table)
    if needs is None:
        return {}
    keys = [getattr(SalesLine, name) for name in key_fields(table)]
    stocked = sa.func.sum(sa.case((_is_stocked(), 1), else_=0))
    counted = sa.select(*keys, sa.func.count(), stocked, _discounts())
    named = (key.is_not(None) for key in keys)
    rows = session.execute(_of_open_documents(counted).where(*named).group_by(*keys))
    found = {}
    for *key, count, n_stocked, discounts in rows:
        values = pairs.get(tuple(key))
        missing: tuple[str, ...] = ()
        if values is not None:
            further = {OPEN_LINES: count, _STOCKED: n_stocked, _DISCOUNTS: discounts}
            missing = _missing({**values, **further}, needs)
        found[tuple(key)] = PairUse(count, missing)
    return found


def _pairs(
    kind: type[GeneralPostingSetup | VatPostingSetup],
    today: date,
    further: Mapping[str, Any],
    needs: Needs,
) -> ListSource:
    table = kind.__tablename__
    listed = records(table, today)
    return replace(
        listed,
        columns={**listed.columns, OPEN_LINES: _lines(kind, sa.true()), **further},
        make=partial(_row, keys=key_fields(table), needs=needs),
    )


def _row(values: Mapping[str, Any], *, keys: tuple[str, ...], needs: Needs) -> RecordRow:
    missing = _missing(values, needs) if values[OPEN_LINES] else ()
    return RecordRow(tuple(values[key] for key in keys), {**values, MISSING: missing})


def _missing(values: Mapping[str, Any], needs: Needs) -> tuple[str, ...]:
    if values["blocked"]:
        return ("blocked",)
    return tuple(name for name in needs(values) if not values[name])


def _general_needs(values: Mapping[str, Any]) -> Sequence[str]:
    needed = ["sales_account", *discount_accounts(DiscountPosting(values[_DISCOUNTS]))]
    return [*needed, "cogs_account"] if values[_STOCKED] else needed


def _vat_needs(values: Mapping[str, Any]) -> Sequence[str]:
    is_charged = values["vat_calculation_type"] == VatCalculationType.NORMAL
    return ["sales_vat_account"] if is_charged and values["vat_pct"] != ZERO else []


_NEEDS: Mapping[str, Needs] = {
    GeneralPostingSetup.__tablename__: _general_needs,
    VatPostingSetup.__tablename__: _vat_needs,
}


def _discounts() -> sa.ScalarSelect[Any]:
    return sa.select(SalesSetup.discount_posting).where(SalesSetup.id == 1).scalar_subquery()


def _is_stocked() -> sa.ColumnElement[bool]:
    is_stocked = sa.exists().where(Item.no == SalesLine.no, Item.type == ItemType.INVENTORY)
    return sa.and_(SalesLine.type == LineType.ITEM, is_stocked)


def _stocked_lines() -> sa.ScalarSelect[int]:
    return _lines(GeneralPostingSetup, _is_stocked())


def _lines(
    kind: type[GeneralPostingSetup | VatPostingSetup], condition: sa.ColumnElement[bool]
) -> sa.ScalarSelect[int]:
    """How many lines of open documents have a pair's groups."""
    is_of_pair = (
        getattr(SalesLine, name) == getattr(kind, name) for name in key_fields(kind.__tablename__)
    )
    counted = _of_open_documents(sa.select(sa.func.count()))
    return counted.where(*is_of_pair, condition).correlate(kind).scalar_subquery()


def _of_open_documents(query: sa.Select[Any]) -> sa.Select[Any]:
    """A query of sales lines, for those of documents that are still to be posted."""
    is_of_line = sa.and_(
        SalesHeader.document_type == SalesLine.document_type,
        SalesHeader.no == SalesLine.document_no,
    )
    joined = query.select_from(SalesLine).join(SalesHeader, is_of_line)
    return joined.where(~SalesHeader.completed, ~SalesHeader.converted)
