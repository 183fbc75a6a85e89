"""The delivery note: quantities of now, before and still to come, weights, and no prices."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from desktop.services.reports.delivery_note import render_delivery_note
from desktop.services.reports.refusals import DocumentNotFound
from desktop.services.reports.shipment_content import shipment_content
from tests.services.reports.papers import (
    a_customer,
    a_shipment,
    a_shipped_line,
    an_order_line,
)
from tests.services.reports.reading import pages_of, text_of
from tests.services.reports.statements import counted

EARLIER = datetime(2026, 2, 1, 8, 0, tzinfo=UTC)
FROM_ORDER: dict[str, Any] = {"order_no": "101005", "order_line_no": 10000}


def note_text(session: Session, no: str) -> str:
    content = shipment_content(session, no)
    return text_of(render_delivery_note(content, content.paper.language.localizer()))


def test_ordered_shipped_before_and_outstanding_stand_side_by_side(session: Session) -> None:
    an_order_line(session, 10)
    customer = a_customer(session)
    earlier = a_shipped_line(quantity=Decimal(6), **FROM_ORDER)
    a_shipment(session, [earlier], customer, no="102030", created_at=EARLIER)
    no = a_shipment(session, [a_shipped_line(**FROM_ORDER)], customer)
    assert "1001 Skrivbord Fjell, ek st 10 3 6 1" in note_text(session, no)


def test_an_earlier_note_does_not_know_later_deliveries(session: Session) -> None:
    an_order_line(session, 10)
    customer = a_customer(session)
    earlier = a_shipped_line(quantity=Decimal(6), **FROM_ORDER)
    a_shipment(session, [earlier], customer, no="102030", created_at=EARLIER)
    a_shipment(session, [a_shipped_line(**FROM_ORDER)], customer)
    assert "st 10 6 0 4" in note_text(session, "102030")


def test_a_delivery_without_an_order_is_complete(session: Session) -> None:
    assert "st 3 3 0 0" in note_text(session, a_shipment(session))


def test_no_price_stands_on_it(session: Session) -> None:
    text = note_text(session, a_shipment(session))
    for word in ("Price", "Amount", "SEK", "kr", "VAT %", "Discount", "Credit"):
        assert f" {word} " not in text


def test_weights_and_parcels_are_totalled(session: Session) -> None:
    lines = [
        a_shipped_line(1, gross_weight=Decimal("22.5"), units_per_parcel=Decimal(2)),
        a_shipped_line(2, gross_weight=Decimal("1.25"), units_per_parcel=Decimal(3)),
    ]
    text = note_text(session, a_shipment(session, lines))
    assert "Gross Weight 71,25" in text
    assert "Parcels 3" in text
    assert "Net Weight" not in text


def test_delivery_address_agent_and_tracking_are_printed(session: Session) -> None:
    no = a_shipment(session, ship_to_name="Lager Syd", package_tracking_no="AB 12/3")
    text = note_text(session, no)
    assert "Lager Syd" in text
    assert "Buyer Möbelhuset i Malmö AB" in text
    assert "DHL Freight" in text
    assert "AB 12/3" in text
    assert "Signature" in text


def test_the_date_is_that_of_the_delivery(session: Session) -> None:
    assert "Shipment No. 102031 Shipment Date 27 feb. 2026 Page 1 of 1" in note_text(
        session, a_shipment(session)
    )


def test_many_lines_go_over_pages_with_their_head(session: Session) -> None:
    no = a_shipment(session, [a_shipped_line(number) for number in range(1, 90)])
    content = shipment_content(session, no)
    pages = pages_of(render_delivery_note(content, content.paper.language.localizer()))
    assert len(pages) > 2
    assert all("Outstanding" in page for page in pages)
    assert "Signature" in pages[-1]


def test_an_unknown_shipment_is_refused(session: Session) -> None:
    with pytest.raises(DocumentNotFound):
        shipment_content(session, "999")


@pytest.mark.parametrize("count", [1, 50])
def test_content_is_read_in_few_statements(session: Session, count: int) -> None:
    an_order_line(session, 10)
    no = a_shipment(session, [a_shipped_line(n, **FROM_ORDER) for n in range(1, count + 1)])
    session.expire_all()
    with counted(session) as statements:
        shipment_content(session, no)
    assert len(statements) == 8
