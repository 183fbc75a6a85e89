"""What invoice discount terms and recurring lines demand as records (CU101, CU118–CU123)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, delete, func, inspect, or_, select
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, Notice, RecordRef
from desktop.models.currencies import Currency
from desktop.models.finance import GlAccount
from desktop.models.items import Item, Resource
from desktop.models.recurring import CustomerStandardCode, StandardSalesCode, StandardSalesLine
from desktop.models.setup import GeneralLedgerSetup
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.numbers import round_to
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.database import report_changes, report_notice
from desktop.services.sales.refusals_recurring import RecurrenceStandsStill, RemoveAssignments
from desktop.services.setup.record_engine import ref_of
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import DatesReversed, ReferenceMissing
from desktop.services.setup.rules import not_negatives, percentages, positive
from desktop.translation import N_

_CARDS: dict[LineType, tuple[str, type[Item | Resource | GlAccount]]] = {
    LineType.ITEM: ("item", Item),
    LineType.RESOURCE: ("resource", Resource),
    LineType.GL_ACCOUNT: ("gl_account", GlAccount),
}

CURRENCY_CHANGED = "recurring.currency_changed"
CURRENCY_CHANGED_TEXT = N_(
    "Code {code} is now in {currency} for all {assignments} customers that have it, and {rounded} "
    "account amounts were rounded. Check the amounts of its lines."
)
NEVER_DUE = "recurring.never_due"
NEVER_DUE_TEXT = N_("Without a Next Date the recurrence of {code} for customer {no} never begins.")


def check_line(session: Session, line: StandardSalesLine, _context: UserContext) -> None:
    """What the line sells exists; only accounts have an amount of their own."""
    card = _CARDS.get(line.type)
    if card is None:
        line.no = line.variant_code = line.unit_of_measure_code = None
    elif line.no is not None and session.get(card[1], line.no) is None:
        raise ReferenceMissing(
            record=ref_of("standard_sales_line", line),
            field="no",
            entered_field="no",
            table=card[0],
            text=line.no,
        )
    if line.type is not LineType.GL_ACCOUNT:
        line.amount_excl_vat = Decimal(0)


def after_type(
    _session: Session, line: StandardSalesLine, _old: object, _context: UserContext
) -> None:
    """Another type sells something else."""
    if inspect(line).persistent:
        line.no = line.variant_code = line.unit_of_measure_code = None


def after_no(
    _session: Session, line: StandardSalesLine, _old: object, _context: UserContext
) -> None:
    """Another number has other variants and units."""
    if inspect(line).persistent:
        line.variant_code = line.unit_of_measure_code = None


def after_currency(
    session: Session, code: StandardSalesCode, old: object, _context: UserContext
) -> None:
    """Account amounts are rounded to the new currency, and a warning says so (CU123)."""
    if old == code.currency_code or code not in session:
        return
    precision = _precision(session, code.currency_code)
    rounded = 0
    for line in session.scalars(
        select(StandardSalesLine).where(StandardSalesLine.code == code.code)
    ):
        amount = round_to(line.amount_excl_vat, precision)
        if amount != line.amount_excl_vat:
            line.amount_excl_vat, rounded = amount, rounded + 1
    assignments = _count_assignments(session, code.code)
    if rounded or assignments:
        lcy = session.get_one(GeneralLedgerSetup, 1).lcy_code
        report_notice(
            session,
            Notice(
                CURRENCY_CHANGED,
                CURRENCY_CHANGED_TEXT,
                {
                    "code": code.code,
                    "currency": code.currency_code or lcy,
                    "assignments": assignments,
                    "rounded": rounded,
                },
                record=RecordRef("standard_sales_code", (code.code,)),
                field="currency_code",
            ),
        )


def _precision(session: Session, currency_code: str | None) -> Decimal:
    if currency_code is None:
        return session.get_one(GeneralLedgerSetup, 1).amount_precision
    return session.get_one(Currency, currency_code).amount_precision


def _count_assignments(session: Session, code: str) -> int:
    return session.scalars(select(func.count()).where(CustomerStandardCode.code == code)).one()


def before_deleting(session: Session, code: StandardSalesCode, context: UserContext) -> None:
    """A code that customers have goes only when the user says so, from all of them (CU123)."""
    count = _count_assignments(session, code.code)
    if not count:
        return
    answer = context.answer(ConfirmationCode.REMOVE_ASSIGNMENTS)
    if answer is None:
        ref = RecordRef("standard_sales_code", (code.code,))
        raise RemoveAssignments(record=ref, code=code.code, count=count)
    if answer:
        session.execute(delete(CustomerStandardCode).where(CustomerStandardCode.code == code.code))
        report_changes(session, CustomerStandardCode.__tablename__)


def check_assignment(
    _session: Session, assigned: CustomerStandardCode, _context: UserContext
) -> None:
    """Its time does not end before it begins, and its recurrence leads forward (CU122)."""
    ref = ref_of("customer_standard_code", assigned)
    begin, end = assigned.valid_from, assigned.valid_to
    if begin and end and end < begin:
        raise DatesReversed(
            record=ref,
            field="valid_to",
            entered_field="valid_to",
            date=end,
            other_field="valid_from",
            other_date=begin,
        )
    if assigned.recurrence and assigned.next_date:
        following = DateFormula.parse(assigned.recurrence).apply(assigned.next_date)
        if following <= assigned.next_date:
            raise RecurrenceStandsStill(
                record=ref,
                field="recurrence",
                recurrence=assigned.recurrence,
                next_date=assigned.next_date,
            )


def notices(
    _session: Session, assigned: CustomerStandardCode, _context: UserContext
) -> tuple[Notice, ...]:
    """A recurrence without a next date never begins."""
    if not assigned.recurrence or assigned.next_date:
        return ()
    names = {"code": assigned.code, "no": assigned.customer_no}
    ref = ref_of("customer_standard_code", assigned)
    return (Notice(NEVER_DUE, NEVER_DUE_TEXT, names, record=ref, field="next_date"),)


def _is_due(today: date) -> ColumnElement[bool]:
    """The next date is there, and lies within the time of the assignment (CU121)."""
    mine = CustomerStandardCode
    return and_(
        mine.blocked.is_(False),
        mine.recurrence != "",
        mine.next_date <= today,
        or_(mine.valid_from.is_(None), mine.valid_from <= mine.next_date),
        or_(mine.valid_to.is_(None), mine.valid_to >= mine.next_date),
    )


ASSIGNMENT_VIEWS = {"due": _is_due}
"""The views of the list of customers' recurring lines."""

RECURRING_RULES: dict[str, RecordRules] = {
    "invoice_discount_terms": RecordRules(
        fields={
            **percentages("discount_pct"),
            **not_negatives("minimum_amount", "service_charge"),
        },
        independent=True,
    ),
    "standard_sales_code": RecordRules(
        follow_ups={"currency_code": after_currency}, deleting=before_deleting
    ),
    "standard_sales_line": RecordRules(
        fields={"line_no": positive("line_no"), **not_negatives("amount_excl_vat")},
        follow_ups={"type": after_type, "no": after_no},
        check=check_line,
    ),
    "customer_standard_code": RecordRules(check=check_assignment, notices=notices),
}
"""The rules of these tables, by table."""
