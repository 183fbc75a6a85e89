"""All pages of price lists for the navigation."""

from __future__ import annotations

from desktop.views.pricing.line_lists import line_pages
from desktop.views.pricing.price_info import price_info_page
from desktop.views.pricing.price_lists import price_list_pages
from desktop.views.pricing.price_query import price_query_page
from desktop.views.shell.navigation import PageSpec


def pricing_pages() -> tuple[PageSpec, ...]:
    """Price lists, their lines, special prices, what something costs, and why."""
    return (*price_list_pages(), price_query_page(), *line_pages(), price_info_page())
