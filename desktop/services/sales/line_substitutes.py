"""What may be sold in the place of a line's item, and selling it (CU60)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.items import Item, ItemSubstitution, ItemUnitOfMeasure
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey
from desktop.models.values.numbers import Quantity, UnitPrice
from desktop.models.words import LineType
from desktop.services.availability.events import Scope
from desktop.services.availability.figures import NO_FIGURES, Figures, figures_by_scope
from desktop.services.context import UserContext
from desktop.services.sales.editable import check_line
from desktop.services.sales.fields import DATE_FIELDS
from desktop.services.sales.line_choice import fill_line, source_of
from desktop.services.sales.line_making import blank_line
from desktop.services.sales.line_quantities import enter_quantity
from desktop.services.sales.load import Document, line_ref, load_document
from desktop.services.sales.refusals_lines import NoSubstitute, NotForThisType
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView

_KEPT = (
    *sorted(DATE_FIELDS),
    "location_code",
    "outbound_handling_time",
    "shipping_agent_code",
    "shipping_agent_service_code",
    "shipping_time",
)
"""What a line keeps when something else is sold on it: when, from where, by whom."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """Something that may be sold instead.

    `available` is what is left at the line's location on its shipment date, in base units; None
    for what is not kept in stock. `unit_price` is in the document's currency and VAT mode, per
    `unit_code`; None, with the reason in `refusal`, for what cannot be sold now.
    """

    no: str
    variant_code: str
    description: str
    condition: str
    interchangeable: bool
    available: Quantity | None
    base_unit: str
    unit_code: str | None = None
    unit_price: UnitPrice | None = None
    refusal: Refusal | None = None


def substitutes(
    session: Session, key: DocumentKey, line_no: int, context: UserContext
) -> tuple[Substitute, ...]:
    """What may be sold in the place of a line's item, by number; nothing is changed.

    Raises LineMissing or NotForThisType.
    """
    document = load_document(session, key, context)
    line = _item_line(document, line_no)
    pairs = _pairs_of(document, line)
    today = context.work_date
    items = {item.no for _pair, item in pairs}
    stock = figures_by_scope(session, items, line.shipment_date or today, today)
    return tuple(_substitute(document, line, pair, stock) for pair in pairs)


def substitute(
    session: Session,
    key: DocumentKey,
    line_no: int,
    context: UserContext,
    *,
    substitute_no: str,
    substitute_variant_code: str = "",
) -> DocumentView:
    """Sell a substitute on a line: quantity, dates and location stay, all else is derived anew.

    The unit stays if the substitute has it, else it is its sales unit. Raises LineMissing,
    NotForThisType, NoSubstitute, LineStarted or what choosing an item raises.
    """
    document = load_document(session, key, context, for_update=True)
    line = _item_line(document, line_no)
    check_line(document, line, "no")
    wanted = (substitute_no, substitute_variant_code)
    offered = {(item.no, pair.substitute_variant_code) for pair, item in _pairs_of(document, line)}
    if wanted not in offered:
        raise NoSubstitute(
            record=line_ref(line),
            field="no",
            line_no=line_no,
            no=line.no or "",
            substitute_no=substitute_no,
        )
    document.entered.append((line_no, "no"))
    kept, quantity = {name: getattr(line, name) for name in _KEPT}, line.quantity
    _sell(document, line, wanted)
    for name, value in kept.items():
        setattr(line, name, value)
    enter_quantity(document, line, quantity, source_of(document, line))
    return finish(document)


def _item_line(document: Document, line_no: int) -> SalesLine:
    line = document.line(line_no)
    if line.type is not LineType.ITEM or line.no is None:
        raise NotForThisType(
            record=line_ref(line),
            field="no",
            entered_field="substitute_no",
            line_no=line_no,
            no=line.no or "",
        )
    return line


Pair = tuple[ItemSubstitution, Item]


def _pairs_of(document: Document, line: SalesLine) -> Sequence[Pair]:
    """The substitutions of a line's item, in its variant or in any."""
    statement = (
        select(ItemSubstitution, Item)
        .join(Item, Item.no == ItemSubstitution.substitute_no)
        .where(
            ItemSubstitution.item_no == line.no,
            ItemSubstitution.variant_code.in_({"", line.variant_code or ""}),
        )
        .order_by(ItemSubstitution.substitute_no, ItemSubstitution.substitute_variant_code)
    )
    found = document.session.execute(statement)
    # The pair of the line's own variant comes before that of any.
    best: dict[tuple[str, str], Pair] = {}
    for pair, item in found:
        name = (pair.substitute_no, pair.substitute_variant_code)
        if name not in best or pair.variant_code:
            best[name] = (pair, item)
    return list(best.values())


def _sell(document: Document, line: SalesLine, wanted: tuple[str, str]) -> None:
    no, variant_code = wanted
    unit = line.unit_of_measure_code
    if unit and document.session.get(ItemUnitOfMeasure, (no, unit)) is None:
        unit = None
    fill_line(document, line, no, variant_code=variant_code or None, unit_code=unit)


def _substitute(
    document: Document, line: SalesLine, pair: Pair, stock: dict[Scope, Figures]
) -> Substitute:
    offer, item = pair
    scope = Scope(item.no, offer.substitute_variant_code or None, line.location_code)
    left = stock.get(scope, NO_FIGURES)
    # What is tried must leave no trace in the document.
    trial = replace(document, lines=[], notices=[], texts_due=[])
    tried = blank_line(trial, line.line_no, LineType.ITEM)
    tried.unit_of_measure_code = line.unit_of_measure_code
    refusal: Refusal | None = None
    try:
        _sell(trial, tried, (item.no, offer.substitute_variant_code))
        enter_quantity(trial, tried, line.quantity, source_of(trial, tried))
    except Refusal as refused:
        refusal = refused
    return Substitute(
        no=item.no,
        variant_code=offer.substitute_variant_code,
        description=tried.description or item.description,
        condition=offer.condition_text,
        interchangeable=offer.interchangeable,
        available=left.projected_available_balance if item.is_stocked else None,
        base_unit=item.base_unit or "",
        unit_code=tried.unit_of_measure_code,
        unit_price=None if refusal else tried.unit_price,
        refusal=refusal,
    )
