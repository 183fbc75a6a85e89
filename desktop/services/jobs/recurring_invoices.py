"""Create Recurring Invoices: an invoice for each assignment that is due (CU121, CU122)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.errors import NeedsConfirmation, RecordRef, Refusal
from desktop.models.customers import Customer
from desktop.models.job_words import Job
from desktop.models.posted import SalesInvoiceHeader
from desktop.models.recurring import CustomerStandardCode
from desktop.models.sales import SalesHeader
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.numbers import ZERO, Amount
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.database import Database
from desktop.services.jobs.batch import BatchPlan, BatchResult, Created, run_batch
from desktop.services.jobs.failures import failure_of
from desktop.services.list_filters import filter_condition
from desktop.services.sales.recurring_making import make_recurring_invoice
from desktop.services.sales.refusals_recurring import (
    RecurrenceStandsStill,
    RecurringAlreadyMade,
    RecurringDatesMissing,
    RecurringNotDue,
)

SKIPS = (RecurringAlreadyMade, RecurringNotDue)


@dataclass(frozen=True, slots=True)
class RecurringKey(DocumentKey):
    """An invoice to be made: `no` is the customer's number, besides code and order date."""

    code: str
    order_date: date

    def __str__(self) -> str:
        return f"{self.no} {self.code} {self.order_date}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringParameters:
    """What the job is run with; the filters are expressions for code and customer number.

    With `catch_up` a recurrence is made up for until its next date lies behind `order_date`.
    """

    order_date: date | None = None
    posting_date: date | None = None
    code_filter: str = ""
    customer_filter: str = ""
    create_again: bool = False
    catch_up: bool = False

    def stored(self) -> dict[str, object]:
        """The parameters as a run keeps them."""
        return {
            "order_date": self.order_date.isoformat() if self.order_date else None,
            "posting_date": self.posting_date.isoformat() if self.posting_date else None,
            "code_filter": self.code_filter,
            "customer_filter": self.customer_filter,
            "create_again": self.create_again,
            "catch_up": self.catch_up,
        }


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """An invoice that the job would make; `problem` says why it could not, or why it is left out.

    The amounts are in `currency_code`, None for the local one; both are 0 with a problem.
    """

    customer_no: str
    name: str
    code: str
    order_date: date
    amount: Amount = ZERO
    amount_including_vat: Amount = ZERO
    currency_code: str | None = None
    problem: str = ""


def parameters_of(stored: Mapping[str, Any]) -> RecurringParameters:
    """The parameters that a run has kept."""
    order_date, posting_date = stored["order_date"], stored["posting_date"]
    return RecurringParameters(
        order_date=date.fromisoformat(order_date) if order_date else None,
        posting_date=date.fromisoformat(posting_date) if posting_date else None,
        code_filter=stored["code_filter"],
        customer_filter=stored["customer_filter"],
        create_again=stored["create_again"],
        catch_up=stored["catch_up"],
    )


def check_parameters(parameters: RecurringParameters) -> None:
    """Refuse a run without its dates; raises RecurringDatesMissing."""
    for name in ("order_date", "posting_date"):
        if getattr(parameters, name) is None:
            raise RecurringDatesMissing(field=name)


def create_invoices(
    database: Database,
    parameters: RecurringParameters,
    context: UserContext,
    progress: Progress | None = None,
) -> BatchResult:
    """Make all invoices that are due, each in a transaction of its own; the run is stored.

    Raises RecurringDatesMissing, FilterNotUnderstood, or what `run_batch` raises.
    """
    check_parameters(parameters)
    return run_batch(database, plan_of(parameters, context), context, progress)


def plan_of(parameters: RecurringParameters, context: UserContext) -> BatchPlan:
    """The job as the runner sees it."""
    maker = _Maker(parameters, context)
    return BatchPlan(
        job=Job.CREATE_RECURRING_INVOICES,
        parameters=parameters.stored(),
        count=maker.count,
        keys=maker.keys,
        work=maker.work,
        skips=SKIPS,
        about=maker.about,
        source_key=_source_key,
        key_of=_key_of,
    )


def _source_key(key: DocumentKey) -> str:
    """What a message keeps of an invoice to be made: code and order date."""
    if not isinstance(key, RecurringKey):
        raise TypeError(key)
    return f"{key.code} {key.order_date.isoformat()}"


def _key_of(key: DocumentKey, source_key: str) -> RecurringKey:
    code, _blank, order_date = source_key.rpartition(" ")
    return RecurringKey(key.type, key.no, code, date.fromisoformat(order_date))


