"""Units, variants, references, substitutes and texts of one item: lists opened from its card."""

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


REFERENCES = EntrySpec(
    name="item_references",
    title=N_("Item References"),
    table="item_reference",
    icon="tag",
    columns=(
        "reference_no",
        "item_no",
        "owner_type",
        "owner_no",
        "variant_code",
        "unit_code",
        "description",
        "starting_date",
        "ending_date",
    ),
    order=(("reference_no", False),),
    open_page="item_reference_card",
    actions=(_new_action(N_("New Reference"), "item_reference_card"),),
    empty=N_("Nobody gives this item another number."),
)

SUBSTITUTES = EntrySpec(
    name="item_substitutes",
    title=N_("Item Substitutes"),
    table="item_substitution",
    icon="refresh-cw",
    columns=(
        "substitute_no",
        "item_no",
        "variant_code",
        "substitute_variant_code",
        "interchangeable",
        "condition_text",
        "relation",
    ),
    order=(("substitute_no", False),),
    open_page="item_substitution_card",
    actions=(_new_action(N_("New Substitute"), "item_substitution_card"),),
    empty=N_("Nothing may be sold in the place of this item."),
)

PLACES = EntrySpec(
    name="item_places",
    title=N_("Item at Locations"),
    table="item_location",
    icon="warehouse",
    columns=(
        "location_code",
        "item_no",
        "variant_code",
        "default_bin",
        "vendor_no",
        "lead_time_calculation",
        "safety_lead_time",
        "safety_stock",
        "reorder_point",
    ),
    order=(("location_code", False),),
    open_page="item_location_card",
    actions=(_new_action(N_("New Place"), "item_location_card"),),
    empty=N_("This item is everywhere as its card says, and has no bins."),
)

TRANSLATIONS = EntrySpec(
    name="item_texts_by_language",
    title=N_("Item Translations"),
    table="item_translation",
    icon="languages",
    columns=("language_code", "item_no", "variant_code", "description", "description_2"),
    order=(("language_code", False),),
    open_page="item_translation_card",
    actions=(_new_action(N_("New Translation"), "item_translation_card"),),
    empty=N_("This item has its own text in all languages."),
)


OWNER_TEXTS = EntrySpec(
    name="owner_texts",
    title=N_("Extended Texts"),
    table="extended_text",
    icon="file-text",
    columns=(
        "text_no",
        "no",
        "language_code",
        "all_languages",
        "starting_date",
        "ending_date",
        "quote",
        "order",
        "invoice",
    ),
    order=(("text_no", False),),
    open_page="extended_text_card",
    actions=(_new_action(N_("New Text"), "extended_text_card"),),
    empty=N_("There are no texts to stand below a line yet."),
)


def _page(spec: EntrySpec, desk: Desk, key: object) -> Page:
    return EntryListPage(desk, spec, key)


def item_part_pages() -> tuple[PageSpec, ...]:
    """The lists of what belongs to an item, and of anybody's extended texts."""
    return tuple(
        PageSpec(
            name=spec.name,
            title=spec.title,
            icon=spec.icon,
            factory=partial(_page, spec),
            listed=partial(entry_list, spec=spec),
            in_menu=False,
        )
        for spec in (UNITS, VARIANTS, REFERENCES, SUBSTITUTES, PLACES, TRANSLATIONS, OWNER_TEXTS)
    )
