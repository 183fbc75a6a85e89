"""The log of a merge, and the end of the duplicate: its number stays known (CU145, CU147)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken, RecordRef
from desktop.models.duplicates import FormerNo, MergeLog
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.merging.choice import MergePair
from desktop.services.merging.moves import Moves, image_of
from desktop.services.setup.change_log import log_change, log_deleted
from desktop.services.setup.field_infos import field_infos, table_of
from desktop.services.setup.where_used import where_used


def begin_log(
    session: Session, pair: MergePair, cards: tuple[Any, Any], context: UserContext
) -> MergeLog:
    """Write down that a merge begins, with both cards as they are: survivor, duplicate."""
    survivor, duplicate = cards
    log = MergeLog(
        table_name=pair.kind.value,
        survivor=pair.survivor,
        duplicate=pair.duplicate,
        user=context.user,
        merged_at=context.now(),
        survivor_image=image_of(card_values(survivor)),
        duplicate_image=image_of(card_values(duplicate)),
    )
    session.add(log)
    session.flush()  # the guards of the ledgers look at it
    return log


def keep_number(session: Session, pair: MergePair, moves: Moves, context: UserContext) -> None:
    """The duplicate's number, and those that it had taken over, find the survivor (CU147)."""
    table = table_of(FormerNo.__tablename__)
    is_party = table.c.party == pair.kind
    earlier = session.execute(
        sa.select(table.c.former_no, table.c.merged_at).where(
            is_party, table.c.no == pair.duplicate
        )
    ).all()
    for row in earlier:
        moves.log_value(RecordRef(table.name, (row.former_no,)), "no", pair.duplicate)
    session.execute(sa.delete(table).where(is_party, table.c.no == pair.duplicate))
    numbers = {row.former_no: row.merged_at for row in earlier} | {pair.duplicate: context.now()}
    session.execute(
        sa.delete(table).where(
            is_party, table.c.no == pair.survivor, table.c.former_no.in_(list(numbers))
        )
    )
    rows = [
        {"party": pair.kind, "former_no": number, "no": pair.survivor, "merged_at": moment}
        for number, moment in numbers.items()
        if number != pair.survivor
    ]
    session.execute(sa.insert(table), rows)
    report_changes(session, table.name)


def delete_merged(
    session: Session, pair: MergePair, card: type[Any], moves: Moves, context: UserContext
) -> None:
    """Delete the duplicate, when nothing names it any more; raises InvariantBroken else."""
    ref = pair.duplicate_ref
    left = where_used(session, ref)
    if left:
        places = ", ".join(f"{each.table} ({each.count})" for each in left)
        msg = f"{ref.table} {ref} is still named by {places}"
        raise InvariantBroken(msg)
    record = session.get_one(card, pair.duplicate)
    moves.log_row(ref.table, ref.key, card_values(record))
    log_change(session, pair.survivor_ref, "former_no", ("", pair.duplicate), context)
    log_deleted(session, ref, context)
    session.delete(record)
    session.flush()  # so that a constraint speaks now, not at the commit


def card_values(record: Any) -> dict[str, object]:  # noqa: ANN401  (any card)
    """The fields of a card with what stands in them."""
    return {info.name: getattr(record, info.name) for info in field_infos(record.__tablename__)}
