"""Recalculate Prices: look up every price of a document again (SD25, CU90)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.sales.editable import check_line
from desktop.services.sales.line_choice import source_of
from desktop.services.sales.line_prices import price_anew
from desktop.services.sales.load import load_document
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView


def recalculate_prices(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """Take prices and discounts of all lines as they are found today, typed ones too.

    Lines with something invoiced keep theirs (SD26). Raises StatusNotOpen and its kin.
    """
    document = load_document(session, key, context, for_update=True)
    for line in document.priced_lines:
        if not line.quantity_invoiced:
            check_line(document, line, "unit_price")
            line.price_is_agreed = False
            price_anew(document, line, source_of(document, line))
    return finish(document)
