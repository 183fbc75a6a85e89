"""A company from before there were match keys gets them with the step that makes their table."""

import sqlalchemy as sa

from desktop.models.duplicates import MatchKey
from desktop.services import migrating
from desktop.services.context import UserContext
from desktop.services.customers.match_keys import all_facts, match_keys
from desktop.services.database import Database
from desktop.services.records import add_record

STEP = "0010"
CUSTOMERS = (
    {"no": "C1", "name": "Möbelhuset i Umeå A.B.", "post_code": "903 26", "address": "Storg. 12 A"},
    {"no": "C2", "name": "O'Neill & Søn Company", "email": "a@oneill.no; b@gmail.com"},
    {"no": "C3", "name": "Company Ltd", "phone": "+46 90 12 34 56", "registration_no": "556012-57"},
    {"no": "C4", "vat_registration_no": "SE556012579001", "gln": "7312345000014"},
)


def test_the_step_makes_the_keys_that_cards_get(company: Database, context: UserContext) -> None:
    with company.write() as session:
        for values in CUSTOMERS:
            add_record(session, "customer", values, context)
        account = {"customer_no": "C1", "code": "A", "iban": "SE4550000000058398257466"}
        add_record(session, "customer_bank_account", account, context)
    revisions = migrating.known_revisions()
    with company.engine.connect() as connection:
        migrating.downgrade(connection, revisions[revisions.index(STEP) - 1])
        migrating.upgrade(connection)
        connection.commit()
    with company.read() as session:
        rows = session.execute(sa.select(MatchKey.no, MatchKey.kind, MatchKey.value))
        found = {tuple(row) for row in rows}
        expected = {
            (facts.no, *key)
            for some in all_facts(session)
            for facts in some
            for key in match_keys(facts)
        }
    assert found == expected
    assert len(found) > len(CUSTOMERS)
