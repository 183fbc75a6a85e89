"""Availability by location and by variant on a date (PF6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.codes import Location
from desktop.models.items import ItemVariant
from desktop.services.availability.events import DayTotals, Scope
from desktop.services.availability.figures import Figures, figures_of


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The figures of one location or variant on a date; `code` None is the blank one."""

    code: str | None
    name: str
    figures: Figures


def rows_by_location(
    session: Session, events: Iterable[DayTotals], day: date, work_date: date
) -> tuple[PlaceRow, ...]:
    """One row for each location in use, and each other one where something is or happens.

    The blank location comes first. One statement.
    """
    active = select(Location.code, Location.name).where(Location.inactive.is_(False))
    names = {row.code: row.name for row in session.execute(active)}
    return _rows(events, lambda scope: scope.location_code, names, (day, work_date))


def rows_by_variant(
    session: Session, item_no: str, events: Iterable[DayTotals], day: date, work_date: date
) -> tuple[PlaceRow, ...]:
    """One row for each variant of an item, and for what has none, which comes first."""
    variants = select(ItemVariant.code, ItemVariant.description).where(
        ItemVariant.item_no == item_no
    )
    names = {row.code: row.description for row in session.execute(variants)}
    return _rows(events, lambda scope: scope.variant_code, names, (day, work_date))


def _rows(
    events: Iterable[DayTotals],
    code_of: Callable[[Scope], str | None],
    names: dict[str, str],
    days: tuple[date, date],
) -> tuple[PlaceRow, ...]:
    groups: dict[str | None, list[DayTotals]] = {None: [], **{code: [] for code in names}}
    for event in events:
        groups.setdefault(code_of(event.scope), []).append(event)
    return tuple(
        PlaceRow(code, names.get(code or "", ""), figures_of(groups[code], *days))
        for code in sorted(groups, key=lambda code: code or "")
    )
