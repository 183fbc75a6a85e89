"""Check promises: which promises of chosen orders cannot be kept any more (03 §5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.promising.danger import BrokenPromise, broken_promises


@dataclass(frozen=True, slots=True)
class Checked:
    """How many orders were looked at, and which of their promises are broken."""

    orders: int
    broken: tuple[BrokenPromise, ...]


def check_promises(session: Session, order_nos: Collection[str], context: UserContext) -> Checked:
    """The broken promises of some orders, the worst first, as the promise board tells them.

    All open promises are looked at together: what others were promised is not there for these.
    """
    wanted = set(order_nos)
    broken = tuple(row for row in broken_promises(session, context) if row.order_no in wanted)
    return Checked(len(wanted), broken)
