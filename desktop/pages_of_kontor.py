"""All pages in the order of the menu: where a new area's pages are made known."""

from __future__ import annotations

from desktop.views.customers.customer_pages import customer_pages
from desktop.views.customers.ship_to import ship_to_pages
from desktop.views.finding import search_providers
from desktop.views.home.home_page import follow_user, home_page
from desktop.views.items.item_list import item_pages
from desktop.views.items.item_parts import item_part_pages
from desktop.views.items.journal_pages import journal_pages
from desktop.views.ledgers.entry_lists import ledger_pages
from desktop.views.ledgers.find_entries import find_entries_page
from desktop.views.ledgers.stock_pages import stock_pages
from desktop.views.pages.posting_preview import preview_page
from desktop.views.papers.notification_list import notification_pages
from desktop.views.papers.stored_messages import StoredMessages
from desktop.views.posted.posted_lists import posted_list_pages
from desktop.views.posted.posted_pages import posted_document_pages
from desktop.views.sales.document_lists import document_list_pages
from desktop.views.sales.document_pages import document_pages
from desktop.views.sales.statistics_page import statistics_page
from desktop.views.setup.hub import setup_pages
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.navigation import PageSpec


def all_pages() -> tuple[PageSpec, ...]:
    """Every page of the program."""
    return (
        home_page(),
        *customer_pages(),
        *ship_to_pages(),
        *item_pages(),
        *item_part_pages(),
        *document_list_pages(),
        *document_pages(),
        preview_page(),
        statistics_page(),
        *journal_pages(),
        *stock_pages(),
        *posted_list_pages(),
        *posted_document_pages(),
        *ledger_pages(),
        find_entries_page(),
        *notification_pages(),
        *setup_pages(),
    )


def register_pages(window: MainWindow) -> None:
    """Make every page known to a window, what the search box finds, and what the bell tells."""
    follow_user(window.desk, window.navigation)
    window.navigation.register(*all_pages())
    for provider in search_providers(window.navigation):
        window.search_box.add_provider(provider)
    messages = StoredMessages(window.desk, window)
    window.closing.connect(messages.stop)
    window.notifications.add_source(messages)
