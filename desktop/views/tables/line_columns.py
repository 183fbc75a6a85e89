"""How the columns of a lines grid are declared, and what a grid knows of a line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from desktop.errors import Notice
from desktop.models.words import LineType
from desktop.services.records import FieldInfo
from desktop.views.fields.field import LookupQuery
from desktop.views.tables.columns import Cell, Column, Kind, Target, Tone, value_text
from desktop.views.tables.info_columns import kind_of


class LineSnapshot(Protocol):
    """A line as the services show it: its number, values, and what may be typed now."""

    @property
    def line_no(self) -> int:
        """The number of the line in its document."""

    @property
    def row_version(self) -> int:
        """The version of the line."""

    @property
    def values(self) -> Mapping[str, object]:
        """The line's values by field."""

    @property
    def editable(self) -> frozenset[str]:
        """The fields that may be typed now."""

    @property
    def locks(self) -> Mapping[str, Notice]:
        """Why other fields may not."""


@dataclass(frozen=True, slots=True)
class LineField:
    """A column of a lines grid, as an area declares it.

    `name` is the field of the line; label and kind come from the services unless given. A column
    that `starts_line` may be typed into in the empty last row; the first of them shows the
    invitation. `lookup` offers matches while typing; one that is picked is entered into
    `pick_field`, or into the column itself. In a `free_text` column what is typed stays text
    unless a match is chosen with the arrow keys. `colour` and `target` receive the LineSnapshot,
    as does `mark`: an icon beside the value, and what it says in the user's words.
    `headings` are other names (N_) by which spreadsheets call the column.
    """

    name: str
    label: str = ""
    width: int = 0
    kind: Kind | None = None
    visible: bool = True
    starts_line: bool = False
    lookup: LookupQuery | None = None
    pick_field: str = ""
    free_text: bool = False
    colour: Callable[[Any], Tone | None] | None = None
    target: Callable[[Any], Target | None] | None = None
    mark: Callable[[Any], tuple[str, str] | None] | None = None
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A declared column together with what the services know of its field."""

    field: LineField
    info: FieldInfo
    column: Column

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.field.name

    @property
    def enters(self) -> str:
        """The field that a picked match is entered into."""
        return self.field.pick_field or self.field.name

    def cell(self, line: LineSnapshot, tone: Tone | None) -> Cell:
        """The finished cell of a line; `tone` is that of the whole line."""
        value = line.values.get(self.name)
        is_void = self.column.is_numeric and not value and is_text_line(line)
        text = "" if is_void else value_text(value, self.column.kind)
        own = self.field.colour(line) if self.field.colour else None
        leads = bool(text) and self.field.target is not None and self.field.target(line) is not None
        kind = Kind.LINK if leads else self.column.kind
        icon, speech = (self.field.mark(line) if self.field.mark else None) or (None, "")
        return Cell(text, kind, own or tone, icon, speech)


def is_text_line(line: LineSnapshot) -> bool:
    """Whether a line is nothing but a text: zeros say nothing there."""
    return line.values.get("type") is LineType.COMMENT


def line_columns(
    fields: Sequence[LineField], infos: Mapping[str, FieldInfo]
) -> tuple[LineColumn, ...]:
    """The columns of a grid; every field must be known to the services or be among `infos`."""
    return tuple(_line_column(each, infos[each.name]) for each in fields)


def _line_column(declared: LineField, info: FieldInfo) -> LineColumn:
    column = Column(
        declared.name,
        declared.label or info.label,
        lambda line: line.values.get(declared.name),
        declared.kind or kind_of(info),
        width=declared.width,
        visible=declared.visible,
        sortable=False,
    )
    return LineColumn(declared, info, column)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a cell and is not in the snapshot: on its way, or refused."""

    text: str
    error: str = ""


@dataclass(eq=False, slots=True)
class GridRow:
    """A row of the grid: a line, or one that is being made, or the empty last row.

    `typed` shadows the line's values by field. `draft` holds what was entered for a line that is
    not made yet; `before` is the row that it is to stand before, None for the end.
    """

    line: LineSnapshot | None = None
    typed: dict[str, Typed] = field(default_factory=dict)
    draft: dict[str, object] = field(default_factory=dict)
    before: "GridRow | None" = None

    @property
    def line_no(self) -> int | None:
        """The number of the line, None while it is not made."""
        return self.line.line_no if self.line else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered here yet."""
        return self.line is None and not self.typed and not self.draft

    @property
    def errors(self) -> list[str]:
        """What was refused in this row."""
        return [typed.error for typed in self.typed.values() if typed.error]

    def value(self, name: str) -> object:
        """The value of a field: of the line, or entered for it."""
        return self.line.values.get(name) if self.line else self.draft.get(name)
