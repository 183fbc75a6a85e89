"""Items by Location: what lies where, a column for each location (03 §1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desktop.models.values.numbers import Quantity
from desktop.services.availability.by_location import PlacedItem, items_by_location, places
from desktop.services.availability.shown import Asked
from desktop.translation import N_, _
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page_head import Crumb
from desktop.views.tables.columns import Column, Kind, Tone
from desktop.views.tables.computed_list import computed
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import ListSpec, PageAction, View

PAGE = "items_by_location"
_PREFIX = "at:"
SHOW = ActionSpec(
    id="items_by_location",
    text=N_("Items by Location"),
    icon="warehouse",
    place=Place.MORE,
    tooltip=N_("Shows what lies where, with a column for each location"),
)


@dataclass(frozen=True, slots=True)
class Places:
    """What the page is opened with: the locations that are its columns, '' for none."""

    codes: tuple[str, ...]


def open_items_by_location(page: ListPage) -> None:
    """Read which locations there are, and show the items in them."""
    page.read(places, done=lambda codes: page.desk.navigation.open(PAGE, Places(codes)))


ITEMS_BY_LOCATION = PageAction(SHOW, open_items_by_location)


class ItemsByLocationPage(ListPage):
    """Enter on a figure shows the availability of the item there, elsewhere at all locations."""

    def __init__(self, desk: Desk, key: object) -> None:
        if not isinstance(key, Places):
            raise TypeError(f"{key!r} does not say which locations are meant")
        super().__init__(desk, _spec(key), key)
        self.head.set_breadcrumb([Crumb(_("Items"), "items"), Crumb(_("Items by Location"))])

    def _on_row_activated(self, position: int) -> None:
        row = self.model.row(position)
        if not isinstance(row, PlacedItem):
            return
        name = self.spec.columns[max(self.table.currentIndex().column(), 0)].name
        code = name.removeprefix(_PREFIX) if name.startswith(_PREFIX) else None
        asked = Asked(row.no, self.desk.context.work_date, location_code=code, unit=row.base_unit)
        self.desk.navigation.open("availability_by_event", asked)


def _spec(key: Places) -> ListSpec:
    columns = _columns(key)
    return ListSpec(
        name=PAGE,
        title=N_("Items by Location"),
        icon="warehouse",
        columns=columns,
        source=computed(
            items_by_location,
            columns,
            _no,
            views={"in_stock": lambda row: any(row.by_location.values())},
        ),
        key=_no,
        tables=frozenset({"item", "item_ledger_entry", "location"}),
        views=(View("", N_("All items")), View("in_stock", N_("In stock"))),
        empty=N_("There is no item that can be kept in stock."),
    )


def _no(row: PlacedItem) -> str:
    return row.no


def _columns(key: Places) -> tuple[Column, ...]:
    return (
        Column("no", N_("No."), _no, Kind.CODE, width=104),
        Column("description", N_("Description"), lambda row: row.description, width=240),
        Column("base_unit", N_("Unit"), lambda row: row.base_unit, Kind.CODE, width=72),
        Column("on_hand", N_("On Hand"), lambda row: row.on_hand, Kind.QUANTITY, total=True),
        *(
            Column(
                _PREFIX + code,
                code or N_("No Location"),
                _at(code),
                Kind.QUANTITY,
                width=104,
                total=True,
                colour=partial(_tone, code=code),
            )
            for code in key.codes
        ),
    )


def _at(code: str) -> Callable[[PlacedItem], Quantity | None]:
    return lambda row: row.by_location.get(code)


def _tone(row: PlacedItem, *, code: str) -> Tone | None:
    return Tone.DANGER if row.by_location.get(code, 0) < 0 else None


def items_by_location_page() -> PageSpec:
    """The page for the navigation; it is opened from the list of items."""
    return PageSpec(
        name=PAGE,
        title=N_("Items by Location"),
        icon="warehouse",
        factory=ItemsByLocationPage,
        in_menu=False,
    )
