"""The demo company's year, planned before it is entered: who orders what, when it is delivered.

Pure values from a fixed seed, so that the same work date always makes the same company. Sales
grow over the year and have a season; the months before the work date are complete.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from random import Random

from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType
from desktop.services.demo.currencies import first_of_month
from desktop.services.demo.customers import Buyer
from desktop.services.demo.places import EAST, MAIN
from desktop.services.demo.wares import SMALL_BUYERS, WantedLine, wanted_lines

SEED = 20_260_115

MONTHS = 12
SEASON = (78, 88, 104, 96, 105, 110, 52, 92, 121, 112, 116, 92)
"""How each calendar month sells, in percent of an average one: summer is quiet."""

FIRST_MONTH = 960_000
GROWTH = 26_000
"""Sales of the first month, and how much more each following month brings, before season."""

CLOSE_ENOUGH = 30_000
"""How far the sales of a month may lie from what was wanted."""

LEAD = 4
"""Working days by which an order comes before the day on which it should become sales."""

REGULARS = ("Birkholm Interiors AB", "Nordic Retail Oy", "Hanse Glas GmbH")
"""Customers that order something every month."""

DAYS_IN_MONTH = 20
PERCENT = 100
OLD_MODEL_MONTHS = 4

# kind of customer: how often one of them orders
EAGERNESS = {
    "dealer": 8,
    "office": 4,
    "monthly": 4,
    "direct": 5,
    "public": 2,
    "project": 4,
    "shop": 5,
    "swish": 4,
    "cash": 14,
    "person": 1,
    "union": 4,
    "union_direct": 3,
    "union_dealer": 4,
    "export": 3,
    "export_direct": 3,
}


class Step(StrEnum):
    """What is done with a planned document on one of its days."""

    SHIP_HALF = "ship_half"
    SHIP_AND_INVOICE_HALF = "ship_and_invoice_half"
    SHIP = "ship"
    INVOICE = "invoice"
    SHIP_AND_INVOICE = "ship_and_invoice"
    RELEASE = "release"


SHIPS_ALL = frozenset({Step.SHIP, Step.SHIP_AND_INVOICE})
SHIPS_HALF = frozenset({Step.SHIP_HALF, Step.SHIP_AND_INVOICE_HALF})

Course = tuple[tuple[int, Step], ...]
"""Steps of a document, each so many working days after its order date."""

COURSES: tuple[tuple[int, Course], ...] = (
    (46, ((2, Step.SHIP_AND_INVOICE),)),
    (22, ((1, Step.RELEASE), (3, Step.SHIP), (5, Step.INVOICE))),
    (18, ((2, Step.SHIP_AND_INVOICE_HALF), (9, Step.SHIP_AND_INVOICE))),
    (14, ((1, Step.SHIP_HALF), (6, Step.SHIP), (8, Step.INVOICE))),
)
"""How often orders take which course, in percent."""

WHOLE_COURSES = COURSES[:2]
"""For customers who want all of an order at once."""

AT_ONCE: Course = ((0, Step.SHIP_AND_INVOICE),)


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document to be made on a day, with the days and kinds of its postings in order."""

    type: DocumentType
    buyer: Buyer
    day: date
    lines: tuple[WantedLine, ...]
    steps: tuple[tuple[date, Step], ...] = ()
    wish: date | None = None
    """The delivery date that the customer asked for; None where no wish was said."""


def history(
    work_date: date, buyers: Sequence[Buyer], days: Sequence[date]
) -> list[PlannedDocument]:
    """All documents of the twelve months before the month of the work date, and of its days.

    `days` are the working days of that time in order. A document whose steps reach beyond the
    work date keeps only those until then, and so is an open one.
    """
    dice = Random(SEED)  # noqa: S311  (makes a story, guards nothing)
    planned: list[PlannedDocument] = []
    for month in range(MONTHS + 1):
        first = first_of_month(work_date, month - MONTHS)
        open_days = [day for day in days if first <= day < first_of_month(first, 1)]
        if open_days:
            planned += _month(dice, buyers, month, (open_days, days))
    return sorted(planned, key=lambda document: document.day)


def _month(
    dice: Random,
    buyers: Sequence[Buyer],
    month: int,
    calendar: tuple[Sequence[date], Sequence[date]],
) -> list[PlannedDocument]:
    """Documents that become the sales of one month; a month begun gets its share."""
    open_days, days = calendar
    wanted = (FIRST_MONTH + GROWTH * month) * SEASON[open_days[0].month - 1] // PERCENT
    wanted = wanted * len(open_days) // max(len(open_days), DAYS_IN_MONTH)
    waiting = [buyer for buyer in buyers if buyer.name in REGULARS]
    planned, sold = [], Decimal(0)
    while sold < wanted - CLOSE_ENOUGH:
        buyer = waiting.pop() if waiting else _buyer(dice, buyers)
        lines = wanted_lines(dice, buyer, old_models=month < OLD_MODEL_MONTHS)
        value = sum(line.value for line in lines)
        if sold + value > wanted + CLOSE_ENOUGH:
            continue
        sold += value
        planned.append(_planned(dice, buyer, lines, (dice.choice(open_days), days)))
    return planned


def working_day_after(days: Sequence[date], day: date, count: int) -> date | None:
    """The working day `count` places after `day`; None beyond the last one."""
    place = bisect_left(days, day) + count
    return days[place] if place < len(days) else None


