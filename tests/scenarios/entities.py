"""Records of any table: entered, changed and deleted through the services, read as rows."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.ledgers import DetailedCustLedgerEntry, GlEntry, ItemLedgerEntry
from desktop.models.values.keys import DocumentKey
from desktop.services.contacts.interactions import last_interaction
from desktop.services.context import UserContext
from desktop.services.customers.credit import CreditFigures, credit_figures
from desktop.services.numbering.number_series import line_is_open
from desktop.services.records import (
    RecordView,
    add_record,
    change_record,
    delete_record,
    key_fields,
    read_record,
    table_of,
)
from desktop.services.sales.snapshot import document_view
from desktop.services.templates import new_record
from tests.scenarios import attachments
from tests.scenarios.cells import Row, Table, column_named, entered, field_named, shows
from tests.scenarios.standard_company import inventory_account_of
from tests.scenarios.world import World

Key = tuple[str | int, ...]
Values = dict[str, object]
Lookup = Callable[[Session, Mapping[str, object], UserContext], object]

TEMPLATED = frozenset({"customer", "item"})
"""Cards whose new records a column `template_code` makes from a template (CU8)."""

PLAIN_CODES = frozenset(
    {
        "unit_of_measure",
        "language",
        "country_region",
        "salesperson",
        "customer_price_group",
        "customer_disc_group",
        "item_disc_group",
        "item_category",
        "shipment_method",
        "reason_code",
        "responsibility_center",
        "base_calendar",
    }
)
"""Codes that mean nothing but themselves: a given record may name one that is not there yet."""


# ------------------------------------------------------------------------------------ entering


def enter_records(world: World, table: str, rows: Table) -> None:
    """Add records with the defaults of the scenarios, or change those that are there."""

    def work(session: Session, context: UserContext) -> Iterator[RecordView | RecordRef]:
        for row in rows:
            if table == attachments.TABLE:
                yield attachments.attach(session, row, context)
            else:
                yield from _enter(session, table, row, context)

    world.act(work)


def _enter(session: Session, table: str, row: Row, context: UserContext) -> Iterator[RecordView]:
    template = row.get("template_code", "") if table in TEMPLATED else ""
    cells = {name: text for name, text in row.items() if not (template and name == "template_code")}
    values = {
        info.name: entered(info, text)
        for info, text in ((field_named(table, name), text) for name, text in cells.items())
        if text
    }
    for name, value in values.items():
        _ensure_code(session, table, (name, value), context, values)
    key = _existing_key(session, table, values)
    if key is None and template:
        yield new_record(session, table, values, context, template_code=template)
        return
    if key is None:
        yield add_record(session, table, _defaults(table, values) | values, context)
        yield from _company_of(session, table, values, context)
        return
    yield read_record(session, table, key)
    for name, value in values.items():
        if name not in key_fields(table):
            yield change_record(session, table, key, (name, value), context)


def _existing_key(session: Session, table: str, values: Values) -> Key | None:
    source = table_of(table)
    names = key_fields(table)
    if names == ("id",):
        return (1,)
    if any(name not in values and source.c[name].default is None for name in names):
        return None
    parts = [values.get(name, getattr(source.c[name].default, "arg", None)) for name in names]
    same = [source.c[name] == part for name, part in zip(names, parts, strict=True)]
    found = session.execute(select(*(source.c[name] for name in names)).where(*same)).first()
    return tuple(found) if found is not None else None


def _defaults(table: str, values: Values) -> Values:
    """What the record gets where the scenario says nothing."""
    defaults: dict[str, Values] = {
        "customer": {
            "name": values.get("no"),
            "gen_bus_posting_group": "DOMESTIC",
            "vat_bus_posting_group": "DOMESTIC",
            "customer_posting_group": "DOMESTIC",
            "payment_terms_code": "30D",
        },
        "item": {
            "description": values.get("no"),
            "base_unit": "PCS",
            "gen_prod_posting_group": "RETAIL",
            "vat_prod_posting_group": "VAT25",
            "inventory_posting_group": "RESALE",
        },
        "resource": {
            "name": values.get("no"),
            "base_unit": "HOUR",
            "gen_prod_posting_group": "SERVICES",
            "vat_prod_posting_group": "VAT25",
        },
        "gl_account": {"name": values.get("no")},
        "vendor": {
            "name": values.get("no"),
            "gen_bus_posting_group": "DOMESTIC",
            "vat_bus_posting_group": "DOMESTIC",
            "vendor_posting_group": "DOMESTIC",
        },
    }
    given = defaults.get(table, {})
    if values.get("type", "inventory") != "inventory":
        given = {name: value for name, value in given.items() if name != "inventory_posting_group"}
    return {name: value for name, value in given.items() if name not in values}


def _company_of(
    session: Session, table: str, values: Values, context: UserContext
) -> Iterator[RecordView]:
    """What the standard company has "at every location"."""
    if table == "location":
        setup = inventory_account_of(str(values["code"]))
        yield add_record(session, "inventory_posting_setup", setup, context)


def _ensure_code(
    session: Session,
    table: str,
    change: tuple[str, object],
    context: UserContext,
    values: Values,
) -> None:
    name, code = change
    target = field_named(table, name).lookup or _typed_target(name, values)
    if target not in PLAIN_CODES or target == table:
        return
    source = table_of(target)
    same = source.c.code == str(code).upper()
    if session.execute(select(source.c.code).where(same)).first() is None:
        add_record(session, target, {"code": code}, context)


def _typed_target(name: str, values: Values) -> str | None:
    """The table of a number whose kind stands in the field beside it: `source_no`, `product_no`."""
    if not name.endswith("_no"):
        return None
    kind = values.get(name.removesuffix("_no") + "_type")
    return str(kind) if kind in PLAIN_CODES else None


def change_entity(world: World, table: str, key: str | None, pairs: list[tuple[str, str]]) -> None:
    """Enter values into an existing record, one field after the other."""

    def work(session: Session, context: UserContext) -> Iterator[RecordView]:
        parts = key_of(table, key)
        for name, text in pairs:
            info = field_named(table, name)
            change = (info.name, entered(info, text))
            view = change_record(session, table, parts, change, context)
            parts = view.key  # another one when the number was changed
            yield view

    world.act(work)


def delete_entity(world: World, table: str, key: str) -> None:
    """Delete a record."""

    def work(session: Session, context: UserContext) -> Iterator[RecordRef]:
        parts = key_of(table, key)
        delete_record(session, table, parts, context)
        yield RecordRef(table, parts)

    world.act(work)


def key_of(table: str, text: str | None) -> Key:
    """The key that `"A|B"` spells, part by part; a set-up of one row has the key 1."""
    if text is None:
        return (1,)
    found: list[str | int] = []
    for name, part in key_conditions(table, text):
        value = entered(field_named(table, name), part)
        whole = int(value) if isinstance(value, Decimal) else value
        found.append(whole if whole is not None else "")  # type: ignore[arg-type]  # or a date
    return tuple(found)


def key_conditions(table: str, text: str | None) -> list[tuple[str, str]]:
    """The key that `"A|B"` spells, as conditions on rows."""
    names = key_fields(table)
    if text is None:
        return [(names[0], "1")]
    parts = text.split("|")
    assert len(parts) == len(names), f"the key of {table} is {'|'.join(names)}, not {text}"
    return list(zip(names, parts, strict=True))


# -------------------------------------------------------------------------------------- reading


def _detailed_sum(column: str, *kinds: str) -> Lookup:
    def look(session: Session, row: Mapping[str, object], _context: UserContext) -> object:
        query = select(func.sum(getattr(DetailedCustLedgerEntry, column))).where(
            DetailedCustLedgerEntry.cust_ledger_entry_no == row["entry_no"]
        )
        if kinds:
            query = query.where(DetailedCustLedgerEntry.entry_type.in_(kinds))
        return session.execute(query).scalar() or Decimal(0)

    return look


def _item_quantity(session: Session, row: Mapping[str, object], _context: UserContext) -> object:
    query = select(func.sum(ItemLedgerEntry.quantity)).where(ItemLedgerEntry.item_no == row["no"])
    return session.execute(query).scalar() or Decimal(0)


def _account_balance(session: Session, row: Mapping[str, object], _context: UserContext) -> object:
    query = select(func.sum(GlEntry.amount)).where(GlEntry.gl_account_no == row["no"])
    return session.execute(query).scalar() or Decimal(0)


def _last_interaction(session: Session, row: Mapping[str, object], _context: UserContext) -> object:
    return last_interaction(session, str(row["no"]))


def _credit_figure(name: str) -> Lookup:
    def look(session: Session, row: Mapping[str, object], context: UserContext) -> object:
        return getattr(credit_figures(session, str(row["no"]), context.work_date), name)

    return look


def _line_is_open(session: Session, row: Mapping[str, object], _context: UserContext) -> object:
    return line_is_open(session, str(row["series_code"]), int(str(row["line_no"])))


DERIVED: dict[str, dict[str, Lookup]] = {
    "cust_ledger_entry": {
        "amount": _detailed_sum("amount", "initial"),
        "amount_lcy": _detailed_sum("amount_lcy", "initial"),
        "original_amount": _detailed_sum("amount", "initial"),
        "original_amount_lcy": _detailed_sum("amount_lcy", "initial"),
        "remaining_amount": _detailed_sum("amount"),
        "remaining_amount_lcy": _detailed_sum("amount_lcy"),
    },
    "customer": {
        name: _credit_figure(name)
        for name in CreditFigures.__dataclass_fields__
        if name.endswith("_lcy") and name != "credit_limit_lcy"
    },
    "item": {"inventory": _item_quantity},
    "gl_account": {"balance": _account_balance},
    "number_series_line": {"open": _line_is_open},
    "contact": {"last_interaction": _last_interaction},
}
"""Fields that no column holds: sums of other entries."""


def is_in_line_order(table: str) -> bool:
    """Whether the rows are document lines, which have an order."""
    columns = table_of(table).columns
    return "document_no" in columns and "line_no" in columns and "entry_no" not in columns


def rows_where(
    world: World, table: str, conditions: list[tuple[str, str]], wanted: list[str]
) -> list[Mapping[str, object]]:
    """The records that meet all conditions, with the wanted fields under the names asked for."""
    source = table_of(table)
    names = [*wanted, *(name for name, _text in conditions)]
    with world.database.read() as session:
        context = world.context(session)
        query = select(source).order_by(*source.primary_key.columns)
        found = [
            _wanted_fields(session, table, dict(row), names, context)
            for row in session.execute(query).mappings()
        ]
    return [row for row in found if all(shows(text, row[name]) for name, text in conditions)]


def _wanted_fields(
    session: Session,
    table: str,
    row: dict[str, object],
    names: list[str],
    context: UserContext,
) -> Mapping[str, object]:
    derived = DERIVED.get(table, {})
    found: dict[str, object] = {}
    header: Mapping[str, object] | None = None
    for name in names:
        if name in derived:
            found[name] = derived[name](session, row, context)
        elif table == "sales_header" and name not in row:
            if header is None:
                key = DocumentKey(row["document_type"], row["no"])  # type: ignore[arg-type]
                header = document_view(session, key, context).header
            found[name] = header[column_named(header, name, table)]
        else:
            found[name] = row[column_named(row, name, table)]
    return found
