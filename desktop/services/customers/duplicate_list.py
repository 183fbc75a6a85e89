"""All customers or contacts that look alike, in clusters: a long job over everybody (CU135).

Each of them is compared with those before it that share a key. While the search runs, what is
compared of each customer is kept as it was typed, with a small sketch; of the pairs found the best
are kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from heapq import heappush, heappushpop

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.contacts import Contact
from desktop.models.duplicate_words import MatchKind, PartyKind
from desktop.models.duplicates import DuplicateDecision
from desktop.models.setup import SalesSetup
from desktop.models.words import ContactType
from desktop.services.context import NoProgress, Progress
from desktop.services.customers.duplicates import FEW_RECORDS, RARE_SHARE
from desktop.services.customers.match_keys import Key, all_facts, match_keys
from desktop.services.customers.parties import CARDS
from desktop.services.customers.similarity import (
    MatchField,
    PartyFacts,
    Profile,
    profile_of,
    similarity,
)
from desktop.services.customers.sketches import Sketch, SketchBook

MOST_PAIRS = 20_000
"""So many pairs are kept, the best ones: nobody looks through more."""

STEP = 200
"""Customers between two looks at whether somebody cancelled."""

MOST_PROFILES = 5_000
"""Profiles that are kept for the next comparison; the others are made anew."""

IDENTITIES = frozenset({MatchKind.VAT, MatchKind.REGISTRATION, MatchKind.GLN, MatchKind.IBAN})

_ALIKE = 2


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two cards that look alike; `cluster` counts from 1, the most alike cluster first."""

    cluster: int
    no_a: str
    name_a: str
    city_a: str
    no_b: str
    name_b: str
    city_b: str
    score: Decimal
    reasons: tuple[MatchField, ...]


@dataclass(frozen=True, slots=True)
class DuplicateList:
    """What a search found: pairs by cluster and score; `left_out` counts pairs beyond the best."""

    pairs: tuple[DuplicatePair, ...]
    records: int
    compared: int
    left_out: int = 0

    @property
    def clusters(self) -> int:
        """How many groups of cards look like one."""
        return len({pair.cluster for pair in self.pairs})


@dataclass(frozen=True, slots=True)
class FoundPair:
    """Two customers and their score, before names and clusters are known."""

    no_a: str
    no_b: str
    score: Decimal
    reasons: tuple[MatchField, ...]


def find_duplicates(
    session: Session,
    progress: Progress | None = None,
    kind: PartyKind = PartyKind.CUSTOMER,
) -> DuplicateList:
    """Search all customers, or all contacts, for pairs from the company's threshold on.

    Pairs decided to be separate are left out. The number of statements grows with the thousands
    of cards only. Raises Cancelled.
    """
    progress = progress or NoProgress()
    threshold = session.scalar(sa.select(SalesSetup.duplicate_threshold)) or 0
    keys, everybody = _read(session, progress, kind)
    can_be_one = _of_one_type(session, kind)
    search = PairSearch(threshold, _decided(session, kind))
    for at, (facts, own) in enumerate(zip(everybody, useful_keys(keys), strict=True)):
        if at % STEP == 0:
            progress.check_cancelled()
            progress.step(at, len(everybody))
        search.compare(facts, own)
    progress.step(len(everybody), len(everybody))
    found = [pair for pair in search.found() if can_be_one(pair)]
    names = _names(session, kind, {no for pair in found for no in (pair.no_a, pair.no_b)})
    pairs = tuple(_named(found, names))
    return DuplicateList(pairs, len(everybody), search.compared, search.left_out)


def _of_one_type(session: Session, kind: PartyKind) -> Callable[[FoundPair], bool]:
    """Whether two records can be one: a company is no person (CU140)."""
    if kind is not PartyKind.CONTACT:
        return lambda _pair: True
    is_person = Contact.type == ContactType.PERSON
    persons = frozenset(session.scalars(sa.select(Contact.no).where(is_person)))
    return lambda pair: (pair.no_a in persons) == (pair.no_b in persons)


def _read(
    session: Session, progress: Progress, kind: PartyKind
) -> tuple[list[tuple[Key, ...]], list[PartyFacts]]:
    keys: list[tuple[Key, ...]] = []
    everybody: list[PartyFacts] = []
    shared: dict[Key, Key] = {}
    for some in all_facts(session, kind):
        progress.check_cancelled()
        for facts in some:
            # One tuple for all that have a key: most of them are held by several.
            own = (shared.setdefault(key, key) for key in match_keys(facts))
            keys.append(tuple(own))
            everybody.append(facts)
    return keys, everybody


