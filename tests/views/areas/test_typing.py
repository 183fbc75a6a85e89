"""Dates, figures and durations typed by keys on real pages, in two languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from desktop.views.fields.line_field import LineField
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.conftest import OpenOffice
from tests.views.areas.office import Office

# The work date is Thursday, 15 January 2026.
DATES = {
    "t": date(2026, 1, 15),
    "w": date(2026, 1, 15),
    "20": date(2026, 1, 20),
    "0122": date(2026, 1, 22),
    "260301": date(2026, 3, 1),
    "2026-02-14": date(2026, 2, 14),
    "+5": date(2026, 1, 20),
    "-3": date(2026, 1, 12),
}
WORDS = {
    "en": {
        "mon": date(2026, 1, 12),
        "fri": date(2026, 1, 16),
        "+1w": date(2026, 1, 22),
        "cm": date(2026, 1, 31),
    },
    "sv": {
        "mån": date(2026, 1, 12),
        "fre": date(2026, 1, 16),
        "+1v": date(2026, 1, 22),
        "lm": date(2026, 1, 31),
    },
}
FIGURES = {
    "12*4": (Decimal(48), "48,00"),
    "100-15": (Decimal(85), "85,00"),
    "3 x 99,50": (Decimal("298.5"), "298,50"),
    "1 234,5": (Decimal("1234.5"), "1\N{NO-BREAK SPACE}234,50"),
    "1,234.50": (Decimal("1234.5"), "1\N{NO-BREAK SPACE}234,50"),
    "10/4": (Decimal("2.5"), "2,50"),
}


def shown(page: CardPage | DocumentPage, name: str) -> str:
    """What stands in a field."""
    field = page.groups.fields[name]
    assert isinstance(field, LineField)
    return field.line.text()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_dates_are_typed_short(open_office: OpenOffice, language: str) -> None:
    office = open_office(language)
    page = office.document("sales_order", NewRecord())
    for typed, day in (DATES | WORDS[language]).items():
        office.type_into("document_date", typed)
        assert page.view.header["document_date"] == day, typed
        assert shown(page, "document_date") == day.isoformat()


@pytest.mark.parametrize("language", ["en", "sv"])
def test_figures_may_be_sums(open_office: OpenOffice, language: str) -> None:
    office = open_office(language)
    card = office.card("item", "DESK")
    for typed, (price, printed) in FIGURES.items():
        office.type_into("unit_price", typed)
        assert card.record is not None
        assert card.record.values["unit_price"] == price, typed
        assert shown(card, "unit_price") == printed


@pytest.mark.parametrize(
    ("language", "typed", "formula"), [("en", "2w", "2W"), ("sv", "2v", "2V"), ("sv", "3D", "3D")]
)
def test_percentages_and_durations(
    open_office: OpenOffice, language: str, typed: str, formula: str
) -> None:
    office = open_office(language)
    card = office.card("customer", "FJORD")
    office.type_into("prepayment_pct", "7,5 %")
    office.type_into("shipping_time", typed)
    assert card.record is not None
    assert card.record.values["prepayment_pct"] == Decimal("7.5")
    assert (shown(card, "prepayment_pct"), shown(card, "shipping_time")) == ("7,5", formula)


def test_what_cannot_be_read_is_said_when_the_field_is_left(office: Office) -> None:
    page = office.document("sales_order", NewRecord())
    office.type_into("document_date", "soon")
    field = page.groups.fields["document_date"]
    assert field.error.startswith("soon is not a date.")
    assert shown(page, "document_date") == "soon"
    assert page.groups.cards[0].error_text() == "1 error"
    page.groups.go_to("document_date")
    office.press(Qt.Key.Key_Escape)
    assert office.page(DocumentPage) is page
    assert (field.error, page.groups.cards[0].error_text()) == ("", "")


def test_a_word_for_two_days_offers_both(open_office: OpenOffice) -> None:
    office = open_office("sv")
    page = office.document("sales_order", NewRecord())
    # "t" alone is today in every language; "t." is the beginning of two weekdays.
    office.type_into("document_date", "t25")
    field = page.groups.fields["document_date"]
    assert [button.text() for button in field.message.remedies] == ["tisdag", "torsdag"]
    field.message.remedies[0].click()
    office.rest()
    assert page.view.header["document_date"] == date(2026, 1, 13)
