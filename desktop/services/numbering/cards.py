"""Numbers of new cards: of the set-up's series, of one chosen instead, or typed (CU19, CU21).

A template may name a series of its own; what a user chooses must be related to the set-up's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.numbering import NumberSeries, NumberSeriesRelation
from desktop.models.setup import InventorySetup, SalesSetup
from desktop.models.vendors import PurchaseSetup
from desktop.services.context import UserContext
from desktop.services.numbering.number_series import (
    check_typed_number,
    draw_number,
    series_named,
)
from desktop.services.numbering.refusals import SeriesNotRelated
from desktop.services.setup.field_infos import key_fields
from desktop.services.setup.record_rules import FieldRule, Record

Setup = type[SalesSetup] | type[InventorySetup] | type[PurchaseSetup]


def number_card(
    session: Session, card: Record, place: tuple[Setup, str], context: UserContext
) -> None:
    """Give a new card the next free number of its series, or see whether one may be typed.

    `place` is the set-up and its field that names the series; a series that the card has already
    comes first. A number that is taken is left out. Raises the refusals of the number series.
    """
    setup, field = place
    [key] = key_fields(card.__tablename__)
    chosen = card.no_series_code or getattr(session.get_one(setup, 1), field)
    if getattr(card, key) is not None:
        if chosen:
            check_typed_number(session, chosen)
        return
    series = series_named(chosen, setup=setup.__tablename__, field=field)
    number = draw_number(session, series, context.work_date)
    while session.get(type(card), number) is not None:
        number = draw_number(session, series, context.work_date)
    setattr(card, key, number)
    card.no_series_code = series


def chosen_series(place: tuple[Setup, str]) -> FieldRule:
    """A rule for the series that a user chooses for a new card without a number (CU21)."""
    setup, field = place

    def check(session: Session, card: Record, value: object, _context: UserContext) -> object:
        [key] = key_fields(card.__tablename__)
        if value and getattr(card, key) is None:
            check_chosen(session, str(value), getattr(session.get_one(setup, 1), field))
        return value

    return check


def check_chosen(session: Session, series: str, usual: str | None) -> None:
    """Refuse a series that is neither the set-up's nor related to it (CU21)."""
    if series not in {usual, *related_series(session, usual)}:
        raise SeriesNotRelated(
            record=RecordRef("number_series", (series,)),
            field="no_series_code",
            series=series,
            usual=usual or "",
        )


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """A series that may be chosen for a new record; `is_usual` for the one of the set-up."""

    code: str
    description: str
    is_usual: bool


def series_choices(session: Session, setup: Setup, field: str) -> tuple[SeriesChoice, ...]:
    """The set-up's series and those that may be chosen instead, by code (CU21).

    None where there is nothing to choose. `field` of the set-up names the series.
    """
    usual = getattr(session.get_one(setup, 1), field)
    related = related_series(session, usual)
    if not related:
        return ()
    found = session.execute(
        select(NumberSeries.code, NumberSeries.description)
        .where(NumberSeries.code.in_((usual, *related)))
        .order_by(NumberSeries.code != usual, NumberSeries.code)
    )
    return tuple(SeriesChoice(code, text, code == usual) for code, text in found)


def related_series(session: Session, series: str | None) -> tuple[str, ...]:
    """The series that may be chosen instead of another, by code."""
    relation: Any = NumberSeriesRelation
    found = select(relation.related_series_code).where(relation.series_code == series)
    return tuple(session.scalars(found.order_by(relation.related_series_code)))
