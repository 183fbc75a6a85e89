"""Posting what customers owed before the company worked with Kontor.

Each open document of the old books becomes a customer entry of its own, with its number, dates
and currency. Against the receivables stands the account of the opening balance that the user
chooses: no sale, no VAT. What was paid of a document before is a payment that is applied to it;
the general ledger gets only what is still open.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import and_, delete, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef, Refusal, SeveralRefusals
from desktop.models.customers import Customer
from desktop.models.finance import CustomerPostingGroup, InventoryPostingSetup
from desktop.models.ledger_words import EntryDocumentType, RegisterSource, SourceType
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.opening import OpeningBalanceLine
from desktop.models.setup import GeneralLedgerSetup
from desktop.services.context import UserContext
from desktop.services.currencies.exchange_rates import ExchangeRate, rate_on
from desktop.services.currencies.refusals import ExchangeRateMissing
from desktop.services.database import report_changes
from desktop.services.ledgers.customer_entries import (
    Claim,
    Part,
    add_claim,
    add_immediate_payment,
)
from desktop.services.ledgers.gl_entries import GlGroup, GlSource, add_gl_entry, check_balance
from desktop.services.ledgers.register import draw_register, write_entries
from desktop.services.ledgers.rows import Booking, LedgerRows
from desktop.services.posting.accounts import AccountFinder, SetupRecord
from desktop.services.posting.allowed_dates import date_refusal
from desktop.services.posting.choice import PostingResult
from desktop.services.posting.posted_rows import Stamp
from desktop.services.posting.preview import PostingPreview, tables_of
from desktop.services.posting.refusals_opening import (
    OpeningAccountNotUsable,
    OpeningChoiceMissing,
    OpeningEmpty,
    OpeningFieldBlank,
    OpeningPosted,
)
from desktop.services.posting.requests import first_result, remember
from desktop.services.posting.setups import WantedSetups, load_setups
from desktop.services.setup.record_engine import ref_of
from desktop.translation import _

logger = logging.getLogger(__name__)

TABLE = OpeningBalanceLine.__tablename__


@dataclass(frozen=True, slots=True)
class OpeningChoice:
    """The day on which opening balances are taken over, and against which account."""

    posting_date: date | None
    balancing_account_no: str | None


@dataclass(slots=True)
class _Ground:
    """What the entries are decided on."""

    choice: OpeningChoice
    ledger: GeneralLedgerSetup
    stamp: Stamp
    groups: Mapping[str, str | None]
    """The posting group by customer."""
    receivables: Mapping[str, str | None]
    """The receivables account by posting group."""
    rates: dict[str | None, ExchangeRate] = field(default_factory=dict)


@dataclass(slots=True)
class _Plan:
    """All entries that posting will write."""

    rows: LedgerRows
    stamp: Stamp


def post_opening_entries(
    session: Session, choice: OpeningChoice, context: UserContext, *, posting_id: str | None = None
) -> PostingResult:
    """Post all opening entries, and delete what was waiting; all of them or none.

    A repeated `posting_id` posts nothing again. Raises OpeningEmpty or what is wrong: one
    refusal, or SeveralRefusals with all of them.
    """
    found = first_result(session, posting_id, None, context)
    if found is not None:
        return found
    planned = _planned(session, choice, context)
    register = draw_register(session, planned.rows)
    write_entries(
        session,
        planned.rows,
        register,
        {},
        source=RegisterSource.OPENING_BALANCE,
        user=planned.stamp.user,
        created_at=planned.stamp.created_at,
    )
    session.execute(delete(OpeningBalanceLine).execution_options(synchronize_session=False))
    report_changes(session, TABLE)
    result = PostingResult()
    remember(session, posting_id, result)
    logger.info("posted %s opening entries", planned.rows.transactions)
    return result


def preview_opening_entries(
    session: Session, choice: OpeningChoice, context: UserContext
) -> PostingPreview:
    """Show the entries that posting would make; raises what posting raises."""
    return PostingPreview(tuple(tables_of(_planned(session, choice, context).rows)))


def check_choice(choice: OpeningChoice) -> None:
    """Refuse a posting without its date or account; raises OpeningChoiceMissing."""
    for name in ("posting_date", "balancing_account_no"):
        if not getattr(choice, name):
            raise OpeningChoiceMissing(field=name, blank_field=name)


def _planned(session: Session, choice: OpeningChoice, context: UserContext) -> _Plan:
    check_choice(choice)
    entries = session.scalars(
        select(OpeningBalanceLine)
        .order_by(
            OpeningBalanceLine.customer_no,
            OpeningBalanceLine.document_type,
            OpeningBalanceLine.document_no,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if not entries:
        raise OpeningEmpty
    ground = _read(session, entries, choice, context)
    refusals = list(_failures(session, entries, ground, context))
    accounts = _accounts(session, ground, refusals)
    rows = LedgerRows(transactions=len(entries))
    for number, entry in enumerate(entries, start=1):
        _add_entry(rows, entry, number, ground, accounts)
    _raise(refusals)
    check_balance(rows.gl, "opening entries")
    return _Plan(rows, ground.stamp)


def _read(
    session: Session,
    entries: Sequence[OpeningBalanceLine],
    choice: OpeningChoice,
    context: UserContext,
) -> _Ground:
    mine = select(OpeningBalanceLine.customer_no)
    groups = select(Customer.no, Customer.customer_posting_group).where(Customer.no.in_(mine))
    receivables = select(CustomerPostingGroup.code, CustomerPostingGroup.receivables_account)
    ground = _Ground(
        choice,
        session.get_one(GeneralLedgerSetup, 1),
        Stamp(context.user, context.now()),
        {row[0]: row[1] for row in session.execute(groups)},
        {row[0]: row[1] for row in session.execute(receivables)},
    )
    for currency in {entry.currency_code for entry in entries}:
        try:
            ground.rates[currency] = rate_on(session, currency, _day(choice))
        except ExchangeRateMissing:
            # Wanted only by an entry that does not tell its worth itself.
            continue
    return ground


def _failures(
    session: Session,
    entries: Sequence[OpeningBalanceLine],
    ground: _Ground,
    context: UserContext,
) -> Iterator[Refusal]:
    """All that is wrong, each fault once."""
    day = _day(ground.choice)
    refusal = date_refusal(day, ground.ledger, context, document=_("Opening balance"))
    if refusal is not None:
        yield refusal
    yield from _posted(session)
    told: set[str] = set()
    for entry in entries:
        if not entry.amount:
            ref = ref_of(TABLE, entry)
            yield OpeningFieldBlank(
                record=ref,
                field="amount",
                table=TABLE,
                record_key=f"{entry.customer_no} {entry.document_no}",
                blank_field="amount",
            )
        if not ground.groups.get(entry.customer_no) and entry.customer_no not in told:
            told.add(entry.customer_no)
            yield OpeningFieldBlank(
                record=RecordRef("customer", (entry.customer_no,)),
                field="customer_posting_group",
                table="customer",
                record_key=entry.customer_no,
                blank_field="customer_posting_group",
            )
        if entry.remaining_amount_lcy is None and entry.currency_code not in ground.rates:
            yield ExchangeRateMissing(
                record=RecordRef("currency", (entry.currency_code or "",)),
                field="currency_code",
                currency_code=entry.currency_code,
                date=day,
            )


def _posted(session: Session) -> Iterator[Refusal]:
    """Entries whose document has come into the ledger since they were entered."""
    statement = select(
        OpeningBalanceLine.customer_no,
        OpeningBalanceLine.document_type,
        OpeningBalanceLine.document_no,
        CustLedgerEntry.posting_date,
    ).join(
        CustLedgerEntry,
        and_(
            CustLedgerEntry.customer_no == OpeningBalanceLine.customer_no,
            CustLedgerEntry.document_type == OpeningBalanceLine.document_type,
            CustLedgerEntry.document_no == OpeningBalanceLine.document_no,
        ),
    )
    for no, kind, document_no, posting_date in session.execute(statement):
        yield OpeningPosted(
            record=RecordRef(TABLE, (no, kind, document_no)),
            field="document_no",
            document_type=kind,
            document_no=document_no,
            no=no,
            posting_date=posting_date,
        )


def _accounts(session: Session, ground: _Ground, refusals: list[Refusal]) -> AccountFinder:
    """Where amounts go; the balancing account must be none that a subledger agrees with."""
    balancing = ground.choice.balancing_account_no or ""
    wanted = WantedSetups(accounts={balancing, *ground.receivables.values()})
    accounts = AccountFinder(load_setups(session, wanted), refusals)
    accounts.checked(balancing, SetupRecord(TABLE, ()), "balancing_account_no")
    inventory = select(InventoryPostingSetup.inventory_account).where(
        InventoryPostingSetup.inventory_account == balancing
    )
    if balancing in ground.receivables.values() or session.scalars(inventory.limit(1)).first():
        accounts.note(
            OpeningAccountNotUsable(
                record=RecordRef("gl_account", (balancing,)),
                field="balancing_account_no",
                account=balancing,
            )
        )
    return accounts


def _add_entry(
    rows: LedgerRows,
    entry: OpeningBalanceLine,
    number: int,
    ground: _Ground,
    accounts: AccountFinder,
) -> None:
    group = ground.groups.get(entry.customer_no)
    rate = _rate(entry, ground)
    if not group or rate is None or not entry.amount:
        return
    cent = ground.ledger.amount_precision
    remaining = entry.amount if entry.remaining_amount is None else entry.remaining_amount
    whole, rest = (Part(each, rate.to_lcy(each, cent)) for each in (entry.amount, remaining))
    booking = _booking(entry, number, ground)
    claim = _claim(entry, group, rate, whole)
    entry_no = add_claim(rows, booking, claim)
    paid = Part(whole.amount - rest.amount, whole.amount_lcy - rest.amount_lcy)
    if paid.amount:
        add_immediate_payment(rows, entry_no, _settled(booking, entry), claim, paid)
    source = GlSource(
        claim.description, SourceType.CUSTOMER, entry.customer_no, entry.currency_code
    )
    record = SetupRecord("customer_posting_group", (group,))
    receivables = accounts.checked(ground.receivables.get(group), record, "receivables_account")
    for account, sign in ((receivables, 1), (ground.choice.balancing_account_no or "", -1)):
        owed = GlGroup(account, sign * rest.amount_lcy, fcy=sign * rest.amount)
        add_gl_entry(rows.gl, booking, owed, source)


def _rate(entry: OpeningBalanceLine, ground: _Ground) -> ExchangeRate | None:
    """The rate of the old books where they tell one, else that of the posting date."""
    if entry.remaining_amount_lcy is None:
        return ground.rates.get(entry.currency_code)
    remaining = entry.amount if entry.remaining_amount is None else entry.remaining_amount
    if not remaining:
        return None
    return ExchangeRate(abs(remaining), abs(entry.remaining_amount_lcy))


def _booking(entry: OpeningBalanceLine, number: int, ground: _Ground) -> Booking:
    return Booking(
        posting_date=_day(ground.choice),
        document_type=entry.document_type,
        document_no=entry.document_no,
        transaction=number,
        user=ground.stamp.user,
        created_at=ground.stamp.created_at,
        document_date=entry.document_date,
        external_document_no=entry.external_document_no,
    )


def _settled(booking: Booking, entry: OpeningBalanceLine) -> Booking:
    """What was paid before, or paid back."""
    kind = EntryDocumentType.PAYMENT if entry.amount > 0 else EntryDocumentType.REFUND
    return replace(booking, document_type=kind)


def _claim(entry: OpeningBalanceLine, group: str, rate: ExchangeRate, whole: Part) -> Claim:
    return Claim(
        customer_no=entry.customer_no,
        sell_to_customer_no=entry.customer_no,
        description=entry.description or _("Opening balance"),
        posting_group=group,
        currency_code=entry.currency_code,
        currency_factor=rate.factor,
        amount=whole.amount,
        amount_lcy=whole.amount_lcy,
        due_date=entry.due_date or entry.document_date,
    )


def _day(choice: OpeningChoice) -> date:
    if choice.posting_date is None:
        raise ValueError(choice)
    return choice.posting_date


def _raise(refusals: Sequence[Refusal]) -> None:
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralRefusals(refusals)
