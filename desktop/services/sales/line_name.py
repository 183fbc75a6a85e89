"""How a refusal names the line it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from desktop.errors import FieldRefusal, RecordRef

R = TypeVar("R", bound=FieldRefusal)


@dataclass(frozen=True, slots=True)
class LineName:
    """A line in words: its line number, what is sold on it, in which unit.

    `record` lets the screen jump to the line; `is_return` says that goods come back,
    `is_purchase` that they come in: what is shipped on a sale is received then.
    """

    line_no: int
    no: str = ""
    unit: str = ""
    record: RecordRef | None = None
    is_return: bool = False
    is_purchase: bool = False

    @property
    def part_field(self) -> str:
        """The field of what is to be delivered."""
        return "qty_to_receive" if self.is_purchase else "qty_to_ship"


def line_refusal(kind: type[R], name: LineName, field: str, **figures: object) -> R:
    """A refusal of `kind` about one field of the line, naming both."""
    return kind(
        record=name.record,
        field=field,
        entered_field=field,
        line_no=name.line_no,
        no=name.no,
        unit=name.unit,
        **figures,
    )
