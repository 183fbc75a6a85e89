"""The worksheet as lists show it, what it comes to for each vendor, and accepting lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from desktop.models.promising import RequisitionLine
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.supply_words import RequisitionOrigin
from desktop.models.values.numbers import ZERO, Amount, Quantity, UnitPrice, round_to
from desktop.models.vendors import Vendor
from desktop.models.words import ReplenishmentSystem
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.requisitions.checks import LineKey

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RequisitionRow:
    """A line of the worksheet; `order_no` is the sales order that waits for it."""

    key: LineKey
    accepted: bool
    item_no: str
    variant_code: str | None
    description: str
    location_code: str | None
    quantity: Quantity
    unit_code: str
    replenishment_system: ReplenishmentSystem
    vendor_no: str | None
    vendor_name: str
    direct_unit_cost: UnitPrice
    amount: Amount
    currency_code: str | None
    order_date: date | None
    due_date: date | None
    late: bool
    origin: RequisitionOrigin
    order_no: str
    is_drop_shipment: bool
    is_special_order: bool
    failure: str

    @property
    def worksheet_name(self) -> str:
        """The worksheet in which the line stands."""
        return self.key[0]


@dataclass(frozen=True, slots=True)
class VendorTotal:
    """What lines of one vendor come to in its currency (None: local)."""

    vendor_no: str
    name: str
    currency_code: str | None
    lines: int
    accepted: Amount
    amount: Amount


def requisition_rows(session: Session) -> list[RequisitionRow]:
    """All lines of all worksheets in their order; two statements."""
    line = RequisitionLine
    precision = session.get_one(GeneralLedgerSetup, 1).amount_precision
    statement = (
        select(line, Vendor.name)
        .outerjoin(Vendor, Vendor.no == line.vendor_no)
        .order_by(line.worksheet_name, line.line_no)
    )
    return [_row(found, name or "", precision) for found, name in session.execute(statement)]


def vendor_totals(session: Session) -> list[VendorTotal]:
    """What the lines come to for each vendor and currency; two statements."""
    sums: dict[tuple[str, str, str | None], list[RequisitionRow]] = {}
    for row in requisition_rows(session):
        if row.vendor_no:
            key = (row.vendor_no, row.vendor_name, row.currency_code)
            sums.setdefault(key, []).append(row)
    return [
        VendorTotal(
            *key,
            lines=len(rows),
            accepted=sum((row.amount for row in rows if row.accepted), ZERO),
            amount=sum((row.amount for row in rows), ZERO),
        )
        for key, rows in sorted(sums.items(), key=lambda pair: (pair[0][0], pair[0][2] or ""))
    ]


def set_accepted(
    session: Session, keys: Sequence[LineKey], context: UserContext, *, accepted: bool
) -> None:
    """Accept lines, or no longer; what is accepted counts as a receipt that is planned."""
    line = RequisitionLine
    for start in range(0, len(keys), AT_ONCE):
        chunk = keys[start : start + AT_ONCE]
        meant = or_(
            *(and_(line.worksheet_name == name, line.line_no == line_no) for name, line_no in chunk)
        )
        session.execute(
            update(line)
            .where(meant)
            .values(
                accept_action_message=accepted,
                row_version=line.row_version + 1,
                changed_by=context.user,
                changed_at=context.now(),
            ),
            execution_options={"synchronize_session": False},
        )
    report_changes(session, line.__tablename__)


def accepted_count(session: Session) -> int:
    """How many lines are accepted."""
    line = RequisitionLine
    return int(
        session.scalar(
            select(func.count()).select_from(line).where(line.accept_action_message.is_(True))
        )
        or 0
    )


def _row(line: RequisitionLine, vendor_name: str, precision: Amount) -> RequisitionRow:
    return RequisitionRow(
        key=(line.worksheet_name, line.line_no),
        accepted=line.accept_action_message,
        item_no=line.item_no or "",
        variant_code=line.variant_code,
        description=line.description,
        location_code=line.location_code,
        quantity=line.quantity,
        unit_code=line.unit_of_measure_code or "",
        replenishment_system=line.replenishment_system,
        vendor_no=line.vendor_no,
        vendor_name=vendor_name,
        direct_unit_cost=line.direct_unit_cost,
        amount=round_to(line.quantity, precision, times=line.direct_unit_cost),
        currency_code=line.currency_code,
        order_date=line.order_date,
        due_date=line.due_date,
        late=line.late,
        origin=line.origin,
        order_no=line.sales_order_no or line.order_promising_id or "",
        is_drop_shipment=line.drop_shipment,
        is_special_order=line.special_order,
        failure=line.failure,
    )
