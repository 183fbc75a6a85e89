"""What the demo company works with today besides its orders: prices, quotes, people, templates.

Entered after its year, so that no document of the year has anything of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from desktop.services.demo.clerk import Clerk
from desktop.services.demo.contacts import HOUSE_OF_CULTURE, add_contacts, add_interactions
from desktop.services.demo.duplicates import add_second_card
from desktop.services.demo.prices import add_campaign, add_discount_terms, add_prices
from desktop.services.demo.quotes import add_quotes
from desktop.services.demo.recurring import add_recurring
from desktop.services.demo.substitutes import add_substitutes
from desktop.services.demo.templates import add_templates
from desktop.services.demo.texts import add_texts


def offer(clerk: Clerk, customer_nos: Mapping[str, str], days: Sequence[date]) -> None:
    """Enter all of it; `customer_nos` go by name, `days` are the working days until today."""
    add_templates(clerk)
    add_texts(clerk)
    add_substitutes(clerk)
    contact_nos = add_contacts(clerk, customer_nos)
    add_prices(clerk, customer_nos)
    add_campaign(clerk, customer_nos, contact_nos[HOUSE_OF_CULTURE])
    add_discount_terms(clerk, customer_nos)
    add_recurring(clerk, customer_nos)
    add_quotes(clerk, customer_nos, contact_nos, days)
    add_interactions(clerk, contact_nos, customer_nos, days)
    add_second_card(clerk, customer_nos)
