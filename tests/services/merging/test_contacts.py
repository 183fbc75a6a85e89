"""Merging contacts by themselves: refusals, what the database guards, what comes over (CU140)."""

from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.attachments import RecordNote
from desktop.models.contacts import Contact, ContactBusinessRelation
from desktop.models.customers import Customer
from desktop.models.duplicate_words import MatchKind, PartyKind
from desktop.models.duplicates import DuplicateDecision, FormerNo, MatchKey, MergeLogRow
from desktop.models.every_table import Base
from desktop.services.context import UserContext
from desktop.services.customers.duplicate_list import find_duplicates
from desktop.services.customers.duplicates import (
    decisions,
    duplicate_hints,
    keep_separate,
    withdraw_decision,
)
from desktop.services.customers.match_keys import all_facts, match_keys
from desktop.services.merging.choice import MergeChoice, MergePair
from desktop.services.merging.merge import merge
from desktop.services.merging.plan import merge_plan
from desktop.services.merging.refusals import BothRelated, NotTickable
from desktop.services.papers.notes import add_note
from desktop.services.records import add_record, change_record, delete_record, lookup_rows
from tests.builders.posting_world import PostingWorld, sale
from tests.services.merging.test_guards import refuses

CONTACT = PartyKind.CONTACT
PAIR = MergePair("K1", "K2", CONTACT)
AS_IT_IS = MergeChoice()


@pytest.fixture
def world(session: Session) -> PostingWorld:
    """The company with C1 and two contacts of no customer."""
    made = PostingWorld(session)
    made.setup(stockout_warning=False, create_contact_for_customer=False)
    for no, name in (("K1", "Lövsta Trä"), ("K2", "Trä i Lövsta")):
        add_record(session, "contact", {"no": no, "name": name}, made.context)
    return made


def relate(world: PostingWorld, contact_no: str, customer_no: str) -> None:
    values = {"contact_no": contact_no, "kind": "customer", "no": customer_no}
    add_record(world.session, "contact_business_relation", values, world.context)


def test_two_customers_contacts_stay_two_and_the_plan_says_so(
    world: PostingWorld, context: UserContext
) -> None:
    add_record(world.session, "customer", {"no": "C2", "name": "Second"}, context)
    relate(world, "K1", "C1")
    relate(world, "K2", "C2")
    plan = merge_plan(world.session, PAIR)
    [refusal] = plan.obstacles
    assert isinstance(refusal, BothRelated)
    assert (refusal.parameters["no"], refusal.parameters["other_no"]) == ("C1", "C2")
    assert plan.conflicts == ()  # nothing to be decided where nothing is possible
    with pytest.raises(BothRelated):
        merge(world.session, PAIR, AS_IT_IS, context)


