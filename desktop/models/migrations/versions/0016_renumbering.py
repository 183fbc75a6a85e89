"""Let a renumbering, and nothing else, change the keys that posted documents and ledgers name."""

# ruff: noqa: S608  (the names in the statements are those of this file and of the tables)

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# What may still move on a row once written: the list of step 0010, which this step extends.
MOVING: dict[str, tuple[str, ...]] = {
    "gl_entry": (),
    "vat_entry": (),
    "cust_ledger_entry": (
        "open",
        "closed_by_entry_no",
        "closed_at_date",
        "due_date",
        "pmt_discount_date",
        "remaining_pmt_disc_possible",
        "on_hold",
        "reference",
    ),
    "detailed_cust_ledger_entry": ("unapplied", "unapplied_by_entry_no"),
    "item_ledger_entry": ("remaining_quantity", "open", "invoiced_quantity"),
    "value_entry": (),
    "resource_ledger_entry": (),
    "sales_shipment_header": (
        "package_tracking_no",
        "shipping_agent_code",
        "shipping_agent_service_code",
        "no_printed",
    ),
    "sales_shipment_line": ("quantity_invoiced", "qty_shipped_not_invoiced"),
    "sales_invoice_header": ("payment_reference", "no_printed"),
    "sales_invoice_line": (),
}

# The columns that hold a customer's number, as in step 0010: a merge may change them too.
PARTIES: dict[str, tuple[str, ...]] = {
    "gl_entry": ("source_no",),
    "vat_entry": ("bill_to_no",),
    "cust_ledger_entry": ("customer_no", "sell_to_customer_no"),
    "detailed_cust_ledger_entry": ("customer_no",),
    "item_ledger_entry": ("source_no",),
    "value_entry": ("source_no",),
    "resource_ledger_entry": ("source_no",),
    "sales_shipment_header": ("sell_to_customer_no", "bill_to_customer_no"),
    "sales_shipment_line": ("sell_to_customer_no",),
    "sales_invoice_header": ("sell_to_customer_no", "bill_to_customer_no"),
    "sales_invoice_line": ("sell_to_customer_no",),
}
WITH_TYPE = ("gl_entry", "item_ledger_entry", "value_entry")
HEADERS = ("sales_shipment_header", "sales_invoice_header")
LINES = ("sales_shipment_line", "sales_invoice_line")
CONTACTS = ("sell_to_contact_no", "bill_to_contact_no")
OWN_HEADER_COLUMNS = (*CONTACTS, "ship_to_code", "original_customer_no")

# The columns that hold the key of another table, and which; only a renumbering changes them.
# A G/L account is left out of gl_entry: the hash of the register covers it.
KEYS: dict[str, str] = {
    "country_code": "country_region",
    "sell_to_country_code": "country_region",
    "bill_to_country_code": "country_region",
    "ship_to_country_code": "country_region",
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
    "shipping_agent_service_code": "shipping_agent_service",
    "unit_of_measure_code": "unit_of_measure",
    "vat_clause_code": "vat_clause",
    "item_no": "item",
    "variant_code": "item_variant",
    "resource_no": "resource",
}
OTHERS = ("recurring_code",)
"""Columns that have a guard of their own."""


