"""Merging customers: what moves, what is logged, what the database guards (CU140–CU148)."""

import json
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken, RecordRef, SeveralRefusals
from desktop.models.attachments import RecordNote, RecordWatch
from desktop.models.changelog import ChangeLogEntry
from desktop.models.customers import Customer, CustomerBankAccount, ShipToAddress
from desktop.models.duplicate_words import MatchKind
from desktop.models.duplicates import DuplicateDecision, FormerNo, MatchKey, MergeLog, MergeLogRow
from desktop.models.every_table import Base
from desktop.models.finance import CustomerPostingGroup
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.posted import SalesInvoiceHeader
from desktop.services.context import UserContext
from desktop.services.customers.duplicate_refusals import ChooseAnother
from desktop.services.customers.duplicates import duplicate_hints, keep_separate
from desktop.services.customers.queries import customers
from desktop.services.ledgers.verify_books import verify_books
from desktop.services.list_query import ListQuery
from desktop.services.merging import merge as merging
from desktop.services.merging.choice import (
    ConflictKey,
    MergeChoice,
    MergeFigures,
    MergePair,
    Resolution,
    Way,
)
from desktop.services.merging.conflicts import Clash, check_resolutions
from desktop.services.merging.figures import merge_figures
from desktop.services.merging.merge import merge
from desktop.services.merging.plan import merge_plan
from desktop.services.merging.refusals import (
    AccountsDiffer,
    BillsOther,
    CodeChanged,
    CodeTaken,
    CodeUnchanged,
    MergeConflicts,
    NoSuchConflict,
    NotRenamable,
    NotTickable,
)
from desktop.services.papers.following import follow
from desktop.services.papers.notes import add_note
from desktop.services.records import add_record, change_record, lookup_rows
from desktop.services.reports.document_content import document_source, paper_facts
from desktop.services.reports.usages import DocumentUsage
from desktop.services.setup.finding_records import find_records
from desktop.services.setup.references import Reference, references_to
from tests.builders.customers import a_customer, a_ship_to_address
from tests.builders.entries import an_open_entry
from tests.builders.posting_world import PostingWorld, sale
from tests.listing import listed

PAIR = MergePair("C1", "C2")
AS_IT_IS = MergeChoice()


@pytest.fixture
def world(session: Session) -> PostingWorld:
    """The company with C1 and its duplicate C2."""
    made = PostingWorld(session)
    made.setup(stockout_warning=False)
    a_customer(session, "C2", name="Second")
    return made


def conflict(table: str, *key: str) -> ConflictKey:
    return table, key


# ------------------------------------------------------------------------------------ the plan


def test_the_plan_says_what_differs_and_what_is_ticked(world: PostingWorld) -> None:
    world.put("customer", {"no": "C1"}, phone="1", city="")
    world.put("customer", {"no": "C2"}, phone="2", city="Umeå", credit_limit_lcy=Decimal(500))
    plan = merge_plan(world.session, MergePair("c1 ", " c2"))
    assert plan.pair == PAIR
    fields = {each.name: (each.survivor, each.duplicate, each.ticked) for each in plan.fields}
    assert fields == {
        "name": ("C1", "Second", False),
        "search_name": ("C1", "C2", False),
        "city": ("", "Umeå", True),
        "phone": ("1", "2", False),
        "credit_limit_lcy": (Decimal(0), Decimal(500), False),
    }
    assert plan.ticked == {"city"}


def test_the_plan_counts_related_records_of_both(world: PostingWorld) -> None:
    world.item()
    world.post(world.order(sale("A", 1), customer_no="C2"))
    world.order(sale("A", 1), customer_no="C2")
    a_ship_to_address(world.session, "C2", "NORTH")
    plan = merge_plan(world.session, PAIR)
    counts = {(each.table, each.fields): each.duplicate_count for each in plan.related}
    assert counts["sales_header", ("sell_to_customer_no",)] == 2
    assert counts["cust_ledger_entry", ("customer_no",)] == 1
    assert counts["ship_to_address", ("customer_no",)] == 1
    assert ("item_reference", ("owner_no",)) not in counts
    assert all(each.survivor_count == 0 for each in plan.related)
    assert plan.addresses == 1
    assert plan.figures == MergeFigures(Decimal(125), Decimal(100), 1, 1, 2, 2)


