"""An archived version as it is shown: read-only, in the form of a document (SD107)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.sales.archive import version_content

NOTHING: frozenset[str] = frozenset()
NO_LOCKS: Mapping[str, Notice] = MappingProxyType({})

VersionKey = tuple[DocumentType, str, int]
"""What names a version: type and number of its document, and its own number."""


@dataclass(frozen=True, slots=True)
class ArchivedLine:
    """A line of a version: every column under its name."""

    line_no: int
    values: Mapping[str, object]
    row_version: int = 0
    editable: frozenset[str] = NOTHING
    locks: Mapping[str, Notice] = field(default_factory=lambda: NO_LOCKS)


@dataclass(frozen=True, slots=True)
class ArchivedDocument:
    """A version of a document; `lines` in the order of line_no.

    `header` has every column under its name, with `archived_by`, `archived_at`, `cause`, `reason`,
    both amounts of the lines, and `lcy_code`, the company's own currency.
    """

    key: VersionKey
    header: Mapping[str, object]
    lines: tuple[ArchivedLine, ...]
    row_version: int = 0
    notices: tuple[Notice, ...] = ()
    editable: frozenset[str] = NOTHING
    locks: Mapping[str, Notice] = field(default_factory=lambda: NO_LOCKS)


def version_view(session: Session, key: VersionKey) -> ArchivedDocument:
    """A version in four statements; raises VersionMissing."""
    document_type, no, version_no = key
    content = version_content(session, DocumentKey(DocumentType(document_type), no), version_no)
    lcy_code = session.scalar(select(GeneralLedgerSetup.lcy_code))
    return ArchivedDocument(
        key,
        {**content.header, "lcy_code": lcy_code},
        tuple(ArchivedLine(line_no, values) for line_no, values in content.lines.items()),
    )
