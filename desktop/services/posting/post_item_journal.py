"""Posting the item journal: stock counted in and out (SD97)."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.base import Base
from desktop.models.ledger_words import RegisterSource
from desktop.models.stock import ItemJournalLine
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.items.journal import JOURNAL_NO
from desktop.services.ledgers.register import draw_register, write_entries
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.journal_plan import Adjustment, JournalPlan, plan_adjustments
from desktop.services.posting.kept_stock import follow_goods
from desktop.services.posting.preview import PostingPreview, tables_of
from desktop.services.posting.refusals_journal import JournalEmpty
from desktop.services.posting.requests import first_result, remember

logger = logging.getLogger(__name__)

_LINES = Base.metadata.tables[ItemJournalLine.__tablename__]
_READ = (
    select(_LINES)
    .where(_LINES.c.batch == bindparam("the_batch"))
    .order_by(_LINES.c.line_no)
    .with_for_update()
)
_DELETE = delete(_LINES).where(_LINES.c.batch == bindparam("the_batch"))


def post_item_journal(
    session: Session, batch: str, context: UserContext, *, posting_id: str | None = None
) -> PostingResult:
    """Post all lines of a batch in their order, and delete them; all of them or none.

    A repeated `posting_id` posts nothing again. Raises JournalEmpty or what is wrong with the
    lines: one refusal, or SeveralRefusals with all of them.
    """
    found = first_result(session, posting_id, None, context)
    if found is not None:
        return found
    lines = _filled(_read(session, batch), batch)
    changing = _changing(lines)
    if changing:
        _write(session, plan_adjustments(session, changing, context), context)
    session.connection().execute(_DELETE, {"the_batch": batch})
    report_changes(session, ItemJournalLine.__tablename__)
    result = PostingResult()
    remember(session, posting_id, result)
    logger.info("posted item journal %s: %s lines", batch, len(lines))
    return result


def preview_item_journal(session: Session, batch: str, context: UserContext) -> PostingPreview:
    """Show the entries that posting a batch would make; raises what posting raises."""
    lines = _changing(_filled(_read(session, batch), batch))
    if not lines:
        return PostingPreview(())
    planned = plan_adjustments(session, lines, context)
    return PostingPreview(tuple(tables_of(planned.ledgers)))


def post_adjustments(
    session: Session, lines: Sequence[Adjustment], context: UserContext
) -> PostingResult:
    """Post adjustments that stand in no journal, in the order given; all of them or none."""
    _write(session, plan_adjustments(session, lines, context), context)
    return PostingResult()


def _read(session: Session, batch: str) -> list[Adjustment]:
    """Lock and read the lines of a batch."""
    return [
        Adjustment(
            item_no=row.item_no,
            quantity=row.quantity,
            posting_date=row.posting_date,
            entry_type=row.entry_type,
            document_no=row.document_no or JOURNAL_NO,
            variant_code=row.variant_code,
            location_code=row.location_code,
            unit_cost=row.unit_cost,
            quantity_base=row.quantity_base,
            unit_of_measure_code=row.unit_of_measure_code,
            qty_per_unit=row.qty_per_unit,
            description=row.description,
            external_document_no=row.external_document_no,
            gen_bus_posting_group=row.gen_bus_posting_group,
            gen_prod_posting_group=row.gen_prod_posting_group,
            applies_to_entry_no=row.applies_to_entry_no,
            reason_code=row.reason_code,
            line_no=row.line_no,
            is_counted=row.is_counted,
            record=RecordRef(ItemJournalLine.__tablename__, (batch, row.line_no)),
        )
        for row in session.execute(_READ, {"the_batch": batch})
    ]


def _changing(lines: list[Adjustment]) -> list[Adjustment]:
    """The lines that move something; what was counted as the books say stays as it is (PF63)."""
    return [line for line in lines if line.quantity or not line.is_counted]


def _filled(lines: list[Adjustment], batch: str) -> list[Adjustment]:
    if not lines:
        raise JournalEmpty(batch=batch)
    return lines


def _write(session: Session, planned: JournalPlan, context: UserContext) -> None:
    register = draw_register(session, planned.ledgers)
    write_entries(
        session,
        planned.ledgers,
        register,
        {},
        source=RegisterSource.ITEM_JOURNAL,
        user=planned.stamp.user,
        created_at=planned.stamp.created_at,
    )
    follow_goods(session, planned.ledgers, context)
