"""What must no longer be sold of what stands on a document's lines (SD23), in four statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal
from desktop.models.finance import GlAccount
from desktop.models.items import Item, ItemVariant, Resource
from desktop.models.sales import SalesLine
from desktop.models.words import LineType
from desktop.services.sales.line_sources import account_block, item_block, resource_block


def line_blocks(session: Session, lines: Sequence[SalesLine]) -> Iterator[FieldRefusal]:
    """Why lines must not be sold any more, in their order; one reason a line at most."""
    items = _cards(session, Item, lines, LineType.ITEM)
    resources = _cards(session, Resource, lines, LineType.RESOURCE)
    accounts = _cards(session, GlAccount, lines, LineType.GL_ACCOUNT)
    variants = _variants(session, lines)
    for line in lines:
        no = line.no or ""
        block: FieldRefusal | None = None
        if line.type is LineType.ITEM and no in items:
            block = item_block(line, items[no], variants.get((no, line.variant_code)))
        elif line.type is LineType.RESOURCE and no in resources:
            block = resource_block(line, resources[no])
        elif line.type is LineType.GL_ACCOUNT and no in accounts:
            block = account_block(line, accounts[no])
        if block is not None:
            yield block


def _cards(
    session: Session, model: type[Any], lines: Sequence[SalesLine], kind: LineType
) -> dict[str, Any]:
    nos = {line.no for line in lines if line.type is kind and line.no}
    if not nos:
        return {}
    return {card.no: card for card in session.scalars(select(model).where(model.no.in_(nos)))}


def _variants(
    session: Session, lines: Sequence[SalesLine]
) -> dict[tuple[str, str | None], ItemVariant]:
    nos = {line.no for line in lines if line.type is LineType.ITEM and line.variant_code}
    if not nos:
        return {}
    found = session.scalars(select(ItemVariant).where(ItemVariant.item_no.in_(nos)))
    return {(variant.item_no, variant.code): variant for variant in found}
