"""What proposed assemblies need: components of the bill of materials, due before the work."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from desktop.models.promising import RequisitionComponent, RequisitionLine
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.values.numbers import round_to
from desktop.services.availability.bom import Part, read_bom
from desktop.services.availability.lead_times import SupplyTimes
from desktop.services.availability.supply_times import Supplied, supply_times
from desktop.services.database import report_changes
from desktop.services.items.vendor_offers import is_bought
from desktop.services.requisitions.cards import scope_of
from desktop.services.sales.quantities import FINEST


def put_components(session: Session, lines: Collection[RequisitionLine]) -> None:
    """Give lines that are to be put together the components of their bills of materials."""
    kits = [line for line in lines if line.item_no and not is_bought(line)]
    if not kits:
        return
    bom = read_bom(session, {line.item_no for line in kits if line.item_no})
    times = supply_times(session, list({Supplied(scope_of(line)) for line in kits}))
    for line in kits:
        parts = bom.get(line.item_no or "", ())
        session.add_all(_components(line, parts, times[Supplied(scope_of(line))]))
    session.flush()


def renew_components(session: Session, line: RequisitionLine) -> None:
    """Make the components of one line anew, which is to be put together or no longer is."""
    component = RequisitionComponent
    session.execute(
        delete(component).where(
            component.worksheet_name == line.worksheet_name,
            component.requisition_line_no == line.line_no,
        ),
        execution_options={"synchronize_session": "fetch"},
    )
    report_changes(session, component.__tablename__)
    put_components(session, [line])


def delete_proposals(
    session: Session, worksheet_name: str, *conditions: ColumnElement[bool]
) -> None:
    """Delete lines of a worksheet that nobody has accepted, with their components."""
    line, component = RequisitionLine, RequisitionComponent
    meant = (
        line.worksheet_name == worksheet_name,
        line.accept_action_message.is_(False),
        *conditions,
    )
    for statement in (
        delete(component).where(
            component.worksheet_name == worksheet_name,
            component.requisition_line_no.in_(select(line.line_no).where(*meant)),
        ),
        delete(line).where(*meant),
    ):
        session.execute(statement, execution_options={"synchronize_session": "fetch"})
    report_changes(session, line.__tablename__, component.__tablename__)


def _components(
    line: RequisitionLine, parts: Collection[Part], times: SupplyTimes
) -> Iterator[RequisitionComponent]:
    for place, part in enumerate(parts, start=1):
        due = None
        if line.order_date is not None:
            due = times.component_due(line.order_date, DateFormula.parse(part.lead_time_offset))
        yield RequisitionComponent(
            worksheet_name=line.worksheet_name,
            requisition_line_no=line.line_no,
            line_no=place * LINE_NO_STEP,
            item_no=part.item_no,
            variant_code=part.variant_code,
            location_code=line.location_code,
            quantity_per=part.quantity_per,
            quantity=round_to(part.quantity_per * line.quantity_base, part.precision or FINEST),
            due_date=due,
            critical=part.critical,
        )
