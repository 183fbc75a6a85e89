"""The database lets a merge, and nothing else, change party numbers of facts (CU145)."""

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.models.duplicates import MergeLog
from desktop.models.every_table import Base
from desktop.services.context import UserContext
from desktop.services.merging.choice import (
    MergeChoice,
    MergePair,
)
from desktop.services.merging.merge import merge
from desktop.services.records import add_record
from desktop.services.setup.references import references_to
from tests.builders.customers import a_customer
from tests.builders.posting_world import PostingWorld, sale

PAIR = MergePair("C1", "C2")
AS_IT_IS = MergeChoice()

GUARDED = [
    (reference.table, reference.columns[0])
    for reference in references_to("customer")
    if reference.table.endswith("_entry")
    or reference.table.startswith(("sales_invoice_", "sales_shipment_"))
]


@pytest.fixture
def world(session: Session) -> PostingWorld:
    """The company with C1 and its duplicate C2."""
    made = PostingWorld(session)
    made.setup(stockout_warning=False)
    a_customer(session, "C2", name="Second")
    return made


def refuses(session: Session, statement: Any) -> bool:  # noqa: ANN401  (any UPDATE)
    savepoint = session.begin_nested()
    try:
        session.execute(statement)
    except DBAPIError as error:
        savepoint.rollback()
        return "never changed" in str(error)
    savepoint.rollback()
    return False


@pytest.fixture
def posted(world: PostingWorld) -> PostingWorld:
    """A posted sale to C2 of an item and of a resource's time."""
    world.item()
    add_record(
        world.session,
        "resource",
        {
            "no": "R",
            "name": "R",
            "base_unit": "HOUR",
            "gen_prod_posting_group": "SERVICES",
            "vat_prod_posting_group": "VAT25",
            "unit_price": Decimal(10),
        },
        world.context,
    )
    hour = {"type": "resource", "no": "R", "quantity": 1}
    world.post(world.order(sale("A", 3), hour, customer_no="C2"))
    return world


def test_party_numbers_of_facts_change_only_by_a_merge_under_way(posted: PostingWorld) -> None:
    session = posted.session
    assert len(GUARDED) >= 12
    for name, column in GUARDED:
        table = Base.metadata.tables[name]
        to = {other: table.update().values({column: other}) for other in ("C1", "C3")}
        assert session.scalar(sa.select(sa.func.count()).where(table.c[column] == "C2")), name
        assert refuses(session, to["C1"].where(table.c[column] == "C2")), (name, column)
    log = MergeLog(
        table_name="customer",
        survivor="C1",
        duplicate="C2",
        user="",
        merged_at=posted.context.now(),
        survivor_image="",
        duplicate_image="",
    )
    session.add(log)
    session.flush()
    for name, column in GUARDED:
        table = Base.metadata.tables[name]
        ours = table.c[column] == "C2"
        assert not refuses(session, table.update().values({column: "C1"}).where(ours)), name
        assert refuses(session, table.update().values({column: "C3"}).where(ours)), name
        amounts = [each for each in ("amount", "quantity", "posting_date") if each in table.c]
        for other in amounts:
            assert refuses(session, table.update().values({other: table.c[other]})), (name, other)
    log.finished_at = posted.context.now()
    session.flush()
    for name, column in GUARDED:
        table = Base.metadata.tables[name]
        ours = table.c[column] == "C2"
        assert refuses(session, table.update().values({column: "C1"}).where(ours)), name


def test_the_original_number_is_set_once_and_the_log_is_never_changed(
    posted: PostingWorld, context: UserContext
) -> None:
    session = posted.session
    header = Base.metadata.tables["sales_invoice_header"]
    assert refuses(session, header.update().values(original_customer_no="C2"))
    assert refuses(session, header.update().values(ship_to_code="NORTH"))
    merge(session, PAIR, AS_IT_IS, context)
    assert refuses(session, header.update().values(original_customer_no="C1"))
    assert refuses(session, header.update().values(original_customer_no=None))
    log, rows = (Base.metadata.tables[name] for name in ("merge_log", "merge_log_row"))
    assert refuses(session, log.update().values(finished_at=None))
    assert refuses(session, log.delete())
    assert refuses(session, rows.update().values(old_value="x"))
    assert refuses(session, rows.delete())
