"""Small pictures of records, to pass over pairs that certainly do not look alike.

A sketch has a bit for each trigram, several trigrams sharing some of them. What two sketches have
in common says how many trigrams two records may share at most, so leaving a pair out by it never
loses one: who is not left out is compared in full. A sketch takes a tenth of a profile's room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from zlib import crc32

from desktop.services.customers.similarity import (
    ADDRESS_WEIGHT,
    EMAIL_WEIGHT,
    NAME_WEIGHT,
    PHONE_WEIGHT,
    Profile,
)

BITS = 512
_MAIL_OF_DOMAIN = EMAIL_WEIGHT * 3 // 5
"""What the same domain alone is worth: 0.6 of the weight."""


@lru_cache(maxsize=100_000)
def _bit(trigram: str) -> int:
    return 1 << (crc32(trigram.encode()) % BITS)


def bits_of(trigrams: Iterable[str]) -> int:
    """The bits of some trigrams."""
    bits = 0
    for trigram in trigrams:
        bits |= _bit(trigram)
    return bits


class Sketch:
    """What is kept of a record: its bits, how many trigrams they stand for, phone and mail.

    `…_spare` says how many trigrams have no bit of their own: so many more may be shared.
    """

    __slots__ = (
        "address_bits",
        "address_count",
        "address_spare",
        "domains",
        "emails",
        "name_bits",
        "name_count",
        "name_spare",
        "phone",
    )

    def __init__(self, profile: Profile) -> None:
        self.name_bits = bits_of(profile.name)
        self.name_count = len(profile.name)
        self.name_spare = self.name_count - self.name_bits.bit_count()
        self.address_bits = bits_of(profile.address)
        self.address_count = len(profile.address)
        self.address_spare = self.address_count - self.address_bits.bit_count()
        self.phone = profile.phone
        self.emails = profile.emails or None
        self.domains = profile.domains or None


class SketchBook:
    """The sketches of all records so far; says which earlier ones a new one may look like."""

    def __init__(self, threshold: int) -> None:
        # Of a score of at least the threshold, less half a tenth for rounding, the name must give
        # what all other fields cannot: they weigh as much as it does.
        self._threshold = threshold
        self._share = 1000 * threshold - 50 - 1000 * (100 - NAME_WEIGHT)
        self._sketches: list[Sketch] = []
        self._bits: list[int] = []
        self._counts: list[int] = []
        self._spares: list[int] = []

    def add(self, sketch: Sketch) -> None:
        """Take a record to the others."""
        self._sketches.append(sketch)
        self._bits.append(sketch.name_bits)
        self._counts.append(sketch.name_count)
        self._spares.append(sketch.name_spare)

    def near(self, sketch: Sketch, others: Iterable[int]) -> Sequence[int]:
        """Those of the earlier records that may reach the threshold together with this one."""
        if not sketch.name_count:
            return list(others)
        bits, counts, spares = self._bits, self._counts, self._spares
        own, count, spare, share = (
            sketch.name_bits,
            sketch.name_count,
            sketch.name_spare,
            self._share,
        )
        factor = 2000 * NAME_WEIGHT
        close = [
            at
            for at in others
            if factor * ((bits[at] & own).bit_count() + min(spares[at], spare))
            >= share * (counts[at] + count)
            or not counts[at]
        ]
        return [at for at in close if may_reach(self._sketches[at], sketch, self._threshold)]


def may_reach(a: Sketch, b: Sketch, threshold: int) -> bool:
    """Whether two records may reach a score; False only where they certainly do not."""
    weights = points = 0
    names, shared_name = 1, 0
    if a.phone and b.phone:
        weights += PHONE_WEIGHT
        points += PHONE_WEIGHT if a.phone == b.phone else 0
    if a.emails and b.emails:
        weights += EMAIL_WEIGHT
        points += _mail_points(a, b)
    if a.name_count and b.name_count:
        names = a.name_count + b.name_count
        shared_name = (
            2 * NAME_WEIGHT * _shared(a.name_bits, b.name_bits, a.name_spare, b.name_spare)
        )
        weights += NAME_WEIGHT
    least = 20 * threshold - 1
    if not (a.address_count and b.address_count):
        return 2000 * (shared_name + points * names) >= least * weights * names
    weights += ADDRESS_WEIGHT
    # Most pairs fall already when their addresses count as the same.
    if 2000 * (shared_name + (points + ADDRESS_WEIGHT) * names) < least * weights * names:
        return False
    addresses = a.address_count + b.address_count
    most = _shared(a.address_bits, b.address_bits, a.address_spare, b.address_spare)
    most_points = (shared_name + points * names) * addresses + 2 * ADDRESS_WEIGHT * most * names
    return 2000 * most_points >= least * weights * names * addresses


def _shared(bits: int, others: int, spare: int, other_spare: int) -> int:
    return (bits & others).bit_count() + min(spare, other_spare)


def _mail_points(a: Sketch, b: Sketch) -> int:
    if a.emails and b.emails and not a.emails.isdisjoint(b.emails):
        return EMAIL_WEIGHT
    if a.domains and b.domains and not a.domains.isdisjoint(b.domains):
        return _MAIL_OF_DOMAIN
    return 0
