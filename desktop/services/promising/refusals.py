"""What is refused about delivery promises (03 §3–§5)."""

from __future__ import annotations

from desktop.errors import Refusal
from desktop.supply_codes import PromisingCode
from desktop.translation import N_


class PromiseOfCycle(Refusal):
    """An item is made of itself, so nothing can be promised of it (03 §4)."""

    code = PromisingCode.BOM_CYCLE
    text = N_(
        "Item {no} is a component of itself: {path}. Remove it from one of these bills of "
        "materials."
    )


class PromiseTooDeep(Refusal):
    """Bills of materials lie in each other deeper than is followed (03 §4)."""

    code = PromisingCode.BOM_TOO_DEEP
    text = N_(
        "Item {no} has bills of materials in more than {levels} levels: {path}. Make them flatter."
    )
