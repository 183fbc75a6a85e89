"""Where a record is used is found over the same registry that guards its deletion."""

from __future__ import annotations

from desktop.errors import RecordRef
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record
from desktop.services.setup.where_used import where_used
from tests.services.reports.statements import counted


def test_every_place_is_counted(company: Database, context: UserContext) -> None:
    with company.write() as session:
        add_record(session, "payment_terms", {"code": "30D"}, context)
        for no in ("C1", "C2"):
            values = {"no": no, "payment_terms_code": "30D"}
            add_record(session, "customer", values, context)
        add_record(session, "payment_method", {"code": "BANK", "terms_code": "30D"}, context)
    with company.read() as session, counted(session) as statements:
        usages = where_used(session, RecordRef("payment_terms", (" 30d ",)))
    assert [(each.table, each.fields, each.count, each.owned) for each in usages] == [
        ("customer", ("payment_terms_code",), 2, False),
        ("payment_method", ("terms_code",), 1, False),
    ]
    assert usages[0].where == (("payment_terms_code", "30D"),)
    assert sum(statement.startswith("SELECT") for statement in statements) == 1


def test_what_belongs_to_a_record_is_told_apart(company: Database, context: UserContext) -> None:
    with company.write() as session:
        add_record(session, "customer", {"no": "C1"}, context)
        add_record(session, "customer", {"no": "C2", "bill_to_customer_no": "C1"}, context)
        add_record(session, "ship_to_address", {"customer_no": "C1", "code": "DEPOT"}, context)
    with company.read() as session:
        usages = where_used(session, RecordRef("customer", ("C1",)))
    assert [(each.table, each.owned) for each in usages] == [
        ("customer", False),
        ("ship_to_address", True),
    ]


def test_a_record_that_nobody_names_is_not_used(company: Database, context: UserContext) -> None:
    with company.write() as session:
        add_record(session, "reason_code", {"code": "A"}, context)
    with company.read() as session:
        assert where_used(session, RecordRef("reason_code", ("A",))) == ()
        assert where_used(session, RecordRef("sales_setup", (1,))) == ()