def test_a_conflict_is_shown_with_a_free_code(world: PostingWorld) -> None:
    for no, codes in (("C1", ("NORTH", "NORTH2")), ("C2", ("NORTH", "SOUTH"))):
        for code in codes:
            a_ship_to_address(world.session, no, code, name=no)
    [found] = merge_plan(world.session, PAIR).conflicts
    assert (found.table, found.key, found.rename_field) == (
        "ship_to_address",
        ("C2", "NORTH"),
        "code",
    )
    assert found.suggestion == "NORTH3"
    assert [each.name for each in found.fields] == ["name"]


# ------------------------------------------------------------------------------------- merging


def test_nothing_names_the_duplicate_any_more(world: PostingWorld, context: UserContext) -> None:
    world.item()
    world.post(world.order(sale("A", 3), customer_no="C2"))
    world.order(sale("A", 2), customer_no="C2")
    a_customer(world.session, "C3", bill_to_customer_no="C2")
    result = merge(world.session, PAIR, AS_IT_IS, context)
    assert result.moved["cust_ledger_entry"] == 2  # sold to and owed by
    for reference in references_to("customer"):
        if reference.table in {"merge_log", "merge_log_row", "former_no"}:
            continue
        table = Base.metadata.tables[reference.table]
        left = sa.select(sa.func.count()).where(table.c[reference.columns[0]] == "C2")
        assert world.session.scalar(left) == 0, reference
    assert world.session.get(Customer, "C2") is None
    assert world.session.get_one(Customer, "C3").bill_to_customer_no == "C1"


def test_the_books_are_right_after_a_merge(world: PostingWorld, context: UserContext) -> None:
    world.item()
    for no in ("C1", "C2"):
        world.post(world.order(sale("A", 2), customer_no=no))
    before = verify_books(world.session)
    merge(world.session, PAIR, AS_IT_IS, context)
    after = verify_books(world.session)
    assert after.last_hash == before.last_hash
    assert [each for each in after.findings if each not in before.findings] == []


def test_the_log_keeps_both_records_and_every_old_value(
    world: PostingWorld, context: UserContext
) -> None:
    world.item()
    world.post(world.order(sale("A", 3), customer_no="C2"))
    merge(world.session, PAIR, MergeChoice(frozenset({"name"})), context)
    [log] = world.rows(MergeLog)
    assert (log.survivor, log.duplicate, log.user) == ("C1", "C2", "ADMIN")
    assert log.finished_at is not None
    assert json.loads(log.survivor_image)["name"] == "C1"
    assert json.loads(log.duplicate_image)["name"] == "Second"
    kept = {(row.table_name, row.column_name): row for row in world.rows(MergeLogRow)}
    assert kept["customer", "name"].old_value == "C1"
    assert kept["gl_entry", "source_no"].old_value == "C2"
    [entry] = world.rows(CustLedgerEntry)
    assert kept["cust_ledger_entry", "customer_no"].row_key == str(entry.entry_no)
    assert kept["sales_invoice_header", "original_customer_no"].old_value == ""
    assert ("customer", "") in kept


def test_ticked_fields_go_through_the_rules_of_the_card(
    world: PostingWorld, context: UserContext
) -> None:
    world.put("customer", {"no": "C2"}, name="Second", phone="090", payment_terms_code="14D")
    choice = MergeChoice(frozenset({"name", "phone"}))
    merge(world.session, PAIR, choice, context)
    kept = world.session.get_one(Customer, "C1")
    assert (kept.name, kept.phone, kept.payment_terms_code) == ("Second", "090", "30D")
    logged = {row.field_name: row.new_value for row in world.rows(ChangeLogEntry)}
    assert logged["name"] == "Second"
    assert logged["former_no"] == "C2"


def test_the_number_of_a_card_cannot_be_ticked(world: PostingWorld, context: UserContext) -> None:
    with pytest.raises(NotTickable, match="No"):
        merge(world.session, PAIR, MergeChoice(frozenset({"no"})), context)
    assert world.rows(MergeLog) == []


def test_a_renamed_default_address_is_still_the_default(
    world: PostingWorld, context: UserContext
) -> None:
    for no in ("C1", "C2"):
        a_ship_to_address(world.session, no, "NORTH", name=no)
    world.put("customer", {"no": "C2"}, ship_to_code="NORTH")
    way = Resolution(Way.RENAME, "nord")
    choice = MergeChoice(None, {conflict("ship_to_address", "C2", "NORTH"): way})
    merge(world.session, PAIR, choice, context)
    assert world.session.get_one(Customer, "C1").ship_to_code == "NORD"
    names = {each.code: each.name for each in world.rows(ShipToAddress, customer_no="C1")}
    assert names == {"NORTH": "C1", "NORD": "C2"}


