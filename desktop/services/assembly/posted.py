"""Posted assemblies as they are shown: complete copies, never changed (PF115)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.assembly import PostedAssemblyHeader, PostedAssemblyLine
from desktop.services.sales.posted_documents import PostedDocument, PostedLine
from desktop.services.setup.record_engine import values_of
from desktop.services.setup.refusals import RecordNotFound

HEADER = PostedAssemblyHeader.__tablename__
LINE = PostedAssemblyLine.__tablename__


def posted_assembly(session: Session, no: str) -> PostedDocument:
    """A posted assembly in two statements; raises RecordNotFound."""
    header = session.get(PostedAssemblyHeader, no)
    if header is None:
        ref = RecordRef(HEADER, (no,))
        raise RecordNotFound(record=ref, table=HEADER, record_key=no)
    lines = session.scalars(
        select(PostedAssemblyLine)
        .where(PostedAssemblyLine.document_no == no)
        .order_by(PostedAssemblyLine.line_no)
    )
    return PostedDocument(
        key=no,
        header=values_of(HEADER, header),
        lines=tuple(PostedLine(line.line_no, values_of(LINE, line)) for line in lines),
    )
