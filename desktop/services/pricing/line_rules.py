"""Keeping the lines of price lists: what they define, when they may change (CU70–CU72)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.pricing import PriceList, PriceListLine
from desktop.models.pricing_words import PriceDefines, PriceStatus
from desktop.models.setup import SalesSetup
from desktop.models.values.numbers import ZERO
from desktop.services.context import UserContext
from desktop.services.pricing.editing import is_saved, list_is_active, list_of, may_edit
from desktop.services.pricing.line_checks import (
    DEFINED_BY_SOURCE,
    DISCOUNT_PRODUCTS,
    SCOPE,
    check_beyond,
    check_dates,
    check_numbers,
    check_scope_of_list,
    contradictions,
    line_ref,
)
from desktop.services.pricing.refusals import PriceListNotActive
from desktop.services.pricing.verification import Which, check_lines
from desktop.services.setup.record_rules import FieldRule


def new_line(session: Session, line: PriceListLine, _context: UserContext) -> None:
    """Refuse a new line of a list that is closed; raises PriceListActive."""
    code: str | None = line.price_list_code  # a new row may have none
    if code is None:
        return
    owner = list_of(session, line)
    if not (may_edit(session, owner) or _keeps_special_prices(session, owner)):
        raise list_is_active(line_ref(line), "price_list_code", owner.code)


def begin_line(session: Session, line: PriceListLine, _context: UserContext) -> None:
    """A new line has what its list says (CU71)."""
    code: str | None = line.price_list_code  # a new row may have none
    if code is None:
        return
    owner = list_of(session, line)
    for field in (*SCOPE, "allow_line_disc", "allow_invoice_disc"):
        setattr(line, field, getattr(owner, field))
    line.defines = None  # type: ignore[assignment]  # filled in when it is clear what is given


def _keeps_special_prices(session: Session, owner: PriceList) -> bool:
    """Whether a list takes new drafts while it is active (CU76)."""
    setup = session.get_one(SalesSetup, 1)
    return owner.own_scope_per_line and owner.code == setup.default_price_list_code


def of_line(field: str, rule: FieldRule | None = None) -> FieldRule:
    """A rule for a field of a line: a changed line of an active list is a draft again (CU72)."""

    def check(session: Session, line: PriceListLine, value: object, context: UserContext) -> object:
        if is_saved(line):
            _check_editable(session, line, field)
        checked = rule(session, line, value, context) if rule else value
        if is_saved(line) and line.status is PriceStatus.ACTIVE:
            line.status = PriceStatus.DRAFT
        return checked

    return check


def _check_editable(session: Session, line: PriceListLine, field: str | None) -> None:
    owner = list_of(session, line)
    is_special_draft = line.status is not PriceStatus.ACTIVE and _keeps_special_prices(
        session, owner
    )
    if not (may_edit(session, owner) or is_special_draft):
        raise list_is_active(line_ref(line), field, owner.code)


def put_line_status(
    session: Session, line: PriceListLine, value: object, _context: UserContext
) -> object:
    """Take a line out of use, or verify and activate it; its list must be active for that."""
    status = PriceStatus(str(value))
    owner = list_of(session, line)
    if status is PriceStatus.ACTIVE and owner.status is not PriceStatus.ACTIVE:
        raise PriceListNotActive(
            record=line_ref(line),
            field="status",
            entered_field="status",
            code=owner.code,
            status=owner.status,
        )
    if is_saved(line):
        if status is PriceStatus.ACTIVE:
            check_lines(session, _this_line(line))
        elif line.status is PriceStatus.ACTIVE:
            _check_editable(session, line, "status")
    return status


def _this_line(line: PriceListLine) -> Which:
    code, line_no = line.price_list_code, line.line_no
    return lambda each: (each.price_list_code == code) & (each.line_no == line_no)


def check_line(session: Session, line: PriceListLine, _context: UserContext) -> None:
    """What a line must agree with as a whole (CU70, CU71)."""
    owner = list_of(session, line)
    ref = line_ref(line)
    defines: PriceDefines | None = line.defines  # None on a new line that does not say it
    if defines is None:
        line.defines = _defined(owner, line)
    check_scope_of_list(owner, line)
    check_beyond(owner, line)
    for refusal in contradictions(line):
        raise refusal
    check_numbers(session, line, ref)
    check_dates(line, ref)


def _defined(owner: PriceList, line: PriceListLine) -> PriceDefines:
    """What a line defines that does not say it: what its list does, else what it contains."""
    if owner.defines is not PriceDefines.PRICE_AND_DISCOUNT:
        return owner.defines
    only = DEFINED_BY_SOURCE.get(line.source_type)
    if only is not None:
        return only
    if line.product_type in DISCOUNT_PRODUCTS:
        return PriceDefines.DISCOUNT
    if not line.line_discount_pct:
        return PriceDefines.PRICE
    return PriceDefines.PRICE_AND_DISCOUNT if line.unit_price else PriceDefines.DISCOUNT


def after_line_source(
    _session: Session, line: PriceListLine, _old: object, _context: UserContext
) -> None:
    """Another kind of source has another number, and may define one kind only (CU70)."""
    if is_saved(line):
        line.source_no = None
        _narrow(line, DEFINED_BY_SOURCE.get(line.source_type))


def after_product_type(
    _session: Session, line: PriceListLine, _old: object, _context: UserContext
) -> None:
    """Another kind of product has another number, and may have discounts only (CU70)."""
    if is_saved(line):
        line.product_no = line.variant_code = line.unit_code = None
        _narrow(line, PriceDefines.DISCOUNT if line.product_type in DISCOUNT_PRODUCTS else None)


def after_product_no(
    _session: Session, line: PriceListLine, _old: object, _context: UserContext
) -> None:
    """Another product has other variants and units."""
    if is_saved(line):
        line.variant_code = line.unit_code = None


def after_defines(
    _session: Session, line: PriceListLine, _old: object, _context: UserContext
) -> None:
    """A saved line loses what it no longer defines; a new one is refused with it."""
    if is_saved(line):
        _narrow(line, line.defines)


def _narrow(line: PriceListLine, defines: PriceDefines | None) -> None:
    if defines is None:
        return
    line.defines = defines
    if not defines.has_price:
        line.unit_price = ZERO
    if not defines.has_discount:
        line.line_discount_pct = ZERO


def delete_line(session: Session, line: PriceListLine, _context: UserContext) -> None:
    """A line that is active stays (CU72)."""
    if line.status is PriceStatus.ACTIVE:
        raise list_is_active(line_ref(line), None, line.price_list_code)
    _check_editable(session, line, None)


def line_locks(session: Session, line: PriceListLine) -> frozenset[str]:
    """The fields that a line takes from its list."""
    return frozenset() if list_of(session, line).own_scope_per_line else frozenset(SCOPE)
