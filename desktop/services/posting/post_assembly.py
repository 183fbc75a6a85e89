"""Posting assembly orders for stock (PF115)."""

from __future__ import annotations

import logging
from datetime import date

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.assembly import PostedAssemblyHeader, PostedAssemblyLine
from desktop.models.base import Base
from desktop.models.ledger_words import RegisterSource
from desktop.models.words import NotificationKind
from desktop.services.assembly.documents import remove
from desktop.services.assembly.load import AssemblyDocument, AssemblyKey
from desktop.services.assembly.settling import settle_cost, settle_header
from desktop.services.assembly.writing import write_lines
from desktop.services.context import UserContext
from desktop.services.database import report_changes, reported_notices
from desktop.services.ledgers.register import RegisterNumbers, draw_register, write_entries
from desktop.services.numbering.number_series import draw_posted_number
from desktop.services.papers.copying import copy_papers
from desktop.services.papers.following import followers, tell
from desktop.services.papers.removal import delete_papers
from desktop.services.posting.assembly_plan import PlannedAssembly, plan_assembly
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.kept_stock import follow_goods
from desktop.services.posting.preview import PostingPreview, PreviewTable, shown_rows, tables_of
from desktop.services.posting.requests import first_result, remember
from desktop.services.setup.record_engine import stamp

logger = logging.getLogger(__name__)

POSTED = PostedAssemblyHeader.__tablename__
POSTED_LINE = PostedAssemblyLine.__tablename__
_INSERT_HEADER = insert(Base.metadata.tables[POSTED])
_INSERT_LINES = insert(Base.metadata.tables[POSTED_LINE])


def post_assembly(
    session: Session,
    key: AssemblyKey,
    context: UserContext,
    *,
    posting_date: date | None = None,
    posting_id: str | None = None,
) -> PostingResult:
    """Put together what an order says is to be put together now; all of it or nothing.

    The order moves on, and goes when nothing remains. A repeated `posting_id` posts nothing
    again. Raises what is wrong: one refusal, or SeveralRefusals.
    """
    found = first_result(session, posting_id, None, context)
    if found is not None:
        return found
    planned = plan_assembly(
        session, key, context, posting_date=posting_date, posting_id=posting_id or ""
    )
    number = draw_posted_number(session, planned.no.series, planned.header["posting_date"])
    register = draw_register(session, planned.ledgers)
    insert_posted(session, planned, number, register)
    write_entries(
        session,
        planned.ledgers,
        register,
        {planned.no: number},
        source=RegisterSource.ASSEMBLY,
        user=planned.stamp.user,
        created_at=planned.stamp.created_at,
    )
    take_papers_along(planned.document, number)
    move_on(planned.document, number)
    told = follow_goods(session, planned.ledgers, context)
    result = PostingResult(notices=(*reported_notices(session), *told), assembly_no=number)
    remember(session, posting_id, result)
    logger.info("posted assembly %s as %s", key, number)
    return result


def preview_assembly(
    session: Session, key: AssemblyKey, context: UserContext, *, posting_date: date | None = None
) -> PostingPreview:
    """Show what posting would write; raises what posting raises."""
    planned = plan_assembly(session, key, context, posting_date=posting_date)
    return PostingPreview(
        (
            *tables_of(planned.ledgers),
            PreviewTable(POSTED, shown_rows([planned.header])),
            PreviewTable(POSTED_LINE, shown_rows(planned.lines)),
        )
    )


def insert_posted(
    session: Session, planned: PlannedAssembly, number: str, register: RegisterNumbers
) -> None:
    """Insert the posted document under its drawn number."""
    header = planned.header
    header["no"] = number
    header["item_output_entry_no"] = register.entry_no("item_ledger_entry", planned.output_entry_no)
    for row in planned.lines:
        row["document_no"] = number
        if row["item_entry_no"] is not None:
            row["item_entry_no"] = register.entry_no("item_ledger_entry", row["item_entry_no"])
    connection = session.connection()
    connection.execute(_INSERT_HEADER, [header])
    report_changes(session, POSTED)
    if planned.lines:
        connection.execute(_INSERT_LINES, planned.lines)
        report_changes(session, POSTED_LINE)


def move_on(document: AssemblyDocument, number: str) -> None:
    """Note on an order what was put together; it goes when nothing remains."""
    header, session = document.header, document.session
    for line in document.lines:
        line.consumed += line.quantity_to_consume
        line.consumed_base += line.quantity_to_consume_base
    header.assembled_quantity += header.quantity_to_assemble
    header.assembled_quantity_base += header.quantity_to_assemble_base
    header.last_posting_no = number
    if header.assembled_quantity < header.quantity:
        settle_header(document)
        settle_cost(document)
        stamp(header, document.context)
        session.flush()
        write_lines(document)
        return
    delete_papers(session, document.ref.table, [document.ref])
    remove(document)


def take_papers_along(document: AssemblyDocument, number: str) -> None:
    """Copy the order's papers to what was posted, and tell who follows the order."""
    session, ref = document.session, document.ref
    posted = RecordRef(POSTED, (number,))
    copy_papers(session, ref, [posted], notes_to=[posted], kept=True)
    users = followers(session, ref, besides=document.context.user)
    tell(
        session,
        users,
        ref,
        NotificationKind.POSTED,
        document.context,
        documents=[number],
        opens=posted,
    )
