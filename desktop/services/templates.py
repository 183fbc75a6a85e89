"""Templates of customers and items: used for new records, applied to others, made from a card.

A template says what a new record begins with. Its number series comes before the set-up's (CU7,
CU8).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, NeedsConfirmation, RecordRef, RefusalCode
from desktop.services.context import UserContext
from desktop.services.numbering.sequence import incremented
from desktop.services.records import (
    LOCKED_TABLES,
    RULES,
    RecordView,
    add_record,
    read_record,
    table_of,
)
from desktop.services.setup.filling import (
    TEMPLATE_KINDS,
    Filling,
    FillingEngine,
    TemplateKind,
)
from desktop.services.setup.record_engine import Key, Values
from desktop.services.setup.template_choice import (
    TemplateRow,
    chosen_filling,
    filling_at_first,
    filling_named,
    templates_for,
)
from desktop.translation import N_

__all__ = [
    "TemplateRow",
    "apply_template",
    "blank_record",
    "new_record",
    "save_as_template",
    "templates_for",
]

_ENGINE = FillingEngine(RULES, LOCKED_TABLES)


class OverwriteFilled(NeedsConfirmation):
    """A template would change fields that are filled (CU7)."""

    code = RefusalCode.TEMPLATE_OVERWRITE_FILLED
    question = ConfirmationCode.OVERWRITE_FILLED_FIELDS
    text = N_(
        "Template {template} says something else than {count} of the fields that are filled "
        "already. Overwrite filled fields?"
    )


def new_record(
    session: Session,
    table: str,
    values: Values,
    context: UserContext,
    *,
    template_code: str | None = None,
) -> RecordView:
    """Make a record as a user does (CU8): by the template chosen, else by the only one.

    With several templates and none chosen nothing is made and no number is drawn. Raises
    TemplateNotChosen, RecordNotFound and what `add_record` raises.
    """
    filling = chosen_filling(session, table, template_code)
    return _ENGINE.add_filled(session, table, values, filling, context)


def blank_record(
    session: Session,
    table: str,
    values: Values,
    context: UserContext,
    *,
    template_code: str | None = None,
) -> dict[str, object]:
    """The fields of a record as a new one begins, given first values; not kept anywhere.

    Its number is not drawn. The template is the chosen one, else the only one; with several and
    none chosen, none. Raises what a field refuses of the values.
    """
    filling = filling_at_first(session, table, template_code)
    return _ENGINE.sketch(session, table, values, filling, context)


def apply_template(
    session: Session,
    table: str,
    keys: Sequence[Key],
    template_code: str,
    context: UserContext,
    *,
    overwrite: bool | None = None,
) -> tuple[RecordView, ...]:
    """Fill existing records from a template, all of them or none.

    Filled fields change only when `overwrite`, or the user's answer, says so. Raises
    OverwriteFilled, RecordNotFound or the refusal of a field.
    """
    filling = filling_named(session, TEMPLATE_KINDS[table], template_code)
    if overwrite is None:
        overwrite = _overwrites(session, table, keys, (template_code, filling), context)
    return tuple(
        _ENGINE.fill(session, table, key, filling, context, overwrite=overwrite) for key in keys
    )


def save_as_template(
    session: Session,
    table: str,
    key: Key,
    context: UserContext,
    *,
    template_code: str | None = None,
) -> RecordView:
    """Make a template from a card: under a given code, else under the one after the last (CU7)."""
    kind = TEMPLATE_KINDS[table]
    card = read_record(session, table, key).values
    code = template_code or _next_code(session, kind)
    values: dict[str, object] = {
        "code": code,
        "description": card.get("name") or card.get("description"),
        "no_series_code": card["no_series_code"],
        **{name: card[name] for name in kind.fields},
    }
    return add_record(session, kind.table, values, context)


def _overwrites(
    session: Session,
    table: str,
    keys: Sequence[Key],
    said: tuple[str, Filling],
    context: UserContext,
) -> bool:
    code, filling = said
    filled = [len(_ENGINE.would_overwrite(session, table, key, filling)) for key in keys]
    if not any(filled):
        return False
    answer = context.answer(ConfirmationCode.OVERWRITE_FILLED_FIELDS)
    if answer is None:
        raise OverwriteFilled(
            record=RecordRef(table, tuple(keys[filled.index(max(filled))])),
            template=code,
            count=sum(filled),
        )
    return answer


def _next_code(session: Session, kind: TemplateKind) -> str:
    """The code after the last one that ends in a number; the first one where there is none."""
    column = table_of(kind.table).c.code
    codes: list[str] = list(session.scalars(select(column).order_by(column)))
    counted = [code for code in codes if any(sign.isdigit() for sign in code)]
    code = incremented(counted[-1]) if counted else kind.first_code
    while code in codes:
        code = incremented(code)
    return code
