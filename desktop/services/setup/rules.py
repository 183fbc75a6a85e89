"""What set-up tables demand beyond what their columns say (01 §§2–3, 02 §4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.calendars import BaseCalendarChange
from desktop.models.codes import PaymentTerms
from desktop.models.currencies import CurrencyExchangeRate
from desktop.models.finance import GenBusPostingGroup, GenProdPostingGroup, GlAccount
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.users import UserSetup
from desktop.models.vat import VatPostingSetup
from desktop.models.words import CalendarRecurrence
from desktop.services.context import UserContext
from desktop.services.setup.base_setup import currency_fixed_with_entries, fixed_with_entries
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import FieldRule, FollowUp, Record, RecordRules
from desktop.services.setup.refusals import (
    CalendarDayMissing,
    DatesReversed,
    DiscountWithoutDate,
    NotATime,
    ValueNegative,
    ValueNotPositive,
    ValueOutside,
    VatIdentifierTwoRates,
)

HUNDRED = Decimal(100)
MOST_MEGABYTES = 1000
"""The largest attachment that a company may allow: more would make every backup slow."""


def percentage(field: str) -> FieldRule:
    """A rule for a field that holds 0 to 100 percent."""

    def check(_session: Session, record: Record, value: object, _context: UserContext) -> object:
        if isinstance(value, Decimal) and not 0 <= value <= HUNDRED:
            raise ValueOutside(
                record=ref_of(record.__tablename__, record),
                field=field,
                entered_field=field,
                lowest=Decimal(0),
                highest=HUNDRED,
                value=value,
            )
        return value

    return check


def between(field: str, lowest: int, highest: int) -> FieldRule:
    """A rule for a whole number between two others, both included."""

    def check(_session: Session, record: Record, value: object, _context: UserContext) -> object:
        if isinstance(value, int) and not lowest <= value <= highest:
            raise ValueOutside(
                record=ref_of(record.__tablename__, record),
                field=field,
                entered_field=field,
                lowest=lowest,
                highest=highest,
                value=value,
            )
        return value

    return check


duplicate_threshold = between("duplicate_threshold", 0, 100)
"""The rule of the set-up field that says from which score on records look alike (CU134)."""

attachment_limit = between("attachment_limit_mb", 1, MOST_MEGABYTES)
"""The rule of the set-up field that limits attachments."""


def not_negative(field: str) -> FieldRule:
    """A rule for a field that holds zero or more."""

    def check(_session: Session, record: Record, value: object, _context: UserContext) -> object:
        if isinstance(value, (Decimal, int)) and value < 0:
            raise ValueNegative(
                record=ref_of(record.__tablename__, record), field=field, entered_field=field
            )
        return value

    return check


def positive(field: str) -> FieldRule:
    """A rule for a field that holds more than zero."""

    def check(_session: Session, record: Record, value: object, _context: UserContext) -> object:
        if isinstance(value, (Decimal, int)) and value <= 0:
            raise ValueNotPositive(
                record=ref_of(record.__tablename__, record), field=field, entered_field=field
            )
        return value

    return check


def time_of_day(text: str) -> tuple[int, int] | None:
    """Hour and minute of a text such as 18:30; None when it is none."""
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text.strip())
    return (int(found[1]), int(found[2])) if found else None


def clock(field: str) -> FieldRule:
    """A rule for a field that holds a time of day in hours and minutes, written as 08:30."""

    def check(_session: Session, record: Record, value: object, _context: UserContext) -> object:
        found = time_of_day(str(value or ""))
        if found is None:
            raise NotATime(
                record=ref_of(record.__tablename__, record),
                field=field,
                entered_field=field,
                text=value,
            )
        return f"{found[0]:02d}:{found[1]:02d}"

    return check


def percentages(*fields: str) -> dict[str, FieldRule]:
    """Rules for several percentages of one table."""
    return {field: percentage(field) for field in fields}


def in_turn(*rules: FieldRule) -> FieldRule:
    """A rule that asks several, each with the value that the one before it gave."""

    def check(session: Session, record: Record, value: object, context: UserContext) -> object:
        for rule in rules:
            value = rule(session, record, value, context)
        return value

    return check


def not_negatives(*fields: str) -> dict[str, FieldRule]:
    """Rules for several fields of one table that hold zero or more."""
    return {field: not_negative(field) for field in fields}


def check_payment_terms(_session: Session, terms: PaymentTerms, _context: UserContext) -> None:
    """A discount needs a date until which it holds."""
    if terms.discount_pct and not terms.discount_formula:
        raise DiscountWithoutDate(
            record=RecordRef("payment_terms", (terms.code,)),
            field="discount_formula",
            terms=terms.code,
        )


def check_exchange_rate(
    _session: Session, rate: CurrencyExchangeRate, _context: UserContext
) -> None:
    """Both sides of a rate are above zero (CU24)."""
    for field in ("exchange_rate_amount", "relational_amount"):
        if getattr(rate, field) <= 0:
            raise ValueOutside(
                record=ref_of("currency_exchange_rate", rate),
                field=field,
                entered_field=field,
                lowest=Decimal("0.0000000001"),
                highest=Decimal(999999999),
                value=getattr(rate, field),
            )


def check_vat_posting_setup(
    session: Session, setup: VatPostingSetup, _context: UserContext
) -> None:
    """One identifier has exactly one rate and kind (02 §4)."""
    if not setup.vat_identifier:
        return
    with session.no_autoflush:
        others = session.scalars(
            select(VatPostingSetup).where(VatPostingSetup.vat_identifier == setup.vat_identifier)
        ).all()
    for other in others:
        if other is setup:
            continue
        same = (other.vat_pct, other.vat_calculation_type) == (
            setup.vat_pct,
            setup.vat_calculation_type,
        )
        if not same:
            raise VatIdentifierTwoRates(
                record=ref_of("vat_posting_setup", setup),
                field="vat_identifier",
                identifier=setup.vat_identifier,
                pct=setup.vat_pct,
                other_pct=other.vat_pct,
                other_groups=f"{other.vat_bus_posting_group}, {other.vat_prod_posting_group}",
            )


def check_calendar_change(
    _session: Session, change: BaseCalendarChange, _context: UserContext
) -> None:
    """A weekly entry names a weekday, any other a date."""
    field = "weekday" if change.recurrence is CalendarRecurrence.WEEKLY else "date"
    if getattr(change, field) is None:
        raise CalendarDayMissing(
            record=ref_of("base_calendar_change", change),
            field=field,
            calendar=change.base_calendar_code,
            line=change.line_no,
            entered_field=field,
        )


def check_posting_dates(
    _session: Session, setup: GeneralLedgerSetup | UserSetup, _context: UserContext
) -> None:
    """The allowed posting dates do not end before they begin."""
    begin, end = setup.allow_posting_from, setup.allow_posting_to
    if begin and end and end < begin:
        raise DatesReversed(
            record=ref_of(setup.__tablename__, setup),
            field="allow_posting_to",
            entered_field="allow_posting_to",
            date=end,
            other_field="allow_posting_from",
            other_date=begin,
        )


def default_vat_bus_group(
    session: Session,
    record: Record,
    _old: object,
    _context: UserContext,
) -> None:
    """The general business group brings its default VAT group (CU26)."""
    group = session.get(GenBusPostingGroup, record.gen_bus_posting_group or "")
    if group and group.auto_insert_default and group.default_vat_bus_posting_group:
        record.vat_bus_posting_group = group.default_vat_bus_posting_group


def default_vat_prod_group(
    session: Session,
    record: Record,
    _old: object,
    _context: UserContext,
) -> None:
    """The general product group brings its default VAT group (CU26)."""
    group = session.get(GenProdPostingGroup, record.gen_prod_posting_group or "")
    if group and group.auto_insert_default and group.default_vat_prod_posting_group:
        record.vat_prod_posting_group = group.default_vat_prod_posting_group


def only_if_blank(target: str, source: str, change: Callable[[str], str]) -> FollowUp:
    """A follow-up that keeps `target` in step with `source` until somebody types in it."""

    def follow(_session: Session, record: Record, old: object, _context: UserContext) -> None:
        kept = getattr(record, target)
        if kept in {"", change(str(old or ""))}:
            setattr(record, target, change(getattr(record, source))[:100])

    return follow


SETUP_RULES: dict[str, RecordRules] = {
    "backup_setup": RecordRules(
        fields={"backup_time": clock("backup_time"), "backups_kept": positive("backups_kept")}
    ),
    "payment_terms": RecordRules(fields=percentages("discount_pct"), check=check_payment_terms),
    "currency_exchange_rate": RecordRules(check=check_exchange_rate),
    "vat_posting_setup": RecordRules(fields=percentages("vat_pct"), check=check_vat_posting_setup),
    "base_calendar_change": RecordRules(check=check_calendar_change),
    "currency": RecordRules(
        fields={"amount_precision": currency_fixed_with_entries("amount_precision")},
        independent=True,
    ),
    "general_ledger_setup": RecordRules(
        fields={
            **not_negatives("unit_amount_precision"),
            "lcy_code": fixed_with_entries("lcy_code"),
            "amount_precision": in_turn(
                not_negative("amount_precision"), fixed_with_entries("amount_precision")
            ),
        },
        check=check_posting_dates,
    ),
    GlAccount.__tablename__: RecordRules(
        follow_ups={"gen_prod_posting_group": default_vat_prod_group}
    ),
    "resource": RecordRules(
        fields=not_negatives("unit_price", "unit_cost"),
        follow_ups={"gen_prod_posting_group": default_vat_prod_group},
    ),
    "resource_unit_of_measure": RecordRules(fields={"qty_per_unit": positive("qty_per_unit")}),
}
"""The rules of set-up tables, by table."""
