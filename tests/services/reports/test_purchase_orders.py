"""Purchase orders on paper: what the vendor reads, in which language, and how pages turn."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from desktop.models.company import CompanyInformation
from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.setup import InventorySetup, SalesSetup
from desktop.models.supply_words import DeliverTo, PurchaseType
from desktop.models.vendors import PurchaseSetup, Vendor
from desktop.models.words import LineType, Status
from desktop.services.context import UserContext
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.refusals import PurchaseMissing
from desktop.services.reports.purchase_papers import count_purchase_prints, purchase_orders_pdf
from desktop.services.reports.refusals import PaperOfAnotherType
from tests.services.reports.reading import pages_of, text_of
from tests.services.reports.statements import counted

ANNA = UserContext("ANNA", date(2026, 3, 2))


@pytest.fixture
def session(session: Session) -> Session:
    """The same company, with the set-up that purchases are calculated by, and a vendor."""
    session.add_all([SalesSetup(id=1), InventorySetup(id=1), PurchaseSetup(id=1)])
    session.add(Vendor(no="V1", name="Furu AS", language_code="EN", country_code="SE"))
    session.flush()
    return session


def an_order(
    session: Session,
    no: str = "PO1",
    lines: int = 1,
    changes: dict[str, Any] | None = None,
    **line_changes: Any,  # noqa: ANN401  (columns of any kind)
) -> PurchaseKey:
    """An order of lines of 10 boards at 80.00, 25 % VAT, that come on 16 March."""
    header = PurchaseHeader(
        **{
            "document_type": PurchaseType.ORDER,
            "no": no,
            "buy_from_vendor_no": "V1",
            "buy_from_name": "Furu AS",
            "buy_from_address": "Skogveien 3",
            "ship_to_name": "Fjell Furniture AB",
            "ship_to_address": "Storgatan 12",
            "order_date": ANNA.work_date,
            "document_date": ANNA.work_date,
            "our_account_no": "K-77",
            "status": Status.RELEASED,
            **(changes or {}),
        }
    )
    session.add(header)
    for place in range(1, lines + 1):
        session.add(
            PurchaseLine(
                **{
                    "document_type": PurchaseType.ORDER,
                    "document_no": no,
                    "line_no": place * 10000,
                    "type": LineType.ITEM,
                    "no": "A",
                    "vendor_item_no": "F-1",
                    "description": f"Board {place}",
                    "unit_of_measure_code": "PCS",
                    "quantity": Decimal(10),
                    "direct_unit_cost": Decimal(80),
                    "line_amount": Decimal(800),
                    "vat_pct": Decimal(25),
                    "vat_identifier": "VAT25",
                    "expected_receipt_date": date(2026, 3, 16),
                    **line_changes,
                }
            )
        )
    session.flush()
    session.expire_all()
    return PurchaseKey(PurchaseType.ORDER, no)


def paper(session: Session, *keys: PurchaseKey) -> str:
    return text_of(purchase_orders_pdf(session, keys, ANNA).content)


def test_an_order_says_what_is_bought_where_it_goes_and_what_it_costs(session: Session) -> None:
    text = paper(session, an_order(session))
    for said in (
        "Purchase Order",
        "PO1",
        "Furu AS",
        "Skogveien 3",
        "Delivery Address",
        "Storgatan 12",
        "K-77",
        "F-1",
        "Board 1",
        "Our item no. A",
        "Expected On",
        "Total Excl. VAT 800.00",
        "VAT 25 % 200.00",
        "1,000.00",
    ):
        assert said in text
    assert "Not released" not in text
    assert "Discount" not in text


def test_what_is_said_to_those_who_owe_us_is_not_said_to_a_vendor(session: Session) -> None:
    company = session.get_one(CompanyInformation, 1)
    company.footer_text, company.bankgiro = "Goods remain ours until paid", "5050-1055"
    text = paper(session, an_order(session))
    assert "Goods remain ours" not in text
    assert "5050-1055" not in text


def test_an_open_order_says_that_it_may_change(session: Session) -> None:
    key = an_order(session, changes={"status": Status.OPEN})
    assert "Not released: this order is not placed yet" in paper(session, key)


def test_a_drop_shipment_says_that_it_goes_to_a_customer(session: Session) -> None:
    key = an_order(
        session,
        changes={"deliver_to": DeliverTo.CUSTOMER, "ship_to_name": "Birk AB"},
        drop_shipment=True,
    )
    text = paper(session, key)
    assert "Birk AB" in text
    assert "without prices on your papers" in text


def test_differing_dates_and_discounts_have_columns(session: Session) -> None:
    key = an_order(session, lines=2, line_discount_pct=Decimal(10))
    last = session.get_one(PurchaseLine, (PurchaseType.ORDER, "PO1", 20000))
    last.expected_receipt_date = date(2026, 3, 20)
    session.flush()
    text = paper(session, key)
    assert "Discount %" in text
    assert "16 Mar 2026" in text
    assert "20 Mar 2026" in text


def test_a_text_stands_between_the_lines(session: Session) -> None:
    key = an_order(session, lines=2)
    line = session.get_one(PurchaseLine, (PurchaseType.ORDER, "PO1", 10000))
    line.type, line.no, line.description = LineType.COMMENT, None, "Please deliver at the back"
    session.flush()
    text = paper(session, key)
    assert "Please deliver at the back" in text
    assert "Total Excl. VAT 800.00" in text


@pytest.mark.parametrize(("lines", "pages"), [(1, 1), (12, 1), (45, 3), (120, 6)])
def test_long_orders_take_several_pages_with_running_sums(
    session: Session, lines: int, pages: int
) -> None:
    pdf = purchase_orders_pdf(session, [an_order(session, lines=lines)], ANNA).content
    found = pages_of(pdf)
    assert len(found) == pages
    assert all(f"of {pages}" in page for page in found)
    if pages > 1:
        assert "Carried forward" in found[0]
        assert "Brought forward" in found[1]
    assert "Total Excl. VAT" in found[-1]


def test_several_orders_make_one_file(session: Session) -> None:
    keys = [an_order(session, "PO1"), an_order(session, "PO2")]
    made = purchase_orders_pdf(session, keys, ANNA)
    assert made.file_name == "purchase_order_PO1-PO2.pdf"
    assert len(pages_of(made.content)) == 2
    alone = purchase_orders_pdf(session, keys[:1], ANNA)
    assert alone.file_name == "purchase_order_PO1_V1.pdf"
    again = purchase_orders_pdf(session, keys[:1], ANNA)
    assert alone.content == again.content, "equal content gives equal bytes"


def test_an_invoice_has_no_such_paper(session: Session) -> None:
    with pytest.raises(PaperOfAnotherType):
        purchase_orders_pdf(session, [PurchaseKey(PurchaseType.INVOICE, "PI1")], ANNA)
    with pytest.raises(PurchaseMissing):
        purchase_orders_pdf(session, [PurchaseKey(PurchaseType.ORDER, "PO9")], ANNA)


def test_only_real_prints_are_counted(session: Session) -> None:
    key = an_order(session)
    purchase_orders_pdf(session, [key], ANNA)
    assert session.get_one(PurchaseHeader, (key.type, key.no)).no_printed == 0
    count_purchase_prints(session, [key])
    assert session.get_one(PurchaseHeader, (key.type, key.no)).no_printed == 1


def test_the_number_of_statements_does_not_depend_on_the_lines(session: Session) -> None:
    few, many = an_order(session, "PO1", lines=2), an_order(session, "PO2", lines=60)
    counts = []
    for key in (few, many):
        session.expire_all()
        with counted(session) as sent:
            purchase_orders_pdf(session, [key], ANNA)
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= 8
