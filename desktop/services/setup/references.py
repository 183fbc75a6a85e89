"""The registry of references: which column holds which table's key (CU3).

Foreign keys declare themselves. Posted documents, ledgers and columns whose target depends on
another column hold keys without a foreign key; these *soft references* stand here, so that
deleting, renumbering and merging find every place a key is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Table

from desktop.models.every_table import Base
from desktop.services.papers.owners import TABLES_OF_OWNERS, can_own


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns of `table` that hold a key of `target`, one for each part of that key.

    `only` is a condition on another column (name, value) under which they do so. An `owned`
    reference names the row's owner: the row goes with it. With `as_text` the one column holds
    the whole key, as `services.papers.owners.key_text` writes it.
    """

    table: str
    columns: tuple[str, ...]
    target: str
    owned: bool = False
    only: tuple[str, str] | None = None
    as_text: bool = False


SOFT_COLUMNS: dict[str, str] = {
    "sell_to_customer_no": "customer",
    "bill_to_customer_no": "customer",
    "customer_no": "customer",
    "bill_to_no": "customer",
    "sell_to_country_code": "country_region",
    "bill_to_country_code": "country_region",
    "ship_to_country_code": "country_region",
    "country_code": "country_region",
    "payment_terms_code": "payment_terms",
    "payment_method_code": "payment_method",
    "currency_code": "currency",
    "source_currency_code": "currency",
    "customer_price_group": "customer_price_group",
    "customer_disc_group": "customer_disc_group",
    "customer_posting_group": "customer_posting_group",
    "gen_bus_posting_group": "gen_bus_posting_group",
    "gen_prod_posting_group": "gen_prod_posting_group",
    "vat_bus_posting_group": "vat_bus_posting_group",
    "vat_prod_posting_group": "vat_prod_posting_group",
    "inventory_posting_group": "inventory_posting_group",
    "language_code": "language",
    "salesperson_code": "salesperson",
    "location_code": "location",
    "shipment_method_code": "shipment_method",
    "shipping_agent_code": "shipping_agent",
    "unit_of_measure_code": "unit_of_measure",
    "vat_clause_code": "vat_clause",
    "no_series_code": "number_series",
    "campaign_no": "campaign",
    "customer_template_code": "customer_template",
    "primary_contact_no": "contact",
    "sell_to_contact_no": "contact",
    "bill_to_contact_no": "contact",
    "item_no": "item",
    "resource_no": "resource",
    "gl_account_no": "gl_account",
    "purchasing_code": "purchasing_code",
    "reason_code": "reason_code",
    "vendor_no": "vendor",
    "buy_from_vendor_no": "vendor",
    "buy_from_country_code": "country_region",
    "vendor_posting_group": "vendor_posting_group",
    "price_list_code": "price_list",
    "default_price_list_code": "price_list",
    "invoice_schedule_code": "batch_schedule",
}
"""Columns that hold the same table's key wherever they stand without a foreign key."""

TYPED_COLUMNS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "no",
        "type",
        {
            "item": "item",
            "resource": "resource",
            "gl_account": "gl_account",
            "comment": "standard_text",
        },
    ),
    (
        "source_no",
        "source_type",
        {
            "customer": "customer",
            "vendor": "vendor",
            "item": "item",
            "customer_price_group": "customer_price_group",
            "customer_disc_group": "customer_disc_group",
            "campaign": "campaign",
        },
    ),
    (
        "product_no",
        "product_type",
        {
            "item": "item",
            "item_disc_group": "item_disc_group",
            "resource": "resource",
            "gl_account": "gl_account",
        },
    ),
)
"""Columns whose target a neighbouring column names, on the tables that have both."""

