"""Filling the fields of new and existing records with what a template says (CU7)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop.models.templates import CUSTOMER_TEMPLATE_FIELDS, ITEM_TEMPLATE_FIELDS
from desktop.models.words import ItemType
from desktop.services.context import UserContext
from desktop.services.setup.field_infos import key_fields, model_of
from desktop.services.setup.record_engine import (
    SERIES_FIELD,
    Key,
    RecordEngine,
    RecordView,
    Values,
    beginning_of,
    plain_defaults,
    values_of,
)
from desktop.services.setup.record_rules import Record

Fits = Callable[[Record, Mapping[str, object]], bool]
"""Whether a template's value can stand on a record: (the record, all that the template says)."""


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """Which table keeps the templates of a card, and the fields of both in the order of filling.

    `derived` fields follow from others on the card. `fits` knows fields that need another one.
    """

    table: str
    fields: tuple[str, ...]
    first_code: str
    fits: Mapping[str, Fits]
    derived: frozenset[str] = frozenset()


def _of_the_same_agent(record: Record, says: Mapping[str, object]) -> bool:
    agent: object = record.shipping_agent_code
    return agent == says.get("shipping_agent_code", agent)


def _is_stocked(record: Record, _says: Mapping[str, object]) -> bool:
    return bool(record.type is ItemType.INVENTORY)


TEMPLATE_KINDS: Mapping[str, TemplateKind] = {
    "customer": TemplateKind(
        "customer_template",
        CUSTOMER_TEMPLATE_FIELDS,
        "CUST000001",
        {"shipping_agent_service_code": _of_the_same_agent},
    ),
    "item": TemplateKind(
        "item_template",
        ITEM_TEMPLATE_FIELDS,
        "ITEM000001",
        {"inventory_posting_group": _is_stocked},
        frozenset({"unit_price", "profit_pct"}),
    ),
}
"""The cards that have templates."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What one template says: the series of new numbers, and values in the order of filling."""

    series: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


NOTHING = Filling()
"""What a blank card begins with."""


def is_blank(value: object) -> bool:
    """Whether a value of a template says nothing; a switch that is off does say something."""
    return value is None or value == "" or (value == 0 and not isinstance(value, bool))


def filling_of(kind: TemplateKind, template: Record) -> Filling:
    """What a template says."""
    said = {name: getattr(template, name) for name in kind.fields}
    return Filling(
        template.no_series_code, {name: said[name] for name in said if not is_blank(said[name])}
    )


def unfilled(table: str, record: Record) -> frozenset[str]:
    """The fields of a card that a template has and that still stand at their default."""
    defaults = dict(plain_defaults(table))
    return frozenset(
        name for name in TEMPLATE_KINDS[table].fields if getattr(record, name) == defaults.get(name)
    )


class FillingEngine(RecordEngine):
    """Handles records with the rules of their tables, and fills them from templates."""

    def add_filled(
        self,
        session: Session,
        table: str,
        values: Values,
        filling: Filling,
        context: UserContext,
    ) -> RecordView:
        """Make a record from what was typed, then fill what is still at its default (CU7).

        Raises what `RecordEngine.add` raises, and what a field refuses of the template.
        """
        self._check_open(table)
        entered = self._rules_of(table).in_order(values)
        keys = key_fields(table)
        beginning = beginning_of(table, entered)
        is_chosen = any(name == SERIES_FIELD for name, _series in beginning)
        series = None if is_chosen else filling.series
        record = self._begin(session, table, beginning, context, series=series)
        typed = [pair for pair in entered if pair[0] not in keys]
        self._enter_typed(session, table, record, (typed, filling), context)
        self._insert(session, table, record, context)
        return self._view(session, table, record, context)

    def sketch(
        self,
        session: Session,
        table: str,
        values: Values,
        filling: Filling,
        context: UserContext,
    ) -> dict[str, object]:
        """What `add_filled` would begin with: no number is drawn and nothing is kept.

        Raises what a field refuses of the values.
        """
        entered = dict(values)
        keys = key_fields(table)
        typed_key = [pair for pair in entered.items() if pair[0] in keys]
        with session.no_autoflush:  # the record stays outside, and so does what its fields add
            record = self._sketch(session, table, typed_key, context)
            typed = [pair for pair in entered.items() if pair[0] not in keys]
            self._enter_typed(session, table, record, (typed, filling), context)
            return values_of(table, record)

    def fill(
        self,
        session: Session,
        table: str,
        key: Key,
        filling: Filling,
        context: UserContext,
        *,
        overwrite: bool = False,
    ) -> RecordView:
        """Fill an existing record: only what stands at its default, or all that is said."""
        self._check_open(table)
        record = self._load(session, table, key)
        before = values_of(table, record)
        if overwrite:
            self._enter_said(session, table, record, (filling, filling.values), context)
        else:
            self._fill(session, table, record, (filling, unfilled(table, record)), context)
        self._settle(session, table, record, before, context)
        return self._view(session, table, record, context)

    def would_overwrite(
        self, session: Session, table: str, key: Key, filling: Filling
    ) -> frozenset[str]:
        """The filled fields of a record that say something else than the template."""
        record = self._load(session, table, key)
        different = {
            name for name, value in filling.values.items() if getattr(record, name) != value
        }
        return frozenset(different - unfilled(table, record))

    def _enter_typed(
        self,
        session: Session,
        table: str,
        record: Record,
        said: tuple[Iterable[tuple[str, object]], Filling],
        context: UserContext,
    ) -> None:
        """Enter what was typed for a new record, then what a template says of the rest."""
        typed, filling = said
        begun = values_of(table, record)
        for pair in typed:
            self._set(session, table, record, pair, context)
        free = {name for name in filling.values if getattr(record, name) == begun[name]}
        if free:
            self._fill(session, table, record, (filling, free), context)

    def _fill(
        self,
        session: Session,
        table: str,
        record: Record,
        said: tuple[Filling, Collection[str]],
        context: UserContext,
    ) -> None:
        """Fill the free fields; what the user has filled stays, whatever follows from them."""
        kind = TEMPLATE_KINDS[table]
        filled = set(kind.fields) - unfilled(table, record) - set(said[1]) - kind.derived
        kept = {name: getattr(record, name) for name in filled}
        self._enter_said(session, table, record, said, context)
        for name, value in kept.items():
            if getattr(record, name) != value:
                setattr(record, name, value)

    def _enter_said(
        self,
        session: Session,
        table: str,
        record: Record,
        said: tuple[Filling, Collection[str]],
        context: UserContext,
    ) -> None:
        fits = TEMPLATE_KINDS[table].fits
        filling, free = said
        for name, value in filling.values.items():
            if name in free and (name not in fits or fits[name](record, filling.values)):
                self._set(session, table, record, (name, value), context)


def template_of(session: Session, kind: TemplateKind, code: str) -> Record | None:
    """The template with a code, as codes are written."""
    return session.get(model_of(kind.table), code.strip().upper())
