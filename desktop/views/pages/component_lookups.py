"""Look-ups of what goes into a kit, by the type of the line: on bills of materials and orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.models.supply_words import BomLineType
from desktop.services.records import LookupRow, lookup_rows
from desktop.views.tables.list_spec import Session


def find_component(
    session: Session, text: str, values: Mapping[str, object]
) -> Sequence[LookupRow]:
    """Items on a line of an item, resources on a line of a resource."""
    if values.get("type") is BomLineType.TEXT:
        return ()
    is_time = values.get("type") is BomLineType.RESOURCE
    return lookup_rows(session, "resource" if is_time else "item", text)


def find_unit(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The units of the line's item or resource."""
    if values.get("type") is BomLineType.RESOURCE:
        return lookup_rows(session, "unit_of_measure", text)
    return lookup_rows(session, "item_unit_of_measure", text, where={"item_no": values.get("no")})


def find_variant(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The variants of the line's item."""
    return lookup_rows(session, "item_variant", text, where={"item_no": values.get("no")})
