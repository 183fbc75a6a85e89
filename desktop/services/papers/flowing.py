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
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, or_, select, update
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken, RecordRef
from desktop.models.attachments import Attachment, AttachmentContent
from desktop.models.every_table import Base
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.names import free_name
from desktop.services.papers.owners import key_text, owned_by
from desktop.services.papers.removal import load_paper

SOURCES = frozenset({"customer", "item"})
"""The tables whose records' files may flow to sales documents."""

_TABLE = Base.metadata.tables[Attachment.__tablename__]
_CONTENT = Base.metadata.tables[AttachmentContent.__tablename__]


@dataclass(frozen=True, slots=True)
class CardsMoved:
    """The cards that came to a document and those that no part of it names any more."""

    arrived: Collection[RecordRef]
    left: Collection[RecordRef]

    def __bool__(self) -> bool:
        return bool(self.arrived or self.left)


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

    One statement when there are none, and one more for each of adding and taking away, however
    many cards and files there are. The document must be locked, or be of the same transaction.
    """
    if not cards:
        return
    own, offered = _files(session, owner, _flagged(cards.arrived))
    offers = [_Offer(row, (row.owner_table, row.owner_key)) for row in offered]
    _exchange(session, owner, _Exchange(own, _from(own, cards.left), offers), context)


def bring_back(
    session: Session,
    version: RecordRef,
    owner: RecordRef,
    left: Collection[RecordRef],
    context: UserContext,
) -> None:
    """Give a document the files that a version of it had; the document must be locked.

    What came from cards that `left` with the lines and the customer goes, unless the version has
    it. All else stays: nothing that somebody gave to the document since is lost.
    """
    own, offered = _files(session, owner, [owned_by(_TABLE, version)])
    kept = {row.sha256 for row in offered}
    leaving = [row for row in _from(own, left) if row.sha256 not in kept]
    offers = [_Offer(row, (row.flowed_from_table, row.flowed_from_key)) for row in offered]
    _exchange(session, owner, _Exchange(own, leaving, offers), context)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A file that a document may get, and the card that it flows from (blanks for none)."""

    row: Any
    source: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Exchange:
    """The files of a document, those of them that go, and those that may come."""

    own: Sequence[Any]
    leaving: Sequence[Any]
    offers: Sequence[_Offer]


def _exchange(session: Session, owner: RecordRef, files: _Exchange, context: UserContext) -> None:
    leaving = {row.id for row in files.leaving}
    coming = _coming(owner, [row for row in files.own if row.id not in leaving], files.offers)
    if leaving:
        session.execute(
            update(_TABLE).where(_TABLE.c.id.in_(sorted(leaving))).values(deleted_at=context.now())
        )
    if coming:
        session.execute(insert(_TABLE), coming)
    if leaving or coming:
        report_changes(session, _TABLE.name)


def _files(
    session: Session, owner: RecordRef, others: Iterable[ColumnElement[bool]]
) -> tuple[list[Any], list[Any]]:
    """The files of the document and those others that it may get, in the order of adding."""
    query = (
        select(_TABLE, _CONTENT.c.sha256)
        .join(_CONTENT, _CONTENT.c.id == _TABLE.c.content_id)
        .where(_TABLE.c.deleted_at.is_(None), or_(owned_by(_TABLE, owner), *others))
        .order_by(_TABLE.c.id)
    )
    own: list[Any] = []
    offered: list[Any] = []
    for row in session.execute(query):
        is_own = (row.owner_table, row.owner_key) == _names(owner)
        (own if is_own else offered).append(row)
    return own, offered


def _from(files: Iterable[Any], cards: Iterable[RecordRef]) -> list[Any]:
    """Those of the files that flowed from one of the cards."""
    names = {_names(card) for card in cards}
    return [row for row in files if (row.flowed_from_table, row.flowed_from_key) in names]


def _flagged(cards: Iterable[RecordRef]) -> list[ColumnElement[bool]]:
    keys: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        keys[card.table].append(key_text(card))
    return [
        and_(
            _TABLE.c.owner_table == table,
            _TABLE.c.owner_key.in_(sorted(found)),
            _TABLE.c.flows_to_sales,
        )
        for table, found in sorted(keys.items())
    ]


def _coming(
    owner: RecordRef, staying: Iterable[Any], offers: Iterable[_Offer]
) -> list[dict[str, object]]:
    """The rows to add: each content once, under a name that is free."""
    contents = {row.sha256 for row in staying}
    names = {row.name for row in staying}
    table, key = _names(owner)
    coming: list[dict[str, object]] = []
    for offer in offers:
        row = offer.row
        if row.sha256 in contents:
            continue
        name = free_name(row.name, frozenset(names))
        contents.add(row.sha256)
        names.add(name)
        coming.append(
            {
                "owner_table": table,
                "owner_key": key,
                "added_by": row.added_by,
                "added_at": row.added_at,
                "kept": False,
                "name": name,
                "content_id": row.content_id,
                "flows_to_sales": False,
                "flowed_from_table": offer.source[0],
                "flowed_from_key": offer.source[1],
            }
        )
    return coming


def _names(ref: RecordRef) -> tuple[str, str]:
    return ref.table, key_text(ref)
