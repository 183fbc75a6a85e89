"""The balances of all scopes of one session, with every change recorded so as to be undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.balance import Balance
from desktop.services.availability.buckets import LookAhead
from desktop.services.items.stock import Scope


class Change(NamedTuple):
    """A quantity that comes (+) or goes (−) in a scope on a day."""

    scope: Scope
    day: date | None
    quantity: Quantity


class Stocks:
    """What is freely there of every scope, changed by what is promised and proposed (PF28).

    A scope that is not named in `balances` has nothing. Changing one takes O(log days) steps, and
    so does taking the change back; nothing is copied.
    """

    def __init__(
        self,
        work_date: date,
        balances: Mapping[Scope, Balance] | None = None,
        look_ahead: LookAhead | None = None,
    ) -> None:
        self.work_date = work_date
        self.look_ahead = look_ahead or LookAhead()
        self._balances = dict(balances or {})
        self._changes: list[Change] = []

    def of(self, scope: Scope) -> Balance:
        """The balance of a scope."""
        if scope not in self._balances:
            self._balances[scope] = Balance(self.work_date, ZERO, self.look_ahead)
        return self._balances[scope]

    def add(self, change: Change) -> None:
        """Something comes or goes."""
        self.of(change.scope).add(change.day, change.quantity)
        self._changes.append(change)

    def remove(self, change: Change) -> None:
        """Take back a change that may have been made long ago."""
        self.of(change.scope).remove(change.day, change.quantity)

    @property
    def mark(self) -> int:
        """Where the record of changes stands, for `roll_back`."""
        return len(self._changes)

    def roll_back(self, mark: int) -> None:
        """Undo all that was added since a mark, the last first."""
        while len(self._changes) > mark:
            self.remove(self._changes.pop())
