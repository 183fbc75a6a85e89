"""Stock that is kept for somebody: others leave it, its owner takes it first (SD90, PF46).

The ledgers do not know who wants goods: an owner is any value that tells demands apart, with the
name that a refusal gives it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.models.values.numbers import ZERO, Quantity


class Claim(NamedTuple):
    """So much of an inbound entry is kept for an owner."""

    owner: Hashable
    entry_no: int
    quantity: Quantity
    name: str


@dataclass(slots=True)
class Claims:
    """What is kept of the stock of a scope, by entry and owner; changes as goods are taken."""

    by_entry: dict[int, dict[Hashable, Quantity]] = field(default_factory=dict)
    names: dict[Hashable, str] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Claims:
        """All claims together; two of one owner on an entry add up."""
        made = cls()
        for claim in claims:
            owners = made.by_entry.setdefault(claim.entry_no, {})
            owners[claim.owner] = owners.get(claim.owner, ZERO) + claim.quantity
            made.names[claim.owner] = claim.name
        return made

    def own(self, owner: Hashable) -> dict[int, Quantity]:
        """What is kept for an owner, by entry."""
        return {
            entry_no: owners[owner]
            for entry_no, owners in self.by_entry.items()
            if owners.get(owner)
        }

    def of_others(self, owner: Hashable) -> dict[int, Quantity]:
        """What is kept for all but an owner, by entry."""
        found = {
            entry_no: sum((each for who, each in owners.items() if who != owner), ZERO)
            for entry_no, owners in self.by_entry.items()
        }
        return {entry_no: quantity for entry_no, quantity in found.items() if quantity}

    def names_of_others(self, owner: Hashable) -> list[str]:
        """For whom all but an owner's claims are, each once."""
        found = {
            self.names[who]: None
            for owners in self.by_entry.values()
            for who, quantity in owners.items()
            if who != owner and quantity
        }
        return list(found)

    def use(self, owner: Hashable, taken: Mapping[int, Quantity]) -> dict[int, Quantity]:
        """An owner took goods: his claims on them are settled; returns how much of which entry."""
        used = {}
        for entry_no, quantity in taken.items():
            owners = self.by_entry.get(entry_no, {})
            part = min(owners.get(owner, ZERO), quantity)
            if part > ZERO:
                owners[owner] -= part
                used[entry_no] = part
        return used
