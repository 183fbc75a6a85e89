"""How the page of one record is declared: its table, its groups of fields, its commands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from desktop.errors import Conflict, RecordRef
from desktop.services.context import UserContext
from desktop.services.records import (
    FieldInfo,
    RecordView,
    add_record,
    change_record,
    delete_record,
    field_infos,
    key_fields,
    read_record,
)
from desktop.services.templates import blank_record
from desktop.translation import _
from desktop.views.fields.field import LookupQuery
from desktop.views.pages.facts_loader import FactsQuery
from desktop.views.pages.field_groups import Group
from desktop.views.shell.page_head import Pill
from desktop.views.tables.list_spec import PageAction, Session

Key = tuple[str | int, ...]
_NO_QUERIES: Mapping[str, LookupQuery] = MappingProxyType({})


class ChangeCommand(Protocol):
    """Changes one field of a record; raises a Refusal, and Conflict when `row_version` is old."""

    def __call__(
        self,
        session: Session,
        key: Key,
        field: str,
        value: object,
        context: UserContext,
        /,
        *,
        row_version: int | None,
    ) -> RecordView: ...


FieldChanges = Mapping[str, tuple[object, object]]
"""By field what stood there before and what stands there now; the entered field comes first."""
LoadQuery = Callable[[Session, Key], RecordView]
NewCommand = Callable[[Session, Mapping[str, object], UserContext], RecordView]
BlankQuery = Callable[[Session, Mapping[str, object], UserContext], Mapping[str, object]]
GoesAlong = Callable[[Session, Key], Sequence[tuple[str, int]]]
"""The tables and numbers of the records that are deleted with one."""
DeleteCommand = Callable[[Session, Key, UserContext], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSpec:
    """Everything a card page must know.

    `title` names one record ("Customer"). `table` is served by the general record services unless
    `load`, `change`, `new` and `delete` say otherwise; a card of which `can_delete` or `can_add`
    is False offers no such command. `list_page` is where the breadcrumb leads, with `list_title`.
    `name_field` follows the key in the title. `lookups` gives fields a query of their own.
    `blank` tells what a record begins with that `new` will make; `begin` is called with the page of
    a record that is still to be made. `tables` are further
    tables whose changes reload the card. `goes_along` tells before a deletion which records go
    with it. `has_papers` is False for a card
    whose records are no rows of `table`: these have no attachments and nobody follows them.
    """

    name: str
    title: str
    table: str
    groups: tuple[Group, ...]
    list_page: str = ""
    list_title: str = ""
    name_field: str = "name"
    actions: tuple[PageAction, ...] = ()
    goes_along: GoesAlong | None = None
    facts: FactsQuery | None = None
    pills: Callable[[RecordView], Sequence[Pill]] | None = None
    lookups: Mapping[str, LookupQuery] = field(default_factory=lambda: _NO_QUERIES)
    tables: frozenset[str] = frozenset()
    can_add: bool = True
    can_delete: bool = True
    has_papers: bool = True
    infos: Callable[[], Sequence[FieldInfo]] | None = None
    load: LoadQuery | None = None
    change: ChangeCommand | None = None
    new: NewCommand | None = None
    blank: BlankQuery | None = None
    begin: Callable[[Any], object] | None = None
    delete: DeleteCommand | None = None

    @property
    def is_single(self) -> bool:
        """Whether the table has one row, which is called by the title."""
        return not (self.can_add or self.can_delete) and key_fields(self.table) == ("id",)


def card_infos(spec: CardSpec) -> dict[str, FieldInfo]:
    """What is known of the card's fields, by name."""
    infos = spec.infos() if spec.infos else field_infos(spec.table)
    return {info.name: info for info in infos}


def load_record(session: Session, *, spec: CardSpec, key: Key) -> RecordView:
    """Read the card's record."""
    if spec.load is not None:
        return spec.load(session, key)
    return read_record(session, spec.table, key)


def begin_record(
    session: Session, *, spec: CardSpec, values: Mapping[str, object], context: UserContext
) -> Mapping[str, object]:
    """What the card's record begins with, given first values; nothing is kept."""
    if spec.blank is not None:
        return spec.blank(session, values, context)
    return {} if spec.new is not None else blank_record(session, spec.table, values, context)


def make_record(
    session: Session, *, spec: CardSpec, values: Mapping[str, object], context: UserContext
) -> RecordView:
    """Make the card's record with the first values that were entered."""
    if spec.new is not None:
        return spec.new(session, values, context)
    return add_record(session, spec.table, values, context)


def remove_record(session: Session, *, spec: CardSpec, key: Key, context: UserContext) -> None:
    """Delete the card's record."""
    if spec.delete is not None:
        spec.delete(session, key, context)
    else:
        delete_record(session, spec.table, key, context)


def change_field(
    session: Session,
    *,
    spec: CardSpec,
    key: Key,
    field: str,
    value: object,
    context: UserContext,
    row_version: int | None,
) -> RecordView:
    """Change one field of the card's record."""
    if spec.change is not None:
        return spec.change(session, key, field, value, context, row_version=row_version)
    change = (field, value)
    return change_record(session, spec.table, key, change, context, row_version=row_version)


def changed_fields(before: RecordView | None, after: RecordView) -> FieldChanges:
    """What a command changed of a record: by field what stood there and what stands there now."""
    if before is None or before.key != after.key:
        return {}
    return {
        name: (before.values.get(name), value)
        for name, value in after.values.items()
        if name in before.editable | after.editable and before.values.get(name) != value
    }


def restore_fields(
    session: Session, *, spec: CardSpec, key: Key, changes: FieldChanges, context: UserContext
) -> tuple[RecordView, FieldChanges]:
    """Enter what stood in fields before, the first one as the user had, then what had followed.

    Each goes the way of an entry, so the rules of today hold. Gives the record and what undoes
    this again. Raises Conflict when one of the fields was changed in the meantime.
    """
    start = record = load_record(session, spec=spec, key=key)
    for name, (_before, now) in changes.items():
        if record.values.get(name) != now:
            raise Conflict(
                record=RecordRef(spec.table, key),
                table=spec.table,
                record_key=" ".join(map(str, key)),
                changed_by=record.values.get("changed_by") or _("somebody else"),
            )
    for name, (before, _now) in changes.items():
        if record.values.get(name) != before and name in record.editable:
            record = change_field(
                session,
                spec=spec,
                key=key,
                field=name,
                value=before,
                context=context,
                row_version=record.row_version,
            )
    again = changed_fields(start, record)
    return record, {name: again[name] for name in (*changes, *again) if name in again}
