"""Giving a record another number or code, in one transaction (CU5).

Foreign keys follow by themselves. Soft references are re-pointed by the registry, one statement
for each place, however many rows there are; amounts and dates are never touched. The database
lets posted documents and ledgers follow while the log says that the renumbering is under way
(migration 0016).
"""

from __future__ import annotations

import logging

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.duplicate_words import PartyKind
from desktop.models.duplicates import DuplicateDecision, FormerNo
from desktop.models.renumbering import Renumbering
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.merging.moves import posted_headers
from desktop.services.papers.owners import key_text
from desktop.services.renumbering.places import (
    column_of,
    follows_by_itself,
    own_field,
    places,
    tables_of,
)
from desktop.services.renumbering.plan import (
    check_not_sealed,
    load,
    lock_documents,
    new_key,
)
from desktop.services.setup.change_log import log_change
from desktop.services.setup.field_infos import key_fields, table_of
from desktop.services.setup.record_engine import check_version, normal_key, places_of
from desktop.services.setup.renumbered_papers import renumber_papers

logger = logging.getLogger(__name__)


def renumber(
    session: Session,
    ref: RecordRef,
    entered: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> RecordRef:
    """Give a record another number or code; returns its new name.

    `entered` replaces the last part of its key. Posted documents keep the customer's number that
    they were posted with, and the old number of a customer or contact goes on finding it. The
    number that it has already changes nothing. Raises RecordNotFound, Conflict (when
    `row_version` is given and outdated), UsedInPosting, SealedInLedger, or what `new_key` refuses.
    """
    ref = RecordRef(ref.table, normal_key(ref.table, ref.key))
    lock_documents(session, ref)
    record = load(session, ref)
    session.refresh(record, with_for_update=True)
    check_version(ref.table, record, row_version)
    to = new_key(session, ref, record, entered)
    if to == ref:
        return ref
    check_not_sealed(session, ref)
    log = _begin_log(session, ref, to, context)
    _keep_original_numbers(session, ref)
    _change_key(session, ref, to, context)
    _move_references(session, ref, to)
    renumber_papers(session, ref, to)
    _move_change_log(session, ref, to)
    _keep_number(session, ref, to, context)
    log_change(session, to, own_field(to.table), (ref.key[-1], to.key[-1]), context)
    log.finished_at = context.now()
    session.flush()  # from here on the database refuses every change of a key again
    session.expire_all()  # what was read before has other keys now
    report_changes(session, *tables_of(ref.table), Renumbering.__tablename__)
    logger.info("renumbered %s %s to %s", ref.table, ref, to)
    return to


def _begin_log(
    session: Session, ref: RecordRef, to: RecordRef, context: UserContext
) -> Renumbering:
    log = Renumbering(
        table_name=ref.table,
        record_key=key_text(ref),
        old_value=str(ref.key[-1]),
        new_value=str(to.key[-1]),
        user=context.user,
        changed_at=context.now(),
    )
    session.add(log)
    session.flush()  # the guards of the ledgers look at it
    return log


def _keep_original_numbers(session: Session, ref: RecordRef) -> None:
    """Posted documents keep the number that they were posted with, if they have none yet."""
    if ref.table != PartyKind.CUSTOMER:
        return
    for header in posted_headers():
        columns = header.c
        session.execute(
            sa.update(header)
            .where(
                columns.original_customer_no.is_(None),
                sa.or_(
                    columns.sell_to_customer_no == ref.key[0],
                    columns.bill_to_customer_no == ref.key[0],
                ),
            )
            .values(original_customer_no=ref.key[0])
        )


def _change_key(session: Session, ref: RecordRef, to: RecordRef, context: UserContext) -> None:
    """Write the new key; whatever names the record by a foreign key follows."""
    table = table_of(ref.table)
    values: dict[str, object] = {own_field(ref.table): to.key[-1]}
    if "row_version" in table.c:
        values["row_version"] = table.c.row_version + 1
    if "changed_by" in table.c:
        values |= {"changed_by": context.user, "changed_at": context.now()}
    same = [
        table.c[name] == part for name, part in zip(key_fields(ref.table), ref.key, strict=True)
    ]
    session.execute(
        sa.update(table).where(*same).values(**values),
        execution_options={"synchronize_session": False},
    )


def _move_references(session: Session, ref: RecordRef, to: RecordRef) -> None:
    """Re-point what no foreign key holds."""
    for place in places(ref.table):
        if not follows_by_itself(place):
            session.execute(
                sa.update(table_of(place.table))
                .where(*places_of(place, ref))
                .values({column_of(place).name: to.key[-1]})
            )
    _sort_decisions(session, to)


def _sort_decisions(session: Session, to: RecordRef) -> None:
    """The smaller number of two that are not the same stands first."""
    if ref_party(to) is None:
        return
    table = table_of(DuplicateDecision.__tablename__)
    [no] = to.key
    rows = session.execute(
        sa.select(table).where(
            table.c.party == ref_party(to), sa.or_(table.c.no_a == no, table.c.no_b == no)
        )
    ).all()
    wrong = [row._asdict() for row in rows if row.no_a > row.no_b]
    if not wrong:
        return
    same = [
        table.c.party == sa.bindparam("of_party"),
        table.c.no_a == sa.bindparam("first"),
        table.c.no_b == sa.bindparam("second"),
    ]
    session.connection().execute(
        sa.update(table)
        .where(*same)
        .values(no_a=sa.bindparam("second"), no_b=sa.bindparam("first")),
        [{"of_party": row["party"], "first": row["no_a"], "second": row["no_b"]} for row in wrong],
    )


def _move_change_log(session: Session, ref: RecordRef, to: RecordRef) -> None:
    """The card, and those of the records that it owns, show what was changed before."""
    log = table_of("change_log_entry")
    session.execute(
        sa.update(log)
        .where(log.c.table_name == ref.table, log.c.record_key == str(ref))
        .values(record_key=str(to))
    )
    for place in places(ref.table):
        keys = key_fields(place.table)
        owned = keys[: len(place.columns)] == place.columns and len(keys) > len(place.columns)
        if not owned or place.only:
            continue
        table = table_of(place.table)
        rest: sa.ColumnElement[str] = sa.literal("")
        for name in keys[len(place.columns) :]:
            rest = rest.concat(" ").concat(sa.cast(table.c[name], sa.String))
        ours = sa.select(sa.literal(str(ref)).concat(rest)).where(*places_of(place, to))
        session.execute(
            sa.update(log)
            .where(log.c.table_name == table.name, log.c.record_key.in_(ours))
            .values(record_key=str(to) + sa.func.substr(log.c.record_key, len(str(ref)) + 1))
        )


def _keep_number(session: Session, ref: RecordRef, to: RecordRef, context: UserContext) -> None:
    """The old number goes on finding the record; one it had before is its own again (CU147)."""
    party = ref_party(ref)
    if party is None:
        return
    table = table_of(FormerNo.__tablename__)
    [old], [new] = ref.key, to.key
    session.execute(
        sa.delete(table).where(
            table.c.party == party, table.c.no == new, table.c.former_no.in_([old, new])
        )
    )
    session.execute(
        sa.insert(table).values(party=party, former_no=old, no=new, merged_at=context.now())
    )


def ref_party(ref: RecordRef) -> PartyKind | None:
    """Whose former numbers are kept: customers, vendors and contacts."""
    return next((kind for kind in PartyKind if kind.value == ref.table), None)