def preview_invoices(
    database: Database,
    parameters: RecurringParameters,
    context: UserContext,
    progress: Progress | None = None,
) -> tuple[PreviewRow, ...]:
    """What the job would make now, by making each invoice in a transaction that is undone.

    Raises what `check_parameters` and the filters raise, and Cancelled.
    """
    check_parameters(parameters)
    maker = _Maker(parameters, context)
    watching = progress or NoProgress()
    with database.read() as session:
        keys = list(maker.due(session))
        names = {row.no: row.name for row in session.execute(_NAMES)}
    rows = []
    for at, key in enumerate(keys):
        watching.check_cancelled()
        watching.step(at, len(keys), key.no)
        row = PreviewRow(key.no, names.get(key.no, ""), key.code, key.order_date)
        rows.append(_rehearsed(database, maker, row, context))
    return tuple(rows)


def _rehearsed(
    database: Database, maker: _Maker, row: PreviewRow, context: UserContext
) -> PreviewRow:
    """One invoice of the preview, every question answered in the safe way as the job does."""
    while True:
        try:
            with database.rehearse() as session:
                return maker.rehearsed(session, row, context)
        except NeedsConfirmation as question:
            if context.answer(question.question) is not None:
                return replace(row, problem=failure_of(question, context).text)
            context = context.with_answer(question.question, question.safe_answer)
        except Refusal as refusal:
            return replace(row, problem=failure_of(refusal, context).text)


_NAMES = select(Customer.no, Customer.name).where(
    Customer.no.in_(select(CustomerStandardCode.customer_no))
)


