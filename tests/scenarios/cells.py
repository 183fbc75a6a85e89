"""What is written in the cells of a feature file: read for a column, compared with a value."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from desktop.services.records import FieldInfo, FieldKind, field_infos

Row = dict[str, str]
Table = list[Row]

WORDS = {"yes": True, "no": False}

NOTHING_CHOSEN = ("blank", "none")
"""Members of enums that say that nothing was chosen: an empty cell may stand for them."""

_NUMBERS = frozenset(
    {
        FieldKind.AMOUNT,
        FieldKind.UNIT_PRICE,
        FieldKind.QUANTITY,
        FieldKind.PERCENT,
        FieldKind.RATE,
        FieldKind.INTEGER,
    }
)
_ENDINGS = ("", "_no", "_code", "_amount", "_type", "_text", "_entry_no")
_OTHER_NAMES = {
    ("base_calendar_change", "recurring"): "recurrence",
    ("currency_exchange_rate", "code"): "currency_code",
    ("cust_ledger_entry", "original_factor"): "original_currency_factor",
    ("gl_register", "time"): "created_at",
}
"""Fields that the specs call by another name than their column has."""
_OTHER_WORDS = {
    "unit": "unit_of_measure_code",
    "ship_to_kind": "deliver_to",
    "sales_order": "order_no",
    "sales_order_no": "order_no",
    "sales_line": "order_line_no",
    "sales_order_line_no": "order_line_no",
}
"""Words of the specs for columns that are called otherwise in some tables."""
_OTHER_MEMBERS = {"maximum_qty": "max_qty"}
"""Members of enums that one spec calls otherwise than the others."""


def rows_of(datatable: list[list[str]]) -> Table:
    """The rows below the heading, by column name."""
    heading, *rows = datatable
    return [dict(zip(heading, row, strict=True)) for row in rows]


def pairs_of(datatable: list[list[str]]) -> list[tuple[str, str]]:
    """The rows of a table with the columns `field` and `value`."""
    assert datatable[0] == ["field", "value"], f"expected | field | value |, not {datatable[0]}"
    return [(row[0], row[1]) for row in datatable[1:]]


def field_named(table: str, name: str) -> FieldInfo:
    """A field of a table by its name; `location` is found as `location_code`."""
    fields = {info.name: info for info in field_infos(table)}
    return fields[column_named(fields, name, table)]


def column_named(columns: Iterable[str], name: str, table: str) -> str:
    """How a column is called in full; the spec's tables leave `_no` and `_code` out at times."""
    known = set(columns)
    name = _OTHER_NAMES.get((table, name), name)
    for ending in _ENDINGS:
        if name + ending in known:
            return name + ending
    if _OTHER_WORDS.get(name) in known:
        return _OTHER_WORDS[name]
    raise AssertionError(f"{table} has no field {name}; it has {', '.join(sorted(known))}")


def entered(info: FieldInfo, text: str) -> object:
    """What a user who types this text into a field hands to the services.

    An empty cell is nothing. What cannot be read stays a text: the services have to refuse it.
    """
    if not text:
        return next((each for each in info.choices if each.value in NOTHING_CHOSEN), None)
    if info.kind in _NUMBERS:
        return number_of(text, text)
    if info.kind is FieldKind.BOOLEAN:
        return WORDS.get(text, text)
    if info.kind in {FieldKind.DATE, FieldKind.DATETIME}:
        return _date_of(text)
    if info.kind is FieldKind.CHOICE:
        return next((member for member in info.choices if member.value == stored_as(text)), text)
    return text


def stored_as(text: str) -> str:
    """The member of an enum as it is stored."""
    return _OTHER_MEMBERS.get(text, text)


def number_of(text: str, otherwise: object) -> object:
    """The exact number a text spells, or what is given for a text that spells none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return otherwise


def _date_of(text: str) -> object:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def shows(text: str, value: object) -> bool:
    """Whether a cell says what a value is; numbers by value, an empty cell nothing at all."""
    if value is None or value == "":
        return not text
    if isinstance(value, bool):
        return WORDS.get(text) is value
    if isinstance(value, (Decimal, int)):
        return bool(number_of(text, None) == value)
    if isinstance(value, StrEnum) and not text:
        return value.value in NOTHING_CHOSEN
    if isinstance(value, datetime):
        return value.isoformat().startswith(text) and bool(text)
    return spelled(value) in {text, stored_as(text)}


def spelled(value: object) -> str:
    """A value as a feature file would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def shows_row(expected: Row, actual: Mapping[str, object]) -> bool:
    """Whether all cells of a row fit a record."""
    return all(shows(text, actual[name]) for name, text in expected.items())


def assert_rows(
    expected: Table, actual: Sequence[Mapping[str, object]], columns: list[str], *, ordered: bool
) -> None:
    """Compare the listed columns; as many rows, in the same order if that means something."""
    left = list(actual)
    if ordered:
        fits = all(shows_row(row, found) for row, found in zip(expected, left, strict=False))
        fits = fits and len(expected) == len(left)
    else:
        missing = [row for row in expected if not _take(row, left)]
        fits = not missing and not left
    assert fits, f"expected\n{drawn(columns, expected)}\nbut found\n{drawn(columns, actual)}"


def _take(row: Row, left: list[Mapping[str, object]]) -> bool:
    for position, found in enumerate(left):
        if shows_row(row, found):
            del left[position]
            return True
    return False


def drawn(columns: list[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A table as it would stand in a feature file."""
    lines = [columns, *([spelled(row[name]) for name in columns] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    return "\n".join(
        "  | "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )
