"""Which column of a sheet holds which field: by its name, or by its label in a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.models.labels import field_label
from desktop.models.values.folding import fold
from desktop.services.interchange.refusals import (
    ColumnsUnknown,
    ColumnTwice,
    KeyColumnMissing,
    SheetEmpty,
    TableNotImported,
)
from desktop.services.interchange.table_export import exchanged_fields
from desktop.services.interchange.workbook import Sheet, SheetRow
from desktop.services.records import LOCKED_TABLES, key_fields, table_of, tables_with_rules
from desktop.translation import Localizer

HEAD_ROWS = 2
"""At most: the hidden row with names, and the titles."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """`fields` names the field of each column, None for one that is not read.

    `titles` are the columns as the file calls them; `rows` is what stands below.
    """

    fields: tuple[str | None, ...]
    titles: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    @property
    def ignored(self) -> tuple[str, ...]:
        """The titles of columns that no field was found for."""
        pairs = zip(self.fields, self.titles, strict=True)
        return tuple(title for name, title in pairs if name is None and title)


def can_be_imported(table: str) -> bool:
    """Whether rows of a table may be read from files: not its only row, not what posting wrote."""
    return table not in LOCKED_TABLES and key_fields(table) != ("id",)


def map_columns(sheet: Sheet, table: str, localizers: Iterable[Localizer]) -> ColumnMapping:
    """Find the fields of a sheet's columns by their names, or their labels in some languages.

    Letter case, blanks around and a final asterisk do not matter. Raises TableNotImported,
    SheetEmpty, ColumnsUnknown, ColumnTwice or KeyColumnMissing.
    """
    if not can_be_imported(table):
        raise TableNotImported(table=table)
    known = _known_titles(table, localizers)
    head = [_titles_of(row, sheet.width) for row in sheet.rows[:HEAD_ROWS]]
    if not head:
        raise SheetEmpty(sheet=sheet.name)
    found = [[known.get(_folded(title)) for title in titles] for titles in head]
    best = found[0]
    if not any(best):
        raise ColumnsUnknown(sheet=sheet.name, table=table)
    # With a row of names the titles below it are found by the same words.
    is_second = len(found) > 1 and found[1] == best
    rows = sheet.rows[2 if is_second else 1 :]
    titles = head[1] if is_second else head[0]
    if not rows:
        raise SheetEmpty(sheet=sheet.name)
    _check(best, table)
    return ColumnMapping(tuple(best), tuple(titles), rows)


def column_letter(column: int) -> str:
    """The letters of a column as spreadsheets show them; the first is 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _known_titles(table: str, localizers: Iterable[Localizer]) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for info in exchanged_fields(table):
        label = field_label(info.name)
        for title in (info.name, label, *(each.gettext(label) for each in localizers)):
            known.setdefault(_folded(title), info.name)
    return known


def _titles_of(row: SheetRow, width: int) -> list[str]:
    titles = ["" if cell is None else str(cell).strip() for cell in row.cells]
    return titles + [""] * (width - len(titles))


def _folded(title: str) -> str:
    return " ".join(fold(title).rstrip("*").split())


def _check(fields: Sequence[str | None], table: str) -> None:
    seen: dict[str, int] = {}
    for at, name in enumerate(fields):
        if name is not None and name in seen:
            raise ColumnTwice(
                first=column_letter(seen[name]), second=column_letter(at), entered_field=name
            )
        if name is not None:
            seen[name] = at
    for name in key_fields(table):
        if name not in seen and not _is_drawn(table, name):
            raise KeyColumnMissing(entered_field=name, table=table)


def _is_drawn(table: str, name: str) -> bool:
    """Whether a blank key gets its number by itself."""
    rules = tables_with_rules().get(table)
    draws = rules is not None and rules.new is not None
    has_default = table_of(table).columns[name].default is not None
    return name == "line_no" or draws or has_default
