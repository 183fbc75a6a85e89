"""Deleting items that were made of the catalog when nothing needs them any more (PF106)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from desktop.models.items import Item
from desktop.models.vendors import CatalogItem
from desktop.services.sales.load import Document
from desktop.services.setup.record_engine import RecordEngine
from desktop.services.setup.refusals import RecordInUse


class CatalogCleaning:
    """Deletes items by the same rules as their list does."""

    def __init__(self, engine: RecordEngine) -> None:
        self._engine = engine

    def let_go(self, document: Document, nos: Collection[str]) -> list[str]:
        """Delete the items that nothing uses; answers with their numbers."""
        return [no for no in nos if self._delete(document, no)]

    def _delete(self, document: Document, no: str) -> bool:
        """Delete one item; its catalog entry can be sold anew then."""
        session = document.session
        item = session.get(Item, no)
        if item is None or not item.created_from_catalog:
            return False
        entries = list(session.scalars(select(CatalogItem).where(CatalogItem.item_no == no)))
        for entry in entries:
            entry.item_no = None
        session.flush()
        try:
            self._engine.delete(session, Item.__tablename__, (no,), document.context)
        except RecordInUse:
            # Something else sells, buys or contains it: the item stays, and so does its entry.
            for entry in entries:
                entry.item_no = no
            session.flush()
            return False
        return True
