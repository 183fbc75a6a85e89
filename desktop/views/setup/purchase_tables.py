"""Number series of purchases, and the payables accounts."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.record_pages import RecordPages

PURCHASE_TABLES: tuple[RecordPages, ...] = (
    RecordPages(
        table="purchase_setup",
        title=N_("Purchase Setup"),
        record=N_("Purchase Setup"),
        icon="truck",
        can_add=False,
        can_delete=False,
    ),
    RecordPages(
        table="vendor_posting_group",
        title=N_("Vendor Posting Groups"),
        record=N_("Vendor Posting Group"),
        icon="truck",
    ),
)
"""What is set up once for buying."""
