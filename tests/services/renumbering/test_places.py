"""Every place of the registry follows a renumbering, proved with a row of its own (CU3, CU5)."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.columns import ExactDecimal, PlainDecimal, TextMapping, UtcDateTime
from desktop.models.every_table import Base
from desktop.services.context import UserContext
from desktop.services.ledgers.chain import CHAINED
from desktop.services.papers.owners import is_append_only
from desktop.services.records import LOCKED_TABLES, key_fields, renumber_record
from desktop.services.renumbering.places import can_renumber, column_of, places
from desktop.services.setup.record_engine import places_of
from desktop.services.setup.references import Reference

NUMBERED = sorted(
    name for name in Base.metadata.tables if name not in LOCKED_TABLES and can_renumber(name)
)
OLD, NEW = "OLD1", "NEW2"
_numbers = count(900_000)


def test_what_has_a_number_or_code_of_its_own_can_be_renumbered() -> None:
    assert {"customer", "item", "contact", "payment_terms", "gl_account"} <= set(NUMBERED)
    assert {"ship_to_address", "item_variant", "customer_bank_account"} <= set(NUMBERED)
    assert not {"vat_posting_setup", "item_unit_of_measure", "user_setup"} & set(NUMBERED)
    assert len(NUMBERED) > 35


@pytest.mark.parametrize("table", NUMBERED)
def test_everything_that_names_a_record_follows(
    session: Session, context: UserContext, table: str
) -> None:
    ref = RecordRef(table, (*("OWN" for _name in key_fields(table)[1:]), OLD))
    moving = [place for place in places(table) if not is_sealed(place)]
    assert moving or table in {"catalog_item", "customer_bank_account", "item_template"}
    if not is_sqlite(session):
        # It checks foreign keys at once: here it is about the guards of facts, which have none.
        moving = [place for place in moving if is_append_only(place.table)]
    without_checks(session)
    for owner, part in zip(owners_of(table), ref.key, strict=False):
        if not is_sqlite(session):
            made_up(session, owner, {key_fields(owner)[0]: part})
    made_up(session, table, dict(zip(key_fields(table), ref.key, strict=True)))
    for place in moving:
        values = dict(zip(place.columns, ref.key, strict=True))
        if place.only:
            values[place.only[0]] = place.only[1]
        made_up(session, place.table, values)
    with_checks(session)
    view = renumber_record(session, table, ref.key, NEW, context)
    assert view.key == (*ref.key[:-1], NEW)
    for place in moving:
        assert rows_at(session, place, ref) == 0, place
        if place.table != "duplicate_decision":  # the smaller number of the two stands first
            assert rows_at(session, place, RecordRef(table, view.key)) > 0, place


def is_sealed(place: Reference) -> bool:
    return column_of(place).name in CHAINED.get(place.table, ())


def rows_at(session: Session, place: Reference, ref: RecordRef) -> int:
    source = Base.metadata.tables[place.table]
    conditions = places_of(place, ref)
    return session.scalar(sa.select(sa.func.count()).select_from(source).where(*conditions)) or 0


def is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def owners_of(table: str) -> list[str]:
    """The tables that the first parts of a key name."""
    columns = Base.metadata.tables[table].primary_key.columns
    return [key.column.table.name for column in columns for key in column.foreign_keys]


def without_checks(session: Session) -> None:
    """Let rows name what is not there: only the transaction's end, which never comes, would see."""
    if is_sqlite(session):
        session.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
    else:
        session.execute(sa.text("SET LOCAL session_replication_role = replica"))


def with_checks(session: Session) -> None:
    if not is_sqlite(session):
        session.execute(sa.text("SET LOCAL session_replication_role = origin"))


def made_up(session: Session, table: str, values: dict[str, Any]) -> None:
    """A row with these values and something in every other column that must have it."""
    source = Base.metadata.tables[table]
    if any(str(each.name).endswith("_one_row") for each in source.constraints):
        changed = session.execute(sa.update(source).values(**values))
        assert getattr(changed, "rowcount", 0) == 1, f"{table} has no row"
        return
    given = {
        column.name: something(column)
        for column in source.columns
        if column.computed is None and (column.primary_key or not column.nullable)
    }
    session.execute(sa.insert(source).values({**given, **values}))


PLAIN: tuple[tuple[type[Any], object], ...] = (
    (ExactDecimal, Decimal(1)),
    (PlainDecimal, Decimal(1)),
    (sa.Boolean, False),
    (sa.Date, date(2026, 1, 15)),
    (UtcDateTime, datetime(2026, 1, 15, tzinfo=UTC)),
    (TextMapping, {}),
)


def something(column: sa.Column[Any]) -> object:
    """A value that a column takes, another one each time where it is part of a key."""
    kind = column.type
    if isinstance(kind, sa.Enum):
        return next(iter(kind.enum_class or ()))
    for plain, value in PLAIN:
        if isinstance(kind, plain):
            return value
    if isinstance(kind, sa.Integer):
        return next(_numbers)
    return f"X{next(_numbers)}" if column.primary_key else "1"
