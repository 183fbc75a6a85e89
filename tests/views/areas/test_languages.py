"""In every language the texts of a page have room, also in the smallest window."""

from __future__ import annotations

import pytest

from desktop.settings import MAX_SCALE
from desktop.translation import PSEUDO_LANGUAGE
from tests.views.areas.conftest import OpenOffice
from tests.views.areas.observing import faults, observe
from tests.views.areas.office import Office
from tests.views.areas.places import PAGES

# The pages are opened in English by test_every_page.
pytestmark = pytest.mark.covered_by_others

SMALLEST = (1024, 700)
OF_ONE_KIND = ("_list", "_card")
"""Pages of set-up tables are made alike: a few of them stand for all."""
SOME = ("company_information_card", "sales_setup_card", "payment_terms_list", "currency_card")


def different_pages() -> list[str]:
    """Pages that differ from each other in more than their fields."""
    return [name for name in PAGES if name in SOME or not name.endswith(OF_ONE_KIND)]


def no_text_is_cut_off(office: Office) -> None:
    """Look at the pages: every text has room, no message is shown, no letter is there twice."""
    seen = observe(office, different_pages())
    assert faults(seen, "cut") == {}
    assert faults(seen, "told") == {}
    assert [
        name for name, page in seen.items() if len(page.letters) != len(set(page.letters))
    ] == []


@pytest.mark.parametrize(
    ("language", "scale"),
    [("sv", 100), (PSEUDO_LANGUAGE, MAX_SCALE)],
    ids=["Swedish", "longer than any, largest letters"],
)
def test_no_text_is_cut_off_in_the_smallest_window(
    open_office: OpenOffice, language: str, scale: int
) -> None:
    office = open_office(language, scale)
    office.window.resize(*SMALLEST)
    no_text_is_cut_off(office)
