"""A table of records as a spreadsheet that can be read in again, in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from desktop.models.labels import table_label
from desktop.services.context import Progress
from desktop.services.interchange.workbook import LANGUAGE_PROPERTY, TABLE_PROPERTY
from desktop.services.list_query import ListQuery
from desktop.services.records import (
    FieldInfo,
    FieldKind,
    field_infos,
    key_fields,
    records,
)
from desktop.services.reports.spreadsheet import (
    CellKind,
    Cells,
    SheetColumn,
    SheetFile,
    write_sheet,
)
from desktop.translation import Localizer

CELL_KINDS: dict[FieldKind, CellKind] = {
    FieldKind.INTEGER: CellKind.INTEGER,
    FieldKind.AMOUNT: CellKind.AMOUNT,
    FieldKind.UNIT_PRICE: CellKind.UNIT_PRICE,
    FieldKind.QUANTITY: CellKind.NUMBER,
    FieldKind.PERCENT: CellKind.NUMBER,
    FieldKind.RATE: CellKind.NUMBER,
    FieldKind.BOOLEAN: CellKind.BOOLEAN,
    FieldKind.DATE: CellKind.DATE,
    FieldKind.DATETIME: CellKind.DATETIME,
}
"""How fields are typed in a sheet; all others are texts."""

EVERYTHING = ListQuery()


def exchanged_fields(table: str) -> tuple[FieldInfo, ...]:
    """The fields of a table that a file holds: its key, and what somebody may type."""
    keys = key_fields(table)
    return tuple(info for info in field_infos(table) if info.editable or info.name in keys)


def export_table(
    session: Session,
    table: str,
    path: Path,
    localizer: Localizer,
    progress: Progress | None = None,
    *,
    query: ListQuery = EVERYTHING,
    where: Mapping[str, object] | None = None,
) -> SheetFile:
    """Write what a query finds in a table, with all fields, into an XLSX file.

    The titles are in the localizer's language; a hidden row above them holds the names of the
    fields. The query's page is ignored. Raises FileNotWritten.
    """
    infos = exchanged_fields(table)
    columns = [
        SheetColumn(
            localizer.gettext(info.label), CELL_KINDS.get(info.kind, CellKind.TEXT), info.name
        )
        for info in infos
    ]
    names = [info.name for info in infos]
    # Filters of an export hold dates, not words: what a list shows is exported by the list.
    source = records(table, date.max, where)
    rows = source.values(session, query, names)
    return write_sheet(
        path,
        localizer.gettext(table_label(table)),
        columns,
        _spelled(rows, infos, localizer),
        progress,
        total=source.count(session, query),
        properties={TABLE_PROPERTY: table, LANGUAGE_PROPERTY: localizer.language},
    )


def _spelled(
    rows: Iterator[Sequence[Any]], infos: Sequence[FieldInfo], localizer: Localizer
) -> Iterator[Cells]:
    """The rows with the words of choices and the letters of formulas in a language."""
    writers = _writers(infos, localizer)
    if not writers:
        yield from rows
        return
    for row in rows:
        cells = list(row)
        for at, write in writers:
            if cells[at]:
                cells[at] = write(cells[at])
        yield cells


def _writers(
    infos: Sequence[FieldInfo], localizer: Localizer
) -> list[tuple[int, Callable[[Any], str]]]:
    def choice(member: StrEnum) -> str:
        return localizer.choice(member).strip() or member.value

    by_kind: dict[FieldKind, Callable[[Any], str]] = {
        FieldKind.CHOICE: choice,
        FieldKind.FORMULA: localizer.formula,
        FieldKind.DURATION: localizer.formula,
    }
    # A cache for each field: members of two sets of choices may be equal words.
    return [
        (at, cache(by_kind[info.kind])) for at, info in enumerate(infos) if info.kind in by_kind
    ]