def half_of(line: WantedLine) -> int:
    """What of a line a first delivery brings: half of the goods, nothing of work and freight."""
    return int(line.quantity) // 2 if line.base_quantity else 0


def _buyer(dice: Random, buyers: Sequence[Buyer]) -> Buyer:
    return dice.choices(buyers, weights=[EAGERNESS[buyer.kind] for buyer in buyers])[0]


def _planned(
    dice: Random,
    buyer: Buyer,
    lines: tuple[WantedLine, ...],
    calendar: tuple[date, Sequence[date]],
) -> PlannedDocument:
    day, days = calendar
    is_invoice = buyer.kind in SMALL_BUYERS
    if not is_invoice:
        day = days[max(0, bisect_left(days, day) - LEAD)]
    course = AT_ONCE if is_invoice else _course(dice, buyer, lines)
    return PlannedDocument(
        type=DocumentType.INVOICE if is_invoice else DocumentType.ORDER,
        buyer=buyer,
        day=day,
        lines=lines,
        steps=tuple(_dated(course, day, days)),
    )


def _course(dice: Random, buyer: Buyer, lines: Sequence[WantedLine]) -> Course:
    is_whole = buyer.kind == "project" or not any(map(half_of, lines))
    courses = WHOLE_COURSES if is_whole else COURSES
    chosen: Course = dice.choices(
        [course for _weight, course in courses], weights=[weight for weight, _course in courses]
    )[0]
    return chosen


def _dated(course: Course, day: date, days: Sequence[date]) -> Iterator[tuple[date, Step]]:
    for count, step in course:
        posting_day = working_day_after(days, day, count)
        if posting_day is not None:
            yield posting_day, step


# ---------------------------------------------------------------------------- what is still open

# working days before the work date, wish in so many days after the order, steps; how many of each
OPEN_STATES: tuple[tuple[int, tuple[int, int, Course]], ...] = (
    (7, (2, 14, ())),
    (3, (0, 20, ())),
    (6, (4, 12, ((1, Step.RELEASE),))),
    (3, (1, 8, ((0, Step.RELEASE),))),
    (4, (18, 8, ((1, Step.RELEASE),))),
    (2, (15, 6, ())),
    (4, (8, 16, ((2, Step.RELEASE), (4, Step.SHIP_HALF)))),
    (3, (9, 18, ((2, Step.SHIP_AND_INVOICE_HALF),))),
    (5, (5, 4, ((3, Step.SHIP),))),
)

OPEN_INVOICES = 11


def _divisible(dice: Random, buyer: Buyer, course: Course) -> tuple[WantedLine, ...]:
    """Lines of which a first half can be delivered, where the course wants that."""
    lines = wanted_lines(dice, buyer, old_models=False)
    while any(step in SHIPS_HALF for _day, step in course) and not any(map(half_of, lines)):
        lines = wanted_lines(dice, buyer, old_models=False)
    return lines


SHOWPIECE = (
    (LineType.ITEM, "D-1600", 4, 5, MAIN),
    (LineType.ITEM, "P-0410", 12, 5, MAIN),
    (LineType.ITEM, "S-2203", 12, 0, MAIN),
    (LineType.ITEM, "S-2310", 8, 0, EAST),
    (LineType.ITEM, "W-0120", 2, 10, EAST),
    (LineType.RESOURCE, "INST", 6, 0, None),
)
"""An order with lines of every type, from both places, one of them short."""


def _showpiece(buyer: Buyer, days: Sequence[date], ahead: Sequence[date]) -> PlannedDocument:
    lines = [
        WantedLine(kind, no, Decimal(quantity), discount_pct=discount, location_code=location)
        for kind, no, quantity, discount, location in SHOWPIECE
    ]
    lines += [
        WantedLine(LineType.GL_ACCOUNT, "6610", Decimal(1), unit_price=Decimal(950)),
        WantedLine(LineType.COMMENT, "Deliver to the rear entrance, call ahead", Decimal(0)),
    ]
    return PlannedDocument(
        type=DocumentType.ORDER,
        buyer=buyer,
        day=days[-2],
        lines=tuple(lines),
        wish=working_day_after(ahead, days[-2], 12),
    )


def open_documents(
    buyers: Sequence[Buyer], days: Sequence[date], ahead: Sequence[date]
) -> list[PlannedDocument]:
    """Orders in every state that one can have, and invoices that wait to be posted.

    `days` are the working days until the work date, `ahead` the same and those that follow.
    """
    dice = Random(SEED + 1)  # noqa: S311  (makes a story, guards nothing)
    businesses = [
        buyer for buyer in buyers if buyer.kind not in SMALL_BUYERS and buyer.kind != "project"
    ]
    planned = []
    for count, (days_ago, delivery_in, course) in OPEN_STATES:
        for _order in range(count):
            buyer = _buyer(dice, businesses)
            day = days[-1 - days_ago - dice.randrange(2)]
            planned.append(
                PlannedDocument(
                    type=DocumentType.ORDER,
                    buyer=buyer,
                    day=day,
                    lines=_divisible(dice, buyer, course),
                    steps=tuple(_dated(course, day, days)),
                    wish=working_day_after(ahead, day, delivery_in),
                )
            )
    planned.append(_showpiece(buyers[0], days, ahead))
    for count in range(OPEN_INVOICES):
        buyer = _buyer(dice, businesses)
        lines = wanted_lines(dice, buyer, old_models=False)
        day = days[-1 - count % 3]
        planned.append(PlannedDocument(DocumentType.INVOICE, buyer, day, lines))
    return planned
