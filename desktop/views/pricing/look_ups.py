"""Look-ups of price lists that depend on another field: for whom, on what, in which unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.services.pricing.line_checks import product_table, source_table
from desktop.services.records import LookupRow, lookup_rows
from desktop.views.tables.list_spec import Session


def find_source(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The customers or groups of the chosen source type."""
    table = source_table(values.get("source_type"))
    return lookup_rows(session, table, text) if table else ()


def find_product(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The items, resources, accounts or groups of the chosen product type."""
    table = product_table(values.get("product_type"))
    return lookup_rows(session, table, text) if table else ()


def find_variant(session: Session, text: str, values: Mapping[str, object]) -> Sequence[LookupRow]:
    """The variants of the chosen item."""
    where = {"item_no": values.get("product_no")}
    return lookup_rows(session, "item_variant", text, where=where)


PRICING_LOOKUPS = {
    "source_no": find_source,
    "product_no": find_product,
    "variant_code": find_variant,
}
"""Fields whose look-up depends on others of their record."""
