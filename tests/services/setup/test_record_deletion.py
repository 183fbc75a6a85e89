"""What is in use stays, what belongs to a record goes with it (CU4)."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import (
    add_record,
    delete_record,
    read_record,
)
from desktop.services.setup.refusals import (
    RecordInUse,
    RecordNotFound,
)
from tests.builders.customers import a_customer, a_ship_to_address
from tests.builders.items import a_unit, a_variant, an_item
from tests.builders.rows import a_row


def test_a_code_in_use_is_not_deleted_and_the_refusal_counts(
    session: Session, context: UserContext
) -> None:
    a_customer(session, "C1")
    a_customer(session, "C2")
    with pytest.raises(RecordInUse) as refusal:
        delete_record(session, "payment_terms", ("30D",), context)
    assert refusal.value.parameters["count"] == 2
    assert refusal.value.parameters["referencing_table"] == "customer"
    assert read_record(session, "payment_terms", ("30D",)).key == ("30D",)


def test_a_code_nobody_uses_goes(session: Session, context: UserContext) -> None:
    delete_record(session, "salesperson", ("ls",), context)
    with pytest.raises(RecordNotFound):
        read_record(session, "salesperson", ("LS",))


def test_what_belongs_to_a_record_goes_with_it(session: Session, context: UserContext) -> None:
    a_customer(session, "C1")
    a_ship_to_address(session, "C1", "NORTH")
    an_item(session)
    _item_reference(session, context, "customer", "C1")
    _item_reference(session, context, "barcode", "")
    _comment(session, context, "customer", "C1")
    delete_record(session, "customer", ("C1",), context)
    for table, left in (("ship_to_address", 0), ("item_reference", 1), ("comment", 0)):
        count = sa.select(sa.func.count()).select_from(Base.metadata.tables[table])
        assert session.execute(count).scalar() == left, table


def _item_reference(session: Session, context: UserContext, kind: str, owner: str) -> None:
    values = {"item_no": "A", "owner_type": kind, "owner_no": owner, "reference_no": f"7{owner}"}
    add_record(session, "item_reference", values, context)


def _comment(session: Session, context: UserContext, table: str, no: str) -> None:
    values = {"owner_table": table, "owner_no": no, "text": "Calls on Mondays"}
    add_record(session, "comment", values, context)


def test_a_unit_that_items_have_is_not_deleted(session: Session, context: UserContext) -> None:
    an_item(session)
    a_unit(session, "A", "BOX", "12")
    with pytest.raises(RecordInUse) as refusal:
        delete_record(session, "unit_of_measure", ("BOX",), context)
    assert refusal.value.parameters["referencing_table"] == "item_unit_of_measure"


@pytest.mark.parametrize(
    ("table", "key", "user"),
    [
        ("item_unit_of_measure", ("A", "PCS"), "item"),
        ("item_variant", ("A", "RED"), "item_ledger_entry"),
        ("shipping_agent_service", ("DHL", "STD"), "customer"),
        ("ship_to_address", ("C1", "NORTH"), "customer"),
        ("inventory_posting_setup", ("", "RESALE"), "value_entry"),
    ],
)
def test_a_record_with_a_key_of_several_parts_is_protected_too(
    session: Session, context: UserContext, table: str, key: tuple[str, ...], user: str
) -> None:
    _a_company_in_use(session)
    with pytest.raises(RecordInUse) as refusal:
        delete_record(session, table, key, context)
    assert refusal.value.parameters["referencing_table"] == user


def _a_company_in_use(session: Session) -> None:
    an_item(session)
    a_variant(session, "A", "RED")
    a_variant(session, "A", "BLUE")
    a_customer(session, "C1", shipping_agent_code="DHL", shipping_agent_service_code="STD")
    a_ship_to_address(session, "C1", "NORTH")
    change = {"ship_to_code": "NORTH"}
    session.execute(sa.update(Base.metadata.tables["customer"]).values(change))
    a_row(session, "item_ledger_entry", item_no="A", variant_code="RED")
    a_row(session, "value_entry", item_no="A", inventory_posting_group="RESALE")


def test_a_variant_that_nobody_used_takes_its_texts_along(
    session: Session, context: UserContext
) -> None:
    _a_company_in_use(session)
    values = {"item_no": "A", "variant_code": "BLUE", "language_code": "SV", "description": "Blå"}
    add_record(session, "item_translation", values, context)
    delete_record(session, "item_variant", ("A", "BLUE"), context)
    with pytest.raises(RecordNotFound):
        read_record(session, "item_translation", ("A", "BLUE", "SV"))


def test_a_customer_billed_to_another_keeps_that_one(
    session: Session, context: UserContext
) -> None:
    a_customer(session, "C1")
    a_customer(session, "C2", bill_to_customer_no="C1")
    with pytest.raises(RecordInUse):
        delete_record(session, "customer", ("C1",), context)
    delete_record(session, "customer", ("C2",), context)


def test_deleting_is_one_of_the_changes(company: Database, context: UserContext) -> None:
    with company.write() as session:
        add_record(session, "language", {"code": "SV"}, context)
    told: list[frozenset[str]] = []
    company.subscribe(lambda changes: told.append(changes.tables))
    with company.write() as session:
        delete_record(session, "language", ("SV",), context)
    assert {"language", "change_log_entry"} <= told[0]
