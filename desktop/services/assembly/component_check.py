"""Whether the components of kits will be there when the work begins (PF122).

Nothing is refused by it, and nothing becomes a demand by it: it only tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.assembly import AssemblyLine, AtoLink
from desktop.models.company import CompanyInformation
from desktop.models.items import ItemSubstitution
from desktop.models.promising import Reservation
from desktop.models.supply_words import AssemblyType, BomLineType, DemandType
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.assembly.load import LINE, AssemblyDocument, AssemblyKey, load_assembly
from desktop.services.availability.balance import Balance
from desktop.services.availability.buckets import LookAhead
from desktop.services.availability.events import Scope, Wanted, day_totals
from desktop.services.availability.figures import balances_of, in_unit
from desktop.services.context import UserContext
from desktop.translation import N_

SHORT = N_(
    "Component {no} is short by {short} {unit} on {due_date}. It will be there on {earliest}."
)
SHORT_NO_DATE = N_(
    "Component {no} is short by {short} {unit} on {due_date}. No receipt is known that covers it."
)

LineKey = tuple[AssemblyType, str, int]


class Need(NamedTuple):
    """What a line of kits still needs of a scope (base units, not reserved yet) on a day."""

    key: LineKey
    scope: Scope
    quantity: Quantity
    due: date | None


class State(NamedTuple):
    """What there is for a line on its day, what is missing, and from when on all of it is there.

    Base units, without what the line itself wants; `there` is never below zero.
    """

    there: Quantity
    short: Quantity
    earliest: date | None


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A component of kits as it is checked; quantities in the line's unit.

    `enough_for` is for how many kits, in their unit, what is there suffices.
    """

    line_no: int
    no: str
    description: str
    location_code: str
    unit: str
    due_date: date | None
    needed: Quantity
    there: Quantity
    short: Quantity
    enough_for: Quantity
    earliest: date | None
    substitutes: int


@dataclass(frozen=True, slots=True)
class ComponentCheck:
    """All components of one document, and how many kits can be put together of what is there."""

    key: AssemblyKey
    item_no: str
    able_to_assemble: Quantity
    rows: tuple[ComponentRow, ...]


def component_check(session: Session, key: AssemblyKey, context: UserContext) -> ComponentCheck:
    """Check the components of a document on their due dates; raises AssemblyNotFound."""
    document = load_assembly(session, key, context)
    states = states_of(document)
    nos = {line.no for line in document.lines if line.type is BomLineType.ITEM and line.no}
    substitutes = _substitutes(session, nos)
    rows = tuple(
        _row(document, line, states[_key(line)], substitutes)
        for line in document.lines
        if _key(line) in states
    )
    able = min((row.enough_for for row in rows), default=document.header.remaining_quantity)
    return ComponentCheck(key, document.header.item_no or "", able, rows)


def put_warnings(document: AssemblyDocument) -> tuple[Notice, ...]:
    """Mark the lines of a loaded document that will be short, and tell about them."""
    states = states_of(document)
    notices = []
    for line in document.lines:
        state = states.get(_key(line))
        line.avail_warning = state is not None and state.short > 0
        if state is not None and line.avail_warning:
            notices.append(_notice(line, state))
    return tuple(notices)


def states_of(document: AssemblyDocument) -> Mapping[LineKey, State]:
    """How it stands with the components of a document, as the command leaves it.

    Its own old demand is taken out with its own dates (trap 1). Three statements, none without
    components.
    """
    reserved = _reserved(document.session, [document.key]) if document.is_order else {}
    needs = [_need(line, reserved) for line in document.lines if _is_wanted(line)]
    own = []
    if document.is_order:
        before = [AssemblyLine(**dict(values)) for values in document.lines_before.values()]
        own = [_need(line, reserved) for line in before if _is_wanted(line)]
    company = document.session.get_one(CompanyInformation, 1)
    return _states(document.session, needs, own, (document.context.work_date, company))


def short_lines(
    session: Session, key: DocumentKey, work_date: date, company: CompanyInformation
) -> Mapping[int, Sequence[str]]:
    """The components that will be short, by the line of a sales document they are for."""
    query = (
        select(AtoLink.document_line_no, AssemblyLine)
        .join(
            AssemblyLine,
            (AssemblyLine.document_type == AtoLink.assembly_type)
            & (AssemblyLine.document_no == AtoLink.assembly_no),
        )
        .where(
            AtoLink.document_type == key.type,
            AtoLink.document_no == key.no,
            AssemblyLine.type == BomLineType.ITEM,
            AssemblyLine.remaining_base != ZERO,
        )
        .order_by(AtoLink.document_line_no, AssemblyLine.line_no)
        .execution_options(populate_existing=True)
    )
    lines = [(row[0], row[1]) for row in session.execute(query)]
    documents = {AssemblyKey(line.document_type, line.document_no) for _no, line in lines}
    reserved = _reserved(session, documents)
    needs = [_need(line, reserved) for _no, line in lines if _is_wanted(line)]
    own = [need for need in needs if need.key[0] is AssemblyType.ORDER]
    states = _states(session, needs, own, (work_date, company))
    found: dict[int, list[str]] = {}
    for line_no, line in lines:
        state = states.get(_key(line))
        if state is not None and state.short > 0:
            found.setdefault(line_no, []).append(line.no or "")
    return found


