"""Any record of any table: read, list, look up, add, change, delete, with all areas' rules.

Screens and imports use these functions for every card and every code; the rules of each area
stand in that area and are brought together here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.services.assembly.sales_lines import KitsOfLines
from desktop.services.contacts.cards import CONTACT_RULES
from desktop.services.context import UserContext
from desktop.services.customers.cards import CUSTOMER_RULES
from desktop.services.customers.lookup import customers_with_close_names
from desktop.services.items.bom import BOM_RULES
from desktop.services.items.cards import ITEM_RULES
from desktop.services.items.extended_texts import TEXT_RULES
from desktop.services.items.journal import JOURNAL_RULES
from desktop.services.items.references import REFERENCE_RULES
from desktop.services.items.substitutes import SUBSTITUTE_RULES
from desktop.services.items.supply_rules import PLACE_RULES
from desktop.services.jobs.schedule_rules import SCHEDULE_RULES, SCHEDULE_VIEWS
from desktop.services.ledgers.free_fields import FREE_FIELD_RULES, FREE_FIELDS
from desktop.services.list_source import TableSource
from desktop.services.numbering.cards import SeriesChoice, series_choices
from desktop.services.numbering.rules import NUMBERING_RULES
from desktop.services.posting.opening_rules import OPENING_RULES
from desktop.services.pricing.rules import PRICING_RULES
from desktop.services.purchases.catalog_cleaning import CatalogCleaning
from desktop.services.purchases.vendors import VENDOR_RULES
from desktop.services.renumbering.places import can_renumber, own_field
from desktop.services.renumbering.plan import SERIES
from desktop.services.renumbering.renumber import renumber
from desktop.services.requisitions.rules import REQUISITION_RULES
from desktop.services.sales.catalog_lines import plug_catalog
from desktop.services.sales.comments import COMMENT_RULES
from desktop.services.sales.line_assembly import plug
from desktop.services.sales.recurring_cards import ASSIGNMENT_VIEWS, RECURRING_RULES
from desktop.services.setup import looking_up, record_queries
from desktop.services.setup.field_infos import (
    FieldInfo,
    FieldKind,
    field_info,
    field_infos,
    key_fields,
    table_of,
)
from desktop.services.setup.looking_up import MOST_HITS, LookupRow, meant
from desktop.services.setup.record_batch import BatchRow, Outcome, RecordBatch, RowResult
from desktop.services.setup.record_engine import Key, RecordEngine, RecordView, Values
from desktop.services.setup.record_queries import RecordRow, Views, neighbour
from desktop.services.setup.record_rules import RecordRules
from desktop.services.setup.refusals import FieldLocked, TableLocked
from desktop.services.setup.rules import SETUP_RULES

__all__ = [
    "LOCKED_TABLES",
    "MOST_HITS",
    "BatchRow",
    "FieldInfo",
    "FieldKind",
    "LookupRow",
    "Outcome",
    "RecordBatch",
    "RecordRow",
    "RecordView",
    "RowResult",
    "add_record",
    "card_series",
    "change_record",
    "delete_record",
    "field_info",
    "field_infos",
    "has_series",
    "key_fields",
    "lookup_rows",
    "may_renumber",
    "meant",
    "neighbour",
    "read_record",
    "record_batch",
    "records",
    "renumber_record",
    "table_of",
]

LOCKED_TABLES = frozenset(
    {
        "sales_header",
        "sales_line",
        "sales_header_archive",
        "sales_line_archive",
        "document_comment_archive",
        "sales_shipment_header",
        "sales_shipment_line",
        "sales_invoice_header",
        "sales_invoice_line",
        "purchase_header",
        "purchase_line",
        "purchase_receipt_header",
        "purchase_receipt_line",
        "purchase_invoice_header",
        "purchase_invoice_line",
        "vendor_ledger_entry",
        "assembly_header",
        "assembly_line",
        "ato_link",
        "posted_assembly_header",
        "posted_assembly_line",
        "posted_ato_link",
        "reservation",
        "requisition_component",
        "pick_header",
        "pick_line",
        "gl_register",
        "books_check",
        "ledger_counter",
        "gl_entry",
        "vat_entry",
        "cust_ledger_entry",
        "detailed_cust_ledger_entry",
        "item_ledger_entry",
        "item_application_entry",
        "value_entry",
        "resource_ledger_entry",
        "posting_request",
        "document_archive",
        "change_log_entry",
        "attachment",
        "attachment_content",
        "attachment_part",
        "record_link",
        "record_note",
        "record_watch",
        "notification",
        "batch_run",
        "batch_run_message",
        "job_queue_entry",
        "match_key",
        "duplicate_decision",
        "merge_log",
        "merge_log_row",
        "former_no",
        "renumbering",
    }
)
"""Tables that only posting, or the services of documents, may write, apart from FREE_FIELDS."""

plug(KitsOfLines())

RULES: dict[str, RecordRules] = {
    **SETUP_RULES,
    **NUMBERING_RULES,
    **CUSTOMER_RULES,
    **ITEM_RULES,
    **BOM_RULES,
    **CONTACT_RULES,
    **JOURNAL_RULES,
    **TEXT_RULES,
    **SUBSTITUTE_RULES,
    **PLACE_RULES,
    **REQUISITION_RULES,
    **REFERENCE_RULES,
    **COMMENT_RULES,
    **RECURRING_RULES,
    **PRICING_RULES,
    **SCHEDULE_RULES,
    **OPENING_RULES,
    **VENDOR_RULES,
    **FREE_FIELD_RULES,
}

_ENGINE = RecordEngine(RULES, LOCKED_TABLES, FREE_FIELDS)

plug_catalog(CatalogCleaning(_ENGINE))


VIEWS: dict[str, Views] = {
    "batch_schedule": SCHEDULE_VIEWS,
    "customer_standard_code": ASSIGNMENT_VIEWS,
}
"""The named views of the lists of records, by table."""


def records(
    table: str, today: date, where: Mapping[str, object] | None = None
) -> TableSource[RecordRow]:
    """The list of a table's records by key; `where` keeps only rows with these field values.

    Views as in VIEWS.
    """
    return record_queries.records(table, today, where, VIEWS.get(table))


def read_record(session: Session, table: str, key: Key) -> RecordView:
    """A record as it stands; raises RecordNotFound."""
    return _ENGINE.read(session, table, key)


def lookup_rows(
    session: Session,
    table: str,
    text: str,
    limit: int = MOST_HITS,
    where: Mapping[str, object] | None = None,
) -> tuple[LookupRow, ...]:
    """What `looking_up.lookup_rows` finds; else the customers with nearly that name (CU41).

    One statement, and one more where a typed customer is not found.
    """
    found = looking_up.lookup_rows(session, table, text, limit, where)
    if found or where or table != "customer" or not text.strip():
        return found
    close = customers_with_close_names(session, text)
    return tuple(LookupRow(each.no, each.name, each.city) for each in close[:limit])


def add_record(session: Session, table: str, values: Values, context: UserContext) -> RecordView:
    """Make a record from field values, entered in their order.

    A blank number is drawn from the table's series. Raises RecordExists, FieldMissing or the
    refusal of a field.
    """
    return _ENGINE.add(session, table, values, context)


def change_record(
    session: Session,
    table: str,
    key: Key,
    change: tuple[str, object],
    context: UserContext,
    *,
    row_version: int | None = None,
) -> RecordView:
    """Enter one field's value, `(field, value)`, on a card; what follows is in the result.

    The record's own number or code is changed by `renumber_record`: the result has another key.
    Raises RecordNotFound, Conflict (when `row_version` is given and outdated), FieldLocked or
    the refusal of the field.
    """
    name, value = change
    if may_renumber(table) and name == own_field(table):
        return renumber_record(session, table, key, value, context, row_version=row_version)
    return _ENGINE.change(session, table, key, change, context, row_version=row_version)


def card_series(session: Session, table: str) -> tuple[SeriesChoice, ...]:
    """The series that a new card's number may be drawn from; none without a choice (CU21)."""
    return series_choices(session, *SERIES[table])


