"""Which set-up pages there are, in the groups of the hub."""

from __future__ import annotations

from desktop.translation import N_
from desktop.views.pages.record_pages import RecordPages
from desktop.views.pages.recurring_lists import RECURRING_TABLES
from desktop.views.setup.company_cards import COMPANY_CARDS
from desktop.views.setup.finance_tables import FINANCE_TABLES
from desktop.views.setup.people_tables import PEOPLE_TABLES
from desktop.views.setup.purchase_tables import PURCHASE_TABLES
from desktop.views.setup.region_tables import REGIONS_TABLES
from desktop.views.setup.sales_tables import SALES_TABLES
from desktop.views.setup.stock_tables import STOCK_TABLES
from desktop.views.setup.template_tables import TEMPLATE_TABLES
from desktop.views.setup.text_tables import TEXT_TABLES
from desktop.views.setup.translation_tables import TRANSLATION_TABLES

SETUP_GROUPS: tuple[tuple[str, tuple[RecordPages, ...]], ...] = (
    (N_("Company"), COMPANY_CARDS),
    (N_("Accounts and VAT"), FINANCE_TABLES),
    (N_("Sales"), (*SALES_TABLES, *TEMPLATE_TABLES)),
    (N_("Purchasing"), PURCHASE_TABLES),
    (N_("Discounts and Recurring Lines"), RECURRING_TABLES),
    (N_("Stock and Delivery"), STOCK_TABLES),
    (N_("Countries and Languages"), REGIONS_TABLES),
    (N_("Texts and Substitutes"), TEXT_TABLES),
    (N_("Translations"), TRANSLATION_TABLES),
    (N_("People"), PEOPLE_TABLES),
)
"""The hub's groups, each with its pages."""
