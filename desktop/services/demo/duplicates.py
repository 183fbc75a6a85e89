"""A customer of the demo company that somebody has entered twice."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.services.demo.clerk import Clerk
from desktop.services.records import read_record

TWICE = "Granit & Glas i Luleå AB"
SECOND_CARD: dict[str, object] = {
    "name": "Granit och Glas Luleå",
    "address": "Kungsgatan 9",
    "post_code": "972 34",
    "city": "Luleå",
    "country_code": "SE",
}


def add_second_card(clerk: Clerk, customer_nos: Mapping[str, str]) -> str:
    """Enter a customer for the second time, almost empty, and give the new number."""
    first = read_record(clerk.session, "customer", (customer_nos[TWICE],))
    return clerk.add_no("customer", **SECOND_CARD, phone=first.values["phone"])
