"""What scenarios do with picks: make them, say what was picked, register or give up."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.picks import PickLine
from desktop.services.context import UserContext
from desktop.services.picking.creation import create_picks
from desktop.services.picking.order_filter import order_filter
from desktop.services.picking.registering import cancel_pick, change_pick_line, register_pick
from tests.scenarios.cells import Table, entered, field_named
from tests.scenarios.picks_kind import no_of
from tests.scenarios.world import World

FIELDS = {
    "quantity": "quantity_picked",
    "picked": "quantity_picked",
    "reason": "short_reason",
}
"""Columns of `lines are picked:` in short; others are fields of the line."""


def create_pick(session: Session, context: UserContext, *, filter: str = "") -> object:  # noqa: A002  (the parameter's name in a step)
    """Make one pick of all released orders of a filter."""
    return create_picks(session, order_filter(filter), context)


def pick_lines(world: World, name: str, rows: Table) -> None:
    """Say what was picked; lines are counted from 1 in the order of line_no."""
    no = no_of(world.document(name))
    with world.database.read() as session:
        numbers = list(
            session.scalars(
                select(PickLine.line_no).where(PickLine.pick_no == no).order_by(PickLine.line_no)
            )
        )

    def work(session: Session, context: UserContext) -> Iterator[object]:
        for row in rows:
            line_no = numbers[int(row["line"]) - 1]
            for column, text in row.items():
                if column != "line" and text:
                    info = field_named("pick_line", FIELDS.get(column, column))
                    value = entered(info, text)
                    change_pick_line(session, no, line_no, info.name, value, context)
        yield world.document(name)

    world.act(work)


def treat(world: World, name: str, verb: str) -> None:
    """Register a pick, or give it up."""
    no = no_of(world.document(name))
    command = {"registered": register_pick, "cancelled": cancel_pick}[verb]

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield command(session, no, context) or world.document(name)

    world.act(work)
