"""Number series of the demo company: the standard set-up's, with its own numbers for items."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.values.keys import LINE_NO_STEP
from desktop.services.demo.clerk import Clerk
from desktop.services.standard_setup.numbers import (
    CARD_SERIES,
    ITEM_SERIES,
    POSTED_PURCHASE_SERIES,
    POSTED_SERIES,
    POSTED_STOCK_SERIES,
    PURCHASE_SERIES,
    yearly_line,
)

FIRST_NUMBERS = {"ITEM": "F-10001"}
"""Series that do not begin with the number of the standard set-up."""


def add_number_series(clerk: Clerk, years: Iterable[int]) -> None:
    """Make all series and name them in the set-up; posted ones have a line for each year."""
    for table, series in (
        ("sales_setup", CARD_SERIES),
        ("inventory_setup", ITEM_SERIES),
        ("purchase_setup", PURCHASE_SERIES),
    ):
        for code, description, _swedish, first_no, field in series:
            clerk.add("number_series", code=code, description=description)
            clerk.add(
                "number_series_line",
                series_code=code,
                line_no=LINE_NO_STEP,
                starting_no=FIRST_NUMBERS.get(code, first_no),
                allow_gaps=True,
            )
            clerk.change(table, (1,), **{field: code})
    lasting = tuple(years)
    posted = (
        *(("sales_setup", series) for series in POSTED_SERIES),
        *(("purchase_setup", series) for series in POSTED_PURCHASE_SERIES),
        *(("inventory_setup", series) for series in POSTED_STOCK_SERIES),
    )
    for table, (code, description, _swedish, letters, field) in posted:
        clerk.add("number_series", code=code, description=description, manual_nos=False)
        for count, year in enumerate(lasting, start=1):
            clerk.add(
                "number_series_line",
                series_code=code,
                line_no=count * LINE_NO_STEP,
                **yearly_line(letters, year),
            )
        clerk.change(table, (1,), **{field: code})
