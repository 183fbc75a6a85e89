"""Vendors, what they sell us, and what they offer besides."""

from __future__ import annotations

from functools import partial

from desktop.models.values.filter_expression import quoted
from desktop.services.catalog_items import create_item
from desktop.services.records import RecordView
from desktop.translation import N_
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.field_groups import Group
from desktop.views.pages.record_pages import RecordPages, page_specs
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.navigation import PageSpec
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import Needs, NewRecord, PageAction

GROUP = N_("Purchasing")

NEW_ORDER = ActionSpec(id="new_purchase_order", text=N_("New Purchase Order"), icon="plus")
VENDOR_ITEMS = ActionSpec(id="vendor_items", text=N_("Items of This Vendor"), icon="package")
CREATE_ITEM = ActionSpec(
    id="create_catalog_item",
    text=N_("Create Item"),
    icon="package",
    tooltip=N_("Makes an item of what the vendor offers, or shows the one that was made"),
)
VENDOR_ENTRIES = ActionSpec(id="vendor_entries", text=N_("Vendor Entries"), icon="users")


def _key_of(page: ListPage | CardPage) -> str | None:
    if isinstance(page, ListPage):
        row = page.current_row()
        return str(row.key[0]) if row is not None else None
    return str(page.record_key[0]) if page.record_key is not None else None


def _open_narrowed(page: ListPage | CardPage, list_page: str) -> None:
    """Open a list with the rows of this vendor only."""
    no = _key_of(page)
    if no is not None:
        page.desk.navigation.open(list_page, ListOpening(filters={"vendor_no": quoted(no)}))


def _new_order(page: ListPage | CardPage) -> None:
    no = _key_of(page)
    if no is not None:
        page.desk.navigation.open("purchase_order", NewRecord({"buy_from_vendor_no": no}))


def _show_items(page: ListPage | CardPage) -> None:
    _open_narrowed(page, "item_vendor_list")


def _show_entries(page: ListPage | CardPage) -> None:
    _open_narrowed(page, "vendor_ledger_entry_list")


def _create_item(page: ListPage | CardPage) -> None:
    """Make the item of a catalog entry, and show it; one that is there already is only shown."""
    no = _key_of(page)
    if no is not None:
        work = partial(create_item, entry_no=no, context=page.desk.context)
        page.write(work, done=partial(_show_item, page))


def _show_item(page: ListPage | CardPage, item: RecordView) -> None:
    page.desk.navigation.open("item", str(item.values["no"]))


VENDORS = RecordPages(
    table="vendor",
    title=N_("Vendors"),
    record=N_("Vendor"),
    new=N_("New Vendor"),
    name_field="name",
    icon="truck",
    columns=("no", "name", "city", "phone", "currency_code", "payment_terms_code", "blocked"),
    groups=(
        Group(
            N_("General"),
            ("no", "name", "blocked", "search_name", "our_account_no", "registration_no"),
            ("name_2", "home_page", "no_series_code"),
        ),
        Group(
            N_("Address and Contact"),
            ("address", "post_code", "city", "country_code", "contact", "phone", "email"),
            ("address_2", "county", "language_code"),
        ),
        Group(
            N_("Invoicing"),
            (
                "vendor_posting_group",
                "gen_bus_posting_group",
                "vat_bus_posting_group",
                "vat_registration_no",
                "payment_terms_code",
                "currency_code",
            ),
        ),
        Group(
            N_("Receiving"),
            (
                "location_code",
                "lead_time_calculation",
                "base_calendar_code",
                "shipment_method_code",
            ),
        ),
    ),
    list_actions=(
        PageAction(NEW_ORDER, _new_order, Needs.ROW),
        PageAction(VENDOR_ITEMS, _show_items, Needs.ROW),
        PageAction(VENDOR_ENTRIES, _show_entries, Needs.ROW),
    ),
    card_actions=(
        PageAction(NEW_ORDER, _new_order),
        PageAction(VENDOR_ITEMS, _show_items),
        PageAction(VENDOR_ENTRIES, _show_entries),
    ),
    empty=N_("There is no vendor yet. Press Alt+N to enter one."),
    menu_group=GROUP,
    in_menu=True,
)

VENDOR_TABLES: tuple[RecordPages, ...] = (
    VENDORS,
    RecordPages(
        table="item_vendor",
        title=N_("Items by Vendor"),
        record=N_("Item of a Vendor"),
        new=N_("New Item of a Vendor"),
        name_field="vendor_item_no",
        icon="package",
        columns=(
            "item_no",
            "vendor_no",
            "variant_code",
            "vendor_item_no",
            "lead_time_calculation",
            "direct_unit_cost",
        ),
        empty=N_("Nobody has said yet what an item costs at a vendor."),
    ),
    RecordPages(
        table="catalog_item",
        title=N_("Catalog Items"),
        record=N_("Catalog Item"),
        new=N_("New Catalog Item"),
        icon="layers",
        columns=(
            "entry_no",
            "description",
            "vendor_no",
            "vendor_item_no",
            "unit_of_measure_code",
            "negotiated_cost",
            "unit_price",
            "item_no",
        ),
        list_actions=(PageAction(CREATE_ITEM, _create_item, Needs.ROW),),
        card_actions=(PageAction(CREATE_ITEM, _create_item),),
        empty=N_("There is no catalog item yet."),
    ),
)


def vendor_pages() -> tuple[PageSpec, ...]:
    """The lists and cards of vendors, of what they sell and of their catalogs."""
    return tuple(spec for pages in VENDOR_TABLES for spec in page_specs(pages))
