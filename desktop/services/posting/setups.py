"""The posting setups and accounts that a posting may need, read in two statements (V9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    Row,
    Select,
    Table,
    bindparam,
    false,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
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
    "purchase_account",
)
VAT_ACCOUNTS = ("sales_vat_account", "purchase_vat_account")

_TABLES = Base.metadata.tables
_GENERAL_SETUPS = _TABLES[GeneralPostingSetup.__tablename__]
_VAT_SETUPS = _TABLES[VatPostingSetup.__tablename__]
_INVENTORY_SETUPS = _TABLES[InventoryPostingSetup.__tablename__]
_GL_ACCOUNTS = _TABLES[GlAccount.__tablename__]


class SetupKind(StrEnum):
    """The three matrices of the posting set-up; the values name their tables."""

    GENERAL = "general_posting_setup"
    VAT = "vat_posting_setup"
    INVENTORY = "inventory_posting_setup"


def _some_of(
    table: Table, kind: SetupKind, key: tuple[str, str], accounts: tuple[str, ...]
) -> Select[*tuple[Any, ...]]:
    """Rows of one matrix, in the columns that all three share."""
    left, right = (table.c[name] for name in key)
    blocked = table.c.get("blocked", false())
    blanks = [null().label(f"blank_{n}") for n in range(len(GENERAL_ACCOUNTS) - len(accounts))]
    return select(
        literal(kind.value).label("kind"),
        left.label("left_group"),
        right.label("right_group"),
        blocked.label("blocked"),
        *(table.c[name] for name in accounts),
        *blanks,
    ).where(
        left.in_(bindparam(f"{kind.name}_left", expanding=True)),
        right.in_(bindparam(f"{kind.name}_right", expanding=True)),
    )


_MATRICES = union_all(
    _some_of(
        _GENERAL_SETUPS,
        SetupKind.GENERAL,
        ("gen_bus_posting_group", "gen_prod_posting_group"),
        GENERAL_ACCOUNTS,
    ),
    _some_of(
        _VAT_SETUPS,
        SetupKind.VAT,
        ("vat_bus_posting_group", "vat_prod_posting_group"),
        VAT_ACCOUNTS,
    ),
    _some_of(
        _INVENTORY_SETUPS,
        SetupKind.INVENTORY,
        ("location_code", "inventory_posting_group"),
        ("inventory_account",),
    ),
)
_ACCOUNT_FIELDS: dict[SetupKind, tuple[str, ...]] = {
    SetupKind.GENERAL: GENERAL_ACCOUNTS,
    SetupKind.VAT: VAT_ACCOUNTS,
    SetupKind.INVENTORY: ("inventory_account",),
}
_ACCOUNTS = select(
    _GL_ACCOUNTS.c.no,
    _GL_ACCOUNTS.c.account_type,
    _GL_ACCOUNTS.c.blocked,
    _GL_ACCOUNTS.c.direct_posting,
).where(_GL_ACCOUNTS.c.no.in_(bindparam("nos", expanding=True)))


class SetupRow(NamedTuple):
    """A row of a matrix: whether it may be used, and the accounts it names, by field."""

    blocked: bool
    accounts: dict[str, str | None]


@dataclass(slots=True)
class PostingSetups:
    """Set-up rows by matrix and pair of groups; accounts by number. A blank location is ''."""

    rows: dict[tuple[SetupKind, Pair], SetupRow] = field(default_factory=dict)
    accounts: dict[str, AnyRow] = field(default_factory=dict)


@dataclass(slots=True)
class WantedSetups:
    """The pairs of groups and the accounts that a posting names."""

    general: set[Pair] = field(default_factory=set)
    vat: set[Pair] = field(default_factory=set)
    inventory: set[Pair] = field(default_factory=set)
    accounts: set[str | None] = field(default_factory=set)

    def parameters(self) -> dict[str, list[str]]:
        """The groups as the statement wants them; half-blank pairs lead nowhere."""
        found: dict[str, list[str]] = {}
        for kind, pairs in (
            (SetupKind.GENERAL, self.general),
            (SetupKind.VAT, self.vat),
            (SetupKind.INVENTORY, self.inventory),
        ):
            full = [(left, right) for left, right in pairs if left is not None and right]
            found[f"{kind.name}_left"] = sorted({left for left, _right in full})
            found[f"{kind.name}_right"] = sorted({right for _left, right in full})
        return found


def load_setups(session: Session, wanted: WantedSetups) -> PostingSetups:
    """Read what is wanted, and every account that it leads to."""
    connection = session.connection()
    found = PostingSetups()
    accounts = set(wanted.accounts)
    for row in connection.execute(_MATRICES, wanted.parameters()):
        kind = SetupKind(row[0])
        named = dict(zip(_ACCOUNT_FIELDS[kind], row[4:], strict=False))
        found.rows[kind, (row[1], row[2])] = SetupRow(bool(row[3]), named)
        accounts.update(named.values())
    nos = sorted(no for no in accounts if no)
    found.accounts = {row.no: row for row in connection.execute(_ACCOUNTS, {"nos": nos})}
    return found


def want_costs(wanted: WantedSetups, values: Iterable[Mapping[str, Any]]) -> None:
    """Ask for what the planned value entries post to: they may be of other documents (SD94)."""
    for value in values:
        if value["cost_posted_to_gl"]:
            wanted.general.add((value["gen_bus_posting_group"], value["gen_prod_posting_group"]))
            wanted.inventory.add((value["location_code"] or "", value["inventory_posting_group"]))


def load_missing(session: Session, found: PostingSetups, wanted: WantedSetups) -> None:
    """Read what is wanted and not known yet; nothing where all is known."""
    missing = WantedSetups(
        general={pair for pair in wanted.general if (SetupKind.GENERAL, pair) not in found.rows},
        inventory={
            pair for pair in wanted.inventory if (SetupKind.INVENTORY, pair) not in found.rows
        },
    )
    if missing.general or missing.inventory:
        more = load_setups(session, missing)
        found.rows.update(more.rows)
        found.accounts.update(more.accounts)