PAIR_COLUMNS: dict[str, tuple[tuple[tuple[str, ...], tuple[str, str] | None], ...]] = {
    "ship_to_address": ((("sell_to_customer_no", "ship_to_code"), None),),
    "shipping_agent_service": ((("shipping_agent_code", "shipping_agent_service_code"), None),),
    "item_variant": (
        (("item_no", "variant_code"), None),
        (("no", "variant_code"), ("type", "item")),
        (("product_no", "variant_code"), ("product_type", "item")),
    ),
    "item_unit_of_measure": (
        (("item_no", "unit_of_measure_code"), None),
        (("item_no", "unit_code"), None),
        (("no", "unit_of_measure_code"), ("type", "item")),
        (("product_no", "unit_code"), ("product_type", "item")),
    ),
    "resource_unit_of_measure": (
        (("resource_no", "unit_of_measure_code"), None),
        (("no", "unit_of_measure_code"), ("type", "resource")),
        (("product_no", "unit_code"), ("product_type", "resource")),
    ),
    "general_posting_setup": ((("gen_bus_posting_group", "gen_prod_posting_group"), None),),
    "vat_posting_setup": (
        (("vat_bus_posting_group", "vat_prod_posting_group"), None),
        (("vat_bus_posting_group_price", "vat_prod_posting_group"), None),
    ),
    "inventory_posting_setup": ((("location_code", "inventory_posting_group"), None),),
    "price_list_line": ((("price_list_code", "price_list_line_no"), None),),
}
"""Columns that together hold a key of several parts, wherever a table has all of them."""

SINGLE_PLACES: tuple[Reference, ...] = (
    Reference("customer", ("no", "ship_to_code"), "ship_to_address"),
    Reference("customer", ("no", "preferred_bank_account_code"), "customer_bank_account"),
    Reference("item", ("no", "base_unit"), "item_unit_of_measure"),
    Reference("item", ("no", "sales_unit"), "item_unit_of_measure"),
    Reference("item", ("no", "purchase_unit"), "item_unit_of_measure"),
    Reference("resource", ("no", "base_unit"), "resource_unit_of_measure"),
    Reference("resource_ledger_entry", ("source_no",), "customer"),
    *(
        Reference("item_reference", ("owner_no",), owner, owned=True, only=("owner_type", owner))
        for owner in ("customer", "vendor")
    ),
    *(
        Reference("contact_business_relation", ("no",), kind, owned=True, only=("kind", kind))
        for kind in ("customer", "vendor")
    ),
    *(
        Reference("campaign_member", ("no",), member, owned=True, only=("kind", member))
        for member in ("customer", "contact")
    ),
    *(
        Reference(table, (column,), party, owned=True, only=("party", party))
        for party in ("customer", "contact")
        for table, column in (
            ("match_key", "no"),
            ("duplicate_decision", "no_a"),
            ("duplicate_decision", "no_b"),
            ("former_no", "no"),
        )
    ),
    *(
        Reference("comment", ("owner_no",), owner, owned=True, only=("owner_table", owner))
        for owner in ("customer", "contact", "item", "resource", "vendor")
    ),
    *(
        Reference("extended_text", ("no",), owner, owned=True, only=("owner_type", owner))
        for owner in ("item", "resource", "gl_account", "standard_text")
    ),
    Reference(
        "item_substitution",
        ("substitute_no", "substitute_variant_code"),
        "item_variant",
        owned=True,
    ),
)
"""Places that no general rule finds."""

VERSION_TABLES = frozenset({"sales_header_archive", "sales_line_archive"})
"""Archived versions: their keys follow a renumbering, but keep no record from being deleted."""

OWNED_PAIRS = frozenset(
    {
        ("item_translation", "item_variant"),
        ("item_reference", "item_variant"),
        ("item_substitution", "item_variant"),
    }
)
"""Tables whose rows go with a record of several key parts."""

OWNED_COLUMNS = frozenset({("item_substitution", "substitute_no")})
"""Columns whose rows go with the record that they name, though another stands first in the key."""

OWNED_SOURCES = frozenset({("price_list", "customer"), ("price_list_line", "customer")})
"""Price lists and lines for one customer only; they go with the customer (CU43)."""

