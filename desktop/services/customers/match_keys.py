"""What customers and contacts share with their duplicates, kept in step with their cards (CU133).

Only records that share a match key are compared. The keys are made of one record alone, so they
are written with it: by the rules of its table, whoever enters it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.contact_words import RelationKind
from desktop.models.contacts import Contact, ContactBusinessRelation
from desktop.models.customers import Customer, CustomerBankAccount
from desktop.models.duplicate_words import MatchKind, PartyKind
from desktop.models.duplicates import MatchKey
from desktop.services.context import UserContext
from desktop.services.customers import similarity
from desktop.services.customers.parties import CARDS, Card
from desktop.services.customers.similarity import PartyFacts
from desktop.services.database import report_changes
from desktop.services.setup.field_infos import table_of

LONGEST_VALUE = 250
ROWS_AT_ONCE = 1000

FACT_FIELDS = (
    "no",
    "name",
    "address",
    "post_code",
    "city",
    "country_code",
    "phone",
    "email",
    "vat_registration_no",
    "registration_no",
    "gln",
)
"""The fields of a card that are compared."""

Key = tuple[MatchKind, str]


def match_keys(facts: PartyFacts) -> frozenset[Key]:
    """All keys of a record, each with the kind of thing that is shared."""
    return frozenset((kind, value[:LONGEST_VALUE]) for kind, value in _keys(facts) if value)


def _keys(facts: PartyFacts) -> Iterator[Key]:
    yield MatchKind.VAT, similarity.plain_number(facts.vat_registration_no)
    yield MatchKind.REGISTRATION, similarity.plain_number(facts.registration_no)
    yield MatchKind.GLN, similarity.plain_number(facts.gln)
    for iban in facts.ibans:
        yield MatchKind.IBAN, similarity.plain_number(iban)
    addresses = similarity.mail_addresses(facts.email)
    yield from ((MatchKind.EMAIL, address) for address in addresses)
    yield from ((MatchKind.DOMAIN, domain) for domain in similarity.own_domains(addresses))
    yield MatchKind.PHONE, similarity.phone_digits(facts.phone)
    yield MatchKind.PLACE, place(facts)
    yield from ((MatchKind.NAME, word) for word in similarity.name_tokens(facts.name))


def place(facts: PartyFacts) -> str:
    """Post code and house number; blank unless both are known."""
    code = similarity.compact_code(facts.post_code)
    numbers = (word for word in similarity.tokens(facts.address) if word[0].isdigit())
    house = next(numbers, "")
    return f"{code} {house}" if code and house else ""


def facts_of(record: Any, ibans: Iterable[str] = ()) -> PartyFacts:  # noqa: ANN401  (a card or a row)
    """The compared fields of a card or of a row of it."""
    # A contact has no GLN.
    values = {name: getattr(record, name, None) or "" for name in FACT_FIELDS}
    return PartyFacts(**values, ibans=tuple(ibans))


# ------------------------------------------------------------------------- in step with the cards


def keep_customer_keys(session: Session, customer: Customer, _context: UserContext) -> None:
    """Before a changed card is written: replace the keys that its change makes wrong."""
    state = sa.inspect(customer)
    if not state.persistent:
        return  # a new card gets its keys when its row is there
    now = match_keys(facts_of(customer))
    before = match_keys(_facts_before(state))
    _replace(session, customer.no, gone=before - now, come=now - before)


def add_customer_keys(
    session: Session, customers: Sequence[Customer], _context: UserContext
) -> None:
    """New cards get their keys."""
    # Without the ORM: an import brings a hundred thousand of them.
    _add_keys(session, PartyKind.CUSTOMER, customers)


def add_contact_keys(session: Session, contacts: Sequence[Contact], _context: UserContext) -> None:
    """New contacts get their keys."""
    _add_keys(session, PartyKind.CONTACT, contacts)


def keep_contact_keys(session: Session, contact: Contact, _context: UserContext) -> None:
    """Before a changed contact is written: it gets the keys that it has from now on."""
    if sa.inspect(contact).persistent:
        keep_card_keys(session, contact)


def keep_card_keys(session: Session, card: Card) -> None:
    """Write the keys of a card as it is now; those of its bank accounts stay."""
    kind = PartyKind(card.__tablename__)
    table = table_of(MatchKey.__tablename__)
    session.execute(
        sa.delete(table).where(
            table.c.party == kind, table.c.no == card.no, table.c.kind != MatchKind.IBAN
        )
    )
    _add_keys(session, kind, [card])
    report_changes(session, table.name)


def copy_keys_to_contacts(session: Session, numbers: Mapping[str, str]) -> None:
    """New contacts, by the customers that they are made of, share what those share.

    One statement: an import brings a hundred thousand customers.
    """
    table = table_of(MatchKey.__tablename__)
    relation = table_of(ContactBusinessRelation.__tablename__)
    own = table.alias()
    copied = (
        sa.select(
            sa.literal(PartyKind.CONTACT, table.c.party.type),
            relation.c.contact_no,
            own.c.kind,
            own.c.value,
        )
        .join(relation, relation.c.no == own.c.no)
        .where(
            relation.c.kind == RelationKind.CUSTOMER,
            relation.c.no.in_(list(numbers)),
            relation.c.contact_no.in_(list(numbers.values())),
            own.c.party == PartyKind.CUSTOMER,
            own.c.kind.not_in((MatchKind.IBAN, MatchKind.GLN)),
        )
    )
    session.execute(sa.insert(table).from_select(["party", "no", "kind", "value"], copied))
    report_changes(session, table.name)


def _add_keys(session: Session, kind: PartyKind, cards: Sequence[Card]) -> None:
    keys = [
        _values(kind, card.no, key) for card in cards for key in sorted(match_keys(facts_of(card)))
    ]
    if keys:
        table = table_of(MatchKey.__tablename__)
        session.execute(sa.insert(table), keys)
        report_changes(session, table.name)


def keep_account_keys(
    session: Session, account: CustomerBankAccount, _context: UserContext
) -> None:
    """Before a changed bank account is written: its customer gets the keys of all accounts."""
    if sa.inspect(account).persistent:
        _keep_ibans(session, account, [account.iban])


def add_account_keys(session: Session, account: CustomerBankAccount, _context: UserContext) -> None:
    """A new bank account brings a key to its customer."""
    _keep_ibans(session, account, [account.iban])


def drop_account_keys(
    session: Session, account: CustomerBankAccount, _context: UserContext
) -> None:
    """A bank account that goes takes its key along."""
    _keep_ibans(session, account, [])


def _keep_ibans(session: Session, account: CustomerBankAccount, own: Iterable[str]) -> None:
    """Compare the keys that are there with those of the other accounts and of this one."""
    no = account.customer_no
    session.flush()  # keys that were added a moment ago count
    others = session.scalars(
        sa.select(CustomerBankAccount.iban).where(
            CustomerBankAccount.customer_no == no, CustomerBankAccount.code != account.code
        )
    )
    now = match_keys(PartyFacts(no, ibans=(*others, *own)))
    stored = session.scalars(
        sa.select(MatchKey.value).where(
            MatchKey.party == PartyKind.CUSTOMER,
            MatchKey.no == no,
            MatchKey.kind == MatchKind.IBAN,
        )
    )
    before = {(MatchKind.IBAN, value) for value in stored}
    _replace(session, no, gone=before - now, come=now - before)


def _facts_before(state: Any) -> PartyFacts:  # noqa: ANN401  (the state of a row)
    values: dict[str, Any] = {}
    for name in FACT_FIELDS:
        history = state.attrs[name].history
        known = history.deleted or history.unchanged or history.added
        values[name] = (known[0] if known else "") or ""
    return PartyFacts(**values)


def _replace(session: Session, no: str, *, gone: Iterable[Key], come: Iterable[Key]) -> None:
    table = table_of(MatchKey.__tablename__)
    of_record = sa.and_(table.c.party == PartyKind.CUSTOMER, table.c.no == no)
    pairs = sorted(gone)
    if pairs:
        kinds = [sa.and_(table.c.kind == kind, table.c.value == value) for kind, value in pairs]
        session.execute(sa.delete(table).where(of_record, sa.or_(*kinds)))
        report_changes(session, table.name)
    added = [_values(PartyKind.CUSTOMER, no, key) for key in sorted(come)]
    if added:
        session.execute(sa.insert(table), added)
        report_changes(session, table.name)


def _values(party: PartyKind, no: str, key: Key) -> dict[str, Any]:
    kind, value = key
    return {"party": party, "no": no, "kind": kind, "value": value}


# ------------------------------------------------------------------------------------- everybody


def fact_columns(kind: PartyKind) -> list[Any]:
    """The columns of a kind of card that are compared."""
    card = CARDS[kind]
    return [getattr(card, name) for name in FACT_FIELDS if name in card.__table__.columns]


def all_facts(session: Session, kind: PartyKind = PartyKind.CUSTOMER) -> Iterator[list[PartyFacts]]:
    """The compared fields of all cards of a kind by number, a thousand at a time.

    One statement for the cards and, of customers, one for the bank accounts of each part.
    """
    number = CARDS[kind].no
    query = sa.select(*fact_columns(kind)).order_by(number).limit(ROWS_AT_ONCE)
    rows = session.execute(query).all()
    while rows:
        first, last = rows[0].no, rows[-1].no
        ibans = _ibans(session, first, last) if kind is PartyKind.CUSTOMER else {}
        yield [facts_of(row, ibans.get(row.no, ())) for row in rows]
        rows = session.execute(query.where(number > last)).all()


def _ibans(session: Session, first: str, last: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    accounts = sa.select(CustomerBankAccount.customer_no, CustomerBankAccount.iban).where(
        CustomerBankAccount.customer_no.between(first, last), CustomerBankAccount.iban != ""
    )
    for no, iban in session.execute(accounts):
        found.setdefault(no, []).append(iban)
    return found
