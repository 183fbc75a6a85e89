"""Supply is kept for what was promised: the new for its need, the rest of what is there (PF42)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.sales import SalesLine
from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.services.availability.figures import in_unit
from desktop.services.context import UserContext
from desktop.services.promising.requisitions import Bound
from desktop.services.promising.shown import PromisedLine
from desktop.services.reservations.keys import Demand, Supply
from desktop.services.reservations.reserving import Wish, auto_reserve, reserve
from desktop.services.sales.load import line_ref
from desktop.translation import N_

NOT_KEPT = "promising.not_kept"
NOT_KEPT_TEXT = N_(
    "Of line {line_no}, item {no}, {missing} {unit} could not be reserved until {shipment_date}."
)


@dataclass(frozen=True)
class _Wanted:
    """A promised line with what is got for it."""

    line: SalesLine
    promised: PromisedLine
    bound: tuple[Bound, ...]


class Keeping:
    """Gathers what is to be kept while lines are written, and keeps it when they are."""

    def __init__(self, session: Session, worksheet_name: str, context: UserContext) -> None:
        self._session = session
        self._worksheet = worksheet_name
        self._context = context
        self._wanted: list[_Wanted] = []

    def note(self, line: SalesLine, promised: PromisedLine, bound: Iterable[Bound]) -> None:
        """Remember a line, and what of the worksheet is meant for it and its parts."""
        self._wanted.append(_Wanted(line, promised, tuple(bound)))

    def keep(self) -> list[Notice]:
        """Write the reservations; what could not be kept is told."""
        for wanted in self._wanted:
            for bound in wanted.bound:
                self._bind(wanted.line, bound)
        return [notice for wanted in self._wanted if (notice := self._rest(wanted)) is not None]

    def _bind(self, line: SalesLine, bound: Bound) -> None:
        """The new supply is kept for what it was proposed for."""
        demand = self._demand(line, bound)
        supply = Supply(SupplyType.REQUISITION, self._worksheet, bound.line_no)
        wish = Wish(self._context, Binding.ORDER_PROMISE, is_program=True)
        reserve(self._session, demand, supply, bound.quantity, wish)

    def _demand(self, line: SalesLine, bound: Bound) -> Demand:
        need = bound.need
        if need is None:
            return Demand(DemandType.SALES, line.document_no, line.line_no)
        if need.part is not None:
            part = need.part
            return Demand(DemandType.ASSEMBLY_COMPONENT, part.assembly_no, part.line_no)
        return Demand(
            DemandType.REQUISITION_COMPONENT,
            self._worksheet,
            bound.of_line_no,
            bound.component_no,
        )

    def _rest(self, wanted: _Wanted) -> Notice | None:
        """Everything else is kept of what exists, until the shipment date (PF44)."""
        line = wanted.line
        demand = Demand(DemandType.SALES, line.document_no, line.line_no)
        found = auto_reserve(self._session, demand, Wish(self._context, is_program=True))
        if found.missing <= 0:
            return None
        return Notice(
            NOT_KEPT,
            NOT_KEPT_TEXT,
            {
                "line_no": line.line_no,
                "no": line.no or "",
                "missing": in_unit(found.missing, line.qty_per_unit),
                "unit": line.unit_of_measure_code or "",
                "shipment_date": line.shipment_date,
            },
            is_warning=False,
            record=line_ref(line),
            field="reserve",
        )
