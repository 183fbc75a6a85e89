"""Lines of posted documents that take others back (CB91)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from desktop.models.values.numbers import ZERO
from desktop.services.ledgers.rows import Row
from desktop.services.posting.reading import AnyRow
from desktop.services.sales.quantities import Part


def correction_row(
    row: AnyRow, lines: Collection[AnyRow], part: Part, entry: tuple[str, int | None], waiting: str
) -> Row:
    """The line that takes a part of another back, directly below it.

    `lines` are all of the document, `entry` is the column of the item entry with its number, and
    `waiting` the column of what is not invoiced.
    """
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001  (the documented way to a mapping)
    taken = {each.line_no for each in lines}
    following = min((no for no in taken if no > row.line_no), default=row.line_no + 20000)
    middle = (row.line_no + following) // 2
    line_no = middle if middle > row.line_no else max(taken) + 10000
    entry_column, entry_no = entry
    values.update(
        {
            "line_no": line_no,
            "attached_to_line_no": row.line_no,
            "quantity": -part.quantity,
            "quantity_base": -part.base,
            "quantity_invoiced": ZERO,
            waiting: ZERO,
            entry_column: entry_no,
            "correction": True,
        }
    )
    return values
