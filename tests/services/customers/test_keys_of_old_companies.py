"""A company from before there were match keys gets them with the steps that bring them."""

import sqlalchemy as sa

from desktop.models.duplicate_words import PartyKind
from desktop.models.duplicates import MatchKey
from desktop.services import migrating
from desktop.services.context import UserContext
from desktop.services.customers.match_keys import all_facts, match_keys
from desktop.services.database import Database
from desktop.services.records import add_record

STEP = "0010"
STEP_OF_CONTACTS = "0018"
CUSTOMERS = (
    {"no": "C1", "name": "Möbelhuset i Umeå A.B.", "post_code": "903 26", "address": "Storg. 12 A"},
    {"no": "C2", "name": "O'Neill & Søn Company", "email": "a@oneill.no; b@gmail.com"},
    {"no": "C3", "name": "Company Ltd", "phone": "+46 90 12 34 56", "registration_no": "556012-57"},
    {"no": "C4", "vat_registration_no": "SE556012579001", "gln": "7312345000014"},
)

CONTACTS = (
    {"no": "T1", "name": "Known Already AB", "phone": "08 123 456"},
    {"no": "T2", "name": "Möbelhuset i Umeå A.B.", "post_code": "903 26", "address": "Storg. 12 A"},
    {"no": "T3", "name": "O'Neill & Søn Company", "email": "a@oneill.no; b@gmail.com"},
    {"no": "T4", "name": "Company Ltd", "phone": "+46 90 12 34 56", "registration_no": "556012-57"},
    {"no": "T5", "name": "Ångström", "vat_registration_no": "SE556012579001"},
)

Key = tuple[str, str, str]


def test_the_step_makes_the_keys_that_cards_get(company: Database, context: UserContext) -> None:
    with company.write() as session:
        for values in CUSTOMERS:
            add_record(session, "customer", values, context)
        account = {"customer_no": "C1", "code": "A", "iban": "SE4550000000058398257466"}
        add_record(session, "customer_bank_account", account, context)
    _take_again(company, STEP)
    found = _stored(company, PartyKind.CUSTOMER)
    assert found == _expected(company, PartyKind.CUSTOMER)
    assert len(found) > len(CUSTOMERS)


def test_contacts_without_keys_get_them(company: Database, context: UserContext) -> None:
    with company.write() as session:
        for values in CONTACTS:
            add_record(session, "contact", values, context)
        session.execute(sa.delete(MatchKey).where(MatchKey.no != CONTACTS[0]["no"]))
    before = _stored(company, PartyKind.CONTACT)
    _take_again(company, STEP_OF_CONTACTS)
    found = _stored(company, PartyKind.CONTACT)
    assert found == _expected(company, PartyKind.CONTACT)
    assert before < found
    assert {no for no, _kind, _value in found} == {values["no"] for values in CONTACTS}


def _take_again(company: Database, step: str) -> None:
    """Go back to before a step, and forward to the newest again."""
    revisions = migrating.known_revisions()
    with company.engine.connect() as connection:
        migrating.downgrade(connection, revisions[revisions.index(step) - 1])
        migrating.upgrade(connection)
        connection.commit()


def _stored(company: Database, kind: PartyKind) -> set[Key]:
    asked = sa.select(MatchKey.no, MatchKey.kind, MatchKey.value).where(MatchKey.party == kind)
    with company.read() as session:
        return {(row.no, row.kind, row.value) for row in session.execute(asked)}


def _expected(company: Database, kind: PartyKind) -> set[Key]:
    """The keys that the cards as they are now would get."""
    with company.read() as session:
        return {
            (facts.no, *key)
            for some in all_facts(session, kind)
            for facts in some
            for key in match_keys(facts)
        }