def _states(
    session: Session,
    needs: Sequence[Need],
    own: Iterable[Need],
    terms: tuple[date, CompanyInformation],
) -> Mapping[LineKey, State]:
    """Ask one balance for each scope; a line finds what the lines before it leave (trap 6)."""
    if not needs:
        return {}
    work_date, company = terms
    look_ahead = LookAhead.parse(company.check_avail_period_calc, company.check_avail_time_bucket)
    counted = list(own)
    rows = day_totals(session, Wanted.of_scopes({need.scope for need in (*needs, *counted)}))
    known = {row.scope.item_no for row in rows}
    balances = balances_of(rows, work_date, look_ahead)
    for mine in counted:
        if mine.scope in balances:
            balances[mine.scope].remove(mine.due, -mine.quantity)
    found = {}
    for need in needs:
        if need.scope.item_no not in known:
            continue
        balance = balances.setdefault(need.scope, Balance(work_date, ZERO, look_ahead))
        day = balance.day_of(need.due)
        end = look_ahead.end(day)
        there = max(balance.lowest_from(day, end), ZERO)
        short = max(need.quantity - there, ZERO)
        found[need.key] = State(there, short, balance.earliest(need.quantity, day, end))
        balance.add(need.due, -need.quantity)
    return found


def _is_wanted(line: AssemblyLine) -> bool:
    return line.type is BomLineType.ITEM and bool(line.no) and bool(line.remaining_base)


def _key(line: AssemblyLine) -> LineKey:
    return line.document_type, line.document_no, line.line_no


def _need(line: AssemblyLine, reserved: Mapping[LineKey, Quantity]) -> Need:
    key = _key(line)
    scope = Scope(line.no or "", line.variant_code, line.location_code)
    return Need(key, scope, line.remaining_base - reserved.get(key, ZERO), line.due_date)


def _reserved(session: Session, documents: Iterable[AssemblyKey]) -> Mapping[LineKey, Quantity]:
    nos = sorted(key.no for key in documents if key.type is AssemblyType.ORDER)
    if not nos:
        return {}
    rows: Iterable[Any] = session.execute(
        select(
            Reservation.demand_document_no,
            Reservation.demand_line_no,
            func.sum(Reservation.quantity),
        )
        .where(
            Reservation.demand_type == DemandType.ASSEMBLY_COMPONENT,
            Reservation.demand_document_no.in_(nos),
        )
        .group_by(Reservation.demand_document_no, Reservation.demand_line_no)
    )
    return {(AssemblyType.ORDER, no, line_no): quantity for no, line_no, quantity in rows}


def _substitutes(session: Session, nos: Iterable[str]) -> Mapping[str, int]:
    rows = session.execute(
        select(ItemSubstitution.item_no, func.count())
        .where(ItemSubstitution.item_no.in_(sorted(nos)))
        .group_by(ItemSubstitution.item_no)
    )
    return {row[0]: row[1] for row in rows}


def _row(
    document: AssemblyDocument, line: AssemblyLine, state: State, substitutes: Mapping[str, int]
) -> ComponentRow:
    per_kit = line.quantity_per * line.qty_per_unit * document.header.qty_per_unit
    enough = (state.there / per_kit).to_integral_value(ROUND_FLOOR) if per_kit else Decimal(0)
    return ComponentRow(
        line_no=line.line_no,
        no=line.no or "",
        description=line.description,
        location_code=line.location_code or "",
        unit=line.unit_of_measure_code or "",
        due_date=line.due_date,
        needed=line.remaining,
        there=in_unit(state.there, line.qty_per_unit),
        short=in_unit(state.short, line.qty_per_unit),
        enough_for=enough,
        earliest=state.earliest,
        substitutes=substitutes.get(line.no or "", 0),
    )


def _notice(line: AssemblyLine, state: State) -> Notice:
    return Notice(
        "component_short",
        SHORT if state.earliest else SHORT_NO_DATE,
        {
            "no": line.no,
            "short": in_unit(state.short, line.qty_per_unit),
            "unit": line.unit_of_measure_code or "",
            "due_date": line.due_date,
            "earliest": state.earliest,
        },
        record=RecordRef(LINE, _key(line)),
        field="quantity",
    )