def useful_keys(keys: list[tuple[Key, ...]]) -> Iterator[tuple[Key, ...]]:
    """The keys by which candidates are found: held by several, and names by few (CU133)."""
    counts: Counter[Key] = Counter()
    for own in keys:
        counts.update(own)
    all_ = len(keys)
    useful = {
        key
        for key, count in counts.items()
        if count >= _ALIKE
        and (key[0] is not MatchKind.NAME or count < FEW_RECORDS or count * RARE_SHARE < all_)
    }
    return (tuple(filter(useful.__contains__, own)) for own in keys)


class PairSearch:
    """Compares one record after the other with the earlier ones that share a key with it.

    `compared` counts the candidate pairs, `left_out` those that were found and not kept.
    """

    def __init__(self, threshold: int, separate: frozenset[tuple[str, str]]) -> None:
        self._threshold = threshold
        self._separate = separate
        self._book = SketchBook(threshold)
        self._everybody: list[PartyFacts] = []
        self._profile = lru_cache(MOST_PROFILES)(self._profile_at)
        self._holders: defaultdict[Key, list[int]] = defaultdict(list)
        self._best: list[tuple[Decimal, str, str, tuple[MatchField, ...]]] = []
        self.compared = 0
        self.left_out = 0

    def compare(self, facts: PartyFacts, keys: Iterable[Key]) -> None:
        """Take the next record; records come in the order of their numbers."""
        at = len(self._everybody)
        self._everybody.append(facts)
        profile = profile_of(facts)
        sketch = Sketch(profile)
        candidates, sure = self._candidates(at, keys)
        self.compared += len(candidates)
        for other in sure.union(self._book.near(sketch, candidates)):
            self._score(self._profile(other), profile)
        self._book.add(sketch)

    def _candidates(self, at: int, keys: Iterable[Key]) -> tuple[set[int], set[int]]:
        """Who shares a key, and who shares one that says it is the same company."""
        candidates: set[int] = set()
        sure: set[int] = set()
        for key in keys:
            holders = self._holders[key]
            candidates.update(holders)
            if key[0] in IDENTITIES:
                sure.update(holders)
            holders.append(at)
        return candidates, sure

    def _profile_at(self, at: int) -> Profile:
        return profile_of(self._everybody[at])

    def found(self) -> list[FoundPair]:
        """The pairs that were kept, the most alike first."""
        ordered = sorted(self._best, key=lambda each: (-each[0], each[1], each[2]))
        return [FoundPair(no_a, no_b, score, reasons) for score, no_a, no_b, reasons in ordered]

    def _score(self, a: Profile, b: Profile) -> None:
        found = similarity(a, b)
        if found.score < self._threshold or (a.no, b.no) in self._separate:
            return
        pair = (found.score, a.no, b.no, found.reasons)
        if len(self._best) < MOST_PAIRS:
            heappush(self._best, pair)
        else:
            heappushpop(self._best, pair)
            self.left_out += 1


def _decided(session: Session, kind: PartyKind) -> frozenset[tuple[str, str]]:
    decisions = sa.select(DuplicateDecision.no_a, DuplicateDecision.no_b).where(
        DuplicateDecision.party == kind
    )
    both_ways = {
        pair for no_a, no_b in session.execute(decisions) for pair in ((no_a, no_b), (no_b, no_a))
    }
    return frozenset(both_ways)


def _names(session: Session, kind: PartyKind, numbers: set[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    card = CARDS[kind]
    ordered = sorted(numbers)
    at_once = 1000
    for start in range(0, len(ordered), at_once):
        some = ordered[start : start + at_once]
        rows = sa.select(card.no, card.name, card.city).where(card.no.in_(some))
        found |= {row.no: (row.name, row.city) for row in session.execute(rows)}
    return found


def _named(found: list[FoundPair], names: Mapping[str, tuple[str, str]]) -> Iterator[DuplicatePair]:
    clusters = cluster_numbers(found)
    for pair in sorted(found, key=lambda each: (clusters[each.no_a], -each.score)):
        yield DuplicatePair(
            clusters[pair.no_a],
            pair.no_a,
            *names[pair.no_a],
            pair.no_b,
            *names[pair.no_b],
            pair.score,
            pair.reasons,
        )


def cluster_numbers(found: Iterable[FoundPair]) -> dict[str, int]:
    """The cluster of each record: records joined by pairs, directly or through others.

    They are numbered in the order of the pairs given.
    """
    parents: dict[str, str] = {}

    def root(no: str) -> str:
        parents.setdefault(no, no)
        while parents[no] != no:
            parents[no] = parents[parents[no]]
            no = parents[no]
        return no

    pairs = list(found)
    for pair in pairs:
        parents[root(pair.no_b)] = root(pair.no_a)
    numbers: dict[str, int] = {}
    clusters: dict[str, int] = {}
    for pair in pairs:
        for no in (pair.no_a, pair.no_b):
            clusters[no] = numbers.setdefault(root(no), len(numbers) + 1)
    return clusters
