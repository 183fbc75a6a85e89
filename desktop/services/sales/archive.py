"""The archive of a document: keeping a version, reading it, bringing it back (SD107)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, literal, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.archive import DocumentCommentArchive, SalesHeaderArchive, SalesLineArchive
from desktop.models.archive_words import ArchiveCause
from desktop.models.base import Base
from desktop.models.currencies import Currency
from desktop.models.sales import DocumentComment, SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import ZERO, Amount
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.copying import bring_links_back
from desktop.services.papers.flowing import bring_back
from desktop.services.sales.comments import TABLE as COMMENTED
from desktop.services.sales.comments import delete_comments
from desktop.services.sales.editable import check_not_read_only, is_started
from desktop.services.sales.entered_values import check_exists
from desktop.services.sales.line_choice import source_of
from desktop.services.sales.line_making import remove_lines
from desktop.services.sales.line_quantities import put_quantities, quantities_of, ships_remainder
from desktop.services.sales.line_reservations import release_reservations
from desktop.services.sales.load import Document, line_ref, load_document
from desktop.services.sales.quantities import NOTHING, LineQuantities, with_defaults
from desktop.services.sales.refusals_quotes import (
    VersionMissing,
    VersionNeedsOpen,
    VersionPartlyPosted,
)
from desktop.services.sales.snapshot import finish
from desktop.services.sales.versions import keep_version, shared_columns, version_ref
from desktop.services.sales.views import DocumentView

_HEADERS: Table = Base.metadata.tables[SalesHeaderArchive.__tablename__]
_LINES: Table = Base.metadata.tables[SalesLineArchive.__tablename__]
_COMMENTS: Table = Base.metadata.tables[DocumentCommentArchive.__tablename__]
_LIVE_COMMENTS: Table = Base.metadata.tables[DocumentComment.__tablename__]

_STAMPS = frozenset({"row_version", "changed_by", "changed_at"})
_KEPT_LIVE = _STAMPS | {
    "document_type",
    "no",
    "status",
    "completed",
    "converted",
    "no_series_code",
    "no_printed",
    "picking_lists_printed",
    "last_shipping_no",
    "last_posting_no",
    "job_queue_status",
    "job_queue_error",
}
"""What of a header does not come back with a version: its number and what happened since."""
_LINE_KEY = frozenset({"document_type", "document_no", "line_no"})
_LINE_COLUMNS = tuple(
    name
    for name in shared_columns(Base.metadata.tables[SalesLine.__tablename__], _LINES)
    if name not in _STAMPS | _LINE_KEY
)
_INVOICED = ("gross_invoiced", "line_discount_invoiced", "inv_discount_invoiced")


@dataclass(frozen=True, slots=True)
class ArchivedVersion:
    """A version that was kept, as lists show it; amounts in the document's currency."""

    key: DocumentKey
    version_no: int
    cause: ArchiveCause
    reason: str
    archived_by: str
    archived_at: datetime
    currency_code: str | None
    amount: Amount
    amount_including_vat: Amount


@dataclass(frozen=True, slots=True)
class VersionContent:
    """All that is stored of a document or of one of its versions, by column.

    `lines` go by line_no, `comments` by the line's number (0 for the header) and their own.
    """

    header: Mapping[str, object]
    lines: Mapping[int, Mapping[str, object]]
    comments: Mapping[tuple[int, int], Mapping[str, object]]


def archive(
    session: Session, key: DocumentKey, context: UserContext, *, reason: str = ""
) -> ArchivedVersion:
    """Keep a version of a document as it stands, whatever its status; raises DocumentMissing."""
    load_document(session, key, context, for_update=True)
    version_no = keep_version(session, key, ArchiveCause.MANUAL, context, reason=reason.strip())
    return next(each for each in versions(session, key) if each.version_no == version_no)


def versions(session: Session, key: DocumentKey) -> tuple[ArchivedVersion, ...]:
    """The versions of a document, the latest first; it may have been deleted since."""
    rows = session.execute(
        select(_HEADERS)
        .where(_HEADERS.c.document_type == key.type, _HEADERS.c.no == key.no)
        .order_by(_HEADERS.c.version_no.desc())
    )
    return tuple(
        ArchivedVersion(
            key=key,
            version_no=row.version_no,
            cause=row.cause,
            reason=row.reason,
            archived_by=row.archived_by,
            archived_at=row.archived_at,
            currency_code=row.currency_code,
            amount=row.amount,
            amount_including_vat=row.amount_including_vat,
        )
        for row in rows
    )


def version_content(session: Session, key: DocumentKey, version_no: int) -> VersionContent:
    """What a version holds; raises VersionMissing."""
    own = (_HEADERS.c.document_type == key.type, _HEADERS.c.no == key.no)
    header = session.execute(
        select(_HEADERS).where(*own, _HEADERS.c.version_no == version_no)
    ).one_or_none()
    if header is None:
        raise VersionMissing(
            record=version_ref(key, version_no),
            document_type=key.type,
            no=key.no,
            version_no=version_no,
        )
    lines = _rows_of(session, _LINES, key, version_no)
    comments = _rows_of(session, _COMMENTS, key, version_no)
    return VersionContent(
        dict(header._mapping),  # noqa: SLF001  (SQLAlchemy's way to all values by name)
        {row["line_no"]: row for row in lines},
        {(row["document_line_no"], row["line_no"]): row for row in comments},
    )


