"""Many customers are imported together, each as if it had been typed."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop.models.changelog import ChangeLogEntry
from desktop.models.contacts import Contact, ContactBusinessRelation
from desktop.models.customers import Customer
from desktop.models.duplicates import MatchKey
from desktop.services.context import Cancelled, NoProgress, UserContext
from desktop.services.database import Database
from desktop.services.interchange.table_import import (
    carry_out,
    plan_import,
)
from desktop.services.interchange.workbook import Sheet
from desktop.services.list_query import ListQuery
from desktop.services.records import add_record, change_record
from desktop.services.setup import record_batch
from tests.listing import count_records
from tests.services.interchange.sheets import (
    ENGLISH,
    imported,
    planned,
    sheet_with,
)
from tests.services.reports.statements import counted


def a_sheet_of_customers(folder: Path, first: int, count: int, *kinds: str) -> Sheet:
    """Customers of these kinds in turn."""
    rows = [
        (
            f"C{number}",
            f"Anna Lisa Lind {number}",
            f"{10000 + number}",
            f"a{number}@lind.se",
            kind,
        )
        for number, kind in zip(range(first, first + count), cycle(kinds))
    ]
    titles = ("no", "name", "post_code", "email", "contact_type")
    return sheet_with(folder, titles, *rows)


def with_contacts(office: Database, context: UserContext) -> None:
    """Let new customers get contacts, of which two numbers are taken."""
    with office.write() as session:
        change_record(session, "sales_setup", (1,), ("contact_nos", "CT"), context)
        for no in ("CT00002", "CT00004"):
            session.add(Contact(no=no, name="Taken"))


def test_imported_customers_get_contacts_keys_and_log_as_typed_ones(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with_contacts(office, context)
    sheet = a_sheet_of_customers(tmp_path, 1, 3, "person", "company")
    plan = planned(office, "customer", sheet, context)
    imported(office, plan, context)
    values = {"no": "C9", "name": "Anna Lisa Lind 9", "contact_type": "person"}
    with office.write() as session:
        add_record(session, "customer", values, context)
    with office.read() as session:
        joined = session.execute(
            sa.select(ContactBusinessRelation.no, Contact.no, Contact.type, Contact.surname)
            .join(Contact, Contact.no == ContactBusinessRelation.contact_no)
            .order_by(ContactBusinessRelation.no)
        ).all()
        keys = session.scalars(sa.select(MatchKey.value).where(MatchKey.no == "C1")).all()
        log = session.scalars(
            sa.select(ChangeLogEntry.record_key)
            .where(ChangeLogEntry.table_name == "contact", ChangeLogEntry.change == "added")
            .order_by(ChangeLogEntry.record_key)
        ).all()
        primary = session.get_one(Customer, "C1").primary_contact_no
    assert [tuple(row) for row in joined] == [
        ("C1", "CT00001", "person", "1"),
        ("C2", "CT00003", "company", ""),
        ("C3", "CT00005", "person", "3"),
        ("C9", "CT00006", "person", "9"),
    ]
    assert sorted(keys) == ["1", "a1@lind.se", "anna", "lind", "lind.se", "lisa"]
    assert log == ["CT00001", "CT00003", "CT00005", "CT00006"]
    assert primary == "CT00001"


@pytest.mark.parametrize("kind", ["company", "person"])
def test_customers_are_imported_with_statements_that_do_not_grow_with_them(
    office: Database, context: UserContext, tmp_path: Path, kind: str
) -> None:
    """Each has a post code of its own, which the rules look up."""
    with_contacts(office, context)
    counts = []
    for first, count in ((1000, 50), (2000, 500)):
        sheet = a_sheet_of_customers(tmp_path, first, count, kind)
        with office.rehearse() as session, counted(session) as planning:
            plan = plan_import(session, "customer", sheet, context, ENGLISH)
        with office.rehearse() as session, counted(session) as writing:
            carry_out(session, plan, context)
        assert plan.wanted == count
        counts.append((len(planning), len(writing)))
    assert counts[0] == counts[1]


def test_persons_are_the_primary_contacts_of_imported_customers(
    office: Database, context: UserContext, tmp_path: Path
) -> None:
    with_contacts(office, context)
    sheet = a_sheet_of_customers(tmp_path, 1, 4, "person", "company")
    imported(office, planned(office, "customer", sheet, context), context)
    with office.read() as session:
        found = session.execute(
            sa.select(Customer.no, Customer.primary_contact_no).order_by(Customer.no)
        ).all()
    assert [tuple(row) for row in found] == [
        ("C1", "CT00001"),
        ("C2", ""),
        ("C3", "CT00005"),
        ("C4", ""),
    ]


def test_cancel_in_the_midst_of_customers_leaves_nothing(
    office: Database, context: UserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_batch, "ROWS_AT_ONCE", 2)
    with_contacts(office, context)
    sheet = a_sheet_of_customers(tmp_path, 1, 5, "company")
    plan = planned(office, "customer", sheet, context)

    class ThinkingTwice(NoProgress):
        """Presses Cancel when some rows have been written."""

        def step(self, done: int, total: int, text: str = "") -> None:
            """So many rows have been entered."""
            if done:
                raise Cancelled

    with pytest.raises(Cancelled), office.write() as session:
        carry_out(session, plan, context, progress=ThinkingTwice())
    with office.read() as session:
        for table in ("customer", "contact_business_relation", "match_key"):
            assert count_records(session, table, ListQuery()) == 0
        assert count_records(session, "contact", ListQuery()) == 2
    with office.write() as session:
        add_record(session, "customer", {"no": "C1", "name": "Lind"}, context)
        numbers = session.scalars(sa.select(ContactBusinessRelation.contact_no)).all()
    assert numbers == ["CT00001"]
