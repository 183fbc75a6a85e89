"""What comes to the survivor without anybody's choice: rows, papers, comments, numbers (CU145)."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.contacts import Contact
from desktop.models.customers import Comment, Customer
from desktop.models.duplicate_words import PartyKind
from desktop.models.duplicates import DuplicateDecision, MatchKey
from desktop.services.context import UserContext
from desktop.services.customers.match_keys import facts_of, match_keys
from desktop.services.database import report_changes
from desktop.services.merging.choice import MergePair
from desktop.services.merging.leaving import keep_number
from desktop.services.merging.moves import Moves
from desktop.services.setup.field_infos import table_of

MARKER = "merged from {no}"
"""The line between the survivor's comments and the duplicate's, in no language (CU145)."""

LINE_STEP = 10_000


def take_over(session: Session, pair: MergePair, moves: Moves, context: UserContext) -> None:
    """Let everything that names the duplicate name the survivor.

    Records of both under one key are gone or renamed by now. The duplicate's match keys go.
    """
    if pair.kind is PartyKind.CONTACT:
        # The guards of posted documents ask for this row before a contact's number may change.
        moves.log_value(pair.duplicate_ref, "merged_into", pair.survivor)
    else:
        moves.set_original_numbers()
    moves.move_references()
    moves.move_papers()
    moves.move_change_log()
    _append_comments(session, pair, moves, context)
    _move_decisions(session, pair, moves)
    keep_number(session, pair, moves, context)
    _forget_match_keys(session, pair)


def _append_comments(session: Session, pair: MergePair, moves: Moves, context: UserContext) -> None:
    """The duplicate's comments after the survivor's, behind a line that says whose they were."""
    table = table_of(Comment.__tablename__)

    def of(no: str) -> list[sa.ColumnElement[bool]]:
        return [table.c.owner_table == pair.kind.value, table.c.owner_no == no]

    rows = session.execute(
        sa.select(table).where(*of(pair.duplicate)).order_by(table.c.line_no)
    ).all()
    if not rows:
        return
    last = session.scalar(sa.select(sa.func.max(table.c.line_no)).where(*of(pair.survivor))) or 0
    owner = {"owner_table": pair.kind.value, "owner_no": pair.survivor}
    marker = {
        **owner,
        "line_no": last + LINE_STEP,
        "date": context.now(),
        "text": MARKER.format(no=pair.duplicate),
        "user": context.user,
    }
    moved = [
        {**row._asdict(), **owner, "line_no": last + LINE_STEP * at}
        for at, row in enumerate(rows, start=2)
    ]
    for row in rows:
        moves.log_row(table.name, (row.owner_table, row.owner_no, row.line_no), row._asdict())
    session.execute(sa.delete(table).where(*of(pair.duplicate)))
    session.execute(sa.insert(table), [marker, *moved])
    moves.counts[table.name] += len(rows)
    report_changes(session, table.name)


def _move_decisions(session: Session, pair: MergePair, moves: Moves) -> None:
    """Who is not the same as the duplicate is not the same as the survivor either."""
    table = table_of(DuplicateDecision.__tablename__)
    is_party = table.c.party == pair.kind
    rows = session.execute(
        sa.select(table).where(
            is_party, sa.or_(table.c.no_a == pair.duplicate, table.c.no_b == pair.duplicate)
        )
    ).all()
    for row in rows:
        moves.log_row(table.name, (row.party, row.no_a, row.no_b), row._asdict())
        session.execute(
            sa.delete(table).where(is_party, table.c.no_a == row.no_a, table.c.no_b == row.no_b)
        )
        other = row.no_b if row.no_a == pair.duplicate else row.no_a
        no_a, no_b = sorted((pair.survivor, other))
        known = session.execute(
            sa.select(table.c.no_a).where(is_party, table.c.no_a == no_a, table.c.no_b == no_b)
        ).first()
        if other != pair.survivor and known is None:
            session.execute(sa.insert(table).values({**row._asdict(), "no_a": no_a, "no_b": no_b}))
    if rows:
        report_changes(session, table.name)


def _forget_match_keys(session: Session, pair: MergePair) -> None:
    table = table_of(MatchKey.__tablename__)
    of_duplicate = (table.c.party == pair.kind, table.c.no == pair.duplicate)
    session.execute(sa.delete(table).where(*of_duplicate))


def rebuild_keys(session: Session, kind: PartyKind, no: str) -> None:
    """The match keys of a card, with those of the bank accounts that came to it."""
    table = table_of(MatchKey.__tablename__)
    if kind is PartyKind.CUSTOMER:
        accounts = table_of("customer_bank_account")
        ibans = session.scalars(sa.select(accounts.c.iban).where(accounts.c.customer_no == no))
        facts = facts_of(session.get_one(Customer, no), ibans)
    else:
        facts = facts_of(session.get_one(Contact, no))
    session.execute(sa.delete(table).where(table.c.party == kind, table.c.no == no))
    rows = [
        {"party": kind, "no": no, "kind": match, "value": value}
        for match, value in sorted(match_keys(facts))
    ]
    if rows:
        session.execute(sa.insert(table), rows)
    report_changes(session, table.name)
