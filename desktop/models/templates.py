"""Templates: what a new customer or item begins with (CU7).

A template has columns of its card, with the card's types and keys. A field that says nothing is
blank: codes, choices and switches may be NULL here, texts are empty, figures are 0.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from sqlalchemy import Boolean, Column, Enum, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Versioned
from desktop.models.columns import Code20, Text100, key_of
from desktop.models.customers import Customer
from desktop.models.items import Item

_Template = TypeVar("_Template", bound=type[Base])

CUSTOMER_TEMPLATE_FIELDS = (
    "contact_type",
    "blocked",
    "salesperson_code",
    "responsibility_center_code",
    "post_code",
    "city",
    "county",
    "country_code",
    "language_code",
    "format_region",
    "credit_limit_lcy",
    "no_credit",
    "bill_to_customer_no",
    "use_gln_in_e_documents",
    "currency_code",
    "prices_including_vat",
    "gen_bus_posting_group",
    "vat_bus_posting_group",
    "customer_posting_group",
    "customer_price_group",
    "customer_disc_group",
    "allow_line_disc",
    "invoice_disc_code",
    "invoice_copies",
    "prepayment_pct",
    "prepmt_payment_terms_code",
    "e_invoice_scheme",
    "payment_method_code",
    "payment_terms_code",
    "application_method",
    "reminder_terms_code",
    "print_statements",
    "location_code",
    "combine_shipments",
    "invoice_schedule_code",
    "reserve",
    "shipping_advice",
    "shipment_method_code",
    "shipping_agent_code",
    "shipping_agent_service_code",
    "shipping_time",
    "base_calendar_code",
)
"""The card's columns that a template has, in the order in which they are filled in.

A field stands behind those that bring it along, so that the template's own word is the last.
"""

NOT_IN_CUSTOMER_TEMPLATE = frozenset(
    {
        # What tells one customer from another.
        "no",
        "name",
        "name_2",
        "search_name",
        "address",
        "address_2",
        "phone",
        "mobile",
        "email",
        "home_page",
        "contact",
        "primary_contact_no",
        "registration_no",
        "vat_registration_no",
        "eori_no",
        "gln",
        "e_invoice_endpoint",
        "image",
        # What belongs to a customer that is there already.
        "ship_to_code",
        "preferred_bank_account_code",
        "last_statement_no",
        "privacy_blocked",
        "inactive",
        # What the program keeps.
        "no_series_code",
        "created_by",
        "created_at",
        "row_version",
        "changed_by",
        "changed_at",
    }
)
"""The card's other columns."""

ITEM_TEMPLATE_FIELDS = (
    "type",
    "base_unit",
    "sales_unit",
    "purchase_unit",
    "item_category_code",
    "blocked",
    "sales_blocked",
    "purchasing_blocked",
    "shelf_no",
    "net_weight",
    "gross_weight",
    "unit_volume",
    "units_per_parcel",
    "country_of_origin",
    "tariff_no",
    "automatic_ext_texts",
    "gen_prod_posting_group",
    "vat_prod_posting_group",
    "inventory_posting_group",
    "price_includes_vat",
    "vat_bus_posting_group_price",
    "price_profit_calculation",
    "unit_cost",
    "profit_pct",
    "unit_price",
    "allow_invoice_disc",
    "item_disc_group",
    "unit_list_price",
    "costing_method",
    "replenishment_system",
    "vendor_no",
    "lead_time_calculation",
    "safety_lead_time",
    "purchasing_code",
    "critical",
    "assembly_policy",
    "reordering_policy",
    "safety_stock",
    "reorder_point",
    "reorder_quantity",
    "maximum_inventory",
    "minimum_order_quantity",
    "order_multiple",
    "reserve",
    "stockout_warning",
    "prevent_negative_inventory",
    "variant_mandatory",
)
"""The card's columns that a template has, in the order in which they are filled in."""

NOT_IN_ITEM_TEMPLATE = frozenset(
    {
        "no",
        "description",
        "description_2",
        "search_description",
        "block_reason",
        "picture",
        "gtin",
        "vendor_item_no",
        "last_direct_cost",
        "created_from_catalog",
        "no_series_code",
        "row_version",
        "changed_by",
        "changed_at",
    }
)
"""The card's other columns."""


class TemplateHead:
    """What every template has besides the columns of its card."""

    code: Mapped[Code20] = mapped_column(primary_key=True)
    description: Mapped[Text100]
    no_series_code: Mapped[Code20 | None] = key_of("number_series.code")


def _with_columns_of(card: type[Base], names: tuple[str, ...]) -> Callable[[_Template], _Template]:
    """Gives a template the columns of its card, in this order."""

    def give(template: _Template) -> _Template:
        columns = cast("Table", card.__table__).columns
        for name in names:
            setattr(template, name, _like(columns[name]))
        return template

    return give


def _like(column: Column[Any]) -> Column[Any]:
    """A column of the same kind, which may say nothing."""
    keys = [ForeignKey(key.target_fullname, onupdate=key.onupdate) for key in column.foreign_keys]
    says_nothing = column.nullable or isinstance(column.type, (Boolean, Enum))
    default = None if says_nothing or column.default is None else column.default.arg  # type: ignore[attr-defined]  # a plain value
    return Column(column.name, column.type, *keys, nullable=says_nothing, default=default)


@_with_columns_of(Customer, CUSTOMER_TEMPLATE_FIELDS)
class CustomerTemplate(TemplateHead, Versioned, Base):
    """What a new customer begins with."""

    __tablename__ = "customer_template"


@_with_columns_of(Item, ITEM_TEMPLATE_FIELDS)
class ItemTemplate(TemplateHead, Versioned, Base):
    """What a new item begins with."""

    __tablename__ = "item_template"
