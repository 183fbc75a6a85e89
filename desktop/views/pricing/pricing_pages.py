"""All pages of price lists for the navigation."""

from __future__ import annotations

from desktop.views.pricing.line_lists import line_pages
from desktop.views.pricing.price_info import price_info_page
from desktop.views.pricing.price_lists import price_list_pages
from desktop.views.shell.navigation import PageSpec


def pricing_pages() -> tuple[PageSpec, ...]:
    """Price lists, their lines, special prices, and why a line has its price."""
    return (*price_list_pages(), *line_pages(), price_info_page())