def test_posted_documents_name_the_survivor_and_are_guarded(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    relate(world, "K2", "C1")
    change_record(session, "customer", ("C1",), ("primary_contact_no", "K2"), context)
    world.item()
    world.post(world.order(sale("A", 1)))
    world.order(sale("A", 1))
    header = Base.metadata.tables["sales_invoice_header"]
    column = header.c.sell_to_contact_no
    assert set(session.scalars(sa.select(column))) == {"K2"}
    before = merge_plan(session, PAIR)
    assert refuses(session, header.update().values(sell_to_contact_no="K1"))
    result = merge(session, PAIR, AS_IT_IS, context)
    assert result.figures == before.together
    assert (result.figures.documents, result.figures.posted_documents) == (2, 2)
    assert set(session.scalars(sa.select(column))) == {"K1"}
    assert set(session.scalars(sa.select(header.c.original_customer_no))) == {None}
    assert refuses(session, header.update().values(sell_to_contact_no="K2"))
    columns = session.scalars(
        sa.select(MergeLogRow.column_name).where(MergeLogRow.table_name == header.name)
    )
    assert set(columns) == {"sell_to_contact_no", "bill_to_contact_no"}
    assert session.get(ContactBusinessRelation, ("K1", "customer")) is not None
    assert session.get_one(Customer, "C1").name == session.get_one(Contact, "K1").name


def test_papers_decisions_and_old_numbers_come_over(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    for no in ("K3", "K4"):
        add_record(session, "contact", {"no": no, "name": no}, context)
    merge(session, MergePair("K2", "K3", CONTACT), AS_IT_IS, context)
    add_note(session, PAIR.duplicate_ref, "Rings on Fridays", context)
    keep_separate(session, "K2", "K4", context, CONTACT)
    merge(session, PAIR, AS_IT_IS, context)
    assert set(session.scalars(sa.select(RecordNote.owner_key))) == {"K1"}
    [decision] = session.scalars(sa.select(DuplicateDecision))
    assert (decision.party, decision.no_a, decision.no_b) == (CONTACT, "K1", "K4")
    former = session.execute(sa.select(FormerNo.former_no, FormerNo.no)).all()
    assert {tuple(row) for row in former} == {("K2", "K1"), ("K3", "K1")}
    assert [row.key for row in lookup_rows(session, "contact", "K3")] == ["K1"]
    assert session.scalar(sa.select(MatchKey.no).where(MatchKey.kind == MatchKind.NAME)) != "K2"


def test_the_parts_of_a_name_are_taken_or_left_with_it(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    for no, name in (("P1", "Anna Berg"), ("P2", "Anna Maria Berg")):
        add_record(session, "contact", {"no": no, "type": "person", "name": name}, context)
    pair = MergePair("P1", "P2", CONTACT)
    assert merge_plan(session, pair).ticked == frozenset()
    with pytest.raises(NotTickable):
        merge(session, pair, MergeChoice(frozenset({"no"})), context)
    merge(session, pair, MergeChoice(frozenset({"name"})), context)
    person = session.get_one(Contact, "P1")
    assert (person.first_name, person.middle_name, person.surname) == ("Anna", "Maria", "Berg")


def test_contacts_that_look_alike_are_listed_until_somebody_decides(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    change_record(session, "contact", ("K2",), ("name", "Lövsta Trä AB"), context)
    found = find_duplicates(session, kind=CONTACT)
    [pair] = found.pairs
    assert (pair.cluster, pair.no_a, pair.no_b, pair.score) == (1, "K1", "K2", Decimal(100))
    keep_separate(session, "K2", "K1", context, CONTACT)
    assert [(row.no_a, row.no_b) for row in decisions(session, CONTACT)] == [("K1", "K2")]
    assert decisions(session) == ()
    assert find_duplicates(session, kind=CONTACT).pairs == ()
    assert withdraw_decision(session, "K1", "K2", CONTACT)
    assert len(find_duplicates(session, kind=CONTACT).pairs) == 1


def test_a_contact_that_is_deleted_leaves_nothing_of_this_behind(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    keep_separate(session, "K1", "K2", context, CONTACT)
    delete_record(session, "contact", ("K2",), context)
    assert decisions(session, CONTACT) == ()
    assert session.scalars(sa.select(DuplicateDecision)).all() == []


def keys_are_in_step(session: Session) -> bool:
    table = Base.metadata.tables["match_key"]
    stored = sa.select(table.c.no, table.c.kind, table.c.value).where(table.c.party == CONTACT)
    expected = {
        (facts.no, *key)
        for some in all_facts(session, CONTACT)
        for facts in some
        for key in match_keys(facts)
    }
    return {tuple(row) for row in session.execute(stored)} == expected


def test_keys_follow_whatever_is_written_to_a_contact(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    add_record(session, "number_series", {"code": "CT"}, context)
    line = {"series_code": "CT", "starting_no": "CT00001"}
    add_record(session, "number_series_line", line, context)
    world.setup(create_contact_for_customer=True, contact_nos="CT")
    values = {"no": "C2", "name": "Umeå Snickeri", "email": "info@snickeri.se", "gln": ""}
    add_record(session, "customer", values, context)
    [no] = session.scalars(
        sa.select(ContactBusinessRelation.contact_no).where(ContactBusinessRelation.no == "C2")
    )
    assert keys_are_in_step(session)
    person = {"no": "P1", "name": "Eva Ek", "company_no": no}
    add_record(session, "contact", person, context)
    change_record(session, "customer", ("C2",), ("phone", "090-123456"), context)
    change_record(session, "contact", (no,), ("name", "Snickeriet"), context)
    assert session.get_one(Contact, "P1").phone == "090-123456"
    assert keys_are_in_step(session)
    relate(world, "K1", "C1")
    merge(session, MergePair("C1", "C2"), AS_IT_IS, context)
    assert keys_are_in_step(session)
    merge(session, PAIR, AS_IT_IS, context)
    assert keys_are_in_step(session)
    for gone in ("P1", "K1"):
        delete_record(session, "contact", (gone,), context)
    assert keys_are_in_step(session)


def test_a_new_contact_is_told_whom_it_looks_like_among_its_type(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    person = {"no": "P1", "type": "person", "name": "Lövsta Trä"}
    view = add_record(session, "contact", person, context)
    assert view.notices == ()  # a company with that name is another thing
    view = add_record(session, "contact", {"no": "K3", "name": "Lovsta Trä AB"}, context)
    [hint, _other] = duplicate_hints(session, "K3", CONTACT)
    assert (hint.no, hint.score) == ("K1", Decimal(100))
    assert [each.parameters["other_no"] for each in view.notices] == ["K1", "K2"]
    keep_separate(session, "K3", "K1", context, CONTACT)
    assert [each.no for each in duplicate_hints(session, "K3", CONTACT)] == ["K2"]
    assert [(each.no_a, each.no_b) for each in find_duplicates(session, kind=CONTACT).pairs] == [
        ("K1", "K2"),
        ("K2", "K3"),
    ]
