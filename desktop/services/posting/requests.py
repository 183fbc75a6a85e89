"""Posting ids: a call repeated after a lost connection gets the first result again (SD105).

The id is claimed before anything is read. So two calls with one id, however close together, meet
at its unique key: the second one waits there until the first has ended.
"""

from __future__ import annotations

import json

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.posted import PostingRequest
from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.posting.choice import PostingResult
from desktop.services.purchases.keys import PurchaseKey

_REQUESTS = Base.metadata.tables[PostingRequest.__tablename__]
_FIND = select(_REQUESTS.c.result).where(_REQUESTS.c.posting_id == bindparam("the_id"))
# A conflict returns no row.
_CLAIMS = {
    "sqlite": sqlite.insert(_REQUESTS).on_conflict_do_nothing().returning(_REQUESTS.c.posting_id),
    "postgresql": postgresql.insert(_REQUESTS)
    .on_conflict_do_nothing()
    .returning(_REQUESTS.c.posting_id),
}
_REMEMBER = (
    update(_REQUESTS)
    .where(_REQUESTS.c.posting_id == bindparam("the_id"))
    .values(result=bindparam("the_result"))
)


def first_result(
    session: Session,
    posting_id: str | None,
    key: DocumentKey | PurchaseKey | None,
    context: UserContext,
) -> PostingResult | None:
    """What the first call with this id posted; None when this is the first, which now has the id.

    Waits while another call with the id is under way. When this call fails, its transaction is
    rolled back and the id is free again.
    """
    if not posting_id:
        return None
    row = {
        "posting_id": posting_id,
        "document_type": key.type.value if key else "",
        "document_no": key.no if key else None,
        "result": "",
        "created_at": context.now(),
    }
    connection = session.connection()
    if connection.execute(_CLAIMS[connection.dialect.name], row).first() is not None:
        return None
    found = session.scalar(_FIND, {"the_id": posting_id})
    if not found:
        return None
    stored = json.loads(found)
    return PostingResult(
        stored["shipment_no"], stored["invoice_no"], assembly_no=stored.get("assembly_no")
    )


def remember(session: Session, posting_id: str | None, result: PostingResult) -> None:
    """Keep the result of a posting under the id that its caller chose."""
    if not posting_id:
        return
    numbers = {"shipment_no": result.shipment_no, "invoice_no": result.invoice_no}
    if result.assembly_no is not None:
        numbers["assembly_no"] = result.assembly_no
    kept = json.dumps(numbers)
    session.connection().execute(_REMEMBER, {"the_id": posting_id, "the_result": kept})
    report_changes(session, PostingRequest.__tablename__)
