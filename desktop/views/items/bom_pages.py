"""The bill of materials of an item, where an item goes into others, and the card of a component."""

from __future__ import annotations

from functools import partial

from desktop.models.supply_words import BomLineType
from desktop.translation import N_
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.component_lookups import find_component, find_unit, find_variant
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list
from desktop.views.pages.field_groups import Group
from desktop.views.pages.record_pages import RecordPages, page_specs
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord, PageAction

CARD = "bom_component_card"

BOM = ActionSpec(id="item_bom", text=N_("Bill of Materials"), icon="layers", place=Place.MORE)
PART_OF = ActionSpec(id="item_part_of", text=N_("Part Of"), icon="network", place=Place.MORE)
NEW = ActionSpec(
    id="new_component", text=N_("New Component"), icon="plus", key=Key.NEW, primary=True
)


def _new(page: ListPage) -> None:
    if isinstance(page.key, Entries):
        page.desk.navigation.open(CARD, NewRecord(dict(page.key.where)))


def _open_bom(page: CardPage) -> None:
    if page.record is not None:
        no = str(page.record.key[0])
        page.desk.navigation.open("item_bom", Entries((("parent_item_no", no),), no))


def _open_part_of(page: CardPage) -> None:
    if page.record is not None:
        no = str(page.record.key[0])
        where = (("type", BomLineType.ITEM), ("no", no))
        page.desk.navigation.open("item_part_of", Entries(where, no))


BOM_ACTIONS = (PageAction(BOM, _open_bom), PageAction(PART_OF, _open_part_of))
"""The ways from an item's card to what it is made of, and to what it goes into."""

ITEM_BOM = EntrySpec(
    name="item_bom",
    title=N_("Bill of Materials"),
    table="bom_component",
    icon="layers",
    columns=(
        "line_no",
        "type",
        "no",
        "description",
        "quantity_per",
        "unit_of_measure_code",
        "variant_code",
        "resource_usage",
        "lead_time_offset",
        "position",
    ),
    order=(("line_no", False),),
    open_page=CARD,
    owner_page="item",
    actions=(PageAction(NEW, _new),),
    empty=N_("This item is not put together of others."),
)
PARTS_OF = EntrySpec(
    name="item_part_of",
    title=N_("Part Of"),
    table="bom_component",
    icon="network",
    columns=(
        "parent_item_no",
        "line_no",
        "quantity_per",
        "unit_of_measure_code",
        "variant_code",
        "position",
    ),
    order=(("parent_item_no", False),),
    open_page=CARD,
    owner_page="item",
    empty=N_("This item goes into no other."),
)
COMPONENTS = RecordPages(
    table="bom_component",
    title=N_("BOM Components"),
    record=N_("BOM Component"),
    new=N_("New Component"),
    icon="layers",
    columns=(
        "parent_item_no",
        "line_no",
        "type",
        "no",
        "description",
        "quantity_per",
        "unit_of_measure_code",
    ),
    groups=(
        Group(
            N_("General"),
            (
                "parent_item_no",
                "line_no",
                "type",
                "no",
                "description",
                "quantity_per",
                "unit_of_measure_code",
                "variant_code",
                "resource_usage",
                "lead_time_offset",
                "position",
            ),
        ),
    ),
    lookups={
        "no": find_component,
        "unit_of_measure_code": find_unit,
        "variant_code": find_variant,
    },
    empty=N_("No item is put together of others yet."),
)


def _page(spec: EntrySpec, desk: Desk, key: object) -> Page:
    return EntryListPage(desk, spec, key)


def bom_pages() -> tuple[PageSpec, ...]:
    """The pages of bills of materials, for the navigation."""
    lists = tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            factory=partial(_page, spec),
            listed=partial(entry_list, spec=spec),
            in_menu=False,
        )
        for spec in (ITEM_BOM, PARTS_OF)
    )
    return (*lists, *page_specs(COMPONENTS))
