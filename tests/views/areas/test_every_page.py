"""What holds for every page that the program registers, whatever its area."""

from __future__ import annotations

import pytest

from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.observing import Seen, faults, observe
from tests.views.areas.office import Office
from tests.views.areas.places import RECORD_PAGES

# Opening all pages takes a minute, and several on a busy machine.
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def seen(shared_office: Office) -> dict[str, Seen]:
    """Every page, opened once."""
    return observe(shared_office)


def test_every_page_shows_a_record_without_a_message_of_trouble(seen: dict[str, Seen]) -> None:
    assert faults(seen, "told") == {}
    assert [name for name, page in seen.items() if not page.is_filled] == []


def test_each_alt_letter_does_one_thing_on_a_page(seen: dict[str, Seen]) -> None:
    twice = [name for name, page in seen.items() if len(page.letters) != len(set(page.letters))]
    assert twice == []


def test_each_key_does_one_thing_on_a_page(seen: dict[str, Seen]) -> None:
    assert faults(seen, "clashes") == {}


def test_everything_that_takes_the_focus_has_a_name(seen: dict[str, Seen]) -> None:
    assert faults(seen, "nameless") == {}


def test_each_field_has_a_label_that_leads_to_it(seen: dict[str, Seen]) -> None:
    assert faults(seen, "unlabelled") == {}


def test_each_column_is_there_once_and_has_a_caption(seen: dict[str, Seen]) -> None:
    for name, page in seen.items():
        names = [column for column, _caption in page.columns]
        assert len(names) == len(set(names)), name
        assert all(caption for _column, caption in page.columns), name


def test_tab_goes_through_the_fields_as_the_eye_does(seen: dict[str, Seen]) -> None:
    assert faults(seen, "out_of_order") == {}


def test_no_text_is_cut_off(seen: dict[str, Seen]) -> None:
    assert faults(seen, "cut") == {}


@pytest.mark.parametrize(
    "name",
    [
        *RECORD_PAGES,
        "sales_quote",
        "sales_order",
        "sales_invoice",
        "purchase_order",
        "purchase_invoice",
    ],
)
def test_a_page_begins_a_new_record(shared_office: Office, name: str) -> None:
    shared_office.open(name, NewRecord())
    assert shared_office.told() == []
