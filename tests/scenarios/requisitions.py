"""What scenarios do with the requisition worksheet: fill it, and make orders of its lines."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.promising import STANDARD_WORKSHEET
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.requisitions.carry_out import CarriedOut, carry_out
from desktop.services.requisitions.order_plan import orders_with_needs, put_order_plan
from desktop.services.requisitions.refusals import NothingToPlan
from desktop.services.requisitions.reorder_planning import reorder_planning
from desktop.services.requisitions.sales_lines import NewLines, WantedSales, get_sales_orders


@dataclass(frozen=True)
class Ordered:
    """What carrying out made, as a step speaks of it: the last order is `$last.no`."""

    result: CarriedOut

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Why lines stay."""
        return self.result.notices

    @property
    def table(self) -> str:
        """The table of the last order, nothing when none was made."""
        return self._ref.table if self._ref else ""

    @property
    def key(self) -> tuple[str | int, ...]:
        """Its key."""
        return self._ref.key if self._ref else ()

    @property
    def _ref(self) -> RecordRef | None:
        return self.result.orders[-1].ref if self.result.orders else None


def get_orders(
    session: Session,
    context: UserContext,
    *,
    worksheet: str = STANDARD_WORKSHEET,
    drop_shipment: bool | None = None,
    order_filter: str = "",
    customer_filter: str = "",
    item_filter: str = "",
) -> NewLines:
    """Get the sales lines that are to be bought for their orders."""
    wanted = WantedSales(
        drop_shipment=drop_shipment,
        order_filter=order_filter,
        customer_filter=customer_filter,
        item_filter=item_filter,
    )
    return get_sales_orders(session, wanted, context, worksheet)


def calculate_reorder(
    session: Session,
    context: UserContext,
    *,
    until: date | None = None,
    worksheet: str = STANDARD_WORKSHEET,
) -> NewLines:
    """Propose what items lack by their reordering policies."""
    return reorder_planning(session, context, until=until, worksheet_name=worksheet)


def plan_orders(
    session: Session,
    context: UserContext,
    *,
    order_no: str = "",
    sales_order_no: str = "",
    worksheet: str = STANDARD_WORKSHEET,
) -> list[NewLines]:
    """Put what one order lacks, or each open order, into the worksheet."""
    named = order_no or sales_order_no
    made = []
    for no in orders_with_needs(session, [named] if named else ()):
        key = DocumentKey(DocumentType.ORDER, no)
        try:
            made.append(put_order_plan(session, key, context, worksheet_name=worksheet))
        except NothingToPlan:
            if named:
                raise
    return made


def plan_order(session: Session, key: DocumentKey, context: UserContext) -> NewLines:
    """Put what an order lacks into the worksheet."""
    return put_order_plan(session, key, context)


def carry_out_action_messages(
    database: Database, context: UserContext, *, worksheet: str = STANDARD_WORKSHEET
) -> Ordered:
    """Make the orders of all accepted lines."""
    return Ordered(carry_out(database, context, worksheet_name=worksheet))
