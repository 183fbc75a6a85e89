"""What Copy Document takes from: drafts, archived versions and posted documents (CB59)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal
from desktop.models.archive import SalesHeaderArchive, SalesLineArchive
from desktop.models.base import Base
from desktop.models.copy_words import CopySourceType
from desktop.models.posted import (
    SalesInvoiceHeader,
    SalesInvoiceLine,
    SalesShipmentHeader,
    SalesShipmentLine,
)
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.sales.load import document_ref
from desktop.services.sales.refusals import DocumentMissing
from desktop.services.sales.refusals_copying import DocNoMissing
from desktop.services.sales.refusals_quotes import VersionMissing
from desktop.services.setup.refusals import RecordNotFound

DRAFTS: Mapping[CopySourceType, DocumentType] = {
    CopySourceType.QUOTE: DocumentType.QUOTE,
    CopySourceType.ORDER: DocumentType.ORDER,
    CopySourceType.INVOICE: DocumentType.INVOICE,
    CopySourceType.CREDIT_MEMO: DocumentType.CREDIT_MEMO,
    CopySourceType.BLANKET_ORDER: DocumentType.BLANKET_ORDER,
    CopySourceType.RETURN_ORDER: DocumentType.RETURN_ORDER,
}
"""Documents that are still worked on, by what they are as a source."""

ARCHIVED: Mapping[CopySourceType, DocumentType] = {
    CopySourceType.ARCHIVED_QUOTE: DocumentType.QUOTE,
    CopySourceType.ARCHIVED_ORDER: DocumentType.ORDER,
    CopySourceType.ARCHIVED_BLANKET_ORDER: DocumentType.BLANKET_ORDER,
    CopySourceType.ARCHIVED_RETURN_ORDER: DocumentType.RETURN_ORDER,
}
"""Documents whose versions are kept, by what those are as a source."""

_TABLES = Base.metadata.tables


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """What is to be copied, and how.

    `version_no` chooses among the versions of an archived document; None is the latest. An
    option that is None has the value that CB59 gives it.
    """

    document_type: CopySourceType
    no: str
    version_no: int | None = None
    include_header: bool | None = None
    recalculate_lines: bool | None = None


@dataclass(frozen=True, slots=True)
class CopySource:
    """A document as it is stored, by column; `lines` in the order of line_no."""

    type: CopySourceType
    ref: RecordRef
    no: str
    header: Mapping[str, Any]
    lines: Sequence[Mapping[str, Any]]
    line_table: str

    def line_ref(self, line_no: int) -> RecordRef:
        """How refusals name a line of it."""
        return RecordRef(self.line_table, (*self.ref.key, line_no))


def draft_type_of(kind: CopySourceType) -> DocumentType | None:
    """What a draft or a version of one is; None for posted documents."""
    return DRAFTS.get(kind) or ARCHIVED.get(kind)


def read_source(session: Session, request: CopyRequest) -> CopySource:
    """Read what is to be copied, in two statements, three for the latest version.

    Raises DocNoMissing, DocumentMissing, VersionMissing or RecordNotFound.
    """
    no = request.no.strip().upper()
    if not no:
        raise DocNoMissing(field="document_no")
    headers, lines = _tables_of(request.document_type)
    key = _key_of(session, request, no)
    header = session.execute(select(headers).where(*_is(headers, "no", key))).mappings()
    found = header.one_or_none()
    if found is None:
        raise _missing(request, no, headers)
    rows = session.execute(
        select(lines).where(*_is(lines, "document_no", key)).order_by(lines.c.line_no)
    ).mappings()
    parts = tuple(part.value if isinstance(part, DocumentType) else part for part in key.values())
    return CopySource(
        type=request.document_type,
        ref=RecordRef(headers.name, parts),
        no=no,
        header=dict(found),
        # What was taken back of a shipment is no wish to deliver less than nothing.
        lines=[dict(row) for row in rows if not row.get("correction")],
        line_table=lines.name,
    )


def _tables_of(kind: CopySourceType) -> tuple[Table, Table]:
    models: tuple[type[Base], type[Base]] = (SalesHeader, SalesLine)
    if kind.is_archived:
        models = (SalesHeaderArchive, SalesLineArchive)
    elif kind is CopySourceType.POSTED_INVOICE:
        models = (SalesInvoiceHeader, SalesInvoiceLine)
    elif kind is CopySourceType.POSTED_SHIPMENT:
        models = (SalesShipmentHeader, SalesShipmentLine)
    header, line = models
    return _TABLES[header.__tablename__], _TABLES[line.__tablename__]


def _key_of(session: Session, request: CopyRequest, no: str) -> dict[str, Any]:
    """The parts of the key that header and lines have, `no` standing for the number."""
    kind = request.document_type
    if kind.is_posted:
        return {"no": no}
    if not kind.is_archived:
        return {"document_type": DRAFTS[kind], "no": no}
    version_no = request.version_no
    if version_no is None:
        version_no = _latest_version(session, ARCHIVED[kind], no)
    return {"document_type": ARCHIVED[kind], "no": no, "version_no": version_no}


def _latest_version(session: Session, document_type: DocumentType, no: str) -> int:
    headers = _TABLES[SalesHeaderArchive.__tablename__]
    latest = session.scalar(
        select(func.max(headers.c.version_no)).where(
            headers.c.document_type == document_type, headers.c.no == no
        )
    )
    return latest or 1


def _is(table: Table, number: str, key: Mapping[str, object]) -> list[ColumnElement[bool]]:
    return [table.c[number if name == "no" else name] == part for name, part in key.items()]


def _missing(request: CopyRequest, no: str, headers: Table) -> Refusal:
    kind = request.document_type
    if kind in DRAFTS:
        key = DocumentKey(DRAFTS[kind], no)
        return DocumentMissing(record=document_ref(key), document_type=key.type, no=no)
    if kind in ARCHIVED:
        version_no = request.version_no or 1
        return VersionMissing(
            record=RecordRef(headers.name, (ARCHIVED[kind].value, no, version_no)),
            document_type=ARCHIVED[kind],
            no=no,
            version_no=version_no,
        )
    return RecordNotFound(
        record=RecordRef(headers.name, (no,)), field="no", table=headers.name, record_key=no
    )
