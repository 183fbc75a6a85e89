"""The rows of the availability pages, in the unit of whoever asks (PF5, PF6, PF7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.supply_words import AssemblyType, PurchaseType, TimeBucket
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.bom_level import LevelRow, kit_levels
from desktop.services.availability.by_event import WhatIf, rows_by_event
from desktop.services.availability.by_period import rows_by_period
from desktop.services.availability.by_place import PlaceRow, rows_by_location, rows_by_variant
from desktop.services.availability.events import (
    ALL_KINDS,
    DayTotals,
    Event,
    EventKind,
    Scope,
    Wanted,
    day_totals,
    documents,
)
from desktop.services.availability.figures import NO_FIGURES, Figures, at_location, in_unit

MOST_DOCUMENTS = 2000


@dataclass(frozen=True, slots=True)
class CallingLine:
    """The sales line from which availability was opened; what is selected goes back to it.

    `what_if` is the base quantity that the line would take and that is no demand yet.
    """

    document: DocumentKey
    line_no: int
    what_if: Quantity = ZERO

    @property
    def document_ref(self) -> RecordRef:
        """The document as a page is found for it."""
        return RecordRef("sales_header", (self.document.type, self.document.no))


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose availability is looked at: an item, one location or all, on a day.

    None as variant or location means all, "" the blank one. Figures are shown in `unit`, which
    holds `qty_per_unit` base units (PF5). `bucket` is the length of periods.
    """

    item_no: str
    day: date
    variant_code: str | None = None
    location_code: str | None = None
    unit: str = ""
    qty_per_unit: Quantity = Decimal(1)
    bucket: TimeBucket = TimeBucket.WEEK
    line: CallingLine | None = None


@dataclass(frozen=True, slots=True)
class AvailabilityRow:
    """A row of a page; quantities in the unit asked for.

    `day` and `end` bound the events of the row (both None: what is there), `code` is the location
    or variant (None: the blank one). `balance` is the projected available balance, `remaining` what
    of it nobody has reserved.
    """

    key: str
    day: date | None = None
    end: date | None = None
    code: str | None = None
    name: str = ""
    is_this_line: bool = False
    opening: Quantity = ZERO
    figures: Figures = NO_FIGURES
    remaining: Quantity = ZERO
    balance: Quantity = ZERO

    @property
    def is_stock(self) -> bool:
        """Whether the row is what lies there now, behind which stand item ledger entries."""
        return self.end is None


def by_event(session: Session, asked: Asked, work_date: date) -> tuple[AvailabilityRow, ...]:
    """One row for each date with a change; a line that is no demand yet has a row of its own."""
    what_if = None
    if asked.line is not None and asked.line.what_if:
        what_if = WhatIf(asked.day, asked.line.what_if)
    rows = rows_by_event(_events(session, asked), work_date, what_if)
    return tuple(
        AvailabilityRow(
            key=f"{row.day or ''}{'*' if row.is_this_line else ''}",
            day=row.day,
            end=row.day,
            is_this_line=row.is_this_line,
            remaining=in_unit(row.remaining, asked.qty_per_unit),
            balance=in_unit(row.balance, asked.qty_per_unit),
            figures=_in_unit(row.figures, asked),
        )
        for row in rows
    )


def by_period(session: Session, asked: Asked, work_date: date) -> tuple[AvailabilityRow, ...]:
    """One row for each day, week, month … from the one of the work date on."""
    return tuple(
        AvailabilityRow(
            key=str(row.start),
            day=row.start,
            end=row.end,
            opening=in_unit(row.opening, asked.qty_per_unit),
            balance=in_unit(row.balance, asked.qty_per_unit),
            figures=_in_unit(row.figures, asked),
        )
        for row in rows_by_period(_events(session, asked), work_date, asked.bucket)
    )


def by_location(session: Session, asked: Asked, work_date: date) -> tuple[AvailabilityRow, ...]:
    """One row for each location on the day."""
    events = _of_variant(day_totals(session, Wanted.of_items([asked.item_no])), asked)
    return _places(rows_by_location(session, events, asked.day, work_date), asked)


