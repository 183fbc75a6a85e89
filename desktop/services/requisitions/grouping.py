"""Which accepted lines become one order (PF56)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.promising import RequisitionLine
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType
from desktop.services.items.vendor_offers import is_bought
from desktop.services.purchases.get_sales_orders import ADDRESS
from desktop.services.requisitions.checks import LineKey, is_for_sales_line, key_of, sales_key

GroupKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that become one order."""

    key: GroupKey
    lines: tuple[LineKey, ...]


def accepted_lines(
    session: Session,
    worksheet_name: str | None = None,
    chosen: Collection[LineKey] | None = None,
    *,
    for_update: bool = False,
) -> list[RequisitionLine]:
    """The accepted lines of a worksheet (None: of all) in their order, or the chosen ones of them.

    With `for_update` they are locked.
    """
    line = RequisitionLine
    statement = (
        select(line)
        .where(line.accept_action_message.is_(True))
        .order_by(line.worksheet_name, line.line_no)
        .execution_options(populate_existing=True)
    )
    if worksheet_name is not None:
        statement = statement.where(line.worksheet_name == worksheet_name)
    if chosen is not None:
        statement = statement.where(
            line.line_no.in_(sorted({line_no for _name, line_no in chosen}))
        )
    if for_update:
        statement = statement.with_for_update()
    return [each for each in session.scalars(statement) if chosen is None or key_of(each) in chosen]


def groups_of(session: Session, lines: Sequence[RequisitionLine]) -> list[Group]:
    """The orders that lines become, in the order of their first lines; one statement."""
    headers = sales_headers_of(session, lines)
    found: dict[GroupKey, list[LineKey]] = {}
    for line in lines:
        header = headers.get(sales_key(line)[0])
        found.setdefault(group_key(line, header), []).append(key_of(line))
    return [Group(key, tuple(of_group)) for key, of_group in found.items()]


def group_key(line: RequisitionLine, header: SalesHeader | None) -> GroupKey:
    """What lines of one order have in common.

    Kits: nothing, each has its own order. Drop shipments: vendor, currency, location, customer and
    the complete address. Others: vendor, currency and location, special orders by themselves.
    """
    if not is_bought(line):
        return ("assembly", *key_of(line))
    common = (line.vendor_no, line.currency_code, line.location_code)
    if line.drop_shipment:
        address = tuple(getattr(header, name, "") for name in ADDRESS)
        return ("drop_shipment", *common, getattr(header, "sell_to_customer_no", None), *address)
    return ("special_order" if line.special_order else "purchase", *common)


def sales_headers_of(
    session: Session, lines: Collection[RequisitionLine], *, for_update: bool = False
) -> dict[str, SalesHeader]:
    """The sales orders that lines are bought for, by number; one statement.

    With `for_update` they are locked in the order of their numbers (trap 15).
    """
    numbers = sorted({sales_key(line)[0] for line in lines if is_for_sales_line(line)})
    if not numbers:
        return {}
    statement = (
        select(SalesHeader)
        .where(SalesHeader.document_type == DocumentType.ORDER, SalesHeader.no.in_(numbers))
        .order_by(SalesHeader.no)
        .execution_options(populate_existing=True)
    )
    if for_update:
        statement = statement.with_for_update()
    return {header.no: header for header in session.scalars(statement)}
