"""Merging two records through the service, as the rows of a step choose."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from desktop.models.duplicate_words import PartyKind
from desktop.services.context import UserContext
from desktop.services.merging.choice import (
    ConflictKey,
    MergeChoice,
    MergePair,
    Resolution,
    Way,
)
from desktop.services.merging.merge import merge
from desktop.services.merging.plan import merge_plan
from desktop.services.records import key_fields
from tests.scenarios.entities import key_of
from tests.scenarios.world import World

Pairs = list[tuple[str, str]]
OF_CONFLICT = ":"


def merge_records(world: World, table: str, numbers: tuple[str, str], pairs: Pairs) -> None:
    """Merge the second of two records into the first; the question of the page is answered yes."""
    survivor, duplicate = numbers
    pair = MergePair(survivor, duplicate, PartyKind(table))

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield merge(session, pair, _choice(session, pair, pairs), context)

    world.act(work)


def _choice(session: Session, pair: MergePair, pairs: Pairs) -> MergeChoice:
    """What the rows say, beside what is ticked beforehand."""
    fields = [(name, value) for name, value in pairs if OF_CONFLICT not in name]
    resolutions = dict(
        _resolution(pair, name, value) for name, value in pairs if OF_CONFLICT in name
    )
    if not fields:
        return MergeChoice(None, resolutions)
    ticks = set(merge_plan(session, pair).ticked)
    for name, value in fields:
        assert value in {"duplicate", "survivor"}, f"{name} takes duplicate or survivor"
        if value == "duplicate":
            ticks.add(name)
        else:
            ticks.discard(name)
    return MergeChoice(frozenset(ticks), resolutions)


def _resolution(pair: MergePair, name: str, value: str) -> tuple[ConflictKey, Resolution]:
    """`<table>:<key>` is the duplicate's record; its key may leave the duplicate's number out."""
    table, _, text = name.partition(OF_CONFLICT)
    if text.count("|") + 1 < len(key_fields(table)):
        text = f"{pair.duplicate}|{text}"
    way, _, code = value.partition(OF_CONFLICT)
    return (table, key_of(table, text)), Resolution(Way(way), code)
