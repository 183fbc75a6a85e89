"""Look-ups of what a line sells, by its type: on documents and on recurring lines (SD21)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.models.words import LineType
from desktop.services.records import LookupRow, lookup_rows
from desktop.services.sales.finding_items import find_line_candidates
from desktop.translation import user_localizer
from desktop.views.tables.list_spec import Session


def find_on_line(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """What a typed text may mean on a line of the row's type, the best hit first (SD21)."""
    line_type = values.get("type")
    wanted = line_type if isinstance(line_type, LineType) else LineType.ITEM
    found = find_line_candidates(session, text, wanted)
    price = user_localizer().unit_price
    if wanted is LineType.COMMENT:
        return [LookupRow(each.no, each.description, "") for each in found]
    return [LookupRow(each.no, each.description, price(each.unit_price)) for each in found]


def find_unit(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The units of the line's item; any unit for other lines."""
    if values.get("type") is LineType.ITEM:
        return lookup_rows(
            session, "item_unit_of_measure", text, where={"item_no": values.get("no")}
        )
    return lookup_rows(session, "unit_of_measure", text)


def find_variant(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The variants of the line's item."""
    return lookup_rows(session, "item_variant", text, where={"item_no": values.get("no")})


LINE_LOOKUPS = {
    "no": find_on_line,
    "variant_code": find_variant,
    "unit_of_measure_code": find_unit,
}
"""Fields of a line's card whose look-up depends on what the line sells."""
