"""Filling price lists in bulk: lines suggested from cards, or copied from another list (CU74)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.changelog import ChangeLogEntry
from desktop.models.currencies import Currency
from desktop.models.pricing import PriceList, PriceListLine, RoundingMethod
from desktop.models.pricing_words import PriceProduct, PriceSource, PriceStatus
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.values.numbers import Amount, Quantity, UnitPrice
from desktop.services.context import UserContext
from desktop.services.currencies.exchange_rates import rate_on
from desktop.services.database import report_changes
from desktop.services.pricing.bulk_prices import RoundingStep, adjusted, converted
from desktop.services.pricing.bulk_sources import COPIED, LineDraft, card_drafts, line_drafts
from desktop.services.pricing.editing import list_is_active, may_edit
from desktop.services.pricing.line_checks import SCOPE, check_beyond, contradictions, line_ref
from desktop.services.pricing.refusals import ScopeOfList, VatModeDiffers
from desktop.services.setup.change_log import added_entry
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.record_engine import apply_defaults, stamp
from desktop.services.setup.refusals import RecordNotFound, ValueNotPositive
from desktop.translation import N_

ONE = Decimal(1)

LEFT_OUT = N_(
    "Price list {code} has lines for the same products, quantities and dates already; "
    "left out: {count}."
)


@dataclass(frozen=True, slots=True)
class BulkResult:
    """How many lines a bulk command made, and how many it left out; `notices` tell why."""

    made: int
    left_out: int
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkRequest:
    """Which lines a list is to get, and what of them is to differ (CU74).

    `filter` is an expression for the number, or `field=expression` parted by `;`; blank means all.
    `product_type` is for suggestions, `from_price_list_code` for copies. Without `minimum_quantity`
    copied lines keep theirs. Rates are those of `conversion_date`, else of the work date. Source,
    currency and dates are for lists whose lines have their own scope.
    """

    filter: str = ""
    product_type: PriceProduct = PriceProduct.ITEM
    from_price_list_code: str | None = None
    adjustment_factor: Decimal = ONE
    rounding_method_code: str | None = None
    minimum_quantity: Quantity | None = None
    conversion_date: date | None = None
    source_type: PriceSource | None = None
    source_no: str | None = None
    currency_code: str | None = None
    starting_date: date | None = None
    ending_date: date | None = None

    @property
    def scope(self) -> dict[str, object]:
        """The scope that the lines are to have, as far as it is given."""
        names = ("source_type", "source_no", "currency_code", "starting_date", "ending_date")
        given = {name: getattr(self, name) for name in names}
        return {name: value for name, value in given.items() if value is not None}


def suggest_lines(
    session: Session, price_list_code: str, request: BulkRequest, context: UserContext
) -> BulkResult:
    """Fill a list with draft lines from the prices of cards (CU74); what is blocked is left out.

    Raises RecordNotFound, PriceListActive, FilterNotUnderstood, ScopeOfList, VatModeDiffers,
    ExchangeRateMissing or what is wrong with the figures.
    """
    owner = _open_list(session, price_list_code)
    drafts = card_drafts(session, request.product_type, request.filter, context.work_date)
    return _make(session, owner, drafts, request, context)


def copy_lines(
    session: Session, price_list_code: str, request: BulkRequest, context: UserContext
) -> BulkResult:
    """Fill a list with drafts of the lines of any list, itself too (CU74).

    Raises what `suggest_lines` raises.
    """
    owner = _open_list(session, price_list_code)
    other = _list(session, request.from_price_list_code or "")
    drafts = line_drafts(session, other.code, request.filter, context.work_date)
    return _make(session, owner, drafts, request, context)


def _list(session: Session, code: str) -> PriceList:
    found = session.get(PriceList, code.strip().upper())
    if found is None:
        ref = RecordRef("price_list", (code,))
        raise RecordNotFound(record=ref, table="price_list", record_key=code)
    return found


def _open_list(session: Session, code: str) -> PriceList:
    owner = _list(session, code)
    if not may_edit(session, owner):
        raise list_is_active(RecordRef("price_list", (owner.code,)), None, owner.code)
    return owner


def _positive(factor: Decimal) -> Decimal:
    if factor <= 0:
        raise ValueNotPositive(field="adjustment_factor", entered_field="adjustment_factor")
    return factor


def _steps(session: Session, code: str | None) -> tuple[RoundingStep, ...]:
    if not code:
        return ()
    found = session.scalars(
        select(RoundingMethod).where(RoundingMethod.code == code.strip().upper())
    ).all()
    if not found:
        ref = RecordRef("rounding_method", (code,))
        raise RecordNotFound(record=ref, table="rounding_method", record_key=code)
    names = RoundingStep._fields
    return tuple(RoundingStep(*(getattr(step, name) for name in names)) for step in found)


def _make(
    session: Session,
    owner: PriceList,
    drafts: Iterable[LineDraft],
    request: BulkRequest,
    context: UserContext,
) -> BulkResult:
    """Write drafts as lines behind the last one; what the list has already is left out."""
    _check_scope(owner, request)
    there = {_identity(line) for line in _lines_of(session, owner.code)}
    prices = _Prices(session, request, context)
    made: list[PriceListLine] = []
    left_out = 0
    line_no = _last_line_no(session, owner.code)
    for draft in drafts:
        line = _line(owner, draft, request, prices)
        if _identity(line) in there:
            left_out += 1
            continue
        there.add(_identity(line))
        line_no += LINE_NO_STEP
        line.line_no = line_no
        _check(owner, line)
        stamp(line, context)
        made.append(line)
    _write(session, made, context)
    return BulkResult(len(made), left_out, tuple(_told(owner, left_out)))


def _check_scope(owner: PriceList, request: BulkRequest) -> None:
    """Refuse a scope that the lines cannot have, since they take the list's (CU71)."""
    if owner.own_scope_per_line:
        return
    for name, value in request.scope.items():
        if value != getattr(owner, name):
            ref = RecordRef("price_list", (owner.code,))
            raise ScopeOfList(record=ref, field=name, entered_field=name, line=owner.code)


