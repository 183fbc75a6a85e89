"""Merging two customers or contacts into one, in one transaction (CU140–CU148).

Whatever fails, both stay as they were. The sums that must not change are compared before the
end; a difference is a defect of the program, and nothing is kept then.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken, RecordRef, Refusal, SeveralRefusals
from desktop.models.duplicate_words import PartyKind
from desktop.models.sales import SalesHeader
from desktop.services.contacts.cards import CONTACT_RULES
from desktop.services.context import UserContext
from desktop.services.customers.cards import CUSTOMER_RULES
from desktop.services.customers.parties import CARDS, Card
from desktop.services.merging.business_relations import (
    tell_contact,
    tell_customer,
    unite_contacts,
)
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
from desktop.services.merging.figures import merge_figures, names_one_of
from desktop.services.merging.leaving import begin_log, delete_merged
from desktop.services.merging.moves import Moves
from desktop.services.merging.obstacles import obstacles
from desktop.services.merging.plan import (
    field_differences,
    load_pair,
    normal_pair,
)
from desktop.services.merging.refusals import NotTickable
from desktop.services.merging.taking_over import rebuild_keys, take_over
from desktop.services.setup.field_infos import field_infos
from desktop.services.setup.record_engine import RecordEngine

logger = logging.getLogger(__name__)

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
    _refuse(list(obstacles(session, pair, survivor, duplicate)), pair)
    ticked = _ticked(pair, survivor, duplicate, choice)
    duplicate_name = duplicate.name
    found = clashes(session, pair)
    resolutions = check_resolutions(session, pair, found, choice.resolutions)
    before = merge_figures(session, (pair.survivor, pair.duplicate), pair.kind)
    log = begin_log(session, pair, (survivor, duplicate), context)
    moves = Moves(session, pair, log.id, context)
    _solve(session, moves, found, resolutions, context)
    if pair.kind is PartyKind.CUSTOMER:
        unite_contacts(session, pair, moves, context)
    take_over(session, pair, moves, context)
    session.expire_all()
    values = _renamed_values(ticked, found, resolutions)
    _apply(session, pair, moves, values, context)
    _tell_relations(session, pair, duplicate_name, context)
    delete_merged(session, pair, CARDS[pair.kind], moves, context)
    rebuild_keys(session, pair.kind, pair.survivor)
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
        .where(names_one_of(SalesHeader, (pair.survivor, pair.duplicate), pair.kind))
        .order_by(SalesHeader.document_type, SalesHeader.no)
        .with_for_update()
    ).all()


def _refuse(refusals: list[Refusal], pair: MergePair) -> None:
    if len(refusals) > 1:
        raise SeveralRefusals(refusals, record=pair.survivor_ref)
    if refusals:
        raise refusals[0]


def _ticked(
    pair: MergePair, survivor: Card, duplicate: Card, choice: MergeChoice
) -> dict[str, object]:
    """The values that are taken from the duplicate; raises NotTickable (CU141)."""
    differing = {each.name: each for each in field_differences(survivor, duplicate)}
    if choice.ticks is None:
        return {name: each.duplicate for name, each in differing.items() if each.ticked}
    infos = {info.name: info for info in field_infos(survivor.__tablename__)}
    for name in sorted(choice.ticks):
        if name not in infos or name == "no" or not infos[name].editable:
            raise NotTickable(record=pair.duplicate_ref, field=name, entered_field=name)
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
    survivor = session.get_one(CARDS[pair.kind], pair.survivor)
    for name in order:
        moves.log_value(ref, name, getattr(survivor, name))
    for name in (*order, *order):
        if getattr(survivor, name) != values[name]:
            _ENGINE.change(session, ref.table, ref.key, (name, values[name]), context)


def _tell_relations(
    session: Session, pair: MergePair, duplicate_name: str, context: UserContext
) -> None:
    """Who is one and the same on two cards says the same on both (CU163)."""
    if pair.kind is PartyKind.CUSTOMER:
        tell_contact(session, pair.survivor, context)
    else:
        tell_customer(session, pair.survivor, duplicate_name, context)


def _prove(session: Session, pair: MergePair, before: MergeFigures) -> MergeFigures:
    """The survivor has what both had together, and the duplicate has nothing (CU147)."""
    after = merge_figures(session, (pair.survivor,), pair.kind)
    if after != before:
        msg = f"a merge would change the figures of {pair.survivor}: {before} became {after}"
        raise InvariantBroken(msg)
    return after
