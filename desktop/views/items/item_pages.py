"""The item card and the journal that counts stock in and out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.models.words import TextOwner
from desktop.services.context import UserContext
from desktop.services.records import RecordView
from desktop.translation import N_, _
from desktop.views.items.bom_pages import BOM_ACTIONS
from desktop.views.items.copying import COPY_ACTION
from desktop.views.items.item_pictures import PICTURE_ACTIONS, offer_dropped
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.card_spec import CardSpec
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.facts import FactBlock
from desktop.views.pages.field_groups import Group
from desktop.views.pages.item_block import item_facts
from desktop.views.pages.special_prices import (
    PRICE_CHECK,
    SPECIAL_PRICES,
    ask_items_price,
    open_item_prices,
)
from desktop.views.pages.templates import (
    ask_template,
    blank_by_template,
    card_template_actions,
    new_by_template,
)
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.page import Page
from desktop.views.shell.page_head import Pill
from desktop.views.tables.list_spec import Needs, PageAction, Session


def _spec(name: str, text: str, icon: str) -> ActionSpec:
    return ActionSpec(id=name, text=text, icon=icon, place=Place.MORE)


LEDGER = ActionSpec(id="item_ledger", text=N_("Ledger Entries"), icon="book-open", key=Key.ENTRIES)
AVAILABILITY = ActionSpec(
    id="availability", text=N_("Availability"), icon="calendar", key=Key.AVAILABILITY
)
VALUES = ActionSpec(id="item_values", text=N_("Value Entries"), icon="coins")
UNITS = ActionSpec(id="item_units", text=N_("Units"), icon="ruler")
VARIANTS = ActionSpec(id="item_variants", text=N_("Variants"), icon="package", place=Place.MORE)


REFERENCES = _spec("item_references", N_("References"), "tag")
PLACES = _spec("item_places", N_("Locations and Bins"), "warehouse")
SUBSTITUTES = _spec("item_substitutes", N_("Substitutes"), "refresh-cw")
TRANSLATIONS = _spec("item_translations", N_("Translations"), "languages")
TEXTS = _spec("item_texts", N_("Texts"), "file-text")


def _behind(page: CardPage, target: str) -> None:
    if page.record is not None:
        no = str(page.record.key[0])
        page.desk.navigation.open(target, Entries((("item_no", no),), no))


def _open_availability(page: CardPage) -> None:
    if page.record is not None:
        page.desk.navigation.open("availability_by_event", str(page.record.key[0]))


def _open_texts(page: CardPage) -> None:
    if page.record is not None:
        no = str(page.record.key[0])
        key = Entries((("owner_type", TextOwner.ITEM), ("no", no)), no)
        page.desk.navigation.open("owner_texts", key)


def _facts(
    session: Session, key: tuple[str | int, ...], context: UserContext
) -> Sequence[FactBlock]:
    return item_facts(session, str(key[0]), context)


def _pills(record: RecordView) -> Sequence[Pill]:
    if record.values["blocked"]:
        return [Pill(_("Blocked"), "danger")]
    return [Pill(_("Blocked for sales"), "warn")] if record.values["sales_blocked"] else []


ITEM_CARD = CardSpec(
    name="item",
    title=N_("Item"),
    table="item",
    list_page="items",
    list_title=N_("Items"),
    name_field="description",
    facts=_facts,
    pills=_pills,
    tables=frozenset({"item_ledger_entry", "sales_line", "item_substitution"}),
    new=new_by_template("item"),
    blank=blank_by_template("item"),
    begin=ask_template,
    groups=(
        Group(
            N_("General"),
            (
                "no",
                "description",
                "type",
                "base_unit",
                "sales_unit",
                "item_category_code",
                "blocked",
                "sales_blocked",
            ),
            (
                "description_2",
                "search_description",
                "block_reason",
                "gtin",
                "shelf_no",
                "purchase_unit",
                "country_of_origin",
                "tariff_no",
                "automatic_ext_texts",
            ),
        ),
        Group(
            N_("Prices"),
            (
                "unit_price",
                "price_profit_calculation",
                "profit_pct",
                "allow_invoice_disc",
                "item_disc_group",
                "price_includes_vat",
            ),
            ("vat_bus_posting_group_price", "unit_list_price"),
            summary=("unit_price", "profit_pct"),
        ),
        Group(
            N_("Costs and Posting"),
            (
                "costing_method",
                "unit_cost",
                "last_direct_cost",
                "gen_prod_posting_group",
                "vat_prod_posting_group",
                "inventory_posting_group",
            ),
            summary=("costing_method", "unit_cost", "inventory_posting_group"),
        ),
        Group(
            N_("Stock"),
            (
                "stockout_warning",
                "prevent_negative_inventory",
                "variant_mandatory",
                "reserve",
            ),
            (
                "net_weight",
                "gross_weight",
                "unit_volume",
                "units_per_parcel",
            ),
            is_open=False,
        ),
        Group(
            N_("Replenishment"),
            (
                "replenishment_system",
                "vendor_no",
                "vendor_item_no",
                "lead_time_calculation",
                "safety_lead_time",
                "assembly_policy",
                "critical",
                "purchasing_code",
            ),
            is_open=False,
            summary=("replenishment_system", "vendor_no", "lead_time_calculation"),
        ),
        Group(
            N_("Reordering"),
            (
                "reordering_policy",
                "safety_stock",
                "reorder_point",
                "reorder_quantity",
                "maximum_inventory",
                "minimum_order_quantity",
                "order_multiple",
            ),
            is_open=False,
            summary=("reordering_policy", "reorder_point"),
        ),
    ),
    actions=(
        PageAction(LEDGER, lambda page: _behind(page, "item_ledger_entry_list")),
        PageAction(AVAILABILITY, _open_availability),
        PageAction(VALUES, lambda page: _behind(page, "value_entry_list")),
        PageAction(UNITS, lambda page: _behind(page, "item_units")),
        PageAction(SPECIAL_PRICES, open_item_prices),
        PageAction(PRICE_CHECK, ask_items_price, Needs.ROW),
        PageAction(VARIANTS, lambda page: _behind(page, "item_variants")),
        *BOM_ACTIONS,
        PageAction(REFERENCES, lambda page: _behind(page, "item_references")),
        PageAction(SUBSTITUTES, lambda page: _behind(page, "item_substitutes")),
        PageAction(PLACES, lambda page: _behind(page, "item_places")),
        PageAction(TRANSLATIONS, lambda page: _behind(page, "item_texts_by_language")),
        PageAction(TEXTS, _open_texts),
        COPY_ACTION,
        *PICTURE_ACTIONS,
        *card_template_actions(),
    ),
)


def item_card(desk: Desk, key: object) -> Page:
    """The page of one item."""
    page = CardPage(desk, ITEM_CARD, key)
    if page.papers is not None:
        page.papers.target.dropped.connect(partial(offer_dropped, page))
    return page