def by_variant(session: Session, asked: Asked, work_date: date) -> tuple[AvailabilityRow, ...]:
    """One row for each variant on the day."""
    rows = day_totals(session, Wanted.of_items([asked.item_no]))
    events = at_location(rows, asked.location_code)
    return _places(rows_by_variant(session, asked.item_no, events, asked.day, work_date), asked)


def by_bom_level(session: Session, asked: Asked, work_date: date) -> tuple[LevelRow, ...]:
    """The parts of a kit, level by level, with how many can be made; in base units."""
    return kit_levels(session, asked.item_no, asked.location_code, asked.day, work_date).rows


@dataclass(frozen=True, slots=True)
class Behind:
    """Which documents stand behind a figure: those of a scope from a day to a day.

    `first` None: from the beginning, overdue and undated ones too.
    """

    asked: Asked
    first: date | None = None
    last: date | None = None
    kinds: frozenset[EventKind] = ALL_KINDS


def documents_behind(session: Session, behind: Behind, work_date: date) -> list[Event]:
    """The documents behind a figure, in the order of dates; one statement.

    What is overdue or undated stands at the work date, so a first day until then opens the past.
    """
    asked = behind.asked
    first = None if behind.first is None or behind.first <= work_date else behind.first
    found = documents(
        session,
        Wanted.of_items([asked.item_no], kinds=behind.kinds),
        first=first,
        last=behind.last,
        limit=MOST_DOCUMENTS,
    )
    return [event for event in found if _is_asked(event.scope, asked)]


def behind_row(asked: Asked, row: AvailabilityRow, selects: str = "") -> Behind:
    """What stands behind a row; `selects` is the field that its code is of, if it has one."""
    place: dict[str, str] = {selects: row.code or ""} if selects else {}
    return Behind(
        replace(
            asked,
            variant_code=place.get("variant_code", asked.variant_code),
            location_code=place.get("location_code", asked.location_code),
        ),
        row.day,
        row.end,
    )


def ask_about_part(asked: Asked, item_no: str) -> Asked:
    """The same question about a part of a kit, in its base unit and for no line."""
    return Asked(item_no, asked.day, location_code=asked.location_code)


def _events(session: Session, asked: Asked) -> list[DayTotals]:
    rows = day_totals(session, Wanted.of_items([asked.item_no]))
    return [row for row in rows if _is_asked(row.scope, asked)]


def _of_variant(rows: Iterable[DayTotals], asked: Asked) -> list[DayTotals]:
    return [row for row in rows if asked.variant_code in {None, row.scope.variant_code or ""}]


def _is_asked(scope: Scope, asked: Asked) -> bool:
    return asked.variant_code in {None, scope.variant_code or ""} and asked.location_code in {
        None,
        scope.location_code or "",
    }


def _places(rows: Iterable[PlaceRow], asked: Asked) -> tuple[AvailabilityRow, ...]:
    return tuple(
        AvailabilityRow(
            key=row.code or "",
            end=asked.day,
            code=row.code,
            name=row.name,
            remaining=in_unit(row.figures.free_balance, asked.qty_per_unit),
            balance=in_unit(row.figures.projected_available_balance, asked.qty_per_unit),
            figures=_in_unit(row.figures, asked),
        )
        for row in rows
    )


def _in_unit(figures: Figures, asked: Asked) -> Figures:
    """The same figures in the unit asked for."""
    return Figures(
        *(in_unit(getattr(figures, each.name), asked.qty_per_unit) for each in fields(Figures))
    )


def document_of(event: Event) -> RecordRef:
    """The record that an event stands in."""
    sources: dict[EventKind, tuple[str, str]] = {
        EventKind.SALES: ("sales_header", DocumentType.ORDER),
        EventKind.SALES_RETURN: ("sales_header", DocumentType.RETURN_ORDER),
        EventKind.PURCHASE: ("purchase_header", PurchaseType.ORDER),
        EventKind.ASSEMBLY_OUTPUT: ("assembly_header", AssemblyType.ORDER),
        EventKind.ASSEMBLY_COMPONENT: ("assembly_header", AssemblyType.ORDER),
    }
    if event.kind not in sources:
        return RecordRef("requisition_line", (event.document_no, event.line_no))
    table, document_type = sources[event.kind]
    return RecordRef(table, (document_type, event.document_no))
