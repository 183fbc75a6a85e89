"""Every table of Kontor, for what must know them all.

Mapping the tables takes longer than anything else in a start, so the first page imports only the
modules of its own. Whoever looks a table up by its name, goes through all of them, or writes rows
by the unit of work, which sorts them by their foreign keys, imports this module before.
"""

from desktop.models import (
    attachments,
    calendars,
    changelog,
    codes,
    company,
    currencies,
    customers,
    finance,
    items,
    jobs,
    labels,
    ledger_counter,
    ledgers,
    lists,
    numbering,
    posted,
    pricing,
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
    "attachments",
    "calendars",
    "changelog",
    "codes",
    "company",
    "currencies",
    "customers",
    "finance",
    "items",
    "jobs",
    "labels",
    "ledger_counter",
    "ledgers",
    "lists",
    "numbering",
    "posted",
    "pricing",
    "safekeeping",
    "sales",
    "setup",
    "stock",
    "users",
    "vat",
]
