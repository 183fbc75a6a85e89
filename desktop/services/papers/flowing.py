"""Files of customers and items that are added to sales documents by themselves (SD108).

A file that is flagged comes to a document when its card does: the customer when it is chosen, an
item with the first line that names it. The document shares its content. Nothing comes twice: a
content that the document has already stays as it is, whoever attached it.

When a customer is exchanged, or the last line of an item goes, what came from that card goes too,
so that no papers of one customer are left with another. It stays when somebody gave it another
name (it is the document's own then), and whatever was attached by hand stays always.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    FromClause,
    and_,
    case,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken, RecordRef
from desktop.models.attachments import Attachment, AttachmentContent
from desktop.models.every_table import Base
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.owners import key_text, owned_by
from desktop.services.papers.removal import load_paper

SOURCES = frozenset({"customer", "item"})
"""The tables whose records' files may flow to sales documents."""

_TABLE = Base.metadata.tables[Attachment.__tablename__]
_CONTENT = Base.metadata.tables[AttachmentContent.__tablename__]
_OFFERED = _TABLE.alias("offered")
_OTHER = _TABLE.alias("other")
_OFFERED_CONTENT = _CONTENT.alias("offered_content")
_OTHER_CONTENT = _CONTENT.alias("other_content")

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class CardsMoved:
    """The cards that came to a document and those that no part of it names any more."""

    arrived: Collection[RecordRef]
    left: Collection[RecordRef]


def set_flow(session: Session, attachment_id: int, *, flows: bool) -> None:
    """Say whether a file of a customer or an item flows to sales documents from now on.

    Documents that name the card already stay as they are. Raises PaperGone.
    """
    attachment = load_paper(session, Attachment, attachment_id)
    if attachment.owner_table not in SOURCES:
        msg = f"files of {attachment.owner_table} do not flow to sales documents"
        raise InvariantBroken(msg)
    attachment.flows_to_sales = flows
    session.flush()  # a later command of the same transaction must find it so


def flow(session: Session, owner: RecordRef, cards: CardsMoved, context: UserContext) -> None:
    """Add the flagged files of cards that came to a document, take away those of cards that left.

    One statement for each of the two, however many cards and files there are. The document must
    be locked, or be of the same transaction.
    """
    if cards.left:
        _take_away(session, owner, cards.left, context)
    if cards.arrived:
        offer = _Offer(
            partial(_flagged, cards.arrived), _OFFERED.c.owner_table, _OFFERED.c.owner_key
        )
        _add(session, owner, offer)


def bring_back(
    session: Session,
    version: RecordRef,
    owner: RecordRef,
    left: Collection[RecordRef],
    context: UserContext,
) -> None:
    """Give a document the files that a version of it had; the document must be locked.

    What came from cards that `left` with the lines and the customer goes. All else stays: nothing
    that somebody gave to the document since is lost.
    """
    if left:
        _take_away(session, owner, left, context)
    offer = _Offer(
        partial(_owned, version), _OFFERED.c.flowed_from_table, _OFFERED.c.flowed_from_key
    )
    _add(session, owner, offer)


# ----------------------------------------------------------------------------------- the statements


@dataclass(frozen=True, slots=True)
class _Offer:
    """Which files a document may get, and from which card they are said to come."""

    where: Callable[[FromClause], Condition]
    from_table: ColumnElement[str]
    from_key: ColumnElement[str]


def _take_away(
    session: Session, owner: RecordRef, cards: Collection[RecordRef], context: UserContext
) -> None:
    """Take away what came from these cards; like anything that is taken away, within the hour."""
    came = _named_by(cards, _TABLE.c.flowed_from_table, _TABLE.c.flowed_from_key)
    _send(
        session,
        update(_TABLE).where(_owned(owner, _TABLE), came).values(deleted_at=context.now()),
    )


def _add(session: Session, owner: RecordRef, offer: _Offer) -> None:
    """Add what the document has not: each content once; the card stands before a name in use."""
    kept_before = and_(offer.where(_OTHER), _OTHER.c.id < _OFFERED.c.id)
    there = or_(_owned(owner, _OTHER), kept_before)
    same_content = exists().where(
        there,
        _OTHER_CONTENT.c.id == _OTHER.c.content_id,
        _OTHER_CONTENT.c.sha256 == _OFFERED_CONTENT.c.sha256,
    )
    same_name = exists().where(there, func.lower(_OTHER.c.name) == func.lower(_OFFERED.c.name))
    with_card = _OFFERED.c.owner_key + " " + _OFFERED.c.name
    values: dict[str, ColumnElement[Any]] = {
        "owner_table": literal(owner.table),
        "owner_key": literal(key_text(owner)),
        "kept": false(),
        "flows_to_sales": false(),
        "name": case((same_name, with_card), else_=_OFFERED.c.name),
        "content_id": _OFFERED.c.content_id,
        "added_by": _OFFERED.c.added_by,
        "added_at": _OFFERED.c.added_at,
        "flowed_from_table": offer.from_table,
        "flowed_from_key": offer.from_key,
    }
    found = (
        select(*values.values())
        .join_from(_OFFERED, _OFFERED_CONTENT, _OFFERED_CONTENT.c.id == _OFFERED.c.content_id)
        .where(offer.where(_OFFERED), ~same_content)
        .order_by(_OFFERED.c.id)
    )
    _send(session, insert(_TABLE).from_select(list(values), found))


def _send(session: Session, statement: Executable) -> None:
    """Write, and tell open pages when that changed anything."""
    session.flush()  # what the command has attached belongs to the document
    if getattr(session.connection().execute(statement), "rowcount", 0):
        report_changes(session, _TABLE.name)


def _owned(owner: RecordRef, rows: FromClause) -> Condition:
    return and_(owned_by(rows, owner), rows.c.deleted_at.is_(None))


def _flagged(cards: Collection[RecordRef], rows: FromClause) -> Condition:
    named = _named_by(cards, rows.c.owner_table, rows.c.owner_key)
    return and_(named, rows.c.flows_to_sales, rows.c.deleted_at.is_(None))


def _named_by(
    cards: Iterable[RecordRef], table: ColumnElement[str], key: ColumnElement[str]
) -> Condition:
    """The condition for rows whose columns name one of the cards."""
    keys: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        keys[card.table].append(key_text(card))
    return or_(*(and_(table == name, key.in_(sorted(found))) for name, found in keys.items()))
