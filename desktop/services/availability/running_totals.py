"""Sums of quantities up to any place, with their minimum from there on, kept while they change.

A tree over places 0, 1, 2 …: each node knows the sum of its places and the lowest running sum
inside it, so that adding, removing and asking take O(log of the highest place) steps (PF31). Only
nodes in which something is are kept, and the tree grows upwards when a later place comes.
"""

from __future__ import annotations

from typing import NamedTuple

from desktop.models.values.numbers import ZERO, Quantity


class _Node(NamedTuple):
    """The sum of a node's places, and the lowest running sum after one of its places."""

    total: Quantity
    lowest: Quantity


_NOTHING = _Node(ZERO, ZERO)


class RunningTotals:
    """Quantities at places; `level` 0 holds the places, each level above it pairs of nodes."""

    def __init__(self) -> None:
        self._levels: list[dict[int, _Node]] = [{}]

    @property
    def total(self) -> Quantity:
        """The sum of everything."""
        return self._levels[-1].get(0, _NOTHING).total

    def copy(self) -> RunningTotals:
        """The same sums, to be changed independently."""
        made = RunningTotals()
        made._levels = [dict(level) for level in self._levels]
        return made

    def add(self, place: int, quantity: Quantity) -> None:
        """Add a quantity, which may be negative, at a place that is not negative."""
        self._reach(place)
        net = self._levels[0].get(place, _NOTHING).total + quantity
        self._levels[0][place] = _Node(net, net)
        for level in range(1, len(self._levels)):
            self._levels[level][place >> level] = self._joined(level, place >> level)

    def up_to(self, place: int) -> Quantity:
        """The sum of all places until one, it included."""
        if place < 0:
            return ZERO
        if place >> (len(self._levels) - 1):
            return self.total
        found = self._node(0, place).total
        for level in range(len(self._levels) - 1):
            number = place >> level
            if number & 1:
                found += self._node(level, number - 1).total
        return found

    def lowest(self, first: int, last: int | None = None) -> Quantity:
        """The lowest sum after one of the places from `first` to `last`, both included.

        Without `last` all later places count.
        """
        top, span = self._top_and_span(first, last)
        lowest = self._lowest(top, 0, span, ZERO)
        return self.up_to(first) if lowest is None else lowest

    def last_below(self, limit: Quantity, first: int, last: int | None) -> int | None:
        """The last place of `first` to `last` after which the sum is below a limit, or None.

        Without `last`, the places behind the last quantity are not looked at: ask for `total`.
        """
        top, span = self._top_and_span(first, last)
        return self._below(top, 0, span, ZERO, limit=limit)

    def first_below(self, limit: Quantity, first: int, last: int | None) -> int | None:
        """The first place of `first` to `last` after which the sum is below a limit, or None.

        Without `last`, all later places count.
        """
        top, span = self._top_and_span(first, last)
        return self._below(top, 0, span, ZERO, limit=limit, from_left=True)

    def _top_and_span(self, first: int, last: int | None) -> tuple[int, tuple[int, int]]:
        """The highest level, and the places to look at; the tree then holds them all."""
        self._reach(first if last is None else last)
        top = len(self._levels) - 1
        return top, (first, (1 << top) - 1 if last is None else last)

    def _reach(self, place: int) -> None:
        """Let the tree grow until it holds a place."""
        while place >> (len(self._levels) - 1):
            self._levels.append({})
            below = self._levels[-2].get(0)
            if below is not None:
                self._levels[-1][0] = self._joined(len(self._levels) - 1, 0)

    def _node(self, level: int, number: int) -> _Node:
        return self._levels[level].get(number, _NOTHING)

    def _joined(self, level: int, number: int) -> _Node:
        left = self._node(level - 1, number * 2)
        right = self._node(level - 1, number * 2 + 1)
        return _Node(left.total + right.total, min(left.lowest, left.total + right.lowest))

    def _lowest(
        self, level: int, number: int, span: tuple[int, int], before: Quantity
    ) -> Quantity | None:
        """The lowest sum inside a node and a span, `before` being the sum to its left."""
        start, end = number << level, ((number + 1) << level) - 1
        if end < span[0] or start > span[1]:
            return None
        node = self._node(level, number)
        if span[0] <= start and end <= span[1]:
            return before + node.lowest
        if number not in self._levels[level]:
            return before
        left = self._lowest(level - 1, number * 2, span, before)
        middle = before + self._node(level - 1, number * 2).total
        right = self._lowest(level - 1, number * 2 + 1, span, middle)
        return min((each for each in (left, right) if each is not None), default=None)

    def _below(
        self,
        level: int,
        number: int,
        span: tuple[int, int],
        before: Quantity,
        *,
        limit: Quantity,
        from_left: bool = False,
    ) -> int | None:
        """The outermost place inside a node and a span after which the sum is below the limit."""
        start, end = number << level, ((number + 1) << level) - 1
        node = self._node(level, number)
        if end < span[0] or start > span[1] or before + node.lowest >= limit:
            return None
        if level == 0 or number not in self._levels[level]:
            return max(start, span[0]) if from_left else min(end, span[1])
        middle = before + self._node(level - 1, number * 2).total
        halves = [(number * 2, before), (number * 2 + 1, middle)]
        for half, so_far in halves if from_left else reversed(halves):
            found = self._below(level - 1, half, span, so_far, limit=limit, from_left=from_left)
            if found is not None:
                return found
        return None
