"""What is stored: every table of Kontor, imported here so that all of them are known."""

from desktop.models import (
    attachments,
    calendars,
    changelog,
    currencies,
    customers,
    finance,
    items,
    labels,
    ledgers,
    lists,
    numbering,
    posted,
    sales,
    setup,
    stock,
    users,
    vat,
)
from desktop.models.base import Base

__all__ = [
    "Base",
    "attachments",
    "calendars",
    "changelog",
    "currencies",
    "customers",
    "finance",
    "items",
    "labels",
    "ledgers",
    "lists",
    "numbering",
    "posted",
    "sales",
    "setup",
    "stock",
    "users",
    "vat",
]
