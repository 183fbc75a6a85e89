"""What is done on the sheet of a price list; every act answers with the whole sheet.

The rules are those of the records (`services.pricing.rules`): nothing is decided here but in which
order their fields are entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy.orm import Session

from desktop.models.pricing import PriceList, PriceListLine
from desktop.models.pricing_words import PriceDefines
from desktop.models.values.keys import LINE_NO_STEP
from desktop.services.context import UserContext
from desktop.services.price_sheet.views import (
    LINE,
    LIST,
    PriceSheet,
    changed_fields,
    sheet_of,
)
from desktop.services.pricing.line_checks import DEFINED_BY_SOURCE, DISCOUNT_PRODUCTS
from desktop.services.records import (
    add_record,
    change_record,
    delete_record,
    field_infos,
    neighbour,
    read_record,
)
from desktop.services.sales.differences import Difference
from desktop.services.templates import blank_record

Entries = Iterable[tuple[str, object]]
_NOTHING: Mapping[str, object] = MappingProxyType({})


def load_sheet(session: Session, code: str) -> PriceSheet:
    """A price list with its lines; raises RecordNotFound."""
    return sheet_of(session, code)


def blank_sheet(
    session: Session, context: UserContext, values: Mapping[str, object] = _NOTHING
) -> PriceSheet:
    """A list as a new one begins, not kept anywhere: its first field makes it."""
    header = blank_record(session, LIST, values, context)
    editable = frozenset(info.name for info in field_infos(LIST) if info.editable)
    return PriceSheet("", 0, header, (), (), editable, {})


def make_sheet(
    session: Session, context: UserContext, values: Mapping[str, object] = _NOTHING
) -> PriceSheet:
    """Make a list from its first values; raises what `add_record` raises."""
    view = add_record(session, LIST, values, context)
    return sheet_of(session, str(view.key[0]))


def change_sheet(
    session: Session,
    code: str,
    field: str,
    value: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> PriceSheet:
    """Enter a field of the list; a blank `code` makes the list with it."""
    if not code:
        return make_sheet(session, context, {field: value})
    before = read_record(session, LIST, (code,)).values
    change = (field, value)
    after = change_record(session, LIST, (code,), change, context, row_version=row_version)
    header = changed_fields(LIST, before, after.values)
    return sheet_of(session, code, Difference(entered=((None, field),), header=header))


# ---------------------------------------------------------------------------------------- lines


def add_sheet_line(
    session: Session,
    code: str,
    values: Entries,
    context: UserContext,
    *,
    before: int | None = None,
) -> PriceSheet:
    """Make a line behind the last one, or before another where there is room for its number."""
    if not code:
        code = make_sheet(session, context).key
    key: list[tuple[str, object]] = [("price_list_code", code)]
    line_no = _number_before(session, code, before) if before is not None else None
    if line_no is not None:
        key.append(("line_no", line_no))
    entered = list(values)
    view = add_record(session, LINE, [*key, *entered], context)
    made = int(view.key[1])
    done = Difference(
        entered=tuple((made, name) for name, _value in entered),
        added={made: kept_of_line(view.values)},
    )
    return sheet_of(session, code, done)


def _number_before(session: Session, code: str, line_no: int) -> int | None:
    found = neighbour(session, LINE, (code, line_no), -1)
    previous = int(found[1]) if found is not None and found[0] == code else 0
    middle = (previous + min(line_no, previous + 2 * LINE_NO_STEP)) // 2
    return middle if previous < middle < line_no else None


def change_sheet_line(  # noqa: PLR0917  (the form in which a document page calls its services)
    session: Session,
    code: str,
    line_no: int,
    field: str,
    value: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> PriceSheet:
    """Enter a field of a line.

    A discount typed into a line with a price, or the other way round, makes it a line of both
    where the list and the line may have both (CU70).
    """
    key = (code, line_no)
    before = read_record(session, LINE, key).values
    widened = defines_with(session, key, field, value)
    if widened is not None:
        change_record(session, LINE, key, ("defines", widened), context, row_version=row_version)
        row_version = None
    view = change_record(session, LINE, key, (field, value), context, row_version=row_version)
    changes = changed_fields(LINE, before, view.values)
    if field != "status":
        changes.pop("status", None)  # a changed line is a draft, and stays one when it is undone
    done = Difference(entered=((line_no, field),), lines={line_no: changes} if changes else {})
    return sheet_of(session, code, done)


_BEYOND = {
    "line_discount_pct": PriceDefines.PRICE,
    "unit_price": PriceDefines.DISCOUNT,
}
"""A figure, and what a line defines that does not have it."""


def defines_with(
    session: Session, key: tuple[str, int], field: str, value: object
) -> PriceDefines | None:
    """What a line must define to take a figure beside the one it has; None where it is right."""
    line = session.get(PriceListLine, key)
    if line is None or line.defines is not _BEYOND.get(field) or value in {None, "", 0}:
        return None
    owner = session.get_one(PriceList, line.price_list_code)
    may_have_both = (
        owner.defines is PriceDefines.PRICE_AND_DISCOUNT
        and line.source_type not in DEFINED_BY_SOURCE
        and line.product_type not in DISCOUNT_PRODUCTS
    )
    has_its_own = line.line_discount_pct if field == "unit_price" else line.unit_price
    if not may_have_both:
        return None
    if has_its_own:
        return PriceDefines.PRICE_AND_DISCOUNT
    return PriceDefines.DISCOUNT if field == "line_discount_pct" else PriceDefines.PRICE


def delete_sheet_line(
    session: Session, code: str, line_no: int, context: UserContext
) -> PriceSheet:
    """Delete a line; one that is active is refused (CU72)."""
    return delete_sheet_lines(session, code, (line_no,), context)


def delete_sheet_lines(
    session: Session, code: str, line_nos: Sequence[int], context: UserContext
) -> PriceSheet:
    """Delete lines as one step."""
    removed = {}
    for line_no in line_nos:
        removed[line_no] = kept_of_line(read_record(session, LINE, (code, line_no)).values)
        delete_record(session, LINE, (code, line_no), context)
    return sheet_of(session, code, Difference(removed=removed))


def delete_sheet(session: Session, code: str, context: UserContext) -> None:
    """Delete a list with its lines; raises PriceListActive or RecordInUse."""
    delete_record(session, LIST, (code,), context)


def next_sheet(session: Session, code: str, step: int) -> str | None:
    """The list before (-1) or after (1) a list, by code; None at the ends."""
    found = neighbour(session, LIST, (code,), step)
    return str(found[0]) if found is not None else None


# ----------------------------------------------------------------------------------------- undo


def restore_sheet(
    session: Session, code: str, done: Difference, context: UserContext
) -> PriceSheet:
    """Bring back what stood before `done`, by the rules that hold now; it can be undone again.

    Lines that are active stay so only as the rules say: what comes back is a draft (CU72).
    """
    wanted = done.reversed()
    for line_no in wanted.removed:
        delete_record(session, LINE, (code, line_no), context)
    for line_no, values in wanted.added.items():
        key = {"price_list_code": code, "line_no": line_no}
        add_record(session, LINE, {**key, **values}, context)
    for line_no, changes in wanted.lines.items():
        _put(session, LINE, (code, line_no), changes, context)
    _put(session, LIST, (code,), wanted.header, context)
    return sheet_of(session, code, wanted)


def _put(
    session: Session,
    table: str,
    key: tuple[str | int, ...],
    changes: Mapping[str, tuple[object, object]],
    context: UserContext,
) -> None:
    for name in sorted(changes, key=_place_of):
        value = changes[name][1]
        if read_record(session, table, key).values[name] != value:
            change_record(session, table, key, (name, value), context)


_LEADING = ("source_type", "source_no", "product_type", "product_no", "defines")
"""Fields from which others follow, so that they come back before these."""


def _place_of(field: str) -> int:
    return _LEADING.index(field) if field in _LEADING else len(_LEADING)


_NOT_KEPT = frozenset({"price_list_code", "line_no", "status"})


def kept_of_line(values: Mapping[str, object]) -> dict[str, object]:
    """What is needed of a line to make it again, as a draft."""
    return {
        info.name: values[info.name]
        for info in field_infos(LINE)
        if info.editable and info.name not in _NOT_KEPT
    }