def _told(owner: PriceList, left_out: int) -> Iterator[Notice]:
    if left_out:
        parameters = {"count": left_out, "code": owner.code}
        ref = RecordRef("price_list", (owner.code,))
        yield Notice("lines_left_out", LEFT_OUT, parameters, is_warning=False, record=ref)


def _lines_of(session: Session, code: str) -> Iterable[Any]:
    columns = (getattr(PriceListLine, name) for name in (*SCOPE, *COPIED))
    return session.execute(select(*columns).where(PriceListLine.price_list_code == code))


def _identity(line: Any) -> tuple[object, ...]:  # noqa: ANN401  (a line or a row)
    """In what two lines of one list agree that define the same (CU73)."""
    return (
        line.source_type,
        line.source_no,
        line.product_type,
        line.product_no,
        line.variant_code,
        line.unit_code,
        line.currency_code,
        line.minimum_quantity,
        line.starting_date,
        line.defines,
    )


def _last_line_no(session: Session, code: str) -> int:
    query = select(func.max(PriceListLine.line_no)).where(PriceListLine.price_list_code == code)
    return session.execute(query).scalar() or 0


class _Prices:
    """Converts and adjusts prices; each currency's rate and precision is read once."""

    def __init__(self, session: Session, request: BulkRequest, context: UserContext) -> None:
        self._session = session
        self._factor = _positive(request.adjustment_factor)
        self._steps = _steps(session, request.rounding_method_code)
        self._day = request.conversion_date or context.work_date
        self._precisions: dict[str | None, Amount] = {}

    def old(self, price: UnitPrice, currency: str | None, new_currency: str | None) -> UnitPrice:
        """A price in the currency of the new line."""
        if currency == new_currency:
            return price
        rate = rate_on(self._session, currency, self._day)
        new_rate = rate_on(self._session, new_currency, self._day)
        return converted(price, rate, new_rate, self._precision(new_currency))

    def new(self, old: UnitPrice, currency: str | None) -> UnitPrice:
        """The price after factor and rounding."""
        return adjusted(old, self._factor, self._steps, self._precision(currency))

    def _precision(self, currency: str | None) -> Amount:
        if currency not in self._precisions:
            holder = (
                self._session.get_one(GeneralLedgerSetup, 1)
                if currency is None
                else self._session.get_one(Currency, currency)
            )
            self._precisions[currency] = holder.amount_precision
        return self._precisions[currency]


def _line(
    owner: PriceList, draft: LineDraft, request: BulkRequest, prices: _Prices
) -> PriceListLine:
    line = PriceListLine(price_list_code=owner.code)
    apply_defaults(line)
    for name in SCOPE:
        setattr(line, name, getattr(owner, name))
    line.allow_line_disc = owner.allow_line_disc
    for name, value in draft.values.items():
        setattr(line, name, value)
    if owner.own_scope_per_line:
        for name, value in {**draft.scope, **request.scope}.items():
            setattr(line, name, value)
    elif line.defines.has_price and line.price_includes_vat != draft.scope["price_includes_vat"]:
        raise VatModeDiffers(product_no=line.product_no, code=owner.code)
    line.status = PriceStatus.DRAFT
    if request.minimum_quantity is not None:
        line.minimum_quantity = request.minimum_quantity
    if line.defines.has_price:
        currency = draft.scope["currency_code"]
        line.old_unit_price = prices.old(line.unit_price, currency, line.currency_code)
        line.unit_price = prices.new(line.old_unit_price, line.currency_code)
    return line


def _check(owner: PriceList, line: PriceListLine) -> None:
    check_beyond(owner, line)
    for refusal in contradictions(line):
        raise refusal


def _write(session: Session, lines: list[PriceListLine], context: UserContext) -> None:
    session.add_all(lines)
    session.flush()  # the log names what is there
    if lines:
        log = [added_entry(line_ref(line), context) for line in lines]
        session.execute(insert(table_of(ChangeLogEntry.__tablename__)), log)
        report_changes(session, ChangeLogEntry.__tablename__)
