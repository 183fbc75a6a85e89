"""The delivery note: quantities of now, before and still to come, weights, and no prices."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from desktop.models.assembly import PostedAssemblyLine, PostedAtoLink
from desktop.models.setup import SalesSetup
from desktop.models.supply_words import BomLineType
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
    assert len(statements) == 9


def a_kit_of(session: Session, shipment_no: str, no: str, *parts: PostedAssemblyLine) -> None:
    """Kits that were assembled for the first line of a shipment."""
    session.add(
        PostedAtoLink(
            posted_assembly_no=no,
            assembly_no="AO1",
            order_no="101005",
            order_line_no=10000,
            shipment_no=shipment_no,
            shipment_line_no=10000,
            quantity=Decimal(3),
        )
    )
    for at, part in enumerate(parts, 1):
        part.document_no, part.line_no = no, at * 10000
        part.order_no, part.order_line_no = "AO1", at * 10000
        session.add(part)
    session.flush()


def a_part(no: str, quantity: int, kind: BomLineType = BomLineType.ITEM) -> PostedAssemblyLine:
    return PostedAssemblyLine(
        type=kind,
        no=no,
        description=f"Part {no}",
        unit_of_measure_code="PCS",
        quantity_per=Decimal(1),
        quantity=Decimal(quantity),
        quantity_base=Decimal(quantity),
    )


@pytest.mark.parametrize("wanted", [True, False])
def test_what_kits_consist_of_is_printed_where_the_company_wants_it(
    session: Session, wanted: bool
) -> None:
    """PF142: the goods of all kits of a line together, and no work."""
    session.add(SalesSetup(id=1, kits_on_delivery_note=wanted))
    no = a_shipment(session, [a_shipped_line(**FROM_ORDER), a_shipped_line(2)])
    a_kit_of(session, no, "PA1", a_part("LEG", 8), a_part("HOUR", 1, BomLineType.RESOURCE))
    a_kit_of(session, no, "PA2", a_part("LEG", 4), a_part("TOP", 1))
    text = note_text(session, no)
    assert ("Contains 12 st of LEG Part LEG" in text) is wanted
    assert ("Contains 1 st of TOP Part TOP" in text) is wanted
    assert "HOUR" not in text
    assert text.count("Contains") == (2 if wanted else 0)
