"""Post Batch: many orders or invoices posted one by one, by number (SD103)."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.customers import Customer
from desktop.models.job_words import Job
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import CombineShipments
from desktop.services.context import Progress, UserContext
from desktop.services.database import Database
from desktop.services.filter_text import filters_of
from desktop.services.jobs.batch import BatchPlan, BatchResult, Created, run_batch
from desktop.services.jobs.refusals import (
    BatchNothingChosen,
    BatchPostingDateMissing,
    ShipmentsCombined,
)
from desktop.services.list_query import ListQuery
from desktop.services.list_source import TableSource
from desktop.services.posting.checks_header import POSTABLE
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.posting.refusals import NotPostable
from desktop.services.sales.load import document_ref
from desktop.services.sales.queries import OrderRow, documents, filter_names
from desktop.services.sales.refusals import DocumentScheduled, PendingApproval

SKIPS = (PendingApproval, DocumentScheduled, ShipmentsCombined)
_ON_ONE_INVOICE = frozenset(
    {CombineShipments.PER_SHIP_TO, CombineShipments.PER_SELL_TO, CombineShipments.PER_BILL_TO}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchParameters:
    """What Post Batch is run with: the documents of a list's query, or just those of `numbers`.

    With `replace_posting_date` or `replace_document_date` the documents take `posting_date`, if
    they are posted. `invoice_schedule` keeps only documents of bill-to customers who are invoiced
    by that schedule, and skips those whose shipments go on a common invoice.
    `print_documents` is for who started the run: papers are printed when it has ended, outside
    every transaction.
    """

    document_type: DocumentType = DocumentType.ORDER
    query: ListQuery = field(default_factory=ListQuery)
    numbers: tuple[str, ...] | None = None
    ship: bool = True
    invoice: bool = True
    posting_date: date | None = None
    replace_posting_date: bool = False
    replace_document_date: bool = False
    calc_invoice_discount: bool = False
    print_documents: bool = False
    invoice_schedule: str = ""

    @property
    def choice(self) -> PostingChoice:
        """What is posted of each document."""
        return PostingChoice(
            ship=self.ship,
            invoice=self.invoice,
            posting_date=self.posting_date if self.replace_posting_date else None,
            document_date=self.posting_date if self.replace_document_date else None,
            calc_invoice_discount=self.calc_invoice_discount,
        )

    def stored(self) -> dict[str, object]:
        """The parameters as a run keeps them."""
        return {
            "document_type": self.document_type.value,
            "filters": dict(self.query.filters),
            "search": self.query.search,
            "view": self.query.view,
            "numbers": None if self.numbers is None else list(self.numbers),
            "ship": self.ship,
            "invoice": self.invoice,
            "posting_date": self.posting_date.isoformat() if self.posting_date else None,
            "replace_posting_date": self.replace_posting_date,
            "replace_document_date": self.replace_document_date,
            "calc_invoice_discount": self.calc_invoice_discount,
            "print_documents": self.print_documents,
            "invoice_schedule": self.invoice_schedule,
        }


def parameters_of(stored: Mapping[str, Any]) -> BatchParameters:
    """The parameters that a run has kept."""
    posting_date, numbers = stored["posting_date"], stored["numbers"]
    return BatchParameters(
        document_type=DocumentType(stored["document_type"]),
        query=ListQuery(filters=stored["filters"], search=stored["search"], view=stored["view"]),
        numbers=None if numbers is None else tuple(numbers),
        ship=stored["ship"],
        invoice=stored["invoice"],
        posting_date=date.fromisoformat(posting_date) if posting_date else None,
        replace_posting_date=stored["replace_posting_date"],
        replace_document_date=stored["replace_document_date"],
        calc_invoice_discount=stored["calc_invoice_discount"],
        print_documents=stored["print_documents"],
        invoice_schedule=stored.get("invoice_schedule", ""),
    )


def check_parameters(parameters: BatchParameters) -> None:
    """Refuse parameters that no document could be posted with.

    Raises NotPostable, BatchPostingDateMissing or BatchNothingChosen; an invoice is always
    posted whole, whatever is chosen (SD71).
    """
    if parameters.document_type not in POSTABLE:
        raise NotPostable(field="document_type", document_type=parameters.document_type)
    replaces = parameters.replace_posting_date or parameters.replace_document_date
    if replaces and parameters.posting_date is None:
        raise BatchPostingDateMissing(field="posting_date")
    is_order = parameters.document_type is DocumentType.ORDER
    if is_order and not (parameters.ship or parameters.invoice):
        raise BatchNothingChosen(field="ship")


def post_documents(
    database: Database,
    parameters: BatchParameters,
    context: UserContext,
    progress: Progress | None = None,
) -> BatchResult:
    """Post many documents, each in a transaction of its own; the run is stored.

    Raises what `check_parameters` and `run_batch` say, and FilterNotUnderstood.
    """
    check_parameters(parameters)
    return run_batch(database, plan_of(parameters, context), context, progress)


def plan_of(parameters: BatchParameters, context: UserContext) -> BatchPlan:
    """Post Batch as the runner sees it."""
    selected = _Selected(parameters, context)
    return BatchPlan(
        job=Job.POST_BATCH,
        parameters=parameters.stored(),
        count=selected.count,
        keys=selected.keys,
        work=_Poster(parameters.choice, one_by_one=bool(parameters.invoice_schedule)).work,
        skips=SKIPS,
    )


@dataclass(frozen=True, slots=True)
class _Selected:
    """The documents of a run: a query, or numbers that somebody picked."""

    parameters: BatchParameters
    context: UserContext

    def count(self, session: Session) -> int:
        """How many there are at the start."""
        asked = self.parameters
        if asked.numbers is not None:
            return len(set(asked.numbers))
        return self._source.count(session, asked.query)

    def keys(
        self, session: Session, after: DocumentKey | None, limit: int
    ) -> Sequence[DocumentKey]:
        """The next ones by number."""
        asked, last = self.parameters, after.no if after else ""
        if asked.numbers is not None:
            numbers = sorted(set(asked.numbers))
            start = bisect.bisect_right(numbers, last)
            return [DocumentKey(asked.document_type, no) for no in numbers[start : start + limit]]
        found = self._source.keys_after(session, asked.query, last, limit)
        return [DocumentKey(asked.document_type, no) for no in found]

    @property
    def _source(self) -> TableSource[OrderRow]:
        """The documents of the type; read by number, those that leave meanwhile do no harm."""
        source = documents(self.parameters.document_type, self.context)
        schedule = self.parameters.invoice_schedule
        if not schedule:
            return source
        of_schedule = SalesHeader.bill_to_customer_no.in_(
            select(Customer.no).where(Customer.invoice_schedule_code == schedule)
        )
        return replace(
            source,
            conditions=lambda session, query: [*source.conditions(session, query), of_schedule],
        )


@dataclass(frozen=True, slots=True)
class _Poster:
    """Posts one document after the other in the same way."""

    choice: PostingChoice
    one_by_one: bool = False

    def work(self, session: Session, key: DocumentKey, context: UserContext) -> Created:
        """Post a document; the invoice counts as what was made, else the shipment."""
        if self.one_by_one:
            _check_not_combined(session, key)
        result = post(session, key, self.choice, context)
        if result.invoice_no:
            return Created("sales_invoice_header", result.invoice_no)
        return Created("sales_shipment_header", result.shipment_no)


def _check_not_combined(session: Session, key: DocumentKey) -> None:
    """Leave out an order whose shipments are to be put on one invoice with others (CB146)."""
    statement = select(SalesHeader.combine_shipments).where(
        SalesHeader.document_type == key.type, SalesHeader.no == key.no
    )
    combine = session.scalars(statement).one_or_none()
    if combine in _ON_ONE_INVOICE:
        raise ShipmentsCombined(
            record=document_ref(key), field="combine_shipments", no=key.no, combine=combine
        )


def post_batch(  # noqa: PLR0913  (the parameters that the specification names)
    database: Database,
    context: UserContext,
    *,
    document_type: DocumentType = DocumentType.ORDER,
    filter: str = "",  # noqa: A002  (the parameter's name in the specification)
    ship: bool = True,
    invoice: bool = True,
    posting_date: date | None = None,
    replace_posting_date: bool = False,
    replace_document_date: bool = False,
    calc_invoice_discount: bool = False,
    print: bool = False,  # noqa: A002  (the parameter's name in the specification)
) -> BatchResult:
    """Run Post Batch with its parameters as texts and values, `filter` as `filters_of` reads it."""
    parameters = BatchParameters(
        document_type=document_type,
        query=ListQuery(filters=filters_of(filter, filter_names())),
        ship=ship,
        invoice=invoice,
        posting_date=posting_date,
        replace_posting_date=replace_posting_date,
        replace_document_date=replace_document_date,
        calc_invoice_discount=calc_invoice_discount,
        print_documents=print,
    )
    return post_documents(database, parameters, context)
