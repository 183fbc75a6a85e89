"""Prices and discounts of a whole order are read with a handful of statements."""

from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from desktop.models.contact_words import MemberKind
from desktop.models.contacts import CampaignMember
from desktop.models.pricing import PriceListLine
from desktop.models.pricing_words import PriceProduct, PriceStatus
from desktop.services.context import UserContext
from desktop.services.pricing.candidates import PriceBook
from desktop.services.pricing.cards import product_cards
from desktop.services.pricing.finding import find_price
from desktop.services.pricing.values import PricedLine, PriceTerms
from desktop.services.records import add_record
from tests.builders.items import an_item
from tests.services.reports.statements import counted

MOST_STATEMENTS = 6
ITEMS = [f"I{n:02d}" for n in range(40)]


@pytest.fixture
def terms(session: Session, context: UserContext) -> PriceTerms:
    """Customer C1 is a member of a running campaign, whose prices are a krona lower."""
    for no in ITEMS:
        an_item(session, no, unit_price="100")
    add_record(session, "campaign", {"no": "SPRING", "activated": True}, context)
    session.add(CampaignMember(campaign_no="SPRING", kind=MemberKind.CUSTOMER, no="C1"))
    session.flush()
    add_record(session, "price_list", {"code": "L", "own_scope_per_line": True}, context)
    for at, no in enumerate(ITEMS):
        for source, price in (
            ({"source_type": "all_customers"}, 80 + at),
            ({"source_type": "campaign", "source_no": "SPRING"}, 79 + at),
        ):
            line = {
                "price_list_code": "L",
                **source,
                "product_no": no,
                "unit_price": Decimal(price),
            }
            add_record(session, "price_list_line", line, context)
    session.execute(update(PriceListLine).values(status=PriceStatus.ACTIVE))
    return PriceTerms(day=context.work_date, precision=Decimal("0.00001"), customer_no="C1")


def found(session: Session, terms: PriceTerms, count: int) -> tuple[list[Decimal], int]:
    """The prices of so many lines, and the statements that they took."""
    products = [(PriceProduct.ITEM, no) for no in ITEMS[:count]]
    book = PriceBook(terms)
    with counted(session) as statements:
        book.load(session, products)
        cards = product_cards(session, products)
        lines = [
            PricedLine(kind, no, quantity=Decimal(1), card=cards[kind, no].price)
            for kind, no in products
        ]
        prices = [find_price(book.candidates(line), line, terms).unit_price for line in lines]
    return prices, len(statements)


def test_prices_of_many_lines_take_as_few_statements_as_those_of_one(
    session: Session, terms: PriceTerms
) -> None:
    [one], statements_of_one = found(session, terms, 1)
    many, statements = found(session, terms, len(ITEMS))
    assert one == 79
    assert many == [79 + at for at in range(len(ITEMS))]
    assert statements == statements_of_one <= MOST_STATEMENTS
