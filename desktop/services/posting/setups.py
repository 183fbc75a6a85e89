"""The posting setups and accounts that a posting may need, read in four statements (V9)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from desktop.models.base import Base
from desktop.models.finance import GeneralPostingSetup, GlAccount, InventoryPostingSetup
from desktop.models.vat import VatPostingSetup

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
Pair: TypeAlias = tuple[str | None, str | None]

GENERAL_ACCOUNTS = (
    "sales_account",
    "sales_line_disc_account",
    "sales_inv_disc_account",
    "cogs_account",
    "inventory_adjmt_account",
)

_TABLES = Base.metadata.tables
_GENERAL_SETUPS = _TABLES[GeneralPostingSetup.__tablename__]
_VAT_SETUPS = _TABLES[VatPostingSetup.__tablename__]
_INVENTORY_SETUPS = _TABLES[InventoryPostingSetup.__tablename__]
_GL_ACCOUNTS = _TABLES[GlAccount.__tablename__]

_GENERAL = select(
    _GENERAL_SETUPS.c.gen_bus_posting_group,
    _GENERAL_SETUPS.c.gen_prod_posting_group,
    _GENERAL_SETUPS.c.blocked,
    *(_GENERAL_SETUPS.c[name] for name in GENERAL_ACCOUNTS),
).where(
    _GENERAL_SETUPS.c.gen_bus_posting_group.in_(bindparam("left", expanding=True)),
    _GENERAL_SETUPS.c.gen_prod_posting_group.in_(bindparam("right", expanding=True)),
)
_VAT = select(
    _VAT_SETUPS.c.vat_bus_posting_group,
    _VAT_SETUPS.c.vat_prod_posting_group,
    _VAT_SETUPS.c.blocked,
    _VAT_SETUPS.c.sales_vat_account,
).where(
    _VAT_SETUPS.c.vat_bus_posting_group.in_(bindparam("left", expanding=True)),
    _VAT_SETUPS.c.vat_prod_posting_group.in_(bindparam("right", expanding=True)),
)
_INVENTORY = select(
    _INVENTORY_SETUPS.c.location_code,
    _INVENTORY_SETUPS.c.inventory_posting_group,
    _INVENTORY_SETUPS.c.inventory_account,
).where(
    _INVENTORY_SETUPS.c.location_code.in_(bindparam("left", expanding=True)),
    _INVENTORY_SETUPS.c.inventory_posting_group.in_(bindparam("right", expanding=True)),
)
_ACCOUNTS = select(
    _GL_ACCOUNTS.c.no,
    _GL_ACCOUNTS.c.account_type,
    _GL_ACCOUNTS.c.blocked,
    _GL_ACCOUNTS.c.direct_posting,
).where(_GL_ACCOUNTS.c.no.in_(bindparam("nos", expanding=True)))


@dataclass(slots=True)
class PostingSetups:
    """Set-up rows by their pair of groups; accounts by number. A blank location is ''."""

    general: dict[Pair, AnyRow] = field(default_factory=dict)
    vat: dict[Pair, AnyRow] = field(default_factory=dict)
    inventory: dict[Pair, AnyRow] = field(default_factory=dict)
    accounts: dict[str, AnyRow] = field(default_factory=dict)


@dataclass(slots=True)
class WantedSetups:
    """The pairs of groups and the accounts that a posting names."""

    general: set[Pair] = field(default_factory=set)
    vat: set[Pair] = field(default_factory=set)
    inventory: set[Pair] = field(default_factory=set)
    accounts: set[str | None] = field(default_factory=set)


def load_setups(session: Session, wanted: WantedSetups) -> PostingSetups:
    """Read what is wanted, and every account that it leads to."""
    found = PostingSetups(
        _pairs(session, _GENERAL, wanted.general),
        _pairs(session, _VAT, wanted.vat),
        _pairs(session, _INVENTORY, wanted.inventory),
    )
    accounts = set(wanted.accounts)
    for row in found.general.values():
        accounts.update(getattr(row, name) for name in GENERAL_ACCOUNTS)
    accounts.update(row.sales_vat_account for row in found.vat.values())
    accounts.update(row.inventory_account for row in found.inventory.values())
    found.accounts = _by_no(session, {no for no in accounts if no})
    return found


def _pairs(
    session: Session, statement: Select[*tuple[Any, ...]], wanted: Iterable[Pair]
) -> dict[Pair, AnyRow]:
    full = [(left, right) for left, right in wanted if left is not None and right is not None]
    if not full:
        return {}
    groups = {"left": sorted({left for left, _ in full}), "right": sorted({r for _, r in full})}
    return {(row[0], row[1]): row for row in session.connection().execute(statement, groups)}


def _by_no(session: Session, nos: Collection[str]) -> dict[str, AnyRow]:
    if not nos:
        return {}
    return {row.no: row for row in session.connection().execute(_ACCOUNTS, {"nos": sorted(nos)})}
