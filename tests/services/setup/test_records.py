"""Any record of any table: values are checked, changes logged, deletions refused when in use."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desktop.errors import Conflict, RecordRef
from desktop.models.changelog import ChangeLogEntry
from desktop.models.codes import ItemCategory
from desktop.models.every_table import Base
from desktop.services import records
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import (
    LOCKED_TABLES,
    add_record,
    change_record,
    delete_record,
    field_info,
    field_infos,
    key_fields,
    read_record,
    tables_with_rules,
)
from desktop.services.setup.field_infos import FieldKind
from desktop.services.setup.record_engine import RecordEngine, exists
from desktop.services.setup.record_rules import Record, RecordRules
from desktop.services.setup.refusals import (
    FieldLocked,
    FieldMissing,
    FieldUnknown,
    RecordExists,
    RecordNotFound,
    TableLocked,
    TableUnknown,
)
from tests.builders.customers import a_customer
from tests.builders.items import an_item


def log_of(session: Session, table: str) -> list[tuple[str, str, str, str, str]]:
    """The change log of a table: key, change, field, old, new."""
    entries = session.scalars(
        sa.select(ChangeLogEntry)
        .where(ChangeLogEntry.table_name == table)
        .order_by(ChangeLogEntry.id)
    )
    return [(e.record_key, e.change, e.field_name, e.old_value, e.new_value) for e in entries]


# --------------------------------------------------------------------------------------- unknown


@pytest.mark.parametrize("table", ["nonsense", "alembic_version", ""])
def test_an_unknown_table_is_refused(session: Session, context: UserContext, table: str) -> None:
    with pytest.raises(TableUnknown):
        add_record(session, table, {"no": "1"}, context)


def test_a_field_unknown_to_a_table_names_both(session: Session, context: UserContext) -> None:
    add_record(session, "item_category", {"code": "X"}, context)
    with pytest.raises(FieldUnknown) as refusal:
        change_record(session, "item_category", ("X",), ("colour", "red"), context)
    assert refusal.value.parameters == {"table": "item_category", "field_name": "colour"}


def test_a_missing_record_is_named(session: Session, context: UserContext) -> None:
    for call in (
        lambda: read_record(session, "customer", ("C9",)),
        lambda: change_record(session, "customer", ("C9",), ("name", "A"), context),
        lambda: delete_record(session, "customer", ("C9",), context),
    ):
        with pytest.raises(RecordNotFound) as refusal:
            call()
        assert refusal.value.record == RecordRef("customer", ("C9",))


@pytest.mark.parametrize("table", sorted(LOCKED_TABLES))
def test_what_posting_writes_is_closed_to_hands(
    session: Session, context: UserContext, table: str
) -> None:
    key = tuple("1" for _ in key_fields(table))
    for call in (
        lambda: add_record(session, table, {}, context),
        lambda: change_record(session, table, key, ("user", "EVE"), context),
        lambda: delete_record(session, table, key, context),
    ):
        with pytest.raises(TableLocked):
            call()


def test_every_ledger_and_posted_table_is_closed() -> None:
    ledgers = {
        str(mapper.class_.__tablename__)
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.endswith((".ledgers", ".posted"))
    }
    assert ledgers <= LOCKED_TABLES


def test_rules_belong_to_tables_and_fields_that_exist() -> None:
    for table, rules in tables_with_rules().items():
        for name in (*rules.fields, *rules.follow_ups):
            assert field_info(table, name).label


# ------------------------------------------------------------------------------------ new records


def test_a_new_record_starts_with_the_defaults_of_its_columns(
    session: Session, context: UserContext
) -> None:
    view = add_record(session, "item_unit_of_measure", _a_box(session), context)
    assert view.key == ("A", "BOX")
    assert view.row_version == 1
    assert isinstance(view.values["qty_per_unit"], Decimal)


def _a_box(session: Session) -> dict[str, object]:
    an_item(session)
    return {"item_no": "A", "unit_code": "BOX"}


def test_a_key_that_is_taken_is_refused(session: Session, context: UserContext) -> None:
    with pytest.raises(RecordExists) as refusal:
        add_record(session, "location", {"code": "main"}, context)
    assert refusal.value.record == RecordRef("location", ("MAIN",))
    assert refusal.value.field == "code"


def test_a_key_that_another_user_takes_meanwhile_is_refused(
    company: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with company.write() as session:
        session.add(ItemCategory(code="CHAIR"))
    monkeypatch.setattr(
        "desktop.services.setup.record_engine.RecordEngine._check_key", lambda *_: None
    )
    with pytest.raises(RecordExists), company.write() as session:
        add_record(session, "item_category", {"code": "CHAIR"}, context)


def test_another_broken_rule_of_the_database_stays_a_defect(
    company: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "desktop.services.setup.field_values.ValueChecker.check_reference", lambda *_: None
    )
    values = {"code": "X", "country_code": "XX"}
    with pytest.raises(IntegrityError), company.write() as session:
        add_record(session, "location", values, context)


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_key_is_refused(session: Session, context: UserContext, blank: object) -> None:
    with pytest.raises(FieldMissing) as refusal:
        add_record(session, "location", {"code": blank, "name": "Main"}, context)
    assert refusal.value.field == "code"


def test_lines_are_numbered_after_the_last_of_their_owner(
    session: Session, context: UserContext
) -> None:
    add_record(session, "base_calendar", {"code": "SE"}, context)
    add_record(session, "base_calendar", {"code": "NO"}, context)
    days = [
        add_record(
            session,
            "base_calendar_change",
            {"base_calendar_code": calendar, "date": date(2026, 12, 24)},
            context,
        ).key
        for calendar in ("SE", "SE", "NO")
    ]
    assert days == [("SE", 10000), ("SE", 20000), ("NO", 10000)]


def test_a_key_is_found_in_any_case(session: Session) -> None:
    assert read_record(session, "location", (" main",)).key == ("MAIN",)


# ---------------------------------------------------------------------------------------- changes


def test_a_change_answers_with_the_record_and_raises_its_version(
    session: Session, context: UserContext
) -> None:
    view = change_record(session, "location", ("MAIN",), ("name", "Main house"), context)
    assert view.values["name"] == "Main house"
    assert view.values["changed_by"] == "ADMIN"
    assert view.row_version == 2


def test_the_same_value_changes_nothing(session: Session, context: UserContext) -> None:
    before = log_of(session, "location")
    view = change_record(session, "location", ("MAIN",), ("name", ""), context)
    assert view.row_version == 1
    assert log_of(session, "location") == before


@pytest.mark.parametrize("field", ["row_version", "changed_by"])
def test_what_the_program_keeps_cannot_be_typed(
    session: Session, context: UserContext, field: str
) -> None:
    assert field not in read_record(session, "location", ("MAIN",)).editable
    with pytest.raises(FieldLocked) as refusal:
        change_record(session, "location", ("MAIN",), (field, "5"), context)
    assert refusal.value.field == field


def test_an_outdated_card_is_told_who_was_faster(session: Session, context: UserContext) -> None:
    seen = read_record(session, "location", ("MAIN",))
    lena = UserContext(user="LENA", work_date=context.work_date)
    change_record(session, "location", ("MAIN",), ("name", "House"), lena)
    with pytest.raises(Conflict) as refusal:
        change_record(
            session,
            "location",
            ("MAIN",),
            ("name", "Barn"),
            context,
            row_version=seen.row_version,
        )
    assert refusal.value.parameters["changed_by"] == "LENA"
    assert read_record(session, "location", ("MAIN",)).values["name"] == "House"


def test_a_current_card_is_taken(session: Session, context: UserContext) -> None:
    change_record(session, "location", ("MAIN",), ("name", "A"), context, row_version=1)
    change_record(session, "location", ("MAIN",), ("name", "B"), context, row_version=2)


def test_a_table_without_versions_has_no_conflicts(session: Session, context: UserContext) -> None:
    add_record(
        session, "payment_terms_translation", {"code": "30D", "language_code": "SV"}, context
    )
    view = change_record(
        session,
        "payment_terms_translation",
        ("30D", "SV"),
        ("description", "30 dagar"),
        context,
        row_version=7,
    )
    assert view.values["description"] == "30 dagar"


def test_a_conflict_with_an_unsigned_change_says_so(session: Session, context: UserContext) -> None:
    with pytest.raises(Conflict) as refusal:
        change_record(session, "location", ("EAST",), ("name", "A"), context, row_version=9)
    assert refusal.value.parameters["changed_by"] == "?"


# ------------------------------------------------------------------------------------- change log


def test_every_change_is_logged_with_old_and_new(session: Session, context: UserContext) -> None:
    add_record(session, "payment_terms", {"code": "45D", "due_formula": "45D"}, context)
    change_record(session, "payment_terms", ("45D",), ("due_formula", "1M"), context)
    change_record(session, "payment_terms", ("45D",), ("inactive", True), context)
    delete_record(session, "payment_terms", ("45D",), context)
    assert log_of(session, "payment_terms") == [
        ("45D", "added", "", "", ""),
        ("45D", "changed", "due_formula", "45D", "1M"),
        ("45D", "changed", "inactive", "False", "True"),
        ("45D", "deleted", "", "", ""),
    ]


def test_what_follows_from_a_change_is_logged_too(session: Session, context: UserContext) -> None:
    a_customer(session, "C1", shipping_agent_code="DHL", shipping_agent_service_code="STD")
    change_record(session, "customer", ("C1",), ("shipping_agent_code", None), context)
    assert log_of(session, "customer") == [
        ("C1", "changed", "shipping_agent_code", "DHL", ""),
        ("C1", "changed", "shipping_agent_service_code", "STD", ""),
    ]


def test_the_log_knows_who_and_when(session: Session, context: UserContext) -> None:
    change_record(
        session, "general_ledger_setup", (1,), ("allow_posting_to", date(2026, 12, 31)), context
    )
    change_record(
        session, "general_ledger_setup", (1,), ("amount_precision", Decimal("0.050")), context
    )
    entries = session.scalars(sa.select(ChangeLogEntry)).all()
    assert [(e.user, e.new_value) for e in entries] == [("ADMIN", "2026-12-31"), ("ADMIN", "0.05")]
    assert all(e.changed_at.tzinfo is not None for e in entries)


def test_a_zero_is_logged_as_such(session: Session, context: UserContext) -> None:
    change_record(session, "currency", ("EUR",), ("amount_precision", Decimal("0.00")), context)
    assert log_of(session, "currency")[-1][3:] == ("0.01", "0")


def test_fields_are_described_once() -> None:
    infos = field_infos("customer")
    assert len({info.name for info in infos}) == len(infos)
    assert "image" not in {info.name for info in infos}
    assert field_info("customer", "credit_limit_lcy").places == 5
    assert field_info("currency_exchange_rate", "relational_amount").kind is FieldKind.RATE
    assert field_info("customer", "payment_terms_code").lookup == "payment_terms"
    assert field_info("customer", "blocked").choices
    assert field_info("gl_entry", "gl_account_no").lookup == "gl_account"
    assert field_info("sales_line", "document_no").lookup is None


def test_the_refusal_of_a_taken_key_points_at_what_was_typed() -> None:
    assert exists(RecordRef("item_variant", ("A", "RED"))).field == "code"
    assert records.key_fields("item_variant") == ("item_no", "code")


def test_an_area_may_close_fields_and_refuse_deletions(
    session: Session, context: UserContext
) -> None:
    def closed(_session: Session, _record: Record) -> frozenset[str]:
        return frozenset({"name"})

    def never(_session: Session, record: Record, _context: UserContext) -> None:
        raise RecordExists(table="location", record_key=record.code)

    engine = RecordEngine({"location": RecordRules(locked=closed, deleting=never)}, frozenset())
    assert "name" not in engine.read(session, "location", ("MAIN",)).editable
    with pytest.raises(FieldLocked):
        engine.change(session, "location", ("MAIN",), ("name", "House"), context)
    with pytest.raises(RecordExists):
        engine.delete(session, "location", ("MAIN",), context)
