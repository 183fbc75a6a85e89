"""Merging two customers into one, in one transaction (CU140–CU148).

Whatever fails, both stay as they were. The sums that must not change are compared before the
end; a difference is a defect of the program, and nothing is kept then.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken, RecordRef, Refusal, SeveralRefusals
from desktop.models.customers import Comment, Customer
from desktop.models.duplicates import DuplicateDecision, MatchKey
from desktop.models.sales import SalesHeader
from desktop.services.contacts.cards import CONTACT_RULES
from desktop.services.context import UserContext
from desktop.services.customers.cards import CUSTOMER_RULES
from desktop.services.customers.match_keys import facts_of, match_keys
from desktop.services.database import report_changes
from desktop.services.merging.business_relations import tell_contact, unite_contacts
from desktop.services.merging.choice import (
    ConflictKey,
    MergeChoice,
    MergeFigures,
    MergePair,
    MergeResult,
    Resolution,
    Way,
)
from desktop.services.merging.conflicts import (
    Clash,
    check_resolutions,
    clashes,
    rename_field,
)
from desktop.services.merging.leaving import begin_log, delete_merged, keep_number
from desktop.services.merging.moves import Moves
from desktop.services.merging.plan import (
    field_differences,
    load_pair,
    merge_figures,
    names_one_of,
    normal_pair,
    obstacles,
)
from desktop.services.merging.refusals import NotTickable
from desktop.services.setup.field_infos import field_infos, table_of
from desktop.services.setup.record_engine import RecordEngine

logger = logging.getLogger(__name__)

MARKER = "merged from {no}"
"""The line between the survivor's comments and the duplicate's, in no language (CU145)."""

LINE_STEP = 10_000
FIRST_FIELDS = ("country_code",)
"""Fields that the rules of others look at; they are entered before these."""

_ENGINE = RecordEngine({**CUSTOMER_RULES, **CONTACT_RULES}, frozenset())


def merge(
    session: Session, pair: MergePair, choice: MergeChoice, context: UserContext
) -> MergeResult:
    """Let the survivor take over everything of the duplicate, which is deleted.

    Open documents of both are locked first, then both cards. Raises ChooseAnother, PartyGone, the
    obstacles of CU144 (several as SeveralRefusals), MergeConflicts, what is wrong with a solution,
    or the refusal of a ticked field; InvariantBroken when a sum would differ (CU147).
    """
    pair = normal_pair(pair)
    _lock_documents(session, pair)
    survivor, duplicate = load_pair(session, pair, for_update=True)
    _refuse(list(obstacles(session, survivor, duplicate)), pair)
    ticked = _ticked(survivor, duplicate, choice)
    found = clashes(session, pair)
    resolutions = check_resolutions(session, pair, found, choice.resolutions)
    before = merge_figures(session, (pair.survivor, pair.duplicate))
    log = begin_log(session, pair, (survivor, duplicate), context)
    moves = Moves(session, pair, log.id, context)
    _solve(session, moves, found, resolutions, context)
    unite_contacts(session, pair, moves, context)
    _move_everything(session, pair, moves, context)
    session.expire_all()
    values = _renamed_values(ticked, found, resolutions)
    _apply(session, pair, moves, values, context)
    tell_contact(session, pair.survivor, context)
    _forget_match_keys(session, pair)
    delete_merged(session, pair, Customer, moves, context)
    _rebuild_keys(session, pair)
    figures = _prove(session, pair, before)
    log.finished_at = context.now()
    session.flush()  # from here on the database refuses every change of a party number again
    logger.info("merged %s %s into %s", pair.kind.value, pair.duplicate, pair.survivor)
    ref = pair.survivor_ref
    return MergeResult(ref.table, ref.key, log.id, pair.duplicate, dict(moves.counts), figures)


# ------------------------------------------------------------------------------------ before


def _lock_documents(session: Session, pair: MergePair) -> None:
    """The documents of both, before their cards: everybody locks in this order."""
    session.execute(
        sa.select(SalesHeader.document_type, SalesHeader.no)
        .where(names_one_of(SalesHeader, (pair.survivor, pair.duplicate)))
        .order_by(SalesHeader.document_type, SalesHeader.no)
        .with_for_update()
    ).all()


def _refuse(refusals: list[Refusal], pair: MergePair) -> None:
    if len(refusals) > 1:
        raise SeveralRefusals(refusals, record=pair.survivor_ref)
    if refusals:
        raise refusals[0]


def _ticked(survivor: Customer, duplicate: Customer, choice: MergeChoice) -> dict[str, object]:
    """The values that are taken from the duplicate; raises NotTickable (CU141)."""
    differing = {each.name: each for each in field_differences(survivor, duplicate)}
    if choice.ticks is None:
        return {name: each.duplicate for name, each in differing.items() if each.ticked}
    infos = {info.name: info for info in field_infos(survivor.__tablename__)}
    for name in sorted(choice.ticks):
        if name not in infos or name == "no" or not infos[name].editable:
            raise NotTickable(
                record=RecordRef("customer", (duplicate.no,)), field=name, entered_field=name
            )
    return {name: each.duplicate for name, each in differing.items() if name in choice.ticks}


# ------------------------------------------------------------------------------------ moving


def _solve(
    session: Session,
    moves: Moves,
    found: Iterable[Clash],
    resolutions: Mapping[ConflictKey, Resolution],
    context: UserContext,
) -> None:
    """Rename or remove what would collide; identical records are dropped (CU143)."""
    for clash in found:
        resolution = resolutions.get((clash.table, clash.key), Resolution(Way.REMOVE))
        if resolution.way is Way.RENAME:
            moves.rename(clash, resolution.code)
            continue
        for name in sorted(resolution.take):
            ref = RecordRef(clash.table, clash.survivor_key)
            moves.log_value(ref, name, clash.survivor[name])
            change = (name, clash.duplicate[name])
            _ENGINE.change(session, clash.table, clash.survivor_key, change, context)
        moves.remove(clash)


def _move_everything(session: Session, pair: MergePair, moves: Moves, context: UserContext) -> None:
    moves.set_original_numbers()
    moves.move_references()
    moves.move_papers()
    moves.move_change_log()
    _append_comments(session, pair, moves, context)
    _move_decisions(session, pair, moves)
    keep_number(session, pair, moves, context)


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


# ------------------------------------------------------------------------------ fields, the end


def _renamed_values(
    ticked: Mapping[str, object],
    found: Iterable[Clash],
    resolutions: Mapping[ConflictKey, Resolution],
) -> dict[str, object]:
    """The ticked values; one that names a renamed record of the duplicate gets its new code."""
    values = dict(ticked)
    for clash in found:
        resolution = resolutions.get((clash.table, clash.key))
        if resolution is None or resolution.way is not Way.RENAME:
            continue
        name = CODES_OF_CHILDREN.get(clash.table, "")
        if values.get(name) == clash.duplicate[rename_field(clash.reference)]:
            values[name] = resolution.code
    return values


CODES_OF_CHILDREN = {
    "ship_to_address": "ship_to_code",
    "customer_bank_account": "preferred_bank_account_code",
}
"""Fields of a card that name one of its own records."""


def _apply(
    session: Session,
    pair: MergePair,
    moves: Moves,
    values: Mapping[str, object],
    context: UserContext,
) -> None:
    """Enter the ticked values as a user would; what followed from one gives way to the others."""
    ref = pair.survivor_ref
    order = sorted(values, key=lambda name: name not in FIRST_FIELDS)
    survivor = session.get_one(Customer, pair.survivor)
    for name in order:
        moves.log_value(ref, name, getattr(survivor, name))
    for name in (*order, *order):
        if getattr(survivor, name) != values[name]:
            _ENGINE.change(session, ref.table, ref.key, (name, values[name]), context)


def _forget_match_keys(session: Session, pair: MergePair) -> None:
    table = table_of(MatchKey.__tablename__)
    of_duplicate = (table.c.party == pair.kind, table.c.no == pair.duplicate)
    session.execute(sa.delete(table).where(*of_duplicate))


def _rebuild_keys(session: Session, pair: MergePair) -> None:
    """The match keys of the survivor, with those of the bank accounts that came to it."""
    table = table_of(MatchKey.__tablename__)
    accounts = table_of("customer_bank_account")
    ibans = session.scalars(
        sa.select(accounts.c.iban).where(accounts.c.customer_no == pair.survivor)
    )
    facts = facts_of(session.get_one(Customer, pair.survivor), ibans)
    session.execute(sa.delete(table).where(table.c.party == pair.kind, table.c.no == pair.survivor))
    rows = [
        {"party": pair.kind, "no": pair.survivor, "kind": kind, "value": value}
        for kind, value in sorted(match_keys(facts))
    ]
    if rows:
        session.execute(sa.insert(table), rows)
    report_changes(session, table.name)


def _prove(session: Session, pair: MergePair, before: MergeFigures) -> MergeFigures:
    """The survivor has what both had together, and the duplicate has nothing (CU147)."""
    after = merge_figures(session, (pair.survivor,))
    if after != before:
        msg = f"a merge would change the figures of {pair.survivor}: {before} became {after}"
        raise InvariantBroken(msg)
    return after
