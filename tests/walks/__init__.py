"""Stories of a clerk's day told with the keyboard alone.

Each walk is a test (`tests/views/test_walks.py`) and takes the pictures of a chapter of the manual
(`python -m tests.tour OUT --walk NAME`), which stand in `docs/manual/pictures/NAME`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import URL

from desktop.services.database import Database
from desktop.views.shell.main_window import MainWindow
from tests.walks import (
    first_invoice,
    forty_chairs,
    merge_customers,
    new_company,
    new_item,
    posting_grid,
    price_import,
    quote_won,
    recurring_invoices,
)
from tests.walks.companies import (
    company_with_a_customer_at_work,
    company_with_templates,
    empty_company,
    small_company,
)
from tests.walks.hands import Idle, Shot

PICTURES = Path(__file__).parents[2] / "docs" / "manual" / "pictures"
"""Where the manual keeps the pictures of each story, in a folder of its name."""

Telling: TypeAlias = Callable[[MainWindow, Idle, Shot], None]
"""Walks through a story in a window and takes its pictures."""


@dataclass(frozen=True)
class Story:
    """A walk, and the company at an address, as of a day, in which its test begins."""

    tell: Telling
    company: Callable[[URL, date], Database] = small_company
    is_pictured_in_demo: bool = True
    """Whether the manual's pictures show the demo company, which has more to see."""


STORIES: dict[str, Story] = {
    "first-invoice": Story(first_invoice.walk),
    "new-company": Story(new_company.walk, empty_company, is_pictured_in_demo=False),
    "price-import": Story(price_import.walk),
    "quote-won": Story(quote_won.walk, company_with_templates),
    "recurring-invoices": Story(recurring_invoices.walk),
    "merge-customers": Story(
        merge_customers.walk, company_with_a_customer_at_work, is_pictured_in_demo=False
    ),
    "new-item": Story(new_item.walk),
    "posting-grid": Story(posting_grid.walk),
    "forty-chairs": Story(
        forty_chairs.walk, forty_chairs.company_that_is_asked, is_pictured_in_demo=False
    ),
}
