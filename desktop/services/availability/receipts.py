"""What comes on which day of a bucket: a promise waits for the receipt that covers it (PF25)."""

from __future__ import annotations

from datetime import date

from desktop.models.values.numbers import ZERO, Quantity


class Receipts:
    """The receipts of each bucket by day, kept while they change."""

    def __init__(self) -> None:
        self._days: dict[int, dict[date, Quantity]] = {}

    def copy(self) -> Receipts:
        """The same receipts, to be changed independently."""
        made = Receipts()
        made._days = {place: dict(days) for place, days in self._days.items()}
        return made

    def put(self, place: int, day: date, quantity: Quantity) -> None:
        """More comes on a day of a bucket, or less when the quantity is negative."""
        of_bucket = self._days.setdefault(place, {})
        of_bucket[day] = of_bucket.get(day, ZERO) + quantity

    def places(self) -> list[int]:
        """The buckets in which something comes, in order."""
        return sorted(place for place, days in self._days.items() if any(days.values()))

    def covering_day(self, place: int, first_day: date, left: Quantity) -> date:
        """The first day of a bucket, from `first_day` on, on which a need is really covered.

        `left` is what the end of the bucket has beyond the need; demands are served first, so
        later receipts may be missed as long as something is left without them.
        """
        receipts = self._days.get(place, {})
        for day in sorted((day for day in receipts if day > first_day), reverse=True):
            if left < receipts[day]:
                return day
            left -= receipts[day]
        return first_day
