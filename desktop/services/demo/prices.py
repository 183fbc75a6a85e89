"""Price lists, the campaign and the terms for large and small invoices of the demo company.

They begin so late, and are entered so late, that no document of the year that is over has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from desktop.models.contact_words import CampaignStatus, MemberKind
from desktop.models.pricing_words import PriceDefines, PriceProduct, PriceSource, PriceStatus
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.values.numbers import RoundingMode
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.currencies import first_of_month
from desktop.services.pricing.bulk import BulkRequest, suggest_lines
from desktop.services.pricing.special_prices import special_price_list, verify_customer_prices

# from which amount, to which step
ROUNDING = (("FIVES", (("0", "1"), ("500", "5"), ("5000", "10"))), ("CROWNS", (("0", "1"),)))

# item, unit, from which quantity, price
VOLUME_PRICES = (
    ("S-2203", None, 10, "1180"),
    ("S-2203", None, 50, "1095"),
    ("S-2204", None, 10, "1180"),
    ("S-2204", None, 50, "1095"),
    ("K-0010", None, 25, "229"),
    ("K-0010", None, 100, "198"),
    ("F-0100", "BOX", 10, "259"),
    ("F-0100", "BOX", 40, "239"),
    ("F-0110", None, 50, "16.90"),
)

# item, price in euro
DEALER_PRICES = (
    ("D-1600", "525"),
    ("D-1610", "809"),
    ("P-0410", "228"),
    ("S-2203", "99.50"),
    ("S-2400", "282"),
    ("L-0100", "96.50"),
)

# item discount group, from which quantity, percent
LARGE_ACCOUNTS = (("CHAIRS", 0, 6), ("CHAIRS", 20, 9), ("DESKS", 0, 4), ("SMALL", 10, 12))

# customer, item, currency, price
SPECIAL_PRICES = (
    ("Hötorget Coworking AB", "S-2500", None, "1990"),
    ("Hötorget Coworking AB", "A-0200", None, "61500"),
    ("Nordic Retail Oy", "S-2310", "EUR", "104"),
)

CAMPAIGN = "Light for dark days"
CAMPAIGN_PRICES = (("L-0100", "990"), ("L-0110", "990"), ("L-0200", "2390"), ("L-0300", "2890"))
CAMPAIGN_DISCOUNT = ("L-0300", 6, 10)
"""Item, from which quantity, percent besides the price."""
CAMPAIGN_CUSTOMERS = ("Storsjö Kontor AB", "Söderport Redovisning AB")
BEFORE, AFTER = timedelta(days=21), timedelta(days=28)
"""How long before and after the work date the campaign runs."""

TERMS = "STANDARD"
# currency, from which amount, percent, charge
TERMS_STEPS = (
    ("", 0, 0, 95),
    ("", 2_500, 0, 0),
    ("", 50_000, 2, 0),
    ("", 150_000, 3, 0),
    ("EUR", 0, 0, 9),
    ("EUR", 250, 0, 0),
    ("EUR", 5_000, 2, 0),
)
TERMS_CUSTOMERS = ("Storsjö Kontor AB", "Lunds Kontorsmöbler AB", "Spree Büro GmbH")

NEXT_YEARS_RISE = Decimal("1.035")


def add_prices(clerk: Clerk, customer_nos: Mapping[str, str]) -> None:
    """Make rounding methods, price lists for all and for groups, special prices, and a draft."""
    for code, steps in ROUNDING:
        for count, (amount, precision) in enumerate(steps, start=1):
            clerk.add(
                "rounding_method",
                code=code,
                line_no=count * LINE_NO_STEP,
                minimum_amount=Decimal(amount),
                precision=Decimal(precision),
                rounding_type=RoundingMode.NEAREST,
            )
    today = clerk.context.work_date
    _add_volume_prices(clerk, first_of_month(today))
    _add_dealer_prices(clerk, first_of_month(today, -2), date(today.year, 12, 31))
    _add_discounts(clerk, first_of_month(today))
    _add_next_year(clerk, date(today.year + 1, 1, 1))
    _add_special_prices(clerk, customer_nos)


def add_campaign(clerk: Clerk, customer_nos: Mapping[str, str], contact_no: str) -> str:
    """Make the campaign of these weeks with members and prices, and give its number."""
    today = clerk.context.work_date
    no = clerk.add_no(
        "campaign",
        description=CAMPAIGN,
        starting_date=today - BEFORE,
        ending_date=today + AFTER,
        status=CampaignStatus.RUNNING,
        salesperson_code="KA",
        activated=True,
    )
    for name in CAMPAIGN_CUSTOMERS:
        clerk.add(
            "campaign_member", campaign_no=no, kind=MemberKind.CUSTOMER, no=customer_nos[name]
        )
    clerk.add("campaign_member", campaign_no=no, kind=MemberKind.CONTACT, no=contact_no)
    code = clerk.add_no(
        "price_list",
        description=CAMPAIGN,
        source_type=PriceSource.CAMPAIGN,
        source_no=no,
        starting_date=today - BEFORE,
        ending_date=today + AFTER,
    )
    prices = [_price(item, price) for item, price in CAMPAIGN_PRICES]
    item, quantity, pct = CAMPAIGN_DISCOUNT
    discount = _discount(PriceProduct.ITEM, item, quantity, pct)
    _fill(clerk, code, [*prices, discount])
    return no


def add_discount_terms(clerk: Clerk, customer_nos: Mapping[str, str]) -> None:
    """Make the terms for large and small invoices, and give them to some customers."""
    for currency, amount, pct, charge in TERMS_STEPS:
        clerk.add(
            "invoice_discount_terms",
            code=TERMS,
            currency_code=currency,
            minimum_amount=Decimal(amount),
            discount_pct=Decimal(pct),
            service_charge=Decimal(charge),
        )
    for name in TERMS_CUSTOMERS:
        clerk.change("customer", (customer_nos[name],), invoice_disc_code=TERMS)


def _add_volume_prices(clerk: Clerk, since: date) -> None:
    code = clerk.add_no(
        "price_list",
        description="Volume prices",
        defines=PriceDefines.PRICE,
        starting_date=since,
    )
    lines = [
        {**_price(item, price), "unit_code": unit, "minimum_quantity": Decimal(quantity)}
        for item, unit, quantity, price in VOLUME_PRICES
    ]
    _fill(clerk, code, lines)


def _add_dealer_prices(clerk: Clerk, since: date, until: date) -> None:
    code = clerk.add_no(
        "price_list",
        description="Furniture dealers in the euro area",
        source_type=PriceSource.CUSTOMER_PRICE_GROUP,
        source_no="DEALER",
        currency_code="EUR",
        starting_date=since,
        ending_date=until,
    )
    _fill(clerk, code, [_price(item, price) for item, price in DEALER_PRICES])


def _add_discounts(clerk: Clerk, since: date) -> None:
    code = clerk.add_no(
        "price_list",
        description="Discounts for large accounts",
        source_type=PriceSource.CUSTOMER_DISC_GROUP,
        source_no="LARGE",
        starting_date=since,
    )
    lines = [_discount(PriceProduct.ITEM_DISC_GROUP, *row) for row in LARGE_ACCOUNTS]
    _fill(clerk, code, lines)


def _add_next_year(clerk: Clerk, since: date) -> None:
    """A draft, suggested from the cards of desks: somebody still has to look at it."""
    code = clerk.add_no(
        "price_list",
        description=f"Desks {since.year}, draft",
        defines=PriceDefines.PRICE,
        starting_date=since,
    )
    request = BulkRequest(
        filter="item_category_code=DESKS",
        adjustment_factor=NEXT_YEARS_RISE,
        rounding_method_code=ROUNDING[0][0],
    )
    suggest_lines(clerk.session, code, request, clerk.context)


def _add_special_prices(clerk: Clerk, customer_nos: Mapping[str, str]) -> None:
    code = special_price_list(clerk.session, clerk.context)
    for count, (name, item, currency, price) in enumerate(SPECIAL_PRICES, start=1):
        clerk.add(
            "price_list_line",
            price_list_code=code,
            line_no=count * LINE_NO_STEP,
            source_type=PriceSource.CUSTOMER,
            source_no=customer_nos[name],
            currency_code=currency,
            starting_date=first_of_month(clerk.context.work_date),
            **_price(item, price),
        )
    for name in {name: None for name, *_price in SPECIAL_PRICES}:
        verify_customer_prices(clerk.session, customer_nos[name], clerk.context)


def _price(item: str, price: str) -> dict[str, object]:
    return {"product_type": PriceProduct.ITEM, "product_no": item, "unit_price": Decimal(price)}


def _discount(product: PriceProduct, no: str, quantity: int, pct: int) -> dict[str, object]:
    return {
        "product_type": product,
        "product_no": no,
        "minimum_quantity": Decimal(quantity),
        "line_discount_pct": Decimal(pct),
    }


def _fill(clerk: Clerk, code: str, lines: Iterable[Mapping[str, object]]) -> None:
    """Give a list its lines, and let it price documents from now on."""
    for count, line in enumerate(lines, start=1):
        clerk.add("price_list_line", price_list_code=code, line_no=count * LINE_NO_STEP, **line)
    clerk.change("price_list", (code,), status=PriceStatus.ACTIVE)
