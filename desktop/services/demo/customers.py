"""Entering the demo company's customers: a kind says how they trade, a row who they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.models.words import Blocked, ContactType, ShippingAdvice
from desktop.services.demo import customers_abroad, customers_sweden
from desktop.services.demo.clerk import SWEDISH, Clerk
from desktop.services.demo.people import ADMIN
from desktop.services.demo.places import EAST
from desktop.services.standard_setup.terms import BANK, CARD, CASH, DIRECT, SWISH

DOMESTIC: dict[str, object] = {
    "gen_bus_posting_group": "DOMESTIC",
    "customer_posting_group": "DOMESTIC",
}
UNION: dict[str, object] = {
    "gen_bus_posting_group": "EU",
    "customer_posting_group": "FOREIGN",
    "salesperson_code": "EX",
    "responsibility_center_code": "ABROAD",
}
EXPORT: dict[str, object] = {**UNION, "gen_bus_posting_group": "EXPORT"}


def _paying(terms: str, method: str) -> dict[str, object]:
    # The method comes first: one that is paid at once brings its own terms.
    return {"payment_method_code": method, "payment_terms_code": terms}


def _by(agent: str, service: str, terms: str) -> dict[str, object]:
    return {
        "shipping_agent_code": agent,
        "shipping_agent_service_code": service,
        "shipment_method_code": terms,
    }


DEALER: dict[str, object] = {"customer_price_group": "DEALER", "customer_disc_group": "DEALER"}
WITH_VAT: dict[str, object] = {"prices_including_vat": True, "customer_price_group": "RETAIL"}

KINDS: dict[str, dict[str, object]] = {
    "dealer": {
        **DOMESTIC,
        **_paying("30D", BANK),
        **DEALER,
        **_by("SCHENKER", "PALLET", "CPT"),
    },
    "office": {**DOMESTIC, **_paying("30D", BANK), **_by("DHL", "STD", "DAP")},
    "monthly": {**DOMESTIC, **_paying("CM+20D", BANK), **_by("DHL", "EXP", "DAP")},
    "direct": {**DOMESTIC, **_paying("14D", DIRECT), **_by("DHL", "STD", "DAP")},
    "public": {
        **DOMESTIC,
        **_paying("60D", BANK),
        **_by("SCHENKER", "PARCEL", "DAP"),
        "customer_disc_group": "LARGE",
    },
    "project": {
        **DOMESTIC,
        **_paying("1M8D", BANK),
        **_by("SCHENKER", "PALLET", "DAP"),
        "customer_price_group": "PROJECT",
        "shipping_advice": ShippingAdvice.COMPLETE,
    },
    "shop": {**DOMESTIC, **_paying("COD", CARD), **WITH_VAT, **_by("SCHENKER", "PALLET", "CPT")},
    "swish": {**DOMESTIC, **_paying("COD", SWISH), **_by("DHL", "STD", "DAP")},
    "cash": {
        **DOMESTIC,
        **_paying("COD", CASH),
        **WITH_VAT,
        "shipment_method_code": "PICKUP",
    },
    "person": {
        **DOMESTIC,
        **_paying("10D", BANK),
        **WITH_VAT,
        **_by("OWN", "ROUND", "DAP"),
        "contact_type": ContactType.PERSON,
    },
    "union": {**UNION, **_paying("30D", BANK), **_by("SCHENKER", "SYSTEM", "DAP")},
    "union_direct": {**UNION, **_paying("14D", DIRECT), **_by("SCHENKER", "SYSTEM", "DAP")},
    "union_dealer": {
        **UNION,
        **_paying("60D", BANK),
        **DEALER,
        **_by("SCHENKER", "SYSTEM", "FCA"),
    },
    "export": {**EXPORT, **_paying("30D", BANK), **_by("SCHENKER", "SYSTEM", "DAP")},
    "export_direct": {**EXPORT, **_paying("14D", DIRECT), **_by("SCHENKER", "SYSTEM", "CIP")},
}
"""What all customers of one kind have in common."""

# name, field, value: what single cards have beyond their kind
PARTICULARS: tuple[tuple[str, str, object], ...] = (
    ("Birkholm Interiors AB", "gln", "7350000000023"),
    ("Birkholm Interiors AB", "credit_limit_lcy", Decimal(500_000)),
    ("Örebro Skolmöbler AB", "credit_limit_lcy", Decimal(400_000)),
    ("Öresund Inredning AB", "credit_limit_lcy", Decimal(600_000)),
    ("Arc Systems AB", "credit_limit_lcy", Decimal(750_000)),
    ("Nordic Retail Oy", "credit_limit_lcy", Decimal(800_000)),
    ("Hanse Glas GmbH", "credit_limit_lcy", Decimal(400_000)),
    ("Hudson Workspace Inc.", "no_credit", True),
    ("Brunnsparkens Bibliotek", "gln", "7350000000030"),
    ("Brunnsparkens Bibliotek", "use_gln_in_e_documents", True),
    ("Hötorget Coworking AB", "invoice_copies", 1),
    ("Loom Textiles AB", "allow_line_disc", False),
    ("Åre Konferens AB", "shipping_agent_code", "OWN"),
    ("Åre Konferens AB", "shipping_agent_service_code", "ROUND"),
    ("Storsjö Kontor AB", "shipping_agent_code", "OWN"),
    ("Storsjö Kontor AB", "shipping_agent_service_code", "ROUND"),
    ("Isar Objektmöbel GmbH", "payment_terms_code", "1M8D"),
)

# name of who buys, name of who pays
PAYERS = (("Hisingen Logistik AB", "Västkustens Rederi AB"),)

# Blocked in the end, after they had bought.
BLOCKED = (
    ("Kiruna Fältstation AB", Blocked.SHIP),
    ("Reykjavík Skrifstofa ehf.", Blocked.INVOICE),
    ("Dalarnas Hantverk AB", Blocked.ALL),
)

# name; code, name, address, post code, city, country, contact, location
SHIP_TO_ADDRESSES = (
    (
        "Birkholm Interiors AB",
        ("GAMLA", "Birkholm, warehouse", "Gamla vägen 2", "754 40", "Uppsala", "SE"),
    ),
    (
        "Birkholm Interiors AB",
        ("STHLM", "Birkholm Stockholm", "Sveavägen 70", "111 34", "Stockholm", "SE"),
    ),
    (
        "Hötorget Coworking AB",
        ("ODEN", "Hötorget, Odenplan", "Odengatan 52", "113 22", "Stockholm", "SE"),
    ),
    (
        "Västkustens Rederi AB",
        ("KAJ12", "Västkustens Rederi, quay 12", "Hamnvägen 12", "426 68", "Västra Frölunda", "SE"),
    ),
    (
        "Nordic Retail Oy",
        ("ESPOO", "Nordic Retail, Espoo store", "Länsiväylä 5", "02100", "Espoo", "FI"),
    ),
    (
        "Nordic Retail Oy",
        ("VANTAA", "Nordic Retail, central store", "Tikkurilantie 10", "01380", "Vantaa", "FI"),
    ),
    (
        "Hanse Glas GmbH",
        ("LAGER", "Hanse Glas, Lager", "Moorfleeter Deich 40", "22113", "Hamburg", "DE"),
    ),
    (
        "Vättern Vård AB",
        ("MJÖLBY", "Vättern Vård, Mjölby", "Burensköldsvägen 3", "595 30", "Mjölby", "SE"),
    ),
)

BANK_ACCOUNTS = (
    ("Hanse Glas GmbH", "MAIN", "Deichbank", "DE89370400440532013000", "EUR"),
    ("Nordic Retail Oy", "MAIN", "Satamapankki", "FI2112345600000785", "EUR"),
    ("Vellum Paper BV", "MAIN", "Grachtenbank", "NL91ABNA0417164300", "EUR"),
)

FICTIONAL_PHONES = "08-465 004 {:02d}"
"""Numbers that the Swedish authority keeps free for fiction."""

FIRST_PHONE = 30


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer as far as the making of documents must know."""

    no: str
    name: str
    kind: str
    location: str
    is_foreign: bool


