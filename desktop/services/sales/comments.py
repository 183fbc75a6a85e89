"""Comments of a document: dated remarks about it as a whole or about one line (SD108)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.sales import DocumentComment, SalesHeader
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.sales.load import Document
from desktop.services.setup.record_rules import Record, RecordRules

TABLE = SalesHeader.__tablename__

ASIDE = 1_000_000_000
"""Lines and their comments are first moved this far away, so that no two meet on one number."""

_COMMENTS = Base.metadata.tables[DocumentComment.__tablename__]
_KEY = ("document_table", "document_type", "document_no")
_CONTENT = tuple(name for name in _COMMENTS.columns.keys() if name not in _KEY)  # noqa: SIM118  (a collection of columns)


def of_document(key: DocumentKey) -> tuple[ColumnElement[bool], ...]:
    """The condition for the comments of a draft document."""
    return (
        _COMMENTS.c.document_table == TABLE,
        _COMMENTS.c.document_type == key.type.value,
        _COMMENTS.c.document_no == key.no,
    )


def copy_comments(session: Session, source: DocumentKey, target: DocumentKey) -> None:
    """Copy all comments of a draft to another, those of lines to the lines of the same number."""
    new_key = [bindparam(f"to_{name}", type_=_COMMENTS.c[name].type) for name in _KEY]
    found = select(*new_key, *(_COMMENTS.c[name] for name in _CONTENT)).where(*of_document(source))
    session.connection().execute(
        insert(_COMMENTS).from_select([*_KEY, *_CONTENT], found),
        {
            "to_document_table": TABLE,
            "to_document_type": target.type.value,
            "to_document_no": target.no,
        },
    )
    report_changes(session, _COMMENTS.name)


def delete_comments(session: Session, key: DocumentKey) -> None:
    """Delete all comments of a draft."""
    session.execute(delete(_COMMENTS).where(*of_document(key)))
    report_changes(session, _COMMENTS.name)


def take_line_comments(document: Document) -> None:
    """Delete the comments of the lines that were taken out, and note what they were (SD36)."""
    gone = delete(_COMMENTS).where(
        *of_document(document.key), _COMMENTS.c.document_line_no.in_(sorted(document.removed))
    )
    returned = document.session.execute(gone.returning(*(_COMMENTS.c[name] for name in _CONTENT)))
    document.removed_comments += [dict(row) for row in returned.mappings()]
    report_changes(document.session, _COMMENTS.name)


def put_line_comments(
    session: Session, key: DocumentKey, comments: Sequence[Mapping[str, object]]
) -> None:
    """Bring the comments of lines back that came back themselves."""
    if not comments:
        return
    owner = {"document_table": TABLE, "document_type": key.type.value, "document_no": key.no}
    session.execute(insert(_COMMENTS), [{**owner, **comment} for comment in comments])
    report_changes(session, _COMMENTS.name)


def renumber_comments(session: Session, key: DocumentKey, moved: Mapping[int, int]) -> None:
    """Let the comments of lines follow them to other numbers; two statements."""
    connection, line_no = session.connection(), _COMMENTS.c.document_line_no
    aside = (
        update(_COMMENTS)
        .where(*of_document(key), line_no.in_(sorted(moved)))
        .values(document_line_no=line_no + ASIDE)
    )
    if not connection.execute(aside).rowcount:
        return
    connection.execute(
        update(_COMMENTS).where(*of_document(key), line_no == bindparam("old") + ASIDE),
        [{"old": old, "document_line_no": new} for old, new in moved.items()],
    )
    report_changes(session, _COMMENTS.name)


def begin_comment(_session: Session, comment: Record, context: UserContext) -> None:
    """A comment is of today, unless somebody says otherwise."""
    if comment.date is None:
        comment.date = context.work_date


def new_comment(_session: Session, comment: Record, _context: UserContext) -> None:
    """A comment is about the document as a whole, unless somebody says otherwise."""
    if comment.document_line_no is None:
        comment.document_line_no = 0


COMMENT_RULES: dict[str, RecordRules] = {
    _COMMENTS.name: RecordRules(begins=begin_comment, new=new_comment)
}
