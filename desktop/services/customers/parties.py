"""Whose cards may stand twice: customers and contacts."""

from __future__ import annotations

from desktop.models.contacts import Contact
from desktop.models.customers import Customer
from desktop.models.duplicate_words import PartyKind

Card = Customer | Contact

CARDS: dict[PartyKind, type[Customer | Contact]] = {
    PartyKind.CUSTOMER: Customer,
    PartyKind.CONTACT: Contact,
}
"""The cards that are compared and can be merged, by kind."""
