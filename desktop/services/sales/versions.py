"""Keeping a version of a document: a whole copy of what is stored, in six statements (SD107).

Every column that a live table and the table of its versions share is copied, by the database
itself, so a new column of a document needs nothing here.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Integer,
    Table,
    bindparam,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, RecordRef
from desktop.models.archive import DocumentCommentArchive, SalesHeaderArchive, SalesLineArchive
from desktop.models.archive_words import ArchiveCause
from desktop.models.base import Base
from desktop.models.sales import DocumentComment, SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import ArchiveQuotes
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.list_statement import sum_or_zero
from desktop.services.papers.copying import copy_papers
from desktop.services.sales.load import Document, document_ref
from desktop.services.sales.refusals_quotes import KeepQuoteVersion

_TABLES = Base.metadata.tables
_HEADERS = _TABLES[SalesHeader.__tablename__]
_LINES = _TABLES[SalesLine.__tablename__]
_COMMENTS = _TABLES[DocumentComment.__tablename__]
_KEPT_HEADERS = _TABLES[SalesHeaderArchive.__tablename__]
_KEPT_LINES = _TABLES[SalesLineArchive.__tablename__]
_KEPT_COMMENTS = _TABLES[DocumentCommentArchive.__tablename__]

_TYPE = bindparam("the_type", type_=_HEADERS.c.document_type.type)
_NO = bindparam("the_no", type_=_HEADERS.c.no.type)
_VERSION = bindparam("the_version", type_=Integer)


def shared_columns(live: Table, kept: Table) -> tuple[str, ...]:
    """The names of the columns that a live table and the table of its versions both have."""
    return tuple(name for name in live.columns.keys() if name in kept.columns)  # noqa: SIM118  (a collection of columns)


def version_ref(key: DocumentKey, version_no: int) -> RecordRef:
    """How refusals and papers name a version."""
    return RecordRef(_KEPT_HEADERS.name, (key.type.value, key.no, version_no))


def _copy(live: Table, kept: Table, *where: ColumnElement[bool], **more: Any) -> Insert:  # noqa: ANN401  (expressions of any kind)
    """The statement that copies rows of a live table into a version."""
    names = shared_columns(live, kept)
    found = select(*(live.c[name] for name in names), *more.values()).where(*where)
    return insert(kept).from_select([*names, *more], found)


def _given(name: str) -> ColumnElement[Any]:
    return bindparam(f"the_{name}", type_=_KEPT_HEADERS.c[name].type)


def _sum_of(name: str) -> ColumnElement[Any]:
    own = select(sum_or_zero(_LINES.c[name])).where(
        _LINES.c.document_type == _HEADERS.c.document_type, _LINES.c.document_no == _HEADERS.c.no
    )
    return own.correlate(_HEADERS).scalar_subquery()


_NEXT = select(func.coalesce(func.max(_KEPT_HEADERS.c.version_no), literal(0)) + 1).where(
    _KEPT_HEADERS.c.document_type == _TYPE, _KEPT_HEADERS.c.no == _NO
)
_COPY_HEADER = _copy(
    _HEADERS,
    _KEPT_HEADERS,
    _HEADERS.c.document_type == _TYPE,
    _HEADERS.c.no == _NO,
    version_no=_VERSION,
    cause=_given("cause"),
    reason=_given("reason"),
    archived_by=_given("archived_by"),
    archived_at=_given("archived_at"),
    amount=_sum_of("amount"),
    amount_including_vat=_sum_of("amount_including_vat"),
)
_COPY_LINES = _copy(
    _LINES,
    _KEPT_LINES,
    _LINES.c.document_type == _TYPE,
    _LINES.c.document_no == _NO,
    version_no=_VERSION,
)
_COPY_COMMENTS = _copy(
    _COMMENTS,
    _KEPT_COMMENTS,
    _COMMENTS.c.document_table == SalesHeader.__tablename__,
    _COMMENTS.c.document_type == bindparam("the_word", type_=_COMMENTS.c.document_type.type),
    _COMMENTS.c.document_no == _NO,
    version_no=_VERSION,
)


def keep_version(
    session: Session,
    key: DocumentKey,
    cause: ArchiveCause,
    context: UserContext,
    *,
    reason: str = "",
) -> int:
    """Keep a document as it is stored now, with lines and comments; returns the version's number.

    The version has the files and links that the document has now, too (SD108); notes stay with the
    document alone.

    Versions count from 1. The document must be locked, so that no two get the same number.
    """
    session.flush()  # what the command has entered belongs to the version
    connection = session.connection()
    name = {"the_type": key.type, "the_no": key.no}
    version_no: int = connection.execute(_NEXT, name).scalar_one()
    version = {**name, "the_version": version_no}
    stamp = {
        "the_cause": cause,
        "the_reason": reason,
        "the_archived_by": context.user,
        "the_archived_at": context.now(),
    }
    connection.execute(_COPY_HEADER, {**version, **stamp})
    connection.execute(_COPY_LINES, version)
    connection.execute(_COPY_COMMENTS, {**version, "the_word": key.type.value})
    copy_papers(session, document_ref(key), [version_ref(key, version_no)], kept=True)
    report_changes(session, *(each.name for each in (_KEPT_HEADERS, _KEPT_LINES, _KEPT_COMMENTS)))
    return version_no


# ---------------------------------------------------------------------------- what the set-up says


def is_kept_when_deleted(document: Document) -> bool:
    """Whether a version is kept before a document is deleted (SD18).

    Raises KeepQuoteVersion when the set-up asks each time.
    """
    if document.type is DocumentType.QUOTE:
        return is_quote_kept(document)
    return document.type is DocumentType.ORDER and document.setups.sales.archive_orders


def is_quote_kept(document: Document) -> bool:
    """Whether a version of a quote is kept when it is converted or deleted (SD65).

    Raises KeepQuoteVersion when the set-up asks each time.
    """
    when = document.setups.sales.archive_quotes
    if when is not ArchiveQuotes.ASK:
        return when is ArchiveQuotes.ALWAYS
    answer = document.context.answer(ConfirmationCode.ARCHIVE_QUOTE)
    if answer is None:
        raise KeepQuoteVersion(record=document.ref, no=document.header.no)
    return answer
