"""All pages in the order of the menu: where a new area's pages are made known.

Importing every area takes longer than showing the first page. So the areas are named here by
their modules, and imported when a page is wanted, at the latest a moment after the start.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module

from desktop.views.menu import MENU
from desktop.views.shell.collector import collect_from_now_on
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page_loading import LaterLoading

AREAS = (
    # The module, and its function that tells the pages.
    ("desktop.views.home.home_page", "home_page"),
    ("desktop.views.customers.customer_pages", "customer_pages"),
    ("desktop.views.customers.ship_to", "ship_to_pages"),
    ("desktop.views.contacts.contact_pages", "contact_pages"),
    ("desktop.views.customers.duplicates_page", "duplicate_pages"),
    ("desktop.views.customers.merge_page", "merge_page"),
    ("desktop.views.customers.merge_log", "merge_log_pages"),
    ("desktop.views.items.item_list", "item_pages"),
    ("desktop.views.items.item_parts", "item_part_pages"),
    ("desktop.views.items.bom_pages", "bom_pages"),
    ("desktop.views.items.availability_pages", "availability_pages"),
    ("desktop.views.items.items_by_location", "items_by_location_page"),
    ("desktop.views.sales.quote_pages", "quote_pages"),
    ("desktop.views.sales.document_lists", "document_list_pages"),
    ("desktop.views.sales.document_pages", "document_pages"),
    ("desktop.views.sales.versions_pages", "version_pages"),
    ("desktop.views.promising.promise_pages", "promise_pages"),
    ("desktop.views.sales.comment_pages", "comment_pages"),
    ("desktop.views.purchases.vendor_pages", "vendor_pages"),
    ("desktop.views.purchases.requisition_pages", "requisition_pages"),
    ("desktop.views.purchases.order_lists", "purchase_list_pages"),
    ("desktop.views.purchases.order_pages", "purchase_pages"),
    ("desktop.views.purchases.posted_pages", "posted_purchase_pages"),
    ("desktop.views.pages.recurring_lists", "recurring_list_pages"),
    ("desktop.views.jobs.recurring_page", "recurring_page"),
    ("desktop.views.pricing.pricing_pages", "pricing_pages"),
    ("desktop.views.pages.posting_preview", "preview_page"),
    ("desktop.views.sales.statistics_page", "statistics_page"),
    ("desktop.views.jobs.queue_page", "queue_pages"),
    ("desktop.views.jobs.run_pages", "run_pages"),
    ("desktop.views.warehouse.warehouse_pages", "warehouse_pages"),
    ("desktop.views.warehouse.reservation_pages", "reservation_pages"),
    ("desktop.views.items.journal_pages", "journal_pages"),
    ("desktop.views.ledgers.stock_pages", "stock_pages"),
    ("desktop.views.assembly.lists", "assembly_pages"),
    ("desktop.views.posted.posted_lists", "posted_list_pages"),
    ("desktop.views.posted.posted_pages", "posted_document_pages"),
    ("desktop.views.ledgers.entry_lists", "ledger_pages"),
    ("desktop.views.ledgers.opening_pages", "opening_pages"),
    ("desktop.views.ledgers.find_entries", "find_entries_page"),
    ("desktop.views.ledgers.verify_page", "verify_page"),
    ("desktop.views.pages.where_used", "where_used_pages"),
    ("desktop.views.pages.change_log", "change_log_page"),
    ("desktop.views.papers.notification_list", "notification_pages"),
    ("desktop.views.setup.translations", "translation_pages"),
    ("desktop.views.setup.hub", "setup_pages"),
)
FINDING = "desktop.views.finding"
FINDING_PURCHASES = "desktop.views.finding_purchases"
FINDING_SETUP = "desktop.views.setup.finding_setup"
PINNING = "desktop.views.home.pinning"
STORED_MESSAGES = "desktop.views.papers.stored_messages"


def pages_of(module: str, function: str) -> Sequence[PageSpec]:
    """The pages of an area; the area is imported for that."""
    told = getattr(import_module(module), function)()
    return (told,) if isinstance(told, PageSpec) else tuple(told)


def all_pages() -> tuple[PageSpec, ...]:
    """Every page of the program."""
    return tuple(spec for area in AREAS for spec in pages_of(*area))


def register_pages(window: MainWindow) -> None:
    """Make every page known to a window, and what the search box finds.

    When the areas are not imported yet, the first page goes first: the menu is there at once,
    and the rest follows on the thread for long work while the window takes keys.
    """
    areas = [partial(pages_of, *area) for area in AREAS]
    window.navigation.pages.register_later(MENU, areas)
    if _is_imported():
        _complete(window)
    else:
        LaterLoading(window, import_areas, partial(_complete_later, window))


def _is_imported() -> bool:
    return all(module in sys.modules for module, _function in AREAS)


def _complete(window: MainWindow) -> None:
    """All pages and everything the search box finds are there."""
    window.navigation.specs()
    found = import_module(FINDING).search_providers(window.navigation)
    bought = import_module(FINDING_PURCHASES).purchase_providers(window.navigation)
    for provider in (*found, *bought):
        window.search_box.add_provider(provider)
    setup_provider = import_module(FINDING_SETUP).setup_provider
    window.search_box.add_provider(setup_provider(window.navigation))
    import_module(PINNING).Pinning(window.desk, window.navigation)
    window.notifications.plug(import_module(STORED_MESSAGES).StoredMessages(window.desk))


def _complete_later(window: MainWindow) -> None:
    _complete(window)
    collect_from_now_on()


def import_areas() -> None:
    """Import everything; what is imported already costs nothing."""
    for module, _function in AREAS:
        import_module(module)
    import_module(FINDING)
    import_module(FINDING_PURCHASES)
    import_module(FINDING_SETUP)
    import_module(PINNING)
    import_module(STORED_MESSAGES)
