"""The promising window: lines, chosen methods and dates, kept in memory only (PF39, PF40).

Calculating writes nothing, so closing the window leaves nothing behind (PF43).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.promising.choices import Asked, Choice
from desktop.services.promising.lines import Method
from desktop.services.promising.ranking import LineKey
from desktop.services.promising.reading import items_of_orders, open_lines
from desktop.services.promising.refusals import TypedDeliveryNever, TypedDeliveryTooEarly
from desktop.services.promising.session import answers, check_scopes
from desktop.services.promising.shown import PromisedLine, unanswered
from desktop.services.sales.load import document_ref, load_document
from desktop.services.sales.refusals_lines import LineMissing

DELIVERY = "planned_delivery_date"


@dataclass(frozen=True, slots=True)
class PromisingWindow:
    """The lines of an order as the window shows them; `choices` are by line number."""

    key: DocumentKey
    lines: tuple[PromisedLine, ...]
    choices: Mapping[int, Choice] = field(default_factory=dict)

    def line(self, line_no: int) -> PromisedLine:
        """The line of this number; raises LineMissing."""
        for line in self.lines:
            if line.line_no == line_no:
                return line
        raise LineMissing(
            record=document_ref(self.key),
            document_type=self.key.type,
            no=self.key.no,
            line_no=line_no,
        )


def open_window(session: Session, key: DocumentKey, context: UserContext) -> PromisingWindow:
    """The lines of an order that can be promised, with nothing calculated yet (PF20, PF39).

    Raises DocumentMissing.
    """
    load_document(session, key, context)
    items = items_of_orders(session, [key.no])
    lines = open_lines(session, items, [key.no], context.work_date)
    shown = sorted(map(unanswered, lines), key=lambda line: line.line_no)
    return PromisingWindow(key, tuple(shown))


def calculate(
    session: Session,
    window: PromisingWindow,
    choice: Choice,
    context: UserContext,
    line_nos: Collection[int] | None = None,
) -> PromisingWindow:
    """Calculate all lines, or some, by a method; the others keep theirs and are looked at again.

    Nothing is written. Raises what `session.capable_to_promise` raises.
    """
    wanted = [line.line_no for line in window.lines] if line_nos is None else line_nos
    return recalculated(session, window, dict.fromkeys(wanted, choice), context)


def enter_delivery(
    session: Session,
    window: PromisingWindow,
    line_no: int,
    delivery: date | None,
    context: UserContext,
) -> PromisingWindow:
    """Take a typed delivery date of a line, if the goods can be there then (PF39, SD40).

    Without a date the line is calculated by its method again. Raises TypedDeliveryTooEarly or
    TypedDeliveryNever.
    """
    window.line(line_no)
    before = window.choices.get(line_no, Choice(Method.ATP))
    choice = Choice(before.method, before.as_soon_as_possible, delivery)
    made = recalculated(session, window, {line_no: choice}, context)
    if delivery is not None:
        _check_kept(made.line(line_no), delivery)
    return made


def recalculated(
    session: Session,
    window: PromisingWindow,
    choices: Mapping[int, Choice],
    context: UserContext,
) -> PromisingWindow:
    """The window as its choices, and these besides, answer it now."""
    together = {**window.choices, **choices}
    asked = asked_of(window.key, together)
    check_scopes(load_document(session, window.key, context), asked)
    found = {line.line_no: line for line in answers(session, asked, context)}
    still = open_window(session, window.key, context)
    lines = tuple(found.get(line.line_no, line) for line in still.lines)
    return PromisingWindow(window.key, lines, together)


def asked_of(key: DocumentKey, choices: Mapping[int, Choice]) -> Asked:
    """The question that a window asks."""
    lines = {LineKey(key.no, line_no): choice for line_no, choice in choices.items()}
    return Asked(frozenset({key.no}), lines=lines)


def _check_kept(line: PromisedLine, delivery: date) -> None:
    if line.is_kept:
        return
    ref = RecordRef("sales_line", (DocumentType.ORDER.value, line.document_no, line.line_no))
    about = {"line_no": line.line_no, "no": line.item_no, "delivery_date": delivery}
    if line.earliest_shipment_date is None:
        raise TypedDeliveryNever(record=ref, field=DELIVERY, **about)
    raise TypedDeliveryTooEarly(
        record=ref,
        field=DELIVERY,
        earliest=line.earliest_shipment_date,
        earliest_delivery=line.planned_delivery_date,
        **about,
    )
