"""What is stored: every table of Kontor, imported here so that all of them are known."""

from desktop.models import (
    calendars,
    changelog,
    currencies,
    customers,
    finance,
    items,
    labels,
    ledgers,
    numbering,
    posted,
    safekeeping,
    sales,
    setup,
    stock,
    users,
    vat,
)
from desktop.models.base import Base

__all__ = [
    "Base",
    "calendars",
    "changelog",
    "currencies",
    "customers",
    "finance",
    "items",
    "labels",
    "ledgers",
    "numbering",
    "posted",
    "safekeeping",
    "sales",
    "setup",
    "stock",
    "users",
    "vat",
]
