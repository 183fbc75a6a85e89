"""The matrices of posting groups, with what open documents miss in each pair (CU25)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import sqlalchemy as sa

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


def general_pairs(today: date) -> ListSource:
    """The general posting setup."""
    discounts = sa.select(SalesSetup.discount_posting).where(SalesSetup.id == 1).scalar_subquery()
    further = {_STOCKED: _stocked_lines(), _DISCOUNTS: discounts}
    return _pairs(GeneralPostingSetup, today, further, _general_needs)


def vat_pairs(today: date) -> ListSource:
    """The VAT posting setup."""
    return _pairs(VatPostingSetup, today, {}, _vat_needs)


def missing_in(row: RecordRow) -> tuple[str, ...]:
    """The fields that a row's open documents need and that are blank."""
    missing = row.values[MISSING]
    return missing if isinstance(missing, tuple) else ()


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
    missing: tuple[str, ...] = ()
    if values[OPEN_LINES]:
        blank = tuple(name for name in needs(values) if not values[name])
        missing = ("blocked",) if values["blocked"] else blank
    return RecordRow(tuple(values[key] for key in keys), {**values, MISSING: missing})


def _general_needs(values: Mapping[str, Any]) -> Sequence[str]:
    needed = ["sales_account", *discount_accounts(DiscountPosting(values[_DISCOUNTS]))]
    return [*needed, "cogs_account"] if values[_STOCKED] else needed


def _vat_needs(values: Mapping[str, Any]) -> Sequence[str]:
    is_charged = values["vat_calculation_type"] == VatCalculationType.NORMAL
    return ["sales_vat_account"] if is_charged and values["vat_pct"] != ZERO else []


def _stocked_lines() -> sa.ScalarSelect[int]:
    is_stocked = sa.exists().where(Item.no == SalesLine.no, Item.type == ItemType.INVENTORY)
    return _lines(GeneralPostingSetup, sa.and_(SalesLine.type == LineType.ITEM, is_stocked))


def _lines(
    kind: type[GeneralPostingSetup | VatPostingSetup], condition: sa.ColumnElement[bool]
) -> sa.ScalarSelect[int]:
    """How many lines of open documents have a pair's groups."""
    is_of_pair = (
        getattr(SalesLine, name) == getattr(kind, name) for name in key_fields(kind.__tablename__)
    )
    is_open = sa.and_(~SalesHeader.completed, ~SalesHeader.converted)
    return (
        sa.select(sa.func.count())
        .select_from(SalesLine)
        .join(
            SalesHeader,
            sa.and_(
                SalesHeader.document_type == SalesLine.document_type,
                SalesHeader.no == SalesLine.document_no,
            ),
        )
        .where(*is_of_pair, is_open, condition)
        .correlate(kind)
        .scalar_subquery()
    )
