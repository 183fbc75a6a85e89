"""Reading one draft document for a page."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.values.keys import DocumentKey
from desktop.services.context import UserContext
from desktop.services.sales.load import load_document
from desktop.services.sales.snapshot import show
from desktop.services.sales.views import DocumentView


def document_view(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """A document as it stands, with the warnings that hold today; raises DocumentMissing."""
    return show(load_document(session, key, context))
