"""Reading codes with a hand scanner: a line is found, or one unit more is picked (PF134, PF137).

What keys say on the page of a pick stands in codes on its paper, too, so that a scanner suffices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.models.items import Item, ItemReference
from desktop.models.picks import PickHeader
from desktop.models.values.numbers import Quantity
from desktop.models.words import ReferenceOwner
from desktop.services.context import UserContext
from desktop.services.picking.refusals import ScanAllPicked, ScanUnknown
from desktop.services.picking.registering import Pick, enter_picked, open_pick, pick_ref

SEPARATOR = "/"
ONE_UNIT = Decimal(1)


class ScanCommand(StrEnum):
    """Codes that are about the line that is worked on, or about the whole pick."""

    ACCEPT = "*OK*"
    MISSING = "*MISSING*"
    DAMAGED = "*DAMAGED*"
    LATER = "*LATER*"
    REGISTER = "*REGISTER*"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code stands for: an item, in a variant and unit where it names them."""

    item_no: str
    variant_code: str = ""
    unit_code: str = ""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What came of a code: the line it led to, and what is picked of it when it added a unit."""

    line_no: int
    has_added: bool = False
    quantity_picked: Quantity = Decimal(0)


def line_code(document_no: str, line_no: int) -> str:
    """What is printed on a list for one line: the number of its document and its own."""
    return f"{document_no}{SEPARATOR}{line_no}"


def command_of(code: str) -> ScanCommand | None:
    """The command that a code stands for."""
    return next((each for each in ScanCommand if each.value == code.strip().upper()), None)


def pick_of_code(session: Session, no: str, code: str) -> str:
    """The number of the pick whose code was read when `no` is done. Raises ScanUnknown."""
    found = session.scalar(select(PickHeader.no).where(PickHeader.no == code.strip().upper()))
    if found is None:
        raise ScanUnknown(record=pick_ref(no), scanned=code.strip())
    return found


def scan(session: Session, no: str, code: str, context: UserContext) -> Scanned:
    """Let a code that was read jump to its line, or add one unit to the first open line.

    Raises PickMissing, PickNotOpen, ScanUnknown, or ScanAllPicked when nothing of the item is
    left to pick; nothing is changed then.
    """
    pick = open_pick(session, no)
    text = code.strip()
    jump = _line_of_code(pick, text)
    if jump is not None:
        return Scanned(jump)
    line_no = _open_line(pick, meanings(session, text), text)
    line = pick.line(line_no)
    picked = min(line.quantity_picked + ONE_UNIT, line.quantity_to_pick)
    enter_picked(session, no, line_no, picked, context)
    return Scanned(line_no, has_added=True, quantity_picked=picked)


def _line_of_code(pick: Pick, code: str) -> int | None:
    """The line whose code this is: of the pick itself, or of the order on a picking list."""
    for line in pick.lines:
        codes = {line_code(pick.no, line.line_no)}
        if line.parent_line_no is None:
            codes.add(line_code(line.order_no, line.order_line_no))
        if code.casefold() in {each.casefold() for each in codes}:
            return line.line_no
    return None


def _open_line(pick: Pick, found: Sequence[Meaning], code: str) -> int:
    """The first line of these items of which something is left; a kit is read by its parts."""
    mine = [
        line
        for line in pick.lines
        if not pick.components(line)
        and any(
            line.item_no == each.item_no
            and each.variant_code in {"", line.variant_code or ""}
            and each.unit_code in {"", line.unit_of_measure_code or ""}
            for each in found
        )
    ]
    if not mine:
        raise ScanUnknown(record=pick_ref(pick.no), scanned=code)
    for line in mine:
        if line.quantity_picked < line.quantity_to_pick:
            return line.line_no
    raise ScanAllPicked(record=pick_ref(pick.no), item_no=mine[0].item_no)


def meanings(session: Session, code: str) -> list[Meaning]:
    """The items that a barcode, a GTIN or an item number stands for."""
    if not code:
        return []
    references = session.execute(
        select(ItemReference.item_no, ItemReference.variant_code, ItemReference.unit_code).where(
            ItemReference.owner_type == ReferenceOwner.BARCODE, ItemReference.reference_no == code
        )
    )
    items = session.scalars(
        select(Item.no).where(or_(Item.no == code.upper(), Item.gtin == code)).order_by(Item.no)
    )
    return [*(Meaning(*row) for row in references), *(Meaning(no) for no in items)]
