"""Columns of lists and grids, declared once: name, label, value and kind.

The kind decides how a value is printed, aligned and coloured; an area contributes nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt

from desktop.translation import _, user_localizer

Order = tuple[tuple[str, bool], ...]
"""Columns that a list is sorted by, each with True for descending; the first matters most."""

Getter = Callable[[Any], object]
"""Reads the value of one column from a row of the list."""


class Kind(StrEnum):
    """What a column holds, and with that how it looks."""

    TEXT = "text"
    CODE = "code"
    LINK = "link"
    """The key of the row or of another record: accent text that opens it."""
    AMOUNT = "amount"
    UNIT_PRICE = "unit_price"
    QUANTITY = "quantity"
    PERCENT = "percent"
    INTEGER = "integer"
    DATE = "date"
    DATETIME = "datetime"
    FORMULA = "formula"
    """A date formula, in the letters of the user's language."""
    STATUS = "status"
    """A word in a pill."""
    BOOLEAN = "boolean"
    ICON = "icon"
    """The value is the name of an icon; the column's `speech` says what it means."""


class Tone(StrEnum):
    """What a colour says. A tone never stands alone: a word or an icon says the same."""

    NEUTRAL = "neutral"
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"
    MUTED = "muted"


NUMERIC = frozenset({Kind.AMOUNT, Kind.UNIT_PRICE, Kind.QUANTITY, Kind.PERCENT, Kind.INTEGER})
"""Kinds that stand to the right, with figures of one width, and can be summed."""

_WIDTHS = {
    Kind.TEXT: 180,
    Kind.CODE: 104,
    Kind.LINK: 104,
    Kind.AMOUNT: 116,
    Kind.UNIT_PRICE: 104,
    Kind.QUANTITY: 88,
    Kind.PERCENT: 76,
    Kind.INTEGER: 76,
    Kind.DATE: 108,
    Kind.DATETIME: 156,
    Kind.FORMULA: 104,
    Kind.STATUS: 120,
    Kind.BOOLEAN: 84,
    Kind.ICON: 36,
}


_LEAST_WIDTHS = {Kind.DATE: 104, Kind.DATETIME: 152}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a click leads: a page of the navigation and the key of what it shows there."""

    page: str
    key: Any = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows, ready to be painted: made once per row, so that painting never asks."""

    text: str
    kind: Kind
    tone: Tone | None = None
    icon: str | None = None
    speech: str = ""
    """What the icon or the colour says, for screen readers and the tooltip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """The rarely given parts of a column."""

    width: int = 0
    visible: bool = True
    sortable: bool = True
    choices: tuple[StrEnum, ...] = ()
    total: bool = False
    pill: Callable[[Any], Tone] | None = None
    colour: Callable[[Any], Tone | None] | None = None
    icon: Callable[[Any], str | None] | None = None
    speech: Callable[[Any], str] | None = None
    target: Callable[[Any], Target | None] | None = None


@dataclass(frozen=True, slots=True)
class Column(_Looks):
    """A column of a list: `name` is the name of the field, `value` reads it from a row.

    `width` is in device-independent pixels at 100 %, 0 takes the width of the kind. `visible` is
    False for a column that the user has to choose. `total` puts the sum of the selected rows into
    the footer. `choices` are the words that the field may hold, which the list shows in the
    user's language. `pill` and `colour` give the tone of the row's word or text, `icon` the icon
    before the text; all three receive the row.
    """

    name: str
    label: str
    value: Getter
    kind: Kind = Kind.TEXT

    @property
    def caption(self) -> str:
        """The label in the user's language."""
        return _(self.label) if self.label else ""

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Figures to the right, everything else to the left."""
        side = Qt.AlignmentFlag.AlignRight if self.is_numeric else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    @property
    def is_numeric(self) -> bool:
        """Whether the values are numbers that may be added up."""
        return self.kind in NUMERIC

    @property
    def start_width(self) -> int:
        """The width before the user has chosen one, in pixels at 100 %; a day is never cut."""
        return max(self.width or _WIDTHS[self.kind], _LEAST_WIDTHS.get(self.kind, 0))

    def cell(self, row: object) -> Cell:
        """The finished cell of a row."""
        value = self.value(row)
        speech = self.speech(row) if self.speech else ""
        if self.kind is Kind.ICON:
            return Cell("", self.kind, self._tone(row), str(value) if value else None, speech)
        icon = self.icon(row) if self.icon else None
        return Cell(value_text(value, self.kind), self.kind, self._tone(row), icon, speech)

    def _tone(self, row: object) -> Tone | None:
        if self.kind is Kind.STATUS:
            return self.pill(row) if self.pill else Tone.NEUTRAL
        return self.colour(row) if self.colour else None


def value_text(value: object, kind: Kind) -> str:
    """A value printed for the user, in the way of the kind; None is empty."""
    if value is None or value == "":
        return ""
    if kind is Kind.BOOLEAN:
        return _("Yes") if value else ""
    if isinstance(value, StrEnum):
        return user_localizer().choice(value)
    printer = _PRINTERS.get(kind)
    return printer(value) if printer else user_localizer().value(value)


_PRINTERS: dict[Kind, Callable[[Any], str]] = {
    Kind.AMOUNT: lambda value: user_localizer().amount(value),
    Kind.UNIT_PRICE: lambda value: user_localizer().unit_price(value),
    Kind.QUANTITY: lambda value: user_localizer().quantity(value),
    Kind.PERCENT: lambda value: user_localizer().percent(value),
    Kind.INTEGER: lambda value: user_localizer().integer(value),
    Kind.DATE: lambda value: user_localizer().date(value),
    Kind.DATETIME: lambda value: user_localizer().datetime(value),
    Kind.FORMULA: lambda value: user_localizer().formula(value),
}
