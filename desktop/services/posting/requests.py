"""Posting ids: a call repeated after a lost connection gets the first result again (SD105)."""

from __future__ import annotations

import json

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.posted import PostingRequest
from desktop.models.values.keys import DocumentKey
from desktop.services.database import report_changes
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.posted_rows import Stamp

_REQUESTS = Base.metadata.tables[PostingRequest.__tablename__]
_FIND = select(_REQUESTS.c.result).where(_REQUESTS.c.posting_id == bindparam("the_id"))
_REMEMBER = insert(_REQUESTS)


def first_result(session: Session, posting_id: str | None) -> PostingResult | None:
    """What the first call with this id posted; None when there was none."""
    if not posting_id:
        return None
    found = session.scalar(_FIND, {"the_id": posting_id})
    if found is None:
        return None
    stored = json.loads(found)
    return PostingResult(stored["shipment_no"], stored["invoice_no"])


def remember(
    session: Session,
    posting_id: str | None,
    key: DocumentKey | None,
    result: PostingResult,
    stamp: Stamp,
) -> None:
    """Keep the result of a posting under the id that its caller chose."""
    if not posting_id:
        return
    row = {
        "posting_id": posting_id,
        "document_type": key.type.value if key else "",
        "document_no": key.no if key else None,
        "result": json.dumps({"shipment_no": result.shipment_no, "invoice_no": result.invoice_no}),
        "created_at": stamp.created_at,
    }
    session.connection().execute(_REMEMBER, [row])
    report_changes(session, PostingRequest.__tablename__)
