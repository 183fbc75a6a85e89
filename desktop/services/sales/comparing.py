"""Comparing two versions of a document: which fields, lines and comments differ (SD107)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from sqlalchemy.orm import Session

from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.sales.archive import VersionContent, live_content, version_content

K = TypeVar("K")

NOT_COMPARED = frozenset(
    {
        "document_type",
        "document_no",
        "document_table",
        "no_series_code",
        "version_no",
        "row_version",
        "changed_by",
        "changed_at",
        "cause",
        "reason",
        "archived_by",
        "archived_at",
        "job_queue_status",
        "job_queue_error",
        "system_line",
        "gross_amount",
        "outstanding_amount",
        "outstanding_amount_lcy",
        "outstanding_quantity",
        "shipped_not_invoiced",
        "shipped_not_invoiced_lcy",
        "found_price",
        "found_discount_pct",
    }
)
"""What the program keeps for itself, and figures that only follow from others beside them."""

_FOLLOWS = "_base"
_ONLY_ARCHIVED = frozenset({"amount", "amount_including_vat"})
"""Sums that a version's header has and a document's header has not."""


class Part(StrEnum):
    """What of a document a compared field belongs to."""

    HEADER = "header"
    LINE = "line"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A field in two versions; `line_no` is 0 for the header, `comment_no` 0 for all but comments.

    `name` says what the line sells: its number and description. `only` is 1 or 2 when the whole
    line or comment stands only in the first or second version.
    """

    part: Part
    line_no: int
    comment_no: int
    name: str
    field: str
    first: object
    second: object
    only: int = 0

    @property
    def is_changed(self) -> bool:
        """Whether both versions say something else."""
        return self.only != 0 or self.first != self.second


def compare_versions(
    session: Session,
    key: DocumentKey,
    first: int | None,
    second: int | None,
    context: UserContext,
) -> tuple[ComparedField, ...]:
    """Two versions of a document field by field and line by line; None is the document now.

    Raises VersionMissing or DocumentMissing.
    """
    return tuple(
        differences(*(_content(session, key, version, context) for version in (first, second)))
    )


def _content(
    session: Session, key: DocumentKey, version_no: int | None, context: UserContext
) -> VersionContent:
    if version_no is None:
        return live_content(session, key, context)
    return version_content(session, key, version_no)


def differences(first: VersionContent, second: VersionContent) -> Iterator[ComparedField]:
    """Every field that one of two versions fills, header first, then lines, then comments."""
    yield from _fields((Part.HEADER, 0, 0), first.header, second.header)
    for line_no in sorted({*first.lines, *second.lines}):
        yield from _rows((Part.LINE, line_no, 0), first.lines, second.lines, line_no)
    for place in sorted({*first.comments, *second.comments}):
        part = (Part.COMMENT, *place)
        yield from _rows(part, first.comments, second.comments, place)


def _rows(
    place: tuple[Part, int, int],
    first: Mapping[K, Mapping[str, object]],
    second: Mapping[K, Mapping[str, object]],
    key: K,
) -> Iterator[ComparedField]:
    only = 0
    if key not in second:
        only = 1
    elif key not in first:
        only = 2
    yield from _fields(place, first.get(key, {}), second.get(key, {}), only)


def _fields(
    place: tuple[Part, int, int],
    first: Mapping[str, object],
    second: Mapping[str, object],
    only: int = 0,
) -> Iterator[ComparedField]:
    part = place[0]
    name = _name(first or second) if part is Part.LINE else ""
    for field in first or second:
        if field in NOT_COMPARED or field.endswith(_FOLLOWS):
            continue
        values = first.get(field), second.get(field)
        if any(values) and not (part is Part.HEADER and field in _ONLY_ARCHIVED):
            yield ComparedField(*place, name, field, *values, only)


def _name(line: Mapping[str, object]) -> str:
    return " ".join(str(part) for part in (line["no"], line["description"]) if part)
