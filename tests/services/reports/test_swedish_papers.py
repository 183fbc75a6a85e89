"""A Swedish customer's papers speak Swedish, whatever the user's screen speaks."""

import pytest
from sqlalchemy.orm import Session

from desktop.services.reports.delivery_note import render_delivery_note
from desktop.services.reports.invoice_content import invoice_content
from desktop.services.reports.sales_invoice import render_invoice
from desktop.services.reports.shipment_content import shipment_content
from tests.services.reports.papers import a_shipment, an_invoice
from tests.services.reports.reading import text_of


@pytest.fixture(autouse=True)
def _source_words() -> None:
    """Here the catalogs speak, unlike in the other tests of papers."""


def test_a_swedish_invoice_speaks_swedish(session: Session) -> None:
    content = invoice_content(session, an_invoice(session))
    text = text_of(render_invoice(content, content.paper.language.localizer()))
    assert "Faktura" in text
    assert "Förfallodatum" in text
    assert "Due Date" not in text


def test_a_swedish_delivery_note_speaks_swedish(session: Session) -> None:
    content = shipment_content(session, a_shipment(session))
    text = text_of(render_delivery_note(content, content.paper.language.localizer()))
    assert "Följesedel" in text
