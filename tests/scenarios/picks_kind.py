"""Picks as a kind of document: they are made from orders, filled in and registered."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.picks import PickHeader, PickLine
from desktop.services.context import UserContext
from desktop.services.picking.registering import change_pick, change_pick_line, delete_pick
from desktop.services.records import table_of
from tests.scenarios.kinds import DocumentKind, Pairs


def no_of(ref: RecordRef) -> str:
    """The number of a pick."""
    return str(ref.key[0])


def _not_by_hand(session: Session, kind: str, context: UserContext, party: str | None) -> object:
    raise AssertionError(
        f"a pick is made from orders, not by hand: {session, kind, context, party}"
    )


def _not_posted(session: Session, ref: RecordRef, pairs: Pairs, context: UserContext) -> object:
    raise AssertionError(f"{ref} is registered, not posted: {session, pairs, context}")


def _change_header(
    session: Session, ref: RecordRef, field: str, value: object, context: UserContext
) -> object:
    change_pick(session, no_of(ref), field, value, context)
    return ref


def _change_line(
    session: Session, ref: RecordRef, line_no: int, field: str, value: object, context: UserContext
) -> object:
    change_pick_line(session, no_of(ref), line_no, field, value, context)
    return ref


def _delete(session: Session, ref: RecordRef, context: UserContext) -> object:
    delete_pick(session, no_of(ref), context)
    return ref


def _read(
    session: Session, ref: RecordRef, _context: UserContext
) -> tuple[Mapping[str, object], Sequence[Mapping[str, object]]]:
    headers, lines = table_of("pick_header"), table_of("pick_line")
    header = session.execute(select(headers).where(headers.c.no == no_of(ref))).mappings().one()
    rows = session.execute(
        select(lines).where(lines.c.pick_no == no_of(ref)).order_by(lines.c.line_no)
    )
    return dict(header), [dict(row) for row in rows.mappings()]


PICKS = DocumentKind(
    table=PickHeader.__tablename__,
    line_table=PickLine.__tablename__,
    words={"inventory pick": "pick"},
    key=no_of,
    make=_not_by_hand,
    change_header=_change_header,
    read=_read,
    post=_not_posted,
    delete=_delete,
    change_line=_change_line,
)
