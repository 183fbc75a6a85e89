"""What a command did to lines of a sales or purchase document, as reservations see it (PF49)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from desktop.errors import RecordRef
from desktop.services.reservations.following import End, LineChange


class Edited(Protocol):
    """A document that a command worked on; `entered` begins with the line that was typed into."""

    @property
    def ref(self) -> RecordRef:
        """The document."""

    @property
    def lines(self) -> Sequence[Any]:
        """Its lines as they are now."""

    @property
    def removed(self) -> Mapping[int, Mapping[str, object]]:
        """What the lines were that are gone."""

    @property
    def entered(self) -> Sequence[tuple[int | None, str]]:
        """What was typed, by line and field."""


@dataclass(frozen=True)
class Ends:
    """How a line wants or brings goods.

    `fields` are those that it depends on, `ending` those by which it stops; `end_of` tells from
    such values what it wants or brings, None when nothing.
    """

    fields: Sequence[str]
    ending: Sequence[str]
    end_of: Callable[[Mapping[str, Any]], End | None]
    ref_of: Callable[[Any], RecordRef]


def line_changes(
    document: Edited, moved: Mapping[int, Mapping[str, tuple[Any, Any]]], ends: Ends
) -> Iterator[LineChange]:
    """The lines that are gone, and those of `moved`, with what they were by field."""
    lines = {line.line_no: line for line in document.lines}
    for line_no, values in document.removed.items():
        before = ends.end_of(values)
        if before is not None and line_no not in lines:
            yield LineChange(line_no, document.ref, before, None, is_gone=True)
    typed_in = document.entered[0][0] if document.entered else None
    for line_no, changes in moved.items():
        line = lines[line_no]
        now = {name: getattr(line, name) for name in ends.fields}
        was = {**now, **{name: before for name, (before, _now) in changes.items()}}
        yield LineChange(
            line_no,
            ends.ref_of(line),
            ends.end_of(was),
            ends.end_of(now),
            is_typed=typed_in == line_no,
            ended_by=next((name for name in ends.ending if name in changes), "no"),
        )
