"""Units and variants of one item: lists opened from its card."""

from __future__ import annotations

from functools import partial

from desktop.translation import N_
from desktop.views.pages.entry_list import Entries, EntryListPage, EntrySpec, entry_list
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord, PageAction


def _new_action(text: str, target: str) -> PageAction:
    spec = ActionSpec(id="new_part", text=text, icon="plus", key=Key.NEW, primary=True)
    return PageAction(spec, partial(_new, target=target))


def _new(page: ListPage, *, target: str) -> None:
    if isinstance(page.key, Entries):
        page.desk.navigation.open(target, NewRecord(dict(page.key.where)))


UNITS = EntrySpec(
    name="item_units",
    title=N_("Item Units of Measure"),
    table="item_unit_of_measure",
    icon="ruler",
    columns=("unit_code", "item_no", "qty_per_unit", "qty_rounding_precision", "weight"),
    order=(("qty_per_unit", False),),
    open_page="item_unit_of_measure_card",
    actions=(_new_action(N_("New Unit"), "item_unit_of_measure_card"),),
    empty=N_("This item has no units yet."),
)

VARIANTS = EntrySpec(
    name="item_variants",
    title=N_("Item Variants"),
    table="item_variant",
    icon="package",
    columns=("code", "item_no", "description", "blocked", "sales_blocked"),
    order=(("code", False),),
    open_page="item_variant_card",
    actions=(_new_action(N_("New Variant"), "item_variant_card"),),
    empty=N_("This item has no variants."),
)


def _page(spec: EntrySpec, desk: Desk, key: object) -> Page:
    return EntryListPage(desk, spec, key)


def item_part_pages() -> tuple[PageSpec, ...]:
    """The lists of an item's units and variants."""
    return tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            factory=partial(_page, spec),
            listed=partial(entry_list, spec=spec),
            in_menu=False,
        )
        for spec in (UNITS, VARIANTS)
    )
