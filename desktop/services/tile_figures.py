"""How many rows lists have, and what a column of them adds up to: the figures of home's tiles.

Both are asked of the list's own source, so that a figure and the list behind it cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.services.list_query import ListQuery
from desktop.services.stopping import NeverStopped, Stop

if TYPE_CHECKING:
    from desktop.services.list_source import ListSource


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it would be opened; `total` names the column to add up, empty for none."""

    source: ListSource
    query: ListQuery
    total: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """The number of rows, and the sum of the column asked for; None where none was."""

    count: int
    total: Decimal | int | None = None


def tile_figures(
    session: Session, asked: Mapping[str, Asked], stop: Stop = NeverStopped
) -> Mapping[str, Figure | None]:
    """The figure of each list: one statement for its count and one for a sum.

    None for a list that refuses its query, such as a saved view with a filter that is not
    understood any more. Raises Cancelled.
    """
    return {name: _figure(session, one, stop) for name, one in asked.items()}


def _figure(session: Session, asked: Asked, stop: Stop) -> Figure | None:
    try:
        with stop.armed(session):
            count = asked.source.count(session, asked.query)
        if not asked.total:
            return Figure(count)
        totals = asked.source.totals(session, asked.query, [asked.total], stop)
    except Refusal:
        return None
    return Figure(count, totals[asked.total])
