"""Finding customers that look alike, keeping their keys, and deciding about them (CU133–CU135)."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from desktop.models.duplicate_words import MatchKind
from desktop.models.duplicates import MatchKey
from desktop.models.setup import SalesSetup
from desktop.services.context import Cancelled, NoProgress, UserContext
from desktop.services.customers.duplicate_list import (
    FoundPair,
    cluster_numbers,
    find_duplicates,
    useful_keys,
)
from desktop.services.customers.duplicate_refusals import ChooseAnother, PartyGone
from desktop.services.customers.duplicates import (
    decisions,
    duplicate_hints,
    keep_separate,
    withdraw_decision,
)
from desktop.services.customers.match_keys import match_keys
from desktop.services.customers.similarity import MatchField, PartyFacts
from desktop.services.records import (
    BatchRow,
    add_record,
    change_record,
    delete_record,
    record_batch,
)

MOST_STATEMENTS = 2


def make(session: Session, context: UserContext, no: str, name: str, **more: object) -> None:
    values = {"no": no, "name": name, "payment_terms_code": "30D", **more}
    add_record(session, "customer", values, context)


def keys_of(session: Session, no: str) -> set[tuple[str, str]]:
    session.flush()
    found = session.execute(sa.select(MatchKey.kind, MatchKey.value).where(MatchKey.no == no))
    return {(row.kind, row.value) for row in found}


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def canons(session: Session, context: UserContext) -> Session:
    """Three customers, two of which are alike."""
    make(session, context, "C1", "Cannon Group PLC", city="London")
    make(session, context, "C2", "Canon Group", city="London")
    make(session, context, "C3", "Birkholm Interiors")
    return session


# ------------------------------------------------------------------------------------ keys


def test_a_card_and_its_keys_are_written_together(session: Session, context: UserContext) -> None:
    make(session, context, "C1", "Canon Group Ltd", email="a@canon.com", phone="090-123456")
    assert keys_of(session, "C1") == {
        (MatchKind.NAME, "canon"),
        (MatchKind.NAME, "group"),
        (MatchKind.EMAIL, "a@canon.com"),
        (MatchKind.DOMAIN, "canon.com"),
        (MatchKind.PHONE, "90123456"),
    }
    change_record(session, "customer", ("C1",), ("name", "Cannon Group"), context)
    change_record(session, "customer", ("C1",), ("phone", None), context)
    assert keys_of(session, "C1") == {
        (MatchKind.NAME, "cannon"),
        (MatchKind.NAME, "group"),
        (MatchKind.EMAIL, "a@canon.com"),
        (MatchKind.DOMAIN, "canon.com"),
    }
    delete_record(session, "customer", ("C1",), context)
    assert keys_of(session, "C1") == set()


def test_bank_accounts_bring_keys_and_take_them_along(
    session: Session, context: UserContext
) -> None:
    make(session, context, "C1", "Ek")
    for code in ("A", "B"):
        account = {"customer_no": "C1", "code": code, "iban": "SE4550000000058398257466"}
        add_record(session, "customer_bank_account", account, context)
    iban = (MatchKind.IBAN, "SE4550000000058398257466")
    other = (MatchKind.IBAN, "SE3550000000054910000003")
    assert iban in keys_of(session, "C1")
    change = ("iban", "SE3550000000054910000003")
    change_record(session, "customer_bank_account", ("C1", "A"), change, context)
    assert {iban, other} <= keys_of(session, "C1")
    delete_record(session, "customer_bank_account", ("C1", "B"), context)
    assert keys_of(session, "C1") == {(MatchKind.NAME, "ek"), other}


def test_an_import_writes_keys_too(session: Session, context: UserContext) -> None:
    make(session, context, "C1", "Old Name")
    rows = [
        BatchRow(1, {"no": "C1", "name": "New Name"}),
        BatchRow(2, {"no": "C2", "name": "Other Name"}),
    ]
    record_batch("customer").enter(session, rows, context)
    assert keys_of(session, "C1") == {(MatchKind.NAME, "new"), (MatchKind.NAME, "name")}
    assert keys_of(session, "C2") == {(MatchKind.NAME, "other"), (MatchKind.NAME, "name")}


# ----------------------------------------------------------------------------------- hints


def test_a_customer_is_told_whom_it_looks_like(canons: Session) -> None:
    [hint] = duplicate_hints(canons, "C2")
    assert (hint.no, hint.name, hint.score) == ("C1", "Cannon Group PLC", Decimal("92.0"))
    assert hint.is_striking
    assert hint.reasons == (MatchField.NAME, MatchField.ADDRESS)
    assert duplicate_hints(canons, "C3") == ()


def test_the_same_account_is_the_same_customer(canons: Session, context: UserContext) -> None:
    for no in ("C1", "C3"):
        account = {"customer_no": no, "code": "A", "iban": "SE4550000000058398257466"}
        add_record(canons, "customer_bank_account", account, context)
    [hint] = duplicate_hints(canons, "C3")
    assert (hint.no, hint.score, hint.reasons) == ("C1", Decimal(100), (MatchField.IBAN,))


def test_a_hint_takes_two_statements_at_most(canons: Session, context: UserContext) -> None:
    test_the_same_account_is_the_same_customer(canons, context)
    with counted(canons) as sent:
        assert duplicate_hints(canons, "C3")
    assert len(sent) <= MOST_STATEMENTS


def test_the_company_says_from_which_score_on(canons: Session) -> None:
    canons.get_one(SalesSetup, 1).duplicate_threshold = 93
    canons.flush()
    assert duplicate_hints(canons, "C2") == ()


def test_a_company_that_does_not_check_is_not_told(canons: Session) -> None:
    canons.get_one(SalesSetup, 1).duplicate_check = False
    canons.flush()
    assert duplicate_hints(canons, "C2") == ()


def test_a_frequent_word_of_the_name_makes_no_candidates() -> None:
    keys = [tuple(match_keys(PartyFacts(str(at), name=f"Bygg {at % 70}"))) for at in range(140)]
    found = {key for own in useful_keys(keys) for key in own}
    assert (MatchKind.NAME, "bygg") not in found
    assert (MatchKind.NAME, "7") in found


# -------------------------------------------------------------------------------- decisions


def test_a_pair_that_is_not_the_same_is_not_shown_until_that_is_withdrawn(
    canons: Session, context: UserContext
) -> None:
    keep_separate(canons, "C2", "C1", context)
    keep_separate(canons, "C1", "C2", context)
    canons.flush()
    assert duplicate_hints(canons, "C1") == duplicate_hints(canons, "C2") == ()
    assert find_duplicates(canons).pairs == ()
    [row] = decisions(canons)
    assert (row.no_a, row.no_b, row.user) == ("C1", "C2", "ADMIN")
    assert withdraw_decision(canons, "C2", "C1")
    canons.flush()
    assert not withdraw_decision(canons, "C2", "C1")
    assert len(duplicate_hints(canons, "C1")) == 1


def test_a_decision_needs_two_customers(canons: Session, context: UserContext) -> None:
    with pytest.raises(ChooseAnother):
        keep_separate(canons, "C1", "C1", context)
    with pytest.raises(PartyGone, match="C9 no longer exists"):
        keep_separate(canons, "C1", "C9", context)


# -------------------------------------------------------------------------------- everybody


def test_all_pairs_are_found_in_clusters(canons: Session, context: UserContext) -> None:
    make(canons, context, "C4", "Canon Groups", city="London")
    make(canons, context, "C5", "Birkholm Interior AB")
    found = find_duplicates(canons)
    assert found.records == 5
    pairs = {(pair.no_a, pair.no_b): pair for pair in found.pairs}
    assert set(pairs) == {("C1", "C2"), ("C2", "C4"), ("C3", "C5")}
    assert found.clusters == 2
    assert pairs["C1", "C2"].cluster == pairs["C2", "C4"].cluster != pairs["C3", "C5"].cluster
    assert pairs["C1", "C2"].score == Decimal("92.0")
    assert (pairs["C3", "C5"].name_a, pairs["C3", "C5"].name_b) == (
        "Birkholm Interiors",
        "Birkholm Interior AB",
    )


def test_records_joined_through_others_are_one_cluster() -> None:
    def pair(no_a: str, no_b: str) -> FoundPair:
        return FoundPair(no_a, no_b, Decimal(90), ())

    found = [pair("A", "B"), pair("X", "Y"), pair("C", "D"), pair("B", "C")]
    assert cluster_numbers(found) == {"A": 1, "B": 1, "C": 1, "D": 1, "X": 2, "Y": 2}


def test_the_search_can_be_cancelled(canons: Session) -> None:
    class Impatient(NoProgress):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        find_duplicates(canons, Impatient())
