"""The picture of an item: kept in the item's row, small enough for lists and papers (01 §6)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.items import Item
from desktop.services.context import UserContext
from desktop.services.items.text_refusals import PictureTooLarge
from desktop.services.setup.change_log import log_change
from desktop.services.setup.record_engine import ref_of, stamp
from desktop.services.setup.refusals import RecordNotFound

PICTURE_SIDE = 480
"""A picture is scaled so that neither side is longer, in pixels."""
MOST_BYTES = 2_000_000
"""More than a picture of this size ever needs: what is larger was not scaled."""


def put_picture(session: Session, no: str, picture: bytes | None, context: UserContext) -> None:
    """Give an item a picture, the bytes of a PNG that was scaled already; None takes it away.

    Raises RecordNotFound or PictureTooLarge.
    """
    item = session.get(Item, no)
    if item is None:
        raise RecordNotFound(table="item", record_key=no)
    if picture is not None and len(picture) > MOST_BYTES:
        raise PictureTooLarge(
            record=ref_of("item", item), field="picture", no=no, most=MOST_BYTES // 1000
        )
    if picture == item.picture:
        return
    sizes = tuple(str(len(each)) if each else "" for each in (item.picture, picture))
    item.picture = picture
    stamp(item, context)
    log_change(session, ref_of("item", item), "picture", (sizes[0], sizes[1]), context)
    session.flush()


def picture_of(session: Session, no: str) -> bytes | None:
    """The picture of an item as the bytes of a PNG, None when it has none."""
    return session.scalar(select(Item.picture).where(Item.no == no))