def live_content(session: Session, key: DocumentKey, context: UserContext) -> VersionContent:
    """What a document holds now, in the form of a version; raises DocumentMissing."""
    document = load_document(session, key, context)
    comments = session.execute(
        select(_LIVE_COMMENTS).where(
            _LIVE_COMMENTS.c.document_table == COMMENTED,
            _LIVE_COMMENTS.c.document_type == key.type.value,
            _LIVE_COMMENTS.c.document_no == key.no,
        )
    ).mappings()
    return VersionContent(
        _values_of(document.header),
        {line.line_no: _values_of(line) for line in document.lines},
        {(row["document_line_no"], row["line_no"]): dict(row) for row in comments},
    )


def _rows_of(
    session: Session, table: Table, key: DocumentKey, version_no: int
) -> list[dict[str, Any]]:
    word: Any = key.type if table is _LINES else key.type.value
    rows = session.execute(
        select(table)
        .where(
            table.c.document_type == word,
            table.c.document_no == key.no,
            table.c.version_no == version_no,
        )
        .order_by(table.c.line_no)
    ).mappings()
    return [dict(row) for row in rows]


def _values_of(row: SalesHeader | SalesLine) -> dict[str, object]:
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


# ---------------------------------------------------------------------------------------- restoring


def restore_version(
    session: Session, key: DocumentKey, version_no: int, context: UserContext
) -> DocumentView:
    """Let a version take the place of the document: header, lines and comments (SD107).

    Files and links of the version come back (see `papers.flowing.bring_back`).

    The document keeps its number and is open. Amounts are calculated anew. Raises
    DocumentMissing, VersionMissing, VersionPartlyPosted, VersionNeedsOpen, DocumentCompleted,
    DocumentScheduled, PendingApproval, ReferenceMissing or ItemUnknown where a card is gone.
    """
    document = load_document(session, key, context, for_update=True)
    version = version_content(session, key, version_no)
    _check_restorable(document, version_no)
    release_reservations(document)
    _put_header(document, version.header)
    remove_lines(document, [line for line in document.lines if line.line_no not in version.lines])
    for line_no, values in version.lines.items():
        _put_line(document, line_no, values)
    document.lines.sort(key=lambda line: line.line_no)
    delete_comments(session, key)
    _bring_comments_back(session, key, version_no)
    _bring_papers_back(document, version_ref(key, version_no))
    return finish(document)


def _check_restorable(document: Document, version_no: int) -> None:
    header = document.header
    names: dict[str, Any] = {
        "document_type": document.type,
        "no": header.no,
        "version_no": version_no,
    }
    if any(is_started(line) for line in document.lines):
        raise VersionPartlyPosted(record=document.ref, **names)
    check_not_read_only(header)
    if header.status is not Status.OPEN:
        raise VersionNeedsOpen(record=document.ref, **names)


def _put_header(document: Document, values: Mapping[str, object]) -> None:
    header = document.header
    for name in header.__table__.columns.keys():  # noqa: SIM118  (a collection of columns)
        if name not in _KEPT_LIVE and getattr(header, name) != values[name]:
            check_exists(document.session, SalesHeader, name, values[name], document.ref)
            setattr(header, name, values[name])
    document.currency = None
    if header.currency_code is not None:
        document.currency = document.session.get_one(Currency, header.currency_code)


def _put_line(document: Document, line_no: int, values: Mapping[str, object]) -> None:
    """Bring a line back: into the line of the same number, or as a new one."""
    wanted = {name: values[name] for name in _LINE_COLUMNS}
    line = next((each for each in document.lines if each.line_no == line_no), None)
    was_sold = (line.type, line.no, line.variant_code) if line is not None else None
    if line is None:
        line = SalesLine(
            document_type=document.type, document_no=document.header.no, line_no=line_no, **wanted
        )
        document.session.add(line)
        document.added.append(line)
        document.lines.append(line)
    else:
        for name, value in wanted.items():
            if getattr(line, name) != value:
                check_exists(document.session, SalesLine, name, value, line_ref(line))
                setattr(line, name, value)
    _begin_anew(document, line)
    if line.is_priced and line.no and was_sold != (line.type, line.no, line.variant_code):
        source_of(document, line)  # raises where the card is gone


def _begin_anew(document: Document, line: SalesLine) -> None:
    """Nothing of the document is posted, so nothing of the line is, whatever the version says."""
    for name in _INVOICED:
        setattr(line, name, ZERO)
    if not is_started(line):
        return
    whole = LineQuantities(whole=quantities_of(line).whole, shipped=NOTHING, invoiced=NOTHING)
    put_quantities(line, with_defaults(whole, ships_remainder=ships_remainder(document)))


def _bring_papers_back(document: Document, version: RecordRef) -> None:
    """The files and links that the version had; what came with its cards, it has (SD108)."""
    left = document.cards - document.cards_named
    bring_back(document.session, version, document.ref, left, document.context)
    bring_links_back(document.session, version, document.ref)
    document.cards = document.cards_named


def _bring_comments_back(session: Session, key: DocumentKey, version_no: int) -> None:
    names = shared_columns(_LIVE_COMMENTS, _COMMENTS)
    found = select(literal(COMMENTED), *(_COMMENTS.c[name] for name in names)).where(
        _COMMENTS.c.document_type == key.type.value,
        _COMMENTS.c.document_no == key.no,
        _COMMENTS.c.version_no == version_no,
    )
    session.execute(insert(_LIVE_COMMENTS).from_select(["document_table", *names], found))
    report_changes(session, _LIVE_COMMENTS.name)
