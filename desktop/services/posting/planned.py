"""A posted document as it is planned, before its number is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.services.ledgers.rows import Booking, PlannedNo, Row


@dataclass(slots=True)
class PlannedDocument:
    """A posted document that will be written: its header, its lines and their remarks."""

    no: PlannedNo
    header: Row
    lines: list[Row]
    comments: list[Row] = field(default_factory=list)


def planned_no(booking: Booking) -> PlannedNo:
    """The number of a posted document that is still to be drawn."""
    no = booking.document_no
    if isinstance(no, PlannedNo):
        return no
    raise TypeError(no)
