"""Entering the planned documents day by day, as the people of the demo company would."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.demo.people import ADMIN
from desktop.services.demo.plan import (
    SEED,
    SHIPS_HALF,
    PlannedDocument,
    Step,
    half_of,
)
from desktop.services.demo.wares import WantedLine
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.sales.creation import create_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import add_line
from desktop.services.sales.release import release
from desktop.services.standard_setup.terms import DIRECT

ON_CREDIT = frozenset(
    {"dealer", "office", "monthly", "public", "project", "union", "union_dealer", "export"}
)
"""Kinds of customers that pay later; the others pay with their invoice."""

FRESH = timedelta(days=34)
"""Invoices younger than this still stand open."""

STALE = timedelta(days=75)
"""Nothing older than this is still unpaid."""

SLOW = 8
"""One in so many documents between fresh and stale was not paid when due."""

HIGHEST_NUMBER = 100_000

CHOICES = {
    Step.SHIP_HALF: (True, False),
    Step.SHIP: (True, False),
    Step.INVOICE: (False, True),
    Step.SHIP_AND_INVOICE_HALF: (True, True),
    Step.SHIP_AND_INVOICE: (True, True),
}
"""Whether a step ships, and whether it invoices."""

ANSWERS = {
    ConfirmationCode.UPDATE_EXCHANGE_RATE: True,
    ConfirmationCode.UPDATE_LINES: True,
}
"""What is said to the questions that a document asks."""

SLOW_PAYER = "Birkholm Interiors AB"
REMINDED = timedelta(days=50)
"""This customer pays only when reminded, so late."""

Task = Callable[[Session], None]


@dataclass(slots=True)
class Trader:
    """Makes documents and takes their steps; remembers which document a plan became."""

    work_date: date
    keys: dict[int, DocumentKey] = field(default_factory=dict)
    _dice: Random = field(default_factory=lambda: Random(SEED + 3))  # noqa: S311  (a story)
    _doubtful: int = 0

    def tasks(self, plan: Sequence[PlannedDocument]) -> Iterator[tuple[date, Task]]:
        """Everything that is to be done for the plan, each with its day; in no order of days."""
        for place, document in enumerate(plan):
            yield document.day, self._making(place, document)
            for day, step in document.steps:
                yield day, self._stepping(place, day, step)

    def _making(self, place: int, document: PlannedDocument) -> Task:
        def make(session: Session) -> None:
            context = self._context(document.day)
            view = create_document(session, document.type, context, document.buyer.no)
            self.keys[place] = view.key
            for name, value in self._header(document):
                change_header(session, view.key, name, value, context)
            halves = any(step in SHIPS_HALF for _day, step in document.steps)
            for line in document.lines:
                entries = list(line_entries(line, begins_with_half=halves))
                add_line(session, view.key, entries, context)

        return make

    def _stepping(self, place: int, day: date, step: Step) -> Task:
        def take(session: Session) -> None:
            key, context = self.keys[place], self._context(day)
            if step is Step.RELEASE:
                release(session, key, context)
                return
            ship, invoice = CHOICES[step]
            post(session, key, PostingChoice(ship, invoice, posting_date=day), context)

        return take

    def _header(self, document: PlannedDocument) -> Iterator[tuple[str, object]]:
        """What is typed into a header besides the customer."""
        if document.type is DocumentType.ORDER:
            number = self._dice.randrange(HIGHEST_NUMBER)
            yield "external_document_no", f"PO-{number:05d}"
        if document.wish is not None:
            yield "requested_delivery_date", document.wish
        if document.buyer.kind in ON_CREDIT and self._was_paid(document):
            yield "payment_method_code", DIRECT

    def _was_paid(self, document: PlannedDocument) -> bool:
        """Whether the money came long ago: payments are not entered, so it comes at once."""
        age = self.work_date - document.day
        if not document.steps or age < FRESH:
            return False
        if age > STALE:
            return True
        if document.buyer.name == SLOW_PAYER:
            return age > REMINDED
        self._doubtful += 1
        return self._doubtful % SLOW > 0

    def _context(self, day: date) -> UserContext:
        return UserContext(user=ADMIN, work_date=day, answers=ANSWERS)


def line_entries(
    line: WantedLine, *, begins_with_half: bool = False
) -> Iterator[tuple[str, object]]:
    """What is typed into a line; what a first delivery brings is said at once."""
    yield "type", line.type
    if line.type is LineType.COMMENT:
        yield "description", line.no
        return
    yield "no", line.no
    if line.location_code is not None:
        yield "location_code", line.location_code
    if line.variant_code is not None:
        yield "variant_code", line.variant_code
    yield "quantity", line.quantity
    if line.unit_price is not None:
        yield "unit_price", line.unit_price
    if line.discount_pct:
        yield "line_discount_pct", line.discount_pct
    if begins_with_half:
        yield "qty_to_ship", half_of(line)