def create_recurring_invoices(
    database: Database,
    context: UserContext,
    *,
    order_date: date | None = None,
    posting_date: date | None = None,
    code_filter: str = "",
    customer_filter: str = "",
    create_again: bool = False,
    catch_up: bool = False,
) -> BatchResult:
    """Run the job with its parameters as texts and values."""
    parameters = RecurringParameters(
        order_date=order_date,
        posting_date=posting_date,
        code_filter=code_filter,
        customer_filter=customer_filter,
        create_again=create_again,
        catch_up=catch_up,
    )
    return create_invoices(database, parameters, context)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Finds what is due and makes it."""

    parameters: RecurringParameters
    context: UserContext

    @property
    def order_date(self) -> date:
        """The date of the run, which was checked before."""
        return self.parameters.order_date or self.context.work_date

    def count(self, session: Session) -> int:
        """How many invoices are due at the start."""
        return sum(1 for _key in self.due(session))

    def keys(
        self, session: Session, after: DocumentKey | None, limit: int
    ) -> Sequence[DocumentKey]:
        """The next ones by customer, code and date.

        An invoice that was made moves its assignment on; those behind `after` still stand.
        """
        found: list[DocumentKey] = []
        for key in self.due(session, after):
            if len(found) == limit:
                break
            found.append(key)
        return found

    def due(self, session: Session, after: DocumentKey | None = None) -> Iterator[RecurringKey]:
        """Every invoice that is due, by customer, code and date."""
        # Sorted here, since databases differ in how they sort texts.
        found = sorted(session.scalars(self._assignments()), key=lambda a: (a.customer_no, a.code))
        for assigned in found:
            for day in _due_days(assigned, self.order_date, catch_up=self.parameters.catch_up):
                key = RecurringKey(DocumentType.INVOICE, assigned.customer_no, assigned.code, day)
                if _is_valid(assigned, day) and self._is_behind(key, after):
                    yield key

    def _is_behind(self, key: RecurringKey, last: DocumentKey | None) -> bool:
        """Whether a key comes after the last one; without catching up, for another assignment.

        The invoice of `last` has moved its assignment on, which may be due again.
        """
        if not isinstance(last, RecurringKey):
            return True
        if self.parameters.catch_up:
            return (key.no, key.code, key.order_date) > (last.no, last.code, last.order_date)
        return (key.no, key.code) > (last.no, last.code)

    def _assignments(self) -> Any:  # noqa: ANN401  (a statement of assignments)
        mine, asked, today = CustomerStandardCode, self.parameters, self.context.work_date
        statement = select(mine).where(mine.blocked.is_(False))
        filters: tuple[tuple[str, Any, str], ...] = (
            ("code_filter", mine.code, asked.code_filter),
            ("customer_filter", mine.customer_no, asked.customer_filter),
        )
        for name, column, expression in filters:
            if expression:
                statement = statement.where(filter_condition(name, column, expression, today))
        return statement.where(
            or_(mine.recurrence == "", mine.next_date <= self.order_date)
        ).execution_options(populate_existing=True)

    def about(self, key: DocumentKey) -> str:
        """Which invoice a message is about: code and period, as every document says them."""
        return f"{key.code} {key.order_date}" if isinstance(key, RecurringKey) else ""

    def work(self, session: Session, key: DocumentKey, context: UserContext) -> Created:
        """Make one invoice and move its assignment on."""
        if not isinstance(key, RecurringKey):
            raise TypeError(key)
        view = self._make(session, key, context)
        return Created(SalesHeader.__tablename__, view.key.no)

    def rehearsed(self, session: Session, row: PreviewRow, context: UserContext) -> PreviewRow:
        """What making an invoice would give; the caller rolls it back."""
        key = RecurringKey(DocumentType.INVOICE, row.customer_no, row.code, row.order_date)
        # Earlier periods, which are not made here, would have moved the assignment on to this one.
        assigned = session.get_one(CustomerStandardCode, (key.no, key.code))
        if assigned.recurrence:
            assigned.next_date = key.order_date
            session.flush()
        view = self._make(session, key, context)
        return replace(
            row,
            amount=view.totals.total_excl_vat,
            amount_including_vat=view.totals.total_incl_vat,
            currency_code=view.header["currency_code"],
        )

    def _make(self, session: Session, key: RecurringKey, context: UserContext) -> Any:  # noqa: ANN401  (a DocumentView)
        assigned = self._locked(session, key)
        if not self.parameters.create_again:
            _check_not_made(session, key)
        view = make_recurring_invoice(
            session, assigned, key.order_date, self.parameters.posting_date, context
        )
        if assigned.recurrence:
            assigned.next_date = _following(assigned, key.order_date)
            assigned.changed_by, assigned.changed_at = context.user, context.now()
        return view

    def _is_next(self, session: Session, assigned: CustomerStandardCode, key: RecurringKey) -> bool:
        """Whether an invoice is the next one of a recurrence; those that are made do not count."""
        for day in _days_of(assigned):
            if day >= key.order_date:
                return day == key.order_date
            if self.parameters.create_again or not _find_made(
                session, replace(key, order_date=day)
            ):
                return False
        return False

    def _locked(self, session: Session, key: RecurringKey) -> CustomerStandardCode:
        """The assignment under lock, still due on that day; raises RecurringNotDue."""
        statement = select(CustomerStandardCode).where(
            CustomerStandardCode.customer_no == key.no, CustomerStandardCode.code == key.code
        )
        assigned = session.scalars(
            statement.with_for_update().execution_options(populate_existing=True)
        ).one_or_none()
        is_due = (
            assigned is not None
            and not assigned.blocked
            and (not assigned.recurrence or self._is_next(session, assigned, key))
        )
        if assigned is None or not is_due:
            raise RecurringNotDue(
                record=RecordRef("customer_standard_code", (key.no, key.code)),
                code=key.code,
                no=key.no,
                order_date=key.order_date,
            )
        return assigned


def _due_days(assigned: CustomerStandardCode, until: date, *, catch_up: bool) -> Iterator[date]:
    """The order dates of the invoices that an assignment has to get now."""
    if not assigned.recurrence:
        yield until
        return
    for day in _days_of(assigned):
        if day <= until:
            yield day
        if day > until or not catch_up:
            return


def _days_of(assigned: CustomerStandardCode) -> Iterator[date]:
    """The days of a recurrence from its next date on; those before it is valid are left out."""
    day: date | None = assigned.next_date
    while day is not None:
        if assigned.valid_from is None or day >= assigned.valid_from:
            yield day
        following = DateFormula.parse(assigned.recurrence).apply(day)
        day = following if following > day else None


def _following(assigned: CustomerStandardCode, day: date) -> date:
    following = DateFormula.parse(assigned.recurrence).apply(day)
    if following <= day:
        raise RecurrenceStandsStill(
            record=RecordRef("customer_standard_code", (assigned.customer_no, assigned.code)),
            field="recurrence",
            recurrence=assigned.recurrence,
            next_date=day,
        )
    return following


def _is_valid(assigned: CustomerStandardCode, day: date) -> bool:
    begin, end = assigned.valid_from, assigned.valid_to
    return (begin is None or begin <= day) and (end is None or day <= end)


def _check_not_made(session: Session, key: RecurringKey) -> None:
    """Refuse a second invoice of the same code and order date, draft or posted (CU122)."""
    found = _find_made(session, key)
    if found is not None:
        raise RecurringAlreadyMade(
            record=RecordRef("customer_standard_code", (key.no, key.code)),
            document_no=found,
            code=key.code,
            order_date=key.order_date,
        )


def _find_made(session: Session, key: RecurringKey) -> str | None:
    """The draft or posted invoice of a code and order date; None when there is none."""
    draft = select(SalesHeader.no).where(
        SalesHeader.document_type == DocumentType.INVOICE,
        SalesHeader.sell_to_customer_no == key.no,
        SalesHeader.recurring_code == key.code,
        SalesHeader.order_date == key.order_date,
    )
    posted = select(SalesInvoiceHeader.no).where(
        SalesInvoiceHeader.sell_to_customer_no == key.no,
        SalesInvoiceHeader.recurring_code == key.code,
        SalesInvoiceHeader.order_date == key.order_date,
    )
    return session.scalars(draft.union_all(posted).limit(1)).first()
