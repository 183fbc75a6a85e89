"""Keeping price lists: status, what their lines take from them, deletion (CU70–CU72)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from desktop.models.codes import CustomerPriceGroup
from desktop.models.pricing import PriceList, PriceListLine
from desktop.models.pricing_words import PriceDefines, PriceSource, PriceStatus
from desktop.models.setup import SalesSetup
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.numbering.cards import number_card
from desktop.services.pricing.editing import is_saved, list_is_active, may_edit
from desktop.services.pricing.line_checks import (
    DEFINED_BY_SOURCE,
    SCOPE,
    check_dates,
    check_numbers,
    missing_number,
)
from desktop.services.pricing.refusals import LinesInherit, OnlyDiscounts, OnlyPrices
from desktop.services.pricing.verification import Which, check_lines, set_status
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import FieldRule

DATES = ("starting_date", "ending_date")
INHERITED = tuple(name for name in SCOPE if name not in DATES)
"""What a list cannot change once its lines have it from there; dates are pushed to them (CU71)."""

SERIES = (SalesSetup, "price_list_nos")

_BEFORE_ACTIVE = {
    PriceStatus.DRAFT: (PriceStatus.DRAFT,),
    PriceStatus.INACTIVE: (PriceStatus.DRAFT, PriceStatus.INACTIVE),
}
"""Which lines become active with their list, by the state that it comes from (CU72)."""


def new_list(session: Session, owner: PriceList, context: UserContext) -> None:
    """Give a new list its number."""
    number_card(session, owner, SERIES, context)
    owner.defines = None  # type: ignore[assignment]  # filled in when it is clear for whom it is


def begin_list(session: Session, owner: PriceList, _context: UserContext) -> None:
    """A new list says of prices with VAT what the set-up says."""
    setup = session.get_one(SalesSetup, 1)
    owner.vat_bus_posting_group_price = setup.vat_bus_posting_group_price


def check_list(session: Session, owner: PriceList, _context: UserContext) -> None:
    """What a list must agree with as a whole (CU70, CU71)."""
    ref = ref_of("price_list", owner)
    only = DEFINED_BY_SOURCE.get(owner.source_type)
    defines: PriceDefines | None = owner.defines  # None on a new list that does not say it
    if defines is None:
        owner.defines = only or PriceDefines.PRICE_AND_DISCOUNT
    if not owner.own_scope_per_line and only not in {None, owner.defines}:
        kind = OnlyDiscounts if only is PriceDefines.DISCOUNT else OnlyPrices
        raise kind(
            record=ref,
            field="defines",
            entered_field="defines",
            line=owner.code,
            value=owner.source_type,
        )
    check_numbers(session, owner, ref)
    check_dates(owner, ref)


def of_list(field: str, rule: FieldRule | None = None) -> FieldRule:
    """A rule for a field of a list: not on active ones, nor under lines that have it (CU71)."""

    def check(session: Session, owner: PriceList, value: object, context: UserContext) -> object:
        if is_saved(owner):
            ref = ref_of("price_list", owner)
            if not may_edit(session, owner):
                raise list_is_active(ref, field, owner.code)
            if _is_in_lines(owner, field) and _has_lines(session, owner):
                raise LinesInherit(record=ref, field=field, entered_field=field, code=owner.code)
        return rule(session, owner, value, context) if rule else value

    return check


def _is_in_lines(owner: PriceList, field: str) -> bool:
    if field == "own_scope_per_line":
        return owner.own_scope_per_line
    return field in INHERITED and not owner.own_scope_per_line


def _has_lines(session: Session, owner: PriceList) -> bool:
    query = select(exists().where(PriceListLine.price_list_code == owner.code))
    return bool(session.execute(query).scalar_one())


def put_status(session: Session, owner: PriceList, value: object, context: UserContext) -> object:
    """Set a list active, which verifies its lines, or end it; its lines follow (CU72).

    Raises what is wrong with the lines: then nothing becomes active.
    """
    status = PriceStatus(str(value))
    if not is_saved(owner):
        return status
    if status is PriceStatus.ACTIVE:
        _check_complete(owner)
        which = _of_list(owner.code, *_BEFORE_ACTIVE[owner.status])
        check_lines(session, which)
        set_status(session, which, status, context)
    else:
        from_states = [PriceStatus.ACTIVE]
        if owner.status is PriceStatus.INACTIVE:
            from_states = [PriceStatus.INACTIVE]
        set_status(session, _of_list(owner.code, *from_states), status, context)
    return status


def _check_complete(owner: PriceList) -> None:
    is_complete = owner.own_scope_per_line or owner.source_no is not None
    if not is_complete and owner.source_type is not PriceSource.ALL_CUSTOMERS:
        raise missing_number(ref_of("price_list", owner), "source_no", owner.source_type)


def _of_list(code: str, *states: PriceStatus) -> Which:
    return lambda line: (line.price_list_code == code) & line.status.in_(states)


def push_date(field: str) -> Callable[[Session, PriceList, object, UserContext], None]:
    """What follows from a new date of a list: its lines get it, and are drafts again (CU71)."""

    def push(session: Session, owner: PriceList, _old: object, context: UserContext) -> None:
        if owner.own_scope_per_line or not is_saved(owner):
            return
        values: dict[str, object] = {
            field: getattr(owner, field),
            "row_version": PriceListLine.row_version + 1,
            "changed_by": context.user,
            "changed_at": context.now(),
        }
        if owner.status is PriceStatus.ACTIVE:
            values["status"] = PriceStatus.DRAFT
        session.execute(
            update(PriceListLine)
            .where(PriceListLine.price_list_code == owner.code)
            .values(values)
            .execution_options(synchronize_session="fetch")
        )
        report_changes(session, PriceListLine.__tablename__)

    return push


def after_source(session: Session, owner: PriceList, _old: object, _context: UserContext) -> None:
    """Another kind of source has another number, and may define one kind only (CU70)."""
    if is_saved(owner):
        owner.source_no = None
        owner.defines = DEFINED_BY_SOURCE.get(owner.source_type, owner.defines)
    _take_price_group(session, owner)


def after_source_no(
    session: Session, owner: PriceList, _old: object, _context: UserContext
) -> None:
    """A list for a price group begins with what the group says of VAT and discounts."""
    _take_price_group(session, owner)


def _take_price_group(session: Session, owner: PriceList) -> None:
    if owner.source_type is not PriceSource.CUSTOMER_PRICE_GROUP or owner.source_no is None:
        return
    with session.no_autoflush:
        group = session.get(CustomerPriceGroup, owner.source_no)
    if group is None:
        return  # the list is refused as a whole
    owner.price_includes_vat = group.price_includes_vat
    owner.allow_line_disc = group.allow_line_disc
    owner.allow_invoice_disc = group.allow_invoice_disc
    if group.vat_bus_posting_group_price is not None:
        owner.vat_bus_posting_group_price = group.vat_bus_posting_group_price


def delete_list(_session: Session, owner: PriceList, _context: UserContext) -> None:
    """A list that is active stays (CU72)."""
    if owner.status is PriceStatus.ACTIVE:
        raise list_is_active(ref_of("price_list", owner), None, owner.code)
