"""Sheets for the warehouse: what must not be lost at an edge, and leaves room for goods."""

from datetime import date

import pytest

from desktop.services.context import UserContext
from desktop.services.reports.back_order_paper import list_head
from desktop.services.reports.drawing import Page, Text
from desktop.services.reports.letterhead import WINDOW_TOP, CompanyLetterhead, Fact
from desktop.services.reports.pick_sheets import (
    FORMATS,
    PaperSize,
    Sheet,
    SheetColumn,
    SheetRow,
    sheets_drawing,
)
from desktop.translation import localizer_for

NUMBERS = [f"SO-10{no}" for no in range(200, 240)]


def first_page(size: PaperSize) -> Page:
    """The first page of a walk for forty orders of which none is released."""
    sheet = Sheet(
        title="Collect List",
        number="",
        company="Fjell Furniture AB",
        facts=(Fact("Orders", ", ".join(NUMBERS)), Fact("Copy", "1")),
        columns=(SheetColumn("Bin", 1), SheetColumn("Item No.", 1)),
        rows=(SheetRow(cells=("A-1", "DESK")),),
        page_text="Page {page} of {pages}",
        warning="NOT RELEASED: " + ", ".join(NUMBERS),
    )
    [page] = sheets_drawing([sheet], size, "en").pages
    return page


def right_of(text: Text) -> float:
    return text.x + text.face.width(text.text, text.size)


@pytest.mark.parametrize("size", list(PaperSize))
def test_nothing_of_a_long_warning_is_lost(size: PaperSize) -> None:
    page = first_page(size)
    assert all(right_of(text) <= FORMATS[size].right + 0.1 for text in page.texts)
    told = " ".join(text.text for text in page.texts)
    assert all(told.count(no) == 2 for no in NUMBERS)


def test_many_orders_leave_room_for_the_goods() -> None:
    page = first_page(PaperSize.A4)
    [goods] = [text for text in page.texts if text.text == "DESK"]
    assert goods.y > FORMATS[PaperSize.A4].height * 0.6


def test_the_company_stands_clear_of_the_title() -> None:
    page = first_page(PaperSize.A4)
    [title] = [text for text in page.texts if text.text == "Collect List"]
    [company] = [text for text in page.texts if text.text == "Fjell Furniture AB"]
    descent = 0.25 * title.size
    assert title.y - descent > company.y + 0.75 * company.size


def test_a_list_for_the_house_begins_below_its_head() -> None:
    """No envelope's window is left free on what is sent to nobody."""
    head = list_head(
        "Back Orders",
        "Fjell Furniture AB",
        UserContext("ANNA", date(2026, 3, 2)),
        localizer_for("en"),
    )
    assert CompanyLetterhead(head).top(Page(), first=True) == WINDOW_TOP
