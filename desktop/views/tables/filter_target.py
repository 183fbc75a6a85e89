"""What a list can be filtered by: its columns, each with the kind of its expressions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from desktop.models.values.filter_expression import (
    Blank,
    Comparison,
    Condition,
    Filter,
    Sign,
    print_filter,
)
from desktop.models.values.filter_parsing import FilterWrong
from desktop.models.values.filter_reading import FilterKind, canonical_reading
from desktop.translation import N_, _, user_localizer
from desktop.views.tables.columns import Column
from desktop.views.tables.filter_reading import (
    canonical,
    column_filter_kind,
    in_words,
    shown,
    wrong_text,
)

_DAYS = (
    (N_("Today"), "t"),
    (N_("This week"), "-CW..CW"),
    (N_("This month"), "-CM..CM"),
    (N_("This year"), "-CY..CY"),
    (N_("Last 30 days"), "-30D..t"),
    (N_("Until today"), "..t"),
)


@dataclass(frozen=True, slots=True)
class FilterTarget:
    """A column as something to filter by. Expressions are kept in the form services read."""

    name: str
    caption: str
    kind: FilterKind
    choices: tuple[StrEnum, ...]
    work_date: Callable[[], date]

    def read(self, typed: str) -> str:
        """The expression that a user typed; raises FilterWrong."""
        return canonical(typed, self.kind, self.choices, work_date=self.work_date())

    def print(self, expression: str) -> str:
        """An expression as the user types it."""
        return shown(expression, self.kind, self.choices, work_date=self.work_date())

    def words(self, expression: str) -> str:
        """An expression in words, without the column."""
        return in_words(expression, self.kind, self.choices, work_date=self.work_date())

    def wrong(self, wrong: FilterWrong) -> str:
        """What is wrong with a typed expression, with an example."""
        return wrong_text(wrong, self.kind, self.choices, work_date=self.work_date())

    def exactly(self, value: object) -> str:
        """The expression for rows that have just this value; a moment stands for its day."""
        if isinstance(value, datetime):
            value = value.astimezone().date()
        blank = value is None or value == ""
        condition: Condition = Blank() if blank else Comparison(Sign.EQUAL, _comparable(value))
        reading = canonical_reading(self.work_date(), [choice.value for choice in self.choices])
        return print_filter(Filter(self.kind, condition), reading)

    def suggestions(self) -> list[tuple[str, str]]:
        """What many filter by: a label and its expression."""
        if self.kind in {FilterKind.DATE, FilterKind.DATETIME}:
            return [(_(label), expression) for label, expression in _DAYS]
        if self.kind is FilterKind.BOOLEAN:
            return [(_("Yes"), "yes"), (_("No"), "no")]
        return [(user_localizer().choice(choice), choice.value) for choice in self.choices]


def targets(
    columns: Sequence[Column], fields: Collection[str], work_date: Callable[[], date]
) -> dict[str, FilterTarget]:
    """The columns that the list's source can filter by, by name and in their order."""
    found = {}
    for column in columns:
        kind = column_filter_kind(column)
        if kind is not None and column.name in fields and column.caption:
            found[column.name] = FilterTarget(
                column.name, column.caption, kind, column.choices, work_date
            )
    return found


def field_of(row: object, column: Column) -> object:
    """What a row holds in a column's field, which the list may show in other words."""
    values = getattr(row, "values", None)
    if isinstance(values, Mapping):
        return values.get(column.name)
    return getattr(row, column.name, None)


def _comparable(value: Any) -> Any:  # noqa: ANN401  (of the column's kind)
    return value.value if isinstance(value, StrEnum) else value