def test_a_removed_record_may_leave_fields_to_the_survivors(
    world: PostingWorld, context: UserContext
) -> None:
    for no, iban in (("C1", ""), ("C2", "SE4550000000058398257466")):
        account = {"customer_no": no, "code": "X", "name": no, "iban": iban}
        add_record(world.session, "customer_bank_account", account, context)
    way = Resolution(Way.REMOVE, take=frozenset({"iban"}))
    choice = MergeChoice(None, {conflict("customer_bank_account", "C2", "X"): way})
    merge(world.session, PAIR, choice, context)
    [account_left] = world.rows(CustomerBankAccount)
    assert (account_left.name, account_left.iban) == ("C1", "SE4550000000058398257466")
    keys = [each.value for each in world.rows(MatchKey, no="C1") if each.kind is MatchKind.IBAN]
    assert keys == ["SE4550000000058398257466"]


def test_papers_and_followers_come_along(world: PostingWorld, context: UserContext) -> None:
    anna = UserContext("ANNA", context.work_date)
    for no in ("C1", "C2"):
        a_ship_to_address(world.session, no, "SAME")
        for owner in (RecordRef("customer", (no,)), RecordRef("ship_to_address", (no, "SAME"))):
            follow(world.session, owner, anna)
            add_note(world.session, owner, f"about {no}", context)
    world.session.flush()
    merge(world.session, PAIR, AS_IT_IS, context)
    watched = {(each.owner_table, each.owner_key) for each in world.rows(RecordWatch)}
    assert watched == {("customer", "C1"), ("ship_to_address", "C1 SAME")}
    notes = {(each.owner_table, each.owner_key, each.text) for each in world.rows(RecordNote)}
    assert ("ship_to_address", "C1 SAME", "about C2") in notes
    assert ("customer", "C1", "about C2") in notes


def test_decisions_are_kept_and_the_one_between_both_goes(
    world: PostingWorld, context: UserContext
) -> None:
    for no in ("B9", "C9"):
        a_customer(world.session, no)
    for first, second in (("C1", "C2"), ("C2", "B9"), ("C2", "C9"), ("C1", "C9")):
        keep_separate(world.session, first, second, context)
    world.session.flush()
    merge(world.session, PAIR, AS_IT_IS, context)
    pairs = {(each.no_a, each.no_b) for each in world.rows(DuplicateDecision)}
    assert pairs == {("B9", "C1"), ("C1", "C9")}


