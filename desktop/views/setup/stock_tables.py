"""Locations, units, calendars and everything about delivery."""

from __future__ import annotations

from desktop.models.words import TextOwner
from desktop.translation import N_
from desktop.views.pages.field_groups import Group
from desktop.views.pages.record_pages import RecordPages
from desktop.views.setup.calendar_days_page import show_days_action, show_days_of_list
from desktop.views.setup.posting_grids import edit_grid_action
from desktop.views.setup.setup_helpers import matrix_card_actions, matrix_list_actions
from desktop.views.setup.text_tables import texts_action
from desktop.views.setup.translations import translations_action

STOCK_TABLES: tuple[RecordPages, ...] = (
    RecordPages(
        table="location",
        title=N_("Locations"),
        record=N_("Location"),
        new=N_("New Location"),
        name_field="name",
        icon="warehouse",
        groups=(
            Group(
                N_("General"),
                (
                    "code",
                    "name",
                    "base_calendar_code",
                    "outbound_handling_time",
                    "inbound_handling_time",
                    "require_pick",
                    "use_as_in_transit",
                    "inactive",
                ),
            ),
            Group(
                N_("Address and Contact"),
                (
                    "address",
                    "address_2",
                    "post_code",
                    "city",
                    "country_code",
                    "contact",
                    "phone",
                    "email",
                ),
                ("name_2", "county"),
            ),
        ),
        columns=("code", "name", "city", "base_calendar_code", "outbound_handling_time"),
    ),
    RecordPages(
        table="inventory_posting_group",
        title=N_("Inventory Posting Groups"),
        record=N_("Inventory Posting Group"),
        icon="boxes",
    ),
    RecordPages(
        table="inventory_posting_setup",
        title=N_("Inventory Posting Setup"),
        record=N_("Inventory Posting Setup"),
        name_field="inventory_account",
        icon="boxes",
        list_actions=(
            edit_grid_action("inventory_posting_setup"),
            *matrix_list_actions("inventory_posting_setup"),
        ),
        card_actions=matrix_card_actions("inventory_posting_setup"),
    ),
    RecordPages(
        table="unit_of_measure",
        title=N_("Units of Measure"),
        record=N_("Unit of Measure"),
        icon="ruler",
        card_actions=(translations_action("unit_of_measure"),),
    ),
    RecordPages(
        table="item_unit_of_measure",
        title=N_("Item Units of Measure"),
        record=N_("Item Unit of Measure"),
        name_field="unit_code",
        icon="ruler",
    ),
    RecordPages(
        table="item_variant", title=N_("Item Variants"), record=N_("Item Variant"), icon="package"
    ),
    RecordPages(
        table="item_location",
        title=N_("Items at Locations"),
        record=N_("Item at Location"),
        new=N_("New Place"),
        name_field="default_bin",
        icon="warehouse",
        empty=N_("Say here in which bin an item lies at a location."),
    ),
    RecordPages(
        table="item_category",
        title=N_("Item Categories"),
        record=N_("Item Category"),
        icon="package",
    ),
    RecordPages(
        table="resource",
        title=N_("Resources"),
        record=N_("Resource"),
        new=N_("New Resource"),
        name_field="name",
        icon="user",
        card_actions=(texts_action(TextOwner.RESOURCE),),
    ),
    RecordPages(
        table="resource_unit_of_measure",
        title=N_("Resource Units of Measure"),
        record=N_("Resource Unit of Measure"),
        name_field="unit_code",
        icon="ruler",
    ),
    RecordPages(
        table="item_reference",
        title=N_("Item References"),
        record=N_("Item Reference"),
        name_field="description",
        icon="tag",
    ),
    RecordPages(
        table="shipment_method",
        title=N_("Shipment Methods"),
        record=N_("Shipment Method"),
        icon="truck",
        card_actions=(translations_action("shipment_method"),),
    ),
    RecordPages(
        table="shipping_agent",
        title=N_("Shipping Agents"),
        record=N_("Shipping Agent"),
        name_field="name",
        icon="truck",
    ),
    RecordPages(
        table="shipping_agent_service",
        title=N_("Shipping Agent Services"),
        record=N_("Shipping Agent Service"),
        icon="truck",
    ),
    RecordPages(
        table="base_calendar",
        title=N_("Base Calendars"),
        record=N_("Base Calendar"),
        name_field="name",
        icon="calendar",
        list_actions=(show_days_of_list(),),
        card_actions=(show_days_action(),),
    ),
    RecordPages(
        table="base_calendar_change",
        title=N_("Base Calendar Entries"),
        record=N_("Base Calendar Entry"),
        icon="calendar",
    ),
)
