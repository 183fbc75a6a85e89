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

from desktop.models import Base


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of `table` that holds a key of `target`.

    `only` is a condition on other columns (name, value) under which it does so. An `owned`
    reference is the row's own key part: the row goes with its owner.
    """

    table: str
    column: str
    target: str
    target_column: str
    owned: bool = False
    only: tuple[str, str] | None = None


SOFT_COLUMNS: dict[str, tuple[str, str]] = {
    "sell_to_customer_no": ("customer", "no"),
    "bill_to_customer_no": ("customer", "no"),
    "customer_no": ("customer", "no"),
    "bill_to_no": ("customer", "no"),
    "sell_to_country_code": ("country_region", "code"),
    "bill_to_country_code": ("country_region", "code"),
    "ship_to_country_code": ("country_region", "code"),
    "country_code": ("country_region", "code"),
    "payment_terms_code": ("payment_terms", "code"),
    "payment_method_code": ("payment_method", "code"),
    "currency_code": ("currency", "code"),
    "source_currency_code": ("currency", "code"),
    "customer_price_group": ("customer_price_group", "code"),
    "customer_disc_group": ("customer_disc_group", "code"),
    "customer_posting_group": ("customer_posting_group", "code"),
    "gen_bus_posting_group": ("gen_bus_posting_group", "code"),
    "gen_prod_posting_group": ("gen_prod_posting_group", "code"),
    "vat_bus_posting_group": ("vat_bus_posting_group", "code"),
    "vat_prod_posting_group": ("vat_prod_posting_group", "code"),
    "inventory_posting_group": ("inventory_posting_group", "code"),
    "language_code": ("language", "code"),
    "salesperson_code": ("salesperson", "code"),
    "location_code": ("location", "code"),
    "shipment_method_code": ("shipment_method", "code"),
    "shipping_agent_code": ("shipping_agent", "code"),
    "unit_of_measure_code": ("unit_of_measure", "code"),
    "vat_clause_code": ("vat_clause", "code"),
    "no_series_code": ("number_series", "code"),
    "item_no": ("item", "no"),
    "resource_no": ("resource", "no"),
    "gl_account_no": ("gl_account", "no"),
}
"""Columns that hold the same table's key wherever they stand without a foreign key."""

TYPED_COLUMNS: tuple[tuple[str, str, dict[str, tuple[str, str]]], ...] = (
    (
        "no",
        "type",
        {
            "item": ("item", "no"),
            "resource": ("resource", "no"),
            "gl_account": ("gl_account", "no"),
        },
    ),
    (
        "source_no",
        "source_type",
        {"customer": ("customer", "no"), "item": ("item", "no")},
    ),
)
"""Columns whose target a neighbouring column names, on the tables that have both."""

NO_REFERENCE = frozenset(
    {
        # Own numbers and numbers that outside parties give.
        "no",
        "document_no",
        "order_no",
        "line_no",
        "document_line_no",
        "order_line_no",
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
        "pre_assigned_no",
        "original_customer_no",
        "last_shipping_no",
        "last_posting_no",
        "iso_code",
        "international_code",
        "eu_code",
        "post_code",
        "lcy_code",
        "invoice_disc_code",
        "source_code",
    }
)
"""Columns that look like references and are none."""


@cache
def references_to(target: str) -> tuple[Reference, ...]:
    """Every place where a key of `target` may stand, foreign keys and soft references alike."""
    return tuple(
        reference
        for table in Base.metadata.sorted_tables
        for reference in references_of(table)
        if reference.target == target
    )


def references_of(table: Table) -> Iterator[Reference]:
    """The references that a table's columns hold."""
    declared = set()
    for constraint in table.foreign_key_constraints:
        if len(constraint.elements) != 1:
            continue
        element = constraint.elements[0]
        declared.add(element.parent.name)
        yield Reference(
            table.name,
            element.parent.name,
            element.column.table.name,
            element.column.name,
            owned=constraint.ondelete == "CASCADE",
        )
    yield from _soft_references(table, declared)


def _soft_references(table: Table, declared: set[str]) -> Iterator[Reference]:
    for name, (target, target_column) in SOFT_COLUMNS.items():
        if name in table.columns and name not in declared:
            yield Reference(table.name, name, target, target_column)
    for name, kind, targets in TYPED_COLUMNS:
        if name in table.columns and kind in table.columns and kind != name:
            yield from (
                Reference(table.name, name, target, column, only=(kind, word))
                for word, (target, column) in targets.items()
                if _knows(table, kind, word)
            )


def _knows(table: Table, kind: str, word: str) -> bool:
    return word in getattr(table.columns[kind].type, "enums", ())
