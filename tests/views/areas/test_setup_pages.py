"""Every table that people fill has a page, and the hub leads to all of them."""

from __future__ import annotations

from desktop.models.every_table import Base
from desktop.pages_of_kontor import all_pages
from desktop.services.records import LOCKED_TABLES
from desktop.views.setup.hub import setup_rows
from desktop.views.setup.tables import SETUP_GROUPS

WITHOUT_A_PAGE = {
    "comment": "stands on the card it is about",
    "list_view": "is kept where the list is shown",
}
"""Tables that people fill elsewhere, with the reason."""


def test_every_table_that_people_fill_has_a_page() -> None:
    shown = {spec.table for spec in all_pages() if spec.table}
    assert set(Base.metadata.tables) - shown - LOCKED_TABLES == set(WITHOUT_A_PAGE)


def test_the_hub_leads_to_pages_that_exist() -> None:
    known = {spec.name for spec in all_pages()}
    assert [row.page for row in setup_rows() if row.page not in known] == []


def test_every_set_up_table_stands_once_in_the_hub() -> None:
    tables = [pages.table for _group, group in SETUP_GROUPS for pages in group]
    assert len(tables) == len(set(tables))
    assert len(setup_rows()) == len({row.page for row in setup_rows()})
    assert len({row.title for row in setup_rows()}) == len(setup_rows())