def add_customers(clerk: Clerk) -> list[Buyer]:
    """Make all customers with what belongs to them; the answer is in the order of numbers."""
    buyers = [
        *(
            _add_swedish(clerk, row, FIRST_PHONE + count)
            for count, row in enumerate(customers_sweden.CUSTOMERS)
        ),
        *(_add_foreign(clerk, row) for row in customers_abroad.CUSTOMERS),
    ]
    numbers = {buyer.name: buyer.no for buyer in buyers}
    for name, field, value in PARTICULARS:
        clerk.change("customer", (numbers[name],), **{field: value})
    for name, payer in PAYERS:
        clerk.change("customer", (numbers[name],), bill_to_customer_no=numbers[payer])
    _add_addresses(clerk, numbers)
    return buyers


def block_customers(clerk: Clerk, buyers: Sequence[Buyer]) -> None:
    """Block those who are no longer supplied."""
    numbers = {buyer.name: buyer.no for buyer in buyers}
    for name, blocked in BLOCKED:
        clerk.change("customer", (numbers[name],), blocked=blocked)


def _add_swedish(
    clerk: Clerk, row: tuple[tuple[str, str, str, str], tuple[str, str, str, str, str]], phone: int
) -> Buyer:
    (name, address, post_code, city), (registration_no, contact, kind, location, person) = row
    digits = registration_no.replace("-", "")
    view = clerk.add(
        "customer",
        name=name,
        address=address,
        post_code=post_code,
        city=city,
        country_code="SE",
        contact=contact,
        phone=FICTIONAL_PHONES.format(phone),
        email=f"order@{_domain(name)}.example",
        registration_no=registration_no,
        vat_registration_no=f"SE{digits}01" if digits else None,
        language_code=SWEDISH,
        location_code=location,
        salesperson_code=person,
        responsibility_center_code="NORTH" if post_code >= "7" else "SOUTH",
        **KINDS[kind],
    )
    return Buyer(str(view.key[0]), name, kind, location, is_foreign=False)