def upgrade() -> None:
    """Make the log of renumberings and open the guards for one."""
    op.create_table(
        "renumbering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(50), nullable=False),
        sa.Column("record_key", sa.String(250), nullable=False),
        sa.Column("old_value", sa.String(20), nullable=False),
        sa.Column("new_value", sa.String(20), nullable=False),
        sa.Column("user", sa.String(50), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renumbering")),
    )
    op.create_index(
        op.f("ix_renumbering_table_name_old_value"), "renumbering", ["table_name", "old_value"]
    )
    for table, moving in MOVING.items():
        _drop_guards(table)
        _guard_facts(table, (*moving, *_merged(table), *_keys(table)))
        _guard_keys(table, open_to_renumbering=True)
    _guard_log()


def downgrade() -> None:
    """Close the guards to all but a merge, and take the log away."""
    for table, moving in MOVING.items():
        _drop_guards(table)
        _guard_facts(table, (*moving, *_merged(table)))
        _guard_keys(table, open_to_renumbering=False)
    for guard in ("facts", "rows"):
        _drop_trigger("renumbering", guard)
    op.drop_table("renumbering")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _columns(table: str) -> list[str]:
    """The columns that are written; a generated one changes with what it is made of."""
    found = sa.inspect(op.get_bind()).get_columns(table)
    return [column["name"] for column in found if "computed" not in column]


def _merged(table: str) -> tuple[str, ...]:
    """The columns of a table that a merge may change."""
    return (*PARTIES[table], *(OWN_HEADER_COLUMNS if table in HEADERS else ()))


def _keys(table: str) -> list[str]:
    """The other columns of a table that a renumbering may change."""
    left_out = (*MOVING[table], *_merged(table))
    names = (name for name in _columns(table) if name in KEYS and name not in left_out)
    return [*names, *(("no",) if table in LINES else ())]


def _drop_trigger(table: str, guard: str) -> None:
    place = "" if _is_sqlite() else f" ON {table}"
    op.execute(f"DROP TRIGGER {table}_keeps_{guard}{place}")


def _drop_guards(table: str) -> None:
    _drop_trigger(table, "facts")
    _drop_trigger(table, "parties")
    if not _is_sqlite():
        op.execute(f"DROP FUNCTION kontor_keep_parties_of_{table}()")


def _sqlite_refusal(table: str) -> str:
    return f"SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted');"


def _guard_facts(table: str, moving: tuple[str, ...]) -> None:
    """The guard of step 0002 around all columns but some."""
    left_out = (*moving, *OTHERS)
    columns = ", ".join(f'"{name}"' for name in _columns(table) if name not in left_out)
    begin = f"CREATE TRIGGER {table}_keeps_facts BEFORE UPDATE OF {columns} ON {table} "
    if _is_sqlite():
        op.execute(f"{begin} BEGIN {_sqlite_refusal(table)} END")
    else:
        op.execute(f"{begin} FOR EACH ROW EXECUTE FUNCTION kontor_refuse_change()")


def _guard_keys(table: str, *, open_to_renumbering: bool) -> None:
    """Refuse every change of a key that neither a merge nor a renumbering under way tells of."""
    names = [*_merged(table), *(_keys(table) if open_to_renumbering else ())]
    columns = ", ".join(f'"{name}"' for name in names)
    wrong = " OR ".join(_wrong_change(table, name, open_to_renumbering) for name in names)
    begin = f"CREATE TRIGGER {table}_keeps_parties BEFORE UPDATE OF {columns} ON {table} "
    if _is_sqlite():
        op.execute(f"{begin} WHEN {wrong} BEGIN {_sqlite_refusal(table)} END")
        return
    op.execute(
        f"CREATE FUNCTION kontor_keep_parties_of_{table}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {wrong} THEN "
        "RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME "
        "USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$"
    )
    op.execute(f"{begin} FOR EACH ROW EXECUTE FUNCTION kontor_keep_parties_of_{table}()")


def _wrong_change(table: str, column: str, open_to_renumbering: bool) -> str:  # noqa: FBT001  (the two steps of this migration)
    """The condition on OLD and NEW under which a change of a column is refused."""
    ways = _ways(table, column)
    if not open_to_renumbering:
        ways = ways[:1]
    operator = "IS NOT" if _is_sqlite() else "IS DISTINCT FROM"
    allowed = " OR ".join(f"({way})" for way in ways)
    return f"(OLD.{column} {operator} NEW.{column} AND NOT ({allowed}))"


def _ways(table: str, column: str) -> list[str]:
    """How a column may change: by a merge where that may, then by a renumbering."""
    old, new = f"OLD.{column}", f"NEW.{column}"
    if column in PARTIES[table]:
        if table in WITH_TYPE:
            merged = f"{_merge(old, new)} AND OLD.source_type = 'customer'"
            return [merged, _renumbered("OLD.source_type", old, new)]
        return [_merge(old, new), _renumbered("'customer'", old, new)]
    if column in CONTACTS:
        return [_contacts_merge(old, new), _renumbered("'contact'", old, new)]
    if column == "ship_to_code":
        # An address that got another code goes with the number of its customer.
        operator = "IS NOT" if _is_sqlite() else "IS DISTINCT FROM"
        parties = ("OLD.sell_to_customer_no", "NEW.sell_to_customer_no")
        merged = f"{parties[0]} {operator} {parties[1]} AND {_merge(*parties)}"
        return [merged, _renumbered("'ship_to_address'", old, new)]
    if column == "original_customer_no":
        # Set once, to the number that the document had.
        once = f"{old} IS NULL AND {new} IN (OLD.sell_to_customer_no, OLD.bill_to_customer_no)"
        renumbered = _renumbered("'customer'", new, None)
        return [f"{once} AND {_merge(new, None)}", f"{once} AND {renumbered}"]
    target = f"'{KEYS.get(column)}'"
    if column == "no":
        target = "CASE OLD.type WHEN 'comment' THEN 'standard_text' ELSE OLD.type END"
    return [_renumbered(target, old, new)]


def _merge(old: str, new: str | None) -> str:
    to = f" AND survivor = {new}" if new else ""
    return (
        "EXISTS (SELECT 1 FROM merge_log WHERE table_name = 'customer' AND finished_at IS NULL "
        f"AND duplicate = {old}{to})"
    )


def _contacts_merge(old: str, new: str) -> str:
    """A merge of customers says in its log which of their contacts became which."""
    return (
        "EXISTS (SELECT 1 FROM merge_log JOIN merge_log_row ON merge_id = id "
        "WHERE finished_at IS NULL AND merge_log_row.table_name = 'contact' "
        f"AND column_name = 'merged_into' AND row_key = {old} AND old_value = {new})"
    )


def _renumbered(target: str, old: str, new: str | None) -> str:
    to = f" AND new_value = {new}" if new else ""
    return (
        f"EXISTS (SELECT 1 FROM renumbering WHERE table_name = {target} "
        f"AND finished_at IS NULL AND old_value = {old}{to})"
    )


def _guard_log() -> None:
    """What was renumbered stays told; only the end of a renumbering is added to its row."""
    changed = (
        "OLD.finished_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.table_name <> OLD.table_name OR "
        "NEW.old_value <> OLD.old_value OR NEW.new_value <> OLD.new_value"
    )
    log = "renumbering"
    if _is_sqlite():
        refusal = _sqlite_refusal(log)
        op.execute(
            f"CREATE TRIGGER {log}_keeps_facts BEFORE UPDATE ON {log} WHEN {changed} "
            f"BEGIN {refusal} END"
        )
        op.execute(f"CREATE TRIGGER {log}_keeps_rows BEFORE DELETE ON {log} BEGIN {refusal} END")
        return
    act = "FOR EACH ROW"
    refuse = "EXECUTE FUNCTION kontor_refuse_change()"
    op.execute(
        f"CREATE TRIGGER {log}_keeps_facts BEFORE UPDATE ON {log} {act} WHEN ({changed}) {refuse}"
    )
    op.execute(f"CREATE TRIGGER {log}_keeps_rows BEFORE DELETE ON {log} {act} {refuse}")
