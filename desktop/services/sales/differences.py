"""What a command changed on a document, kept so that it can be taken back.

The screen's own snapshots would not do: between two of them somebody else may have changed
another line, and undoing would then take back that as well. So each command notes what it has
written itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import InstanceState

from desktop.models.sales import SalesHeader, SalesLine
from desktop.services.reservations.rows import Dropped
from desktop.services.sales.line_amounts import DERIVED_AMOUNTS
from desktop.services.sales.load import Document
from desktop.services.setup.field_infos import table_of

Values = Mapping[str, object]
Change = tuple[object, object]
"""What stood there before, and what stands there now."""
Changes = Mapping[str, Change]

TYPED_AMOUNT = "line_discount_amount"
"""A derived amount that is kept as it was typed while `discount_amount_is_typed` (SD46)."""

_STAMPS = frozenset({"row_version", "changed_by", "changed_at"})
_HEADER_KEY = frozenset({"document_type", "no"})
_LINE_KEY = frozenset({"document_type", "document_no", "line_no"})
_FOLLOWING = frozenset(DERIVED_AMOUNTS) - {TYPED_AMOUNT}

LINE_VALUES = tuple(
    name
    for name in table_of(SalesLine.__tablename__).columns.keys()  # noqa: SIM118  (a collection of columns)
    if name not in _STAMPS | _LINE_KEY | _FOLLOWING
)
"""The columns of a line that are entered or follow from an entry; amounts follow from these."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one command changed: the header's fields, lines' fields, lines that came and went.

    `entered` names what the user typed, as (number of the line or None, field); the rest followed
    from it. `comments` and `reservations` are those that went with `removed` lines, those with
    `_back` come with `added` ones. `renumbered` says which number a line got in the place of
    which. `removed` goes by the numbers from before, `entered`, `lines` and `added` by those from
    after.
    """

    entered: tuple[tuple[int | None, str], ...] = ()
    header: Changes = field(default_factory=dict)
    lines: Mapping[int, Changes] = field(default_factory=dict)
    added: Mapping[int, Values] = field(default_factory=dict)
    removed: Mapping[int, Values] = field(default_factory=dict)
    renumbered: Mapping[int, int] = field(default_factory=dict)
    comments: tuple[Values, ...] = ()
    comments_back: tuple[Values, ...] = ()
    reservations: tuple[Dropped, ...] = ()
    reservations_back: tuple[Dropped, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the command has changed nothing that a user could want back."""
        return not (self.header or self.lines or self.added or self.removed or self.renumbered)

    def reversed(self) -> Difference:
        """The difference that leads back."""
        back = {new: old for old, new in self.renumbered.items()}
        return Difference(
            entered=tuple(
                (back.get(line_no, line_no) if line_no else line_no, name)
                for line_no, name in self.entered
            ),
            header=_reversed(self.header),
            lines={back.get(at, at): _reversed(changes) for at, changes in self.lines.items()},
            added=self.removed,
            removed=self.added,
            renumbered=back,
            comments_back=self.comments,
            reservations_back=self.reservations,
        )


NO_DIFFERENCE = Difference()


def _reversed(changes: Changes) -> Changes:
    return {name: (now, before) for name, (before, now) in changes.items()}


def line_values(line: SalesLine) -> Values:
    """What must be kept of a line to make it again."""
    return {name: getattr(line, name) for name in LINE_VALUES}


def header_changes(header: SalesHeader) -> Changes:
    """What is changed of a header and not written yet."""
    return _changes(header, _STAMPS | _HEADER_KEY)


def lines_changes(lines: Iterable[SalesLine]) -> dict[int, Changes]:
    """What is changed of lines and not written yet, by their numbers; new lines are left out."""
    found = {line.line_no: _line_changes(line) for line in lines}
    return {line_no: changes for line_no, changes in found.items() if changes}


def _line_changes(line: SalesLine) -> Changes:
    changes = dict(_changes(line, _STAMPS | _LINE_KEY | _FOLLOWING))
    is_typed = line.discount_amount_is_typed
    if not any(changes.get("discount_amount_is_typed", (is_typed,))):
        changes.pop(TYPED_AMOUNT, None)
    return changes


def _changes(row: SalesHeader | SalesLine, besides: frozenset[str]) -> Changes:
    state: InstanceState[Any] = inspect(row)
    if not state.persistent:
        return {}
    return {
        name: (before, getattr(row, name))
        for name, before in state.committed_state.items()
        if name not in besides
        and state.attrs[name].history.has_changes()
        and before != getattr(row, name)
    }


def unsaved_changes(document: Document) -> tuple[Changes, Mapping[int, Changes]]:
    """What is changed of the header and of lines that were there, before it is written."""
    return header_changes(document.header), lines_changes(document.lines)


def difference_of(document: Document, changed: tuple[Changes, Mapping[int, Changes]]) -> Difference:
    """What the command did to a document whose changes were noted before they were written."""
    header, lines = changed
    added = set(map(id, document.added))
    return Difference(
        entered=tuple(document.entered),
        header=header,
        lines=lines,
        added={line.line_no: line_values(line) for line in document.lines if id(line) in added},
        removed=dict(document.removed),
        renumbered=dict(document.renumbered),
        comments=tuple(document.removed_comments),
        reservations=tuple(document.removed_reservations),
    )
