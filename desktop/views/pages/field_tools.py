"""What the fields of a card or document need from their page, put together."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from desktop.errors import Refusal
from desktop.views.fields.field import Field, FieldTools
from desktop.views.pages.lookup_offers import new_record_offers
from desktop.views.pages.lookups import Lookups
from desktop.views.pages.remedies import Mending, remedies
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page

Siblings = Callable[[], Mapping[str, Field]]


def field_tools(page: Page, table: str, lookups: Lookups, siblings: Siblings) -> FieldTools:
    """The tools for the fields of a page that shows a record of `table`.

    `siblings` gives all fields of the page, once they are made.
    """
    return FieldTools(
        work_date=lambda: page.desk.context.work_date,
        lookup=lookups,
        remedies=partial(_remedies, page, table, siblings),
        lookup_all=lookups.all,
        offers=partial(new_record_offers, page),
    )


def _remedies(
    page: Page, table: str, siblings: Siblings, refusal: Refusal, field: Field
) -> Sequence[Remedy]:
    return remedies(Mending(page, table, refusal, field, siblings()))
