"""The block about an item: what is there, what must go, what is left, by location."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QImage

from desktop.models.values.numbers import ZERO, Quantity
from desktop.services.availability.figures import figures_by_scope, figures_of_item
from desktop.services.availability.substitutes import substitutes_of_item
from desktop.services.context import UserContext
from desktop.services.items.pictures import picture_of
from desktop.services.records import read_record
from desktop.translation import N_
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.tables.columns import Kind, Target, Tone
from desktop.views.tables.list_spec import Session


def item_facts(session: Session, no: str, context: UserContext) -> Sequence[FactBlock]:
    """The picture, stock by location and the figures of today, prices, and what may stand in."""
    today = context.work_date
    values = read_record(session, "item", (no,)).values
    held: dict[str | None, Quantity] = {}
    for scope, figures in figures_by_scope(session, [no], today, today).items():
        held[scope.location_code] = held.get(scope.location_code, ZERO) + figures.inventory
    places = [
        Fact(location or N_("Without location"), quantity, Kind.QUANTITY)
        for location, quantity in held.items()
        if quantity
    ]
    prices = (
        Fact(N_("Unit Price"), values["unit_price"], Kind.UNIT_PRICE),
        Fact(N_("Unit Cost"), values["unit_cost"], Kind.UNIT_PRICE),
        Fact(N_("Profit %"), values["profit_pct"], Kind.PERCENT),
    )
    return (
        *_picture(session, no, str(values["description"])),
        _stock(session, no, today),
        *([FactBlock(title=N_("On hand by location"), facts=tuple(places))] if places else []),
        FactBlock(title=N_("Prices"), facts=prices),
        *_substitutes(session, no, context),
    )


def _picture(session: Session, no: str, name: str) -> Sequence[FactBlock]:
    """The item's picture, decoded here and not on the thread of the screen."""
    content = picture_of(session, no)
    image = QImage.fromData(content) if content else QImage()
    if image.isNull():
        return ()
    return (FactBlock(title="", picture=image, picture_name=name),)


def _substitutes(session: Session, no: str, context: UserContext) -> Sequence[FactBlock]:
    """What may be sold instead, with what is left of it today."""
    found = substitutes_of_item(session, no, context.work_date)
    facts = tuple(
        Fact(each.label, each.available, Kind.QUANTITY, target=Target("item", each.no))
        for each in found
    )
    return (FactBlock(title=N_("Substitutes"), facts=facts),) if facts else ()


def _stock(session: Session, no: str, today: date) -> FactBlock:
    """What is on hand of an item and what is left today, at all locations."""
    figures = figures_of_item(session, no, today, today)
    entries = Target("item_ledger_entry_list", Entries((("item_no", no),), no))
    by_event = Target("availability_by_event", no)
    left = figures.projected_available_balance
    tone = Tone.OK if left > 0 else Tone.DANGER
    return FactBlock(
        title=N_("Availability today"),
        facts=(
            Fact(N_("Inventory"), figures.inventory, Kind.QUANTITY, target=entries),
            Fact(N_("Required"), figures.gross_requirement, Kind.QUANTITY, target=by_event),
            Fact(N_("Expected"), figures.scheduled_receipt, Kind.QUANTITY, target=by_event),
            Fact(N_("Available"), left, Kind.QUANTITY, tone=tone, target=by_event),
        ),
    )
