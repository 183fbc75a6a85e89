"""Every page with a record to show, and the pages of a kind."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

from desktop.errors import RecordRef
from desktop.models.supply_words import AssemblyType, DemandType
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.pages_of_kontor import all_pages
from desktop.services.assembly.load import AssemblyKey
from desktop.services.availability.shown import Asked, Behind
from desktop.services.list_query import ListQuery
from desktop.services.merging.choice import MergePair
from desktop.services.posting.choice import PostingChoice
from desktop.services.records import key_fields
from desktop.services.reservations.keys import Demand
from desktop.views.items.items_by_location import Places
from desktop.views.pages.import_key import ImportKey
from desktop.views.pages.posting_preview import PreviewKey
from desktop.views.pages.trace import Trace
from desktop.views.pages.where_used import Users
from desktop.views.shell.navigation import PageSpec
from tests.listing import record_rows
from tests.scenarios.standard_company import WORK_DATE
from tests.services.interchange.sheets import saved
from tests.views.areas.office import Office

PAGES = {spec.name: spec for spec in all_pages()}
REASONS = saved(Path(mkdtemp()) / "reasons.xlsx", ("code", "description"), ("R1", "Returned"))
ORDER = DocumentKey(DocumentType.ORDER, "SO00002")
QUOTE = DocumentKey(DocumentType.QUOTE, "SQ00001")
SPECIAL: dict[str, object] = {
    "sales_quote": "SQ00001",
    "document_version": (QUOTE.type, QUOTE.no, 1),
    "version_comparison": (QUOTE, 1, 0),
    "sales_order": "SO00002",
    "sales_invoice": "SI00002",
    "purchase_order": "PO00002",
    "purchase_invoice": "VI00001",
    "find_entries": Trace("PI00001"),
    "posting_preview": PreviewKey(ORDER, PostingChoice(ship=True, invoice=True)),
    "document_statistics": ORDER,
    "customer_statistics": "FJORD",
    "price_info": (ORDER, 10000),
    "assembly_components": AssemblyKey(AssemblyType.QUOTE, "AQ00000"),
    "availability_by_event": "DESK",
    "availability_by_period": "DESK",
    "availability_by_location": "DESK",
    "availability_by_variant": "DESK",
    "availability_by_bom_level": "DESK",
    "availability_documents": Behind(Asked("DESK", WORK_DATE)),
    "order_promising": ORDER,
    "items_by_location": Places(("", "EAST", "MAIN")),
    "reserve_line": Demand(DemandType.SALES, "SO00002", 10000),
    "applied_entries": 1,
    "batch_run": 1,
    "where_used": RecordRef("customer", ("FJORD",)),
    "merge_customers": MergePair("FJORD", "LAMM"),
    "users": Users("sales_header", (("sell_to_customer_no", "FJORD"),), "FJORD"),
    "import_rows": ImportKey("reason_code", str(REASONS)),
}
"""Pages whose key is not simply that of the first record."""
RECORD_PAGES = [
    name
    for name, spec in PAGES.items()
    if spec.table and name not in SPECIAL and not name.startswith("posted_")
]


def key_of_a_record(office: Office, spec: PageSpec) -> object:
    """The key of some record that a page shows; None for a list, or where there is no record."""
    if spec.name in SPECIAL or not spec.table:
        return SPECIAL.get(spec.name)
    query = ListQuery(order=tuple((name, False) for name in key_fields(spec.table)))
    rows = office.read(lambda session: record_rows(session, spec.table, query, limit=1))
    if not rows:
        return None
    return rows[0].key[0] if len(rows[0].key) == 1 else rows[0].key


def open_with_a_record(office: Office, name: str) -> None:
    """Show a page with a record in it."""
    office.open(name, key_of_a_record(office, PAGES[name]))
