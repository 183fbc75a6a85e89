"""Numbers that name their year, and what they are in another one (CU22)."""

from __future__ import annotations

import re

CENTURY = 100


def in_year(no: str, year: int, new_year: int) -> str | None:
    """The number of another year: PI26-0001 of 2026 is PI27-0001 in 2027.

    The year stands in it with four digits, or with two at the beginning of a run of digits. None
    when the number does not name its year: in a new year it would be given twice.
    """
    for old, new in (
        (f"{year:04d}", f"{new_year:04d}"),
        (f"{year % CENTURY:02d}", f"{new_year % CENTURY:02d}"),
    ):
        changed, count = re.subn(rf"(?<!\d){old}", new, no, count=1)
        if count:
            return changed
    return None