def test_an_old_number_finds_the_survivor_also_through_two_merges(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    a_customer(session, "C3", name="Third")
    merge(session, MergePair("C3", "C2"), AS_IT_IS, context)
    merge(session, MergePair("C1", "C3"), AS_IT_IS, context)
    assert {(row.former_no, row.no) for row in world.rows(FormerNo)} == {
        ("C2", "C1"),
        ("C3", "C1"),
    }
    for typed in ("C2", "c2"):
        assert [each.key for each in lookup_rows(session, "customer", typed)] == ["C1"]
        assert [each.key for each in find_records(session, "customer", typed, 5)] == ["C1"]
        rows = listed(session, customers(context), ListQuery(search=typed))
        assert [row.no for row in rows] == ["C1"]


def test_a_reprint_shows_the_number_at_posting(world: PostingWorld, context: UserContext) -> None:
    world.item()
    world.post(world.order(sale("A", 3), customer_no="C2"))
    world.post(world.order(sale("A", 3), customer_no="C1"))
    merge(world.session, PAIR, AS_IT_IS, context)
    printed = {}
    for header in world.rows(SalesInvoiceHeader):
        source = document_source(world.session, SalesInvoiceHeader, header.no)
        paper = paper_facts(source, DocumentUsage.INVOICE)
        printed[paper.bill_to.printed_no] = paper.bill_to.customer_no
    assert printed == {"C1": "C1", "C2": "C1"}


def test_after_a_merge_the_survivor_has_the_keys_of_its_card(
    world: PostingWorld, context: UserContext
) -> None:
    add_record(world.session, "customer", {"no": "C8", "name": "Canon Group"}, context)
    change_record(world.session, "customer", ("C2",), ("name", "Canon Group"), context)
    merge(world.session, PAIR, MergeChoice(frozenset({"name"})), context)
    assert [hint.no for hint in duplicate_hints(world.session, "C1")] == ["C8"]


# ------------------------------------------------------------------------------------ refusals


def test_conflicts_must_be_solved_first(world: PostingWorld, context: UserContext) -> None:
    for no in ("C1", "C2"):
        a_ship_to_address(world.session, no, "NORTH", name=no)
    place = conflict("ship_to_address", "C2", "NORTH")
    wrong: list[tuple[dict[Any, Resolution], type[Exception]]] = [
        ({}, MergeConflicts),
        ({place: Resolution(Way.RENAME, "NORTH")}, CodeUnchanged),
        ({place: Resolution(Way.RENAME, "")}, CodeUnchanged),
        ({place: Resolution(Way.REMOVE, "OTHER")}, CodeChanged),
        (
            {
                place: Resolution(Way.REMOVE),
                conflict("ship_to_address", "C2", "X"): Resolution(Way.REMOVE),
            },
            NoSuchConflict,
        ),
        ({place: Resolution(Way.REMOVE, take=frozenset({"code"}))}, NotTickable),
    ]
    for resolutions, refusal in wrong:
        with pytest.raises(refusal):
            merge(world.session, PAIR, MergeChoice(None, resolutions), context)
    a_ship_to_address(world.session, "C1", "SOUTH")
    taken = {place: Resolution(Way.RENAME, "south")}
    with pytest.raises(CodeTaken, match="C1 SOUTH"):
        merge(world.session, PAIR, MergeChoice(None, taken), context)
    assert world.rows(MergeLog) == []


def test_a_record_without_a_code_of_its_own_can_only_be_removed(world: PostingWorld) -> None:
    reference = Reference("comment", ("owner_no",), "customer", only=("owner_table", "customer"))
    kept, going = (
        {"owner_table": "customer", "owner_no": no, "line_no": 1, "date": None, "text": no}
        | {"user": ""}
        for no in ("C1", "C2")
    )
    clash = Clash(reference, going, kept)
    rename: dict[ConflictKey, Resolution] = {
        ("comment", ("customer", "C2", 1)): Resolution(Way.RENAME, "X")
    }
    with pytest.raises(NotRenamable, match="customer C2 1"):
        check_resolutions(world.session, PAIR, [clash], rename)


def test_everything_that_forbids_it_is_told_at_once(
    world: PostingWorld, context: UserContext
) -> None:
    world.put("customer", {"no": "C1"}, privacy_blocked=True)
    world.put("customer", {"no": "C2"}, bill_to_customer_no="C1")
    with pytest.raises(SeveralRefusals) as refused:
        merge(world.session, PAIR, AS_IT_IS, context)
    assert {type(each).__name__ for each in refused.value.refusals} == {
        "BillsOther",
        "SurvivorPrivacyBlocked",
    }
    with pytest.raises(ChooseAnother):
        merge_plan(world.session, MergePair("C1", " c1"))
    with pytest.raises(BillsOther):
        merge(world.session, MergePair("C2", "C1"), AS_IT_IS, context)


def test_open_entries_must_stand_on_one_account(world: PostingWorld, context: UserContext) -> None:
    world.put("customer", {"no": "C2"}, customer_posting_group="FOREIGN")
    for no in ("C1", "C2"):
        an_open_entry(world.session, no, "10", document_no=no)
    with pytest.raises(AccountsDiffer):
        merge(world.session, PAIR, AS_IT_IS, context)
    group = world.session.get_one(CustomerPostingGroup, "FOREIGN")
    group.receivables_account = "1510"
    world.session.flush()
    merge(world.session, PAIR, AS_IT_IS, context)
    assert merge_figures(world.session, ("C1",)).open_entries == 2


def test_a_sum_that_would_change_stops_the_merge(
    world: PostingWorld, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = (MergeFigures(Decimal(at), Decimal(0), 0, 0, 0, 0) for at in range(2))
    monkeypatch.setattr(merging, "merge_figures", lambda *_of: next(figures))
    with pytest.raises(InvariantBroken, match="C1"):
        merge(world.session, PAIR, AS_IT_IS, context)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["C1", "C2"]), st.decimals(-999, 999, places=2)), max_size=6)
)
def test_balances_before_and_after_are_the_same(
    world: PostingWorld, context: UserContext, amounts: list[tuple[str, Decimal]]
) -> None:
    session = world.session
    savepoint = session.begin_nested()
    for at, (no, amount) in enumerate(amounts):
        an_open_entry(session, no, str(amount), document_no=f"D{at}", sales_lcy=amount)
    merge(session, PAIR, AS_IT_IS, context)
    after = merge_figures(session, ("C1",))
    assert after.balance_lcy == after.sales_lcy == sum(amount for _no, amount in amounts)
    assert after.open_entries == len(amounts)
    savepoint.rollback()
    session.expire_all()