def may_renumber(table: str) -> bool:
    """Whether records of a table have a number or code that a user may change (CU5)."""
    return table not in LOCKED_TABLES and can_renumber(table)


def renumber_record(
    session: Session,
    table: str,
    key: Key,
    number: object,
    context: UserContext,
    *,
    row_version: int | None = None,
) -> RecordView:
    """Give a record another number or code; everything that names it follows (CU5).

    Raises TableLocked or FieldLocked where records have none of their own, and what
    `renumbering.renumber` refuses.
    """
    if table in LOCKED_TABLES:
        raise TableLocked(table=table)
    if not can_renumber(table):
        name = own_field(table)
        ref = RecordRef(table, key)
        raise FieldLocked(
            record=ref, field=name, entered_field=name, table=table, record_key=str(ref)
        )
    ref = renumber(session, RecordRef(table, key), number, context, row_version=row_version)
    return read_record(session, table, ref.key)


def delete_record(session: Session, table: str, key: Key, context: UserContext) -> None:
    """Delete a record nobody refers to, with what it owns; raises RecordInUse (CU4)."""
    _ENGINE.delete(session, table, key, context)


def record_batch(table: str) -> RecordBatch:
    """Who enters many records of a table in one transaction, by the same rules."""
    return RecordBatch(RULES, LOCKED_TABLES, table)


def has_series(table: str) -> bool:
    """Whether new records of a table get their numbers from a series of the set-up."""
    return table in SERIES


def tables_with_rules() -> Mapping[str, RecordRules]:
    """The rules of all areas, by table."""
    return RULES
