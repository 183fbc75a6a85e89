"""Files of the customer and of items come to a document with their cards (SD108)."""

from __future__ import annotations

from desktop.services.papers.flowing import CardsMoved, flow
from desktop.services.sales.load import Document


def follow_cards(document: Document) -> None:
    """Bring the files of cards that came to the document, take away those of cards that left.

    Costs nothing while the customer and the items stay the same.
    """
    before, now = document.cards, document.cards_named
    flow(document.session, document.ref, CardsMoved(now - before, before - now), document.context)
    document.cards = now
