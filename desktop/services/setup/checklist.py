"""What a new company still needs before its first invoice; each step ticks itself off.

The state of a step is read from the data, never kept: who fills in the address somewhere else has
done the step as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.codes import Location
from desktop.models.finance import InventoryPostingSetup
from desktop.models.ledger_words import ItemEntryType, RegisterSource
from desktop.models.ledgers import GlRegister, ItemLedgerEntry
from desktop.services.setup.checklist_steps import STEPS, Need, Step, StepText
from desktop.services.setup.field_infos import table_of


@dataclass(frozen=True, slots=True)
class ChecklistStep:
    """A step: what to do and why it matters (English, to be translated), and where to do it.

    `page` is the page's name, `key` what it shows, None for a list. `missing` names what is not
    there yet; with `one_is_enough` any of it will do. An `optional` step is for those who need it:
    without it the company can invoice as well.
    """

    step: Step
    title: str
    reason: str
    page: str
    key: tuple[int, ...] | None
    done: bool
    optional: bool = False
    missing: tuple[Need, ...] = ()
    one_is_enough: bool = False


WATCHED = frozenset(need.table for text in STEPS.values() for need in text.needs) | {
    "sales_header",
    "sales_invoice_header",
    "item_ledger_entry",
    "gl_register",
    "location",
    "inventory_posting_setup",
}
"""Tables by which a step may be done."""


def checklist(session: Session) -> tuple[ChecklistStep, ...]:
    """All steps in order; one statement, whatever the company holds."""
    needs = dict.fromkeys(need for text in STEPS.values() for need in text.needs)
    asked = [*(_is_met(need) for need in needs), *_QUESTIONS.values()]
    # Labels by number: the names of fields are too long for a label on PostgreSQL.
    columns = [answer.label(f"a{number}") for number, answer in enumerate(asked)]
    answers = [bool(answer) for answer in session.execute(sa.select(*columns)).one()]
    met = dict(zip(needs, answers, strict=False))
    special = dict(zip(_QUESTIONS, answers[len(needs) :], strict=True))
    return tuple(_state(step, text, met, special) for step, text in STEPS.items())


def _state(
    step: Step, text: StepText, met: dict[Need, bool], special: dict[Step, bool]
) -> ChecklistStep:
    missing = tuple(need for need in text.needs if not met[need])
    done = len(missing) < len(text.needs) if text.one_is_enough else not missing
    done = done and special.get(step, True)
    page, key = (text.page, None) if text.page else _place((missing or text.needs)[0])
    return ChecklistStep(
        step=step,
        title=text.title,
        reason=text.reason,
        page=page,
        key=key,
        done=done,
        optional=text.optional,
        missing=() if done or text.whole else missing,
        one_is_enough=text.one_is_enough,
    )


def _place(need: Need) -> tuple[str, tuple[int, ...] | None]:
    """The page where a need is met, and what it shows."""
    if need.is_single:
        return f"{need.table}_card", (1,)
    return f"{need.table}_list", None


def _is_met(need: Need) -> sa.ColumnElement[bool]:
    """Whether some row of a table has the field filled; whether there is a row without a field."""
    source = table_of(need.table)
    rows = sa.select(sa.literal(1)).select_from(source)
    if not need.field:
        return rows.exists()
    column = source.c[need.field]
    is_text = isinstance(column.type, sa.String)
    return rows.where(column.is_not(None), *([column != ""] if is_text else [])).exists()


def _every_location_has_its_account() -> sa.ColumnElement[bool]:
    """Whether no location that is in use lacks an inventory account."""
    account = sa.exists().where(
        InventoryPostingSetup.location_code == Location.code,
        InventoryPostingSetup.inventory_account.is_not(None),
    )
    return ~sa.exists().where(~Location.inactive, ~account)


_QUESTIONS: dict[Step, sa.ColumnElement[bool]] = {
    Step.INVENTORY_ACCOUNTS: _every_location_has_its_account(),
    Step.OPENING_STOCK: sa.exists().where(
        ItemLedgerEntry.entry_type == ItemEntryType.POSITIVE_ADJMT
    ),
    Step.OPENING_BALANCES: sa.exists().where(GlRegister.source == RegisterSource.OPENING_BALANCE),
    Step.FIRST_ORDER: sa.or_(
        sa.exists().select_from(table_of("sales_header")),
        sa.exists().select_from(table_of("sales_invoice_header")),
    ),
    Step.FIRST_INVOICE: sa.exists().select_from(table_of("sales_invoice_header")),
}
"""Steps that are done by something else than a filled field."""