def _add_foreign(
    clerk: Clerk,
    row: tuple[tuple[str, str, str, str, str], tuple[str, str, str, str, str, str, str]],
) -> Buyer:
    (name, address, post_code, city, country), trading = row
    vat_no, contact, phone, kind, language, currency, location = trading
    view = clerk.add(
        "customer",
        name=name,
        address=address,
        post_code=post_code,
        city=city,
        country_code=country,
        county="NY" if country == "US" else None,
        contact=contact,
        phone=phone,
        email=f"order@{_domain(name)}.example",
        vat_registration_no=vat_no,
        language_code=language,
        currency_code=currency,
        location_code=location,
        **KINDS[kind],
    )
    return Buyer(str(view.key[0]), name, kind, location, is_foreign=True)


def _add_addresses(clerk: Clerk, numbers: Mapping[str, str]) -> None:
    for name, (code, place_name, address, post_code, city, country) in SHIP_TO_ADDRESSES:
        clerk.add(
            "ship_to_address",
            customer_no=numbers[name],
            code=code,
            name=place_name,
            address=address,
            post_code=post_code,
            city=city,
            country_code=country,
            location_code=EAST if code == "STHLM" else None,
        )
    clerk.change(
        "customer", (numbers["Vättern Vård AB"],), ship_to_code=SHIP_TO_ADDRESSES[-1][1][0]
    )
    for name, code, bank, iban, currency in BANK_ACCOUNTS:
        clerk.add(
            "customer_bank_account",
            customer_no=numbers[name],
            code=code,
            name=bank,
            iban=iban,
            currency_code=currency,
        )
        clerk.change("customer", (numbers[name],), preferred_bank_account_code=code)
    clerk.add(
        "comment",
        owner_table="customer",
        owner_no=numbers["Birkholm Interiors AB"],
        line_no=10000,
        date=clerk.context.now(),
        text="Deliver to the rear entrance, call ahead.",
        user=ADMIN,
    )


def _domain(name: str) -> str:
    """The first two words of a name as they may stand in an internet address."""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ß", "ss"))
    letters = plain.encode("ascii", "ignore").decode().lower()
    words = "".join(sign if sign.isalnum() else " " for sign in letters).split()
    return "-".join(words[:2])
