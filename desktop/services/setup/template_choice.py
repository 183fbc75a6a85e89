"""Which template a new record begins with (CU8)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.services.setup.field_infos import table_of
from desktop.services.setup.filling import (
    NOTHING,
    TEMPLATE_KINDS,
    Filling,
    TemplateKind,
    filling_of,
    template_of,
)
from desktop.services.setup.refusals import RecordNotFound, TemplateNotChosen


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template to choose from."""

    code: str
    description: str


def templates_for(session: Session, table: str) -> tuple[TemplateRow, ...]:
    """The templates of a card, by code; none for tables that have no templates."""
    kind = TEMPLATE_KINDS.get(table)
    if kind is None:
        return ()
    source = table_of(kind.table)
    rows = session.execute(select(source.c.code, source.c.description).order_by(source.c.code))
    return tuple(TemplateRow(row.code, row.description) for row in rows)


def chosen_filling(session: Session, table: str, template_code: str | None) -> Filling:
    """What a new record begins with: the chosen template, else the only one, else nothing.

    Raises RecordNotFound, or TemplateNotChosen when there are several and none is chosen.
    """
    if template_code:
        return filling_named(session, TEMPLATE_KINDS[table], template_code)
    found = templates_for(session, table)
    if len(found) > 1:
        raise TemplateNotChosen(table=table, templates=", ".join(each.code for each in found))
    return filling_named(session, TEMPLATE_KINDS[table], found[0].code) if found else NOTHING


def filling_at_first(session: Session, table: str, template_code: str | None) -> Filling:
    """As `chosen_filling`, but nothing as long as several templates wait for a choice."""
    if not template_code and len(templates_for(session, table)) > 1:
        return NOTHING
    return chosen_filling(session, table, template_code)


def filling_named(session: Session, kind: TemplateKind, code: str) -> Filling:
    """What the template with a code says; raises RecordNotFound."""
    template = template_of(session, kind, code)
    if template is None:
        ref = RecordRef(kind.table, (code,))
        raise RecordNotFound(record=ref, table=kind.table, record_key=code)
    return filling_of(kind, template)
