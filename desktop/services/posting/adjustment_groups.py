"""Whose setup says where counted goods and the time in kits are charged (SD97, PF115)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from desktop.models.finance import GeneralPostingSetup

_SETUPS = (
    select(GeneralPostingSetup.gen_prod_posting_group, GeneralPostingSetup.gen_bus_posting_group)
    .where(
        GeneralPostingSetup.gen_prod_posting_group.in_(bindparam("groups", expanding=True)),
        GeneralPostingSetup.inventory_adjmt_account.is_not(None),
        GeneralPostingSetup.blocked.is_(False),
    )
    .order_by(GeneralPostingSetup.gen_bus_posting_group)
)


def adjustment_groups(session: Session, groups: Iterable[str | None]) -> dict[str, str]:
    """For each product group the business group whose setup names an adjustment account.

    The blank one where there is such a setup, else the first by code; one statement.
    """
    found: dict[str, str] = {}
    for prod, bus in session.execute(_SETUPS, {"groups": sorted(filter(None, set(groups)))}):
        found.setdefault(prod, bus)
    return found
