"""Re-promise Orders: new dates for many orders, each in a transaction of its own (03 §3, §5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.job_words import Job
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import Progress, UserContext
from desktop.services.database import Database
from desktop.services.filter_text import filters_of
from desktop.services.jobs.batch import BatchPlan, BatchResult, Created, run_batch
from desktop.services.list_query import ListQuery
from desktop.services.promising.danger import broken_promises
from desktop.services.promising.lines import Method
from desktop.services.promising.refusals import PromiseNotFound, PromiseOrderNotOpen
from desktop.services.promising.repeating import promise_again
from desktop.services.sales.queries import documents, filter_names
from desktop.services.sales.refusals import DocumentScheduled, PendingApproval

SKIPS = (DocumentScheduled, PendingApproval, PromiseNotFound, PromiseOrderNotOpen)


@dataclass(frozen=True, slots=True, kw_only=True)
class RePromiseParameters:
    """What the job is run with: the orders of a list's query, or just those of `numbers`.

    Without a `method` each line is asked by the one that found its date. With `only_broken` only
    lines whose promise cannot be kept get another date.
    """

    query: ListQuery = field(default_factory=ListQuery)
    numbers: tuple[str, ...] | None = None
    method: Method | None = None
    only_broken: bool = False

    def stored(self) -> dict[str, object]:
        """The parameters as a run keeps them."""
        return {
            "filters": dict(self.query.filters),
            "search": self.query.search,
            "view": self.query.view,
            "numbers": None if self.numbers is None else list(self.numbers),
            "method": self.method.value if self.method else None,
            "only_broken": self.only_broken,
        }


def parameters_of(stored: Mapping[str, Any]) -> RePromiseParameters:
    """The parameters that a run has kept."""
    numbers, method = stored["numbers"], stored["method"]
    return RePromiseParameters(
        query=ListQuery(filters=stored["filters"], search=stored["search"], view=stored["view"]),
        numbers=None if numbers is None else tuple(numbers),
        method=Method(method) if method else None,
        only_broken=stored["only_broken"],
    )


def re_promise(
    database: Database,
    context: UserContext,
    *,
    filter: str = "",  # noqa: A002  (the parameter's name in the specification)
    method: Method | None = None,
    only_broken: bool = False,
) -> BatchResult:
    """Promise the orders of a typed filter anew. Raises FilterNotUnderstood."""
    query = ListQuery(filters=filters_of(filter, filter_names()))
    asked = RePromiseParameters(query=query, method=method, only_broken=only_broken)
    return promise_orders(database, asked, context)


def promise_orders(
    database: Database,
    parameters: RePromiseParameters,
    context: UserContext,
    progress: Progress | None = None,
) -> BatchResult:
    """Promise many orders anew; the run is stored. Raises what `run_batch` says."""
    return run_batch(database, plan_of(parameters, context), context, progress)


def plan_of(parameters: RePromiseParameters, context: UserContext) -> BatchPlan:
    """The job as the runner sees it."""
    promiser = _Promiser(parameters, context)
    return BatchPlan(
        job=Job.RE_PROMISE,
        parameters=parameters.stored(),
        count=promiser.count,
        keys=promiser.keys,
        work=promiser.work,
        skips=SKIPS,
    )


class _Promiser:
    """Finds the orders, the earliest wish first, and promises one after the other."""

    def __init__(self, parameters: RePromiseParameters, context: UserContext) -> None:
        self._asked = parameters
        self._context = context
        self._numbers: list[str] | None = None
        self._broken: dict[str, list[int]] | None = None

    def count(self, session: Session) -> int:
        """How many there are."""
        return len(self._all(session))

    def keys(
        self, session: Session, after: DocumentKey | None, limit: int
    ) -> Sequence[DocumentKey]:
        """The next ones in the order of their wishes."""
        numbers = self._all(session)
        start = numbers.index(after.no) + 1 if after else 0
        return [DocumentKey(DocumentType.ORDER, no) for no in numbers[start : start + limit]]

    def work(self, session: Session, key: DocumentKey, context: UserContext) -> Created:
        """Promise one order anew."""
        broken = None if self._broken is None else self._broken.get(key.no, [])
        promise_again(session, key, context, self._asked.method, broken)
        return Created()

    def _all(self, session: Session) -> list[str]:
        """The numbers, read once: accepting a date must not move an order to another place."""
        if self._numbers is None:
            self._numbers = self._read(session)
        return self._numbers

    def _read(self, session: Session) -> list[str]:
        asked, line = self._asked, SalesLine
        statement = (
            select(line.document_no)
            .where(line.document_type == DocumentType.ORDER, line.outstanding_quantity > 0)
            .group_by(line.document_no)
            .order_by(
                func.min(func.coalesce(line.requested_delivery_date, line.shipment_date)),
                line.document_no,
            )
        )
        found = session.scalars(statement).all()
        wanted = asked.numbers
        if wanted is None:
            source = documents(DocumentType.ORDER, self._context)
            count = source.count(session, asked.query)
            wanted = tuple(source.keys_after(session, asked.query, "", count))
        chosen = set(wanted)
        if asked.only_broken:
            self._broken = defaultdict(list)
            for row in broken_promises(session, self._context):
                self._broken[row.order_no].append(row.line_no)
            chosen &= self._broken.keys()
        return [no for no in found if no in chosen]
