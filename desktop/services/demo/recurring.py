"""What the demo company's customers get again and again, and when the next time is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.words import InsertMode, LineType
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.currencies import first_of_month

ITEM, RESOURCE = LineType.ITEM, LineType.RESOURCE
ACCOUNT, COMMENT = LineType.GL_ACCOUNT, LineType.COMMENT

# code, description, currency
CODES = (
    ("RENT", "Rent of furniture, each month", None),
    ("RENT-EUR", "Rent of showroom furniture, each month", "EUR"),
    ("REFILL", "Paper and pens", None),
    ("CARE", "Care of furniture, each quarter", None),
)

# code; type, no. or text, quantity, unit, amount of an account
LINES: tuple[tuple[str, tuple[tuple[LineType, str, int, str | None, int], ...]], ...] = (
    ("RENT", ((ACCOUNT, "3911", 1, None, 4_850), (RESOURCE, "INST", 1, None, 0))),
    ("RENT-EUR", ((ACCOUNT, "3911", 1, None, 390),)),
    (
        "REFILL",
        (
            (ITEM, "F-0100", 4, "BOX", 0),
            (ITEM, "F-0110", 12, None, 0),
            (ACCOUNT, "6610", 1, None, 120),
        ),
    ),
    (
        "CARE",
        (
            (COMMENT, "Desks and chairs are looked over and tightened", 0, None, 0),
            (RESOURCE, "INST", 6, None, 0),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which customer has which code, how often, and in how many days it is due the next time.

    Without `days` it is due on the first of the month of the work date.
    """

    customer: str
    code: str
    recurrence: str
    days: int | None = None
    terms: str | None = None
    asks_on_orders: bool = False


ASSIGNMENTS = (
    Assignment("Hötorget Coworking AB", "RENT", "1M", terms="10D"),
    Assignment("Trollhättan Film AB", "RENT", "1M"),
    Assignment("Nordic Retail Oy", "RENT-EUR", "1M"),
    Assignment("Söderport Redovisning AB", "REFILL", "1W", days=-3),
    Assignment("Lindholmen Teknik AB", "REFILL", "2W", days=4, asks_on_orders=True),
    Assignment("Vättern Vård AB", "CARE", "3M", days=40),
)

A_YEAR_AGO = -12


def add_recurring(clerk: Clerk, customer_nos: Mapping[str, str]) -> None:
    """Make the codes with their lines, and give them to customers; some are due."""
    clerk.add_rows("standard_sales_code", "code description currency_code", CODES)
    for code, lines in LINES:
        for count, line in enumerate(lines, start=1):
            _add_line(clerk, (code, count * LINE_NO_STEP), line)
    for assignment in ASSIGNMENTS:
        _assign(clerk, assignment, customer_nos[assignment.customer])


def _add_line(
    clerk: Clerk, key: tuple[str, int], line: tuple[LineType, str, int, str | None, int]
) -> None:
    code, line_no = key
    line_type, no, quantity, unit, amount = line
    is_text = line_type is COMMENT
    clerk.add(
        "standard_sales_line",
        code=code,
        line_no=line_no,
        type=line_type,
        no=None if is_text else no,
        description=no if is_text else None,
        quantity=Decimal(quantity),
        unit_of_measure_code=unit,
        amount_excl_vat=Decimal(amount) if amount else None,
    )


def _assign(clerk: Clerk, assignment: Assignment, customer_no: str) -> None:
    today = clerk.context.work_date
    clerk.add(
        "customer_standard_code",
        customer_no=customer_no,
        code=assignment.code,
        valid_from=first_of_month(today, A_YEAR_AGO),
        payment_terms_code=assignment.terms,
        insert_on_orders=InsertMode.ALWAYS_ASK if assignment.asks_on_orders else None,
        recurrence=assignment.recurrence,
        next_date=_next_date(today, assignment.days),
    )


def _next_date(today: date, days: int | None) -> date:
    return first_of_month(today) if days is None else today + timedelta(days=days)
