"""Find and merge duplicates, and let a merge re-point party numbers in ledgers (CU130–CU148)."""

# ruff: noqa: S608  (the names in the statements are those of this file and of the tables)

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WORD = sa.String(30)
MOMENT = sa.DateTime(timezone=True)

# What may still move on a row once written: the list of step 0002, which this step extends.
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

# The columns of these that hold a customer's number: they go from the duplicate to the survivor
# while the merge that its log tells of is under way, and nowhere else.
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
CONTACTS = ("sell_to_contact_no", "bill_to_contact_no")
OWN_HEADER_COLUMNS = (*CONTACTS, "ship_to_code", "original_customer_no")
GUARDED_BY_OTHERS = ("recurring_code",)
"""Columns that had a guard of their own before this step."""


def upgrade() -> None:
    """Make the tables and the set-up, and open the guards for a merge."""
    _make_tables()
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("duplicate_threshold", sa.Integer(), nullable=False, server_default="70")
        )
        batch_op.add_column(
            sa.Column("duplicate_check", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    _fill_match_keys()
    for table, moving in MOVING.items():
        _drop_trigger(table, "facts")
        _guard_facts(table, (*moving, *_opened(table)))
        _guard_parties(table)
    _guard_log()


def _make_tables() -> None:
    op.create_table(
        "match_key",
        sa.Column("party", WORD, nullable=False),
        sa.Column("no", sa.String(20), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("value", sa.String(250), nullable=False),
        sa.PrimaryKeyConstraint("party", "no", "kind", "value", name=op.f("pk_match_key")),
    )
    op.create_index(
        op.f("ix_match_key_party_kind_value_no"), "match_key", ["party", "kind", "value", "no"]
    )
    op.create_table(
        "duplicate_decision",
        sa.Column("party", WORD, nullable=False),
        sa.Column("no_a", sa.String(20), nullable=False),
        sa.Column("no_b", sa.String(20), nullable=False),
        sa.Column("decision", WORD, nullable=False),
        sa.Column("user", sa.String(50), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("party", "no_a", "no_b", name=op.f("pk_duplicate_decision")),
    )
    op.create_index(
        op.f("ix_duplicate_decision_party_no_b"), "duplicate_decision", ["party", "no_b"]
    )
    op.create_table(
        "merge_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(50), nullable=False),
        sa.Column("survivor", sa.String(20), nullable=False),
        sa.Column("duplicate", sa.String(20), nullable=False),
        sa.Column("user", sa.String(50), nullable=False),
        sa.Column("merged_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("survivor_image", sa.Text(), nullable=False),
        sa.Column("duplicate_image", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_log")),
    )
    op.create_index(
        op.f("ix_merge_log_table_name_duplicate"), "merge_log", ["table_name", "duplicate"]
    )
    op.create_table(
        "merge_log_row",
        sa.Column("merge_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table_name", sa.String(50), nullable=False),
        sa.Column("row_key", sa.String(250), nullable=False),
        sa.Column("column_name", sa.String(100), nullable=False),
        sa.Column("old_value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("merge_id", "line_no", name=op.f("pk_merge_log_row")),
        sa.ForeignKeyConstraint(
            ["merge_id"], ["merge_log.id"], name=op.f("fk_merge_log_row_merge_id")
        ),
    )
    op.create_table(
        "former_no",
        sa.Column("party", WORD, nullable=False),
        sa.Column("former_no", sa.String(20), nullable=False),
        sa.Column("no", sa.String(20), nullable=False),
        sa.Column("merged_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("party", "former_no", "no", name=op.f("pk_former_no")),
    )
    op.create_index(op.f("ix_former_no_party_no"), "former_no", ["party", "no"])


# ------------------------------------------------------------------------------- the match keys
# What the customers that are there share with each other, made as services/customers/match_keys.py
# and similarity.py made it at this step. Both databases have a function fold() since step 0004.

_FORMS = """
ab aktiebolag hb handelsbolag kb publ as asa aps oy oyj gmbh mbh ag kg ohg ug se ltd limited plc
llp inc corp corporation llc co company bv nv sa sas sarl srl spa sl pty the
"""
_DOMAINS = """
aol.com bredband.net comhem.se fastmail.com free.fr freenet.de gmail.com gmx.com gmx.de gmx.net
googlemail.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.se icloud.com libero.it
live.com live.se mac.com mail.com mail.ru me.com msn.com online.no orange.fr outlook.com outlook.de
outlook.fr outlook.se passagen.se pm.me proton.me protonmail.com spray.se swipnet.se t-online.de
telia.com tele2.se wanadoo.fr web.de yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.se yandex.com
yandex.ru ymail.com
"""
_APOSTROPHES = str.maketrans("", "", "'’‘‛`´ʼ′＇")
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_])")
_WORD = re.compile(r"[^\W_]+")
ROWS_AT_ONCE = 1000


def _fill_match_keys() -> None:
    connection = op.get_bind()
    customers = connection.execute(
        sa.text(
            "SELECT no, fold(name) AS name, fold(address) AS address, "
            "fold(post_code) AS post_code, fold(phone) AS phone, email, "
            "vat_registration_no AS vat, registration_no, gln "
            "FROM customer ORDER BY no"
        )
    ).all()
    accounts = connection.execute(
        sa.text("SELECT customer_no, iban FROM customer_bank_account WHERE iban <> ''")
    ).all()
    keys = {(row.no, *key) for row in customers for key in _keys_of(row)}
    keys |= {(no, "iban", _plain(iban)) for no, iban in accounts}
    rows = [
        {"no": no, "kind": kind, "value": value[:250]} for no, kind, value in sorted(keys) if value
    ]
    insert = sa.text(
        "INSERT INTO match_key (party, no, kind, value) VALUES ('customer', :no, :kind, :value)"
    )
    for start in range(0, len(rows), ROWS_AT_ONCE):
        connection.execute(insert, rows[start : start + ROWS_AT_ONCE])


def _keys_of(row: sa.Row[*tuple[Any, ...]]) -> Iterator[tuple[str, str]]:
    yield "vat", _plain(row.vat)
    yield "registration", _plain(row.registration_no)
    yield "gln", _plain(row.gln)
    mails = {part.strip().lower() for part in row.email.split(";")}
    yield from (("email", mail) for mail in mails)
    domains = {mail.rpartition("@")[2] for mail in mails if "@" in mail}
    yield from (("domain", domain) for domain in domains - set(_DOMAINS.split()))
    yield "phone", "".join(sign for sign in row.phone if sign in "0123456789")[-8:]
    code = "".join(_words(row.post_code))
    house = next((word for word in _words(row.address) if word[0].isdigit()), "")
    yield "place", f"{code} {house}" if code and house else ""
    words = _words(row.name)
    forms = set(_FORMS.split())
    yield from (("name", word) for word in [word for word in words if word not in forms] or words)


def _words(folded: str) -> list[str]:
    plain = folded.translate(_APOSTROPHES).replace("&", " and ")
    return _WORD.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), plain))


def _plain(text: str) -> str:
    return "".join(_WORD.findall(text)).upper()


# ----------------------------------------------------------------------------------- the guards


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _opened(table: str) -> tuple[str, ...]:
    """The columns of a table that a merge may change."""
    return (*PARTIES[table], *(OWN_HEADER_COLUMNS if table in HEADERS else ()))


def _drop_trigger(table: str, guard: str) -> None:
    place = "" if _is_sqlite() else f" ON {table}"
    op.execute(f"DROP TRIGGER {table}_keeps_{guard}{place}")


def _guard_facts(table: str, moving: tuple[str, ...]) -> None:
    """The guard of step 0002 around all columns but some."""
    # A generated column changes with what it is made of, which may move.
    names = [
        column["name"]
        for column in sa.inspect(op.get_bind()).get_columns(table)
        if "computed" not in column
    ]
    columns = ", ".join(f'"{name}"' for name in names if name not in moving)
    begin = f"CREATE TRIGGER {table}_keeps_facts BEFORE UPDATE OF {columns} ON {table} "
    if _is_sqlite():
        op.execute(f"{begin} BEGIN {_sqlite_refusal(table)} END")
    else:
        op.execute(f"{begin} FOR EACH ROW EXECUTE FUNCTION kontor_refuse_change()")


def _sqlite_refusal(table: str) -> str:
    return f"SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted');"


def _guard_parties(table: str) -> None:
    """Refuse every change of a party number that no merge under way tells of."""
    columns = ", ".join(_opened(table))
    wrong = " OR ".join(_wrong_changes(table))
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


def _wrong_changes(table: str) -> list[str]:
    """The conditions on OLD and NEW under which a change is none of a merge under way."""
    wrong = [
        f"({_differs(column)} AND NOT ({_merge(f'OLD.{column}', f'NEW.{column}')}"
        f"{_of_customer(table)}))"
        for column in PARTIES[table]
    ]
    if table in HEADERS:
        # Contacts are merged along with their customers.
        wrong += [
            f"({_differs(column)} AND NOT {_contacts_merge(f'OLD.{column}', f'NEW.{column}')})"
            for column in CONTACTS
        ]
        # An address that got another code goes with the number of its customer.
        wrong.append(
            f"({_differs('ship_to_code')} AND NOT ({_differs('sell_to_customer_no')} AND "
            f"{_merge('OLD.sell_to_customer_no', 'NEW.sell_to_customer_no')}))"
        )
        # Set once, to the number that the document had.
        wrong.append(
            f"({_differs('original_customer_no')} AND NOT (OLD.original_customer_no IS NULL AND "
            f"NEW.original_customer_no IN (OLD.sell_to_customer_no, OLD.bill_to_customer_no) AND "
            f"{_merge('NEW.original_customer_no', None)}))"
        )
    return wrong


def _differs(column: str) -> str:
    operator = "IS NOT" if _is_sqlite() else "IS DISTINCT FROM"
    return f"OLD.{column} {operator} NEW.{column}"


def _of_customer(table: str) -> str:
    return " AND OLD.source_type = 'customer'" if table in WITH_TYPE else ""


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


def _guard_log() -> None:
    """What was merged stays told; only the end of a merge is added to its row."""
    changed = (
        "OLD.finished_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.table_name <> OLD.table_name OR "
        "NEW.survivor <> OLD.survivor OR NEW.duplicate <> OLD.duplicate"
    )
    for table in ("merge_log", "merge_log_row"):
        condition = f"WHEN {changed} " if table == "merge_log" else ""
        if _is_sqlite():
            refusal = _sqlite_refusal(table)
            op.execute(
                f"CREATE TRIGGER {table}_keeps_facts BEFORE UPDATE ON {table} {condition}"
                f"BEGIN {refusal} END"
            )
            op.execute(
                f"CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table} BEGIN {refusal} END"
            )
            continue
        condition = f"WHEN ({changed}) " if table == "merge_log" else ""
        op.execute(
            f"CREATE TRIGGER {table}_keeps_facts BEFORE UPDATE ON {table} FOR EACH ROW {condition}"
            "EXECUTE FUNCTION kontor_refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table} FOR EACH ROW "
            "EXECUTE FUNCTION kontor_refuse_change()"
        )


def downgrade() -> None:
    """Close the guards again, and take the set-up and the tables away."""
    for table, moving in MOVING.items():
        _drop_trigger(table, "parties")
        _drop_trigger(table, "facts")
        if not _is_sqlite():
            op.execute(f"DROP FUNCTION kontor_keep_parties_of_{table}()")
        _guard_facts(table, (*moving, *GUARDED_BY_OTHERS))
    for table in ("merge_log", "merge_log_row"):
        _drop_trigger(table, "facts")
        _drop_trigger(table, "rows")
    with op.batch_alter_table("sales_setup", schema=None) as batch_op:
        batch_op.drop_column("duplicate_check")
        batch_op.drop_column("duplicate_threshold")
    for table in ("former_no", "merge_log_row", "merge_log", "duplicate_decision", "match_key"):
        op.drop_table(table)