NO_REFERENCE = frozenset(
    {
        # Own numbers and numbers that outside parties give.
        "no",
        "code",
        "line_no",
        "text_no",
        "document_no",
        "created_document_no",
        "error_code",
        "external_document_no",
        "registration_no",
        "vat_registration_no",
        "eori_no",
        "account_no",
        "bank_account_no",
        "branch_no",
        "bank_branch_no",
        "reference_no",
        "item_reference_no",
        "package_tracking_no",
        "tariff_no",
        "shelf_no",
        "vendor_item_no",
        "starting_no",
        "ending_no",
        "warning_no",
        "last_statement_no",
        "iso_code",
        "international_code",
        "eu_code",
        "post_code",
        "buy_from_post_code",
        "sell_to_post_code",
        "bill_to_post_code",
        "ship_to_post_code",
        "lcy_code",
        "invoice_disc_code",
        # Numbers of documents, which may be gone while the number still tells where a row
        # comes from; posted documents and ledger rows are never deleted nor numbered anew.
        "order_no",
        "order_line_no",
        "document_line_no",
        "attached_to_line_no",
        "quote_no",
        "blanket_order_no",
        "blanket_order_line_no",
        "purchase_order_no",
        "purchase_order_line_no",
        "shipment_no",
        "shipment_line_no",
        "recurring_code",
        "pre_assigned_no",
        "original_customer_no",
        "former_no",
        "last_shipping_no",
        "last_posting_no",
        "register_no",
        "transaction_no",
        "application_no",
        "version_no",
        "receipt_no",
        "receipt_line_no",
        "sales_order_no",
        "sales_order_line_no",
        "special_order_purchase_no",
        "special_order_purchase_line_no",
        "special_order_sales_no",
        "special_order_sales_line_no",
        "earmarked_sales_no",
        "earmarked_sales_line_no",
        "last_receiving_no",
        "vendor_order_no",
        "vendor_invoice_no",
        "our_account_no",
        "assembly_no",
        "posted_assembly_no",
        "demand_document_no",
        "demand_line_no",
        "demand_component_no",
        "supply_document_no",
        "supply_line_no",
        "order_promising_line_no",
        "parent_line_no",
        "supplied_by_line_no",
        "requisition_line_no",
        # Keys of tables that later parts bring.
        "opportunity_no",
        "reminder_terms_code",
    }
)
"""Columns that look like references and are none; `…_entry_no` never is one either."""


@cache
def references_to(target: str) -> tuple[Reference, ...]:
    """Every place where a key of `target` may stand, foreign keys and soft references alike.

    Contacts come last: who knows them knows the customer that they agree with.
    """
    found = [reference for reference in all_references() if reference.target == target]
    return tuple(sorted(found, key=lambda reference: reference.table == "contact"))


@cache
def all_references() -> tuple[Reference, ...]:
    """The whole registry, table by table."""
    return tuple(
        reference
        for table in Base.metadata.sorted_tables
        for reference in (*_declared(table), *_soft(table), *_pairs(table), *_places(table))
    )


def _declared(table: Table) -> Iterator[Reference]:
    """Foreign keys; the owner is who stands first in the key and takes its rows along.

    A unit or a language that stands in a key of others is used by them and does not own them.
    """
    first = next(iter(table.primary_key.columns)).name
    for constraint in table.foreign_key_constraints:
        if len(constraint.elements) == 1:
            [element] = constraint.elements
            yield Reference(
                table.name,
                (element.parent.name,),
                element.column.table.name,
                owned=constraint.ondelete == "CASCADE"
                and (
                    element.parent.name == first
                    or (table.name, element.parent.name) in OWNED_COLUMNS
                ),
            )


def _soft(table: Table) -> Iterator[Reference]:
    declared = {key.parent.name for key in table.foreign_keys}
    for name, target in SOFT_COLUMNS.items():
        if name in table.columns and name not in declared:
            yield Reference(table.name, (name,), target)
    for name, kind, targets in TYPED_COLUMNS:
        if name in table.columns and kind in table.columns:
            yield from (
                Reference(
                    table.name,
                    (name,),
                    target,
                    owned=(table.name, target) in OWNED_SOURCES,
                    only=(kind, word),
                )
                for word, target in targets.items()
                if word in getattr(table.columns[kind].type, "enums", ())
            )


def _pairs(table: Table) -> Iterator[Reference]:
    for target, places in PAIR_COLUMNS.items():
        if target == table.name:
            continue
        owned = (table.name, target) in OWNED_PAIRS
        for columns, only in places:
            needed = {*columns, *(only[:1] if only else ())}
            if needed <= set(table.columns.keys()):
                yield Reference(table.name, columns, target, owned=owned, only=only)


def _places(table: Table) -> Iterator[Reference]:
    yield from (place for place in SINGLE_PLACES if place.table == table.name)
    if table.name in TABLES_OF_OWNERS:
        for owner in filter(can_own, Base.metadata.tables):
            only = ("owner_table", owner)
            yield Reference(table.name, ("owner_key",), owner, owned=True, only=only, as_text=True)


def is_registered(table: Table, column: str) -> bool:
    """Whether somebody has said what a column that looks like a key holds (CU3)."""
    if column in NO_REFERENCE or column.endswith("_entry_no") or column == "entry_no":
        return True
    return any(
        column in reference.columns
        for reference in all_references()
        if reference.table == table.name
    )
