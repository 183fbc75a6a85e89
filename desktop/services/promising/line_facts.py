"""The fact box of a sales line with the date that could be promised for it (PF8)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.availability.line_facts import LineFacts, line_facts
from desktop.services.context import UserContext
from desktop.services.promising.choices import Asked, Choice
from desktop.services.promising.lines import Method
from desktop.services.promising.session import answers


@dataclass(frozen=True, slots=True)
class PromisedFacts:
    """The figures of a line; `overdue_document` is a late receipt that its date relies on."""

    facts: LineFacts
    overdue_document: str | None = None


def facts_of_line(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> PromisedFacts | None:
    """The figures of a line; an order's earliest date is the one that can be promised, by rank.

    Lines of other documents have no rank: theirs is the first date that harms nobody. None for
    lines without an item of type inventory.
    """
    facts = line_facts(session, key, line_no, context.work_date)
    if facts is None or key.type is not DocumentType.ORDER:
        return None if facts is None else PromisedFacts(facts)
    asked = Asked.of_order(key.no, Choice(Method.ATP), [line_no])
    for line in answers(session, asked, context):
        earliest = replace(facts, earliest=line.earliest_shipment_date)
        return PromisedFacts(earliest, line.overdue_document)
    return PromisedFacts(facts)
