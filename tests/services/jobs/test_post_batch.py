"""Post Batch: each document for itself, everything told, failures retried (SD103, EX39)."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy import select

from desktop.models.job_words import BatchOutcome, RunStatus
from desktop.models.jobs import BatchRunMessage
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentType
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs.post_batch import (
    BatchParameters,
    post_batch,
    post_documents,
)
from desktop.services.jobs.refusals import (
    BatchNothingChosen,
    BatchPostingDateMissing,
)
from desktop.services.list_filters import FilterNotUnderstood
from desktop.services.list_query import ListQuery
from desktop.services.posting.refusals import NotPostable
from tests.builders.sales import a_document, put_header
from tests.services.jobs.conftest import Drafts
from tests.services.jobs.looking import INVOICES, LATER, invoices, messages, runs, the_run


def test_a_document_that_fails_does_not_stop_the_others(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    first, second, third = drafts("A", "B", "A")
    result = post_documents(trading_company, INVOICES, context)
    assert (result.status, result.n_ok, result.n_skipped, result.n_error) == (
        RunStatus.FINISHED,
        2,
        0,
        1,
    )
    assert messages(trading_company, result.run_no) == [
        (first.no, "ok", ""),
        (second.no, "error", "posting.setup_blocked"),
        (third.no, "ok", ""),
    ]
    posted = invoices(trading_company)
    assert [(each.no, each.pre_assigned_no) for each in posted] == [
        ("PI00001", first.no),
        ("PI00002", third.no),
    ]
    run = the_run(trading_company, result.run_no)
    assert (run.status, run.user, run.n_total, run.n_ok) == (RunStatus.FINISHED, "ADMIN", 3, 2)
    assert run.finished_at is not None


def test_a_message_says_where_to_mend_and_what_was_made(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("A", "B")
    run_no = post_documents(trading_company, INVOICES, context).run_no
    with trading_company.read() as session:
        good, bad = session.scalars(
            select(BatchRunMessage)
            .where(BatchRunMessage.run_no == run_no)
            .order_by(BatchRunMessage.seq)
        )
    assert (good.created_table, good.created_document_no) == ("sales_invoice_header", "PI00001")
    assert bad.record_table == "general_posting_setup"
    assert bad.record_key == '["DOMESTIC", "SERVICES"]'
    assert "10000" in bad.text
    assert "SERVICES" in bad.text


def test_messages_are_in_the_language_of_who_started_the_run(
    trading_company: Database, drafts: Drafts
) -> None:
    [key] = drafts("A")
    put_header(trading_company, key, {"status": Status.PENDING_APPROVAL})
    context = UserContext(user="LENA", work_date=date(2026, 1, 15), language="sv")
    run_no = post_documents(trading_company, INVOICES, context).run_no
    with trading_company.read() as session:
        [message] = session.scalars(select(BatchRunMessage).where(BatchRunMessage.run_no == run_no))
    assert message.text.startswith("Försäljningsfaktura")


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ({"status": Status.PENDING_APPROVAL}, "sales.pending_approval"),
        ({"job_queue_status": "scheduled"}, "sales.document_scheduled"),
    ],
)
def test_what_waits_for_others_is_skipped(
    trading_company: Database,
    context: UserContext,
    drafts: Drafts,
    state: dict[str, object],
    code: str,
) -> None:
    waiting, other = drafts("A", "A")
    put_header(trading_company, waiting, state)
    result = post_documents(trading_company, INVOICES, context)
    assert (result.n_ok, result.n_skipped, result.n_error) == (1, 1, 0)
    assert messages(trading_company, result.run_no) == [
        (waiting.no, "skipped", code),
        (other.no, "ok", ""),
    ]


def test_only_what_the_list_shows_is_posted(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    first, second, third = drafts("A", "A", "A")
    query = ListQuery(filters={"no": f"{first.no}|{third.no}"})
    post_documents(
        trading_company, BatchParameters(document_type=DocumentType.INVOICE, query=query), context
    )
    assert [each.pre_assigned_no for each in invoices(trading_company)] == [first.no, third.no]
    post_documents(
        trading_company,
        BatchParameters(document_type=DocumentType.INVOICE, numbers=(second.no,)),
        context,
    )
    assert len(invoices(trading_company)) == 3


def test_a_selection_is_posted_by_number(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    first, second = drafts("A", "A")
    numbers = (second.no, first.no, second.no)
    result = post_documents(
        trading_company,
        BatchParameters(document_type=DocumentType.INVOICE, numbers=numbers),
        context,
    )
    assert [no for no, _outcome, _code in messages(trading_company, result.run_no)] == [
        first.no,
        second.no,
    ]


def test_orders_are_shipped_and_invoiced_as_chosen(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("A", "A", kind=DocumentType.ORDER)
    shipped = post_batch(trading_company, context, invoice=False)
    assert (shipped.n_ok, invoices(trading_company)) == (2, [])
    invoiced = post_batch(trading_company, context, ship=False)
    assert (invoiced.n_ok, len(invoices(trading_company))) == (2, 2)


def test_replaced_dates_are_kept_only_on_documents_that_were_posted(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    _good, bad = drafts("A", "B")
    parameters = BatchParameters(
        document_type=DocumentType.INVOICE,
        posting_date=LATER,
        replace_posting_date=True,
        replace_document_date=True,
    )
    post_documents(trading_company, parameters, context)
    [posted] = invoices(trading_company)
    assert (posted.posting_date, posted.document_date) == (LATER, LATER)
    assert posted.due_date == date(2026, 3, 5)
    with trading_company.read() as session:
        draft = session.get_one(SalesHeader, (bad.type, bad.no))
        assert (draft.posting_date, draft.document_date) == (context.work_date, context.work_date)


def test_the_posting_date_alone_replaces_the_document_date_only_when_linked(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    with trading_company.write() as session:
        session.execute(sa.text("UPDATE sales_setup SET link_doc_date_to_posting_date = false"))
    drafts("A", "A")
    first, second = (
        BatchParameters(
            document_type=DocumentType.INVOICE,
            numbers=(no,),
            posting_date=LATER,
            replace_posting_date=no == "SI00001",
            replace_document_date=no == "SI00002",
        )
        for no in ("SI00001", "SI00002")
    )
    assert post_documents(trading_company, first, context).n_ok == 1
    assert post_documents(trading_company, second, context).n_ok == 1
    assert [(each.posting_date, each.document_date) for each in invoices(trading_company)] == [
        (LATER, context.work_date),
        (context.work_date, LATER),
    ]


def test_a_date_that_does_not_replace_changes_nothing(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    drafts("A")
    post_batch(trading_company, context, document_type=DocumentType.INVOICE, posting_date=LATER)
    assert invoices(trading_company)[0].posting_date == context.work_date


def test_the_invoice_discount_of_a_released_order_is_spread_anew(
    trading_company: Database, context: UserContext
) -> None:
    clerk = a_document(trading_company, context).adds(type="item", no="A", quantity=1)
    put_header(
        trading_company,
        clerk.key,
        {
            "status": Status.RELEASED,
            "invoice_discount_calculation": "percent",
            "invoice_discount_value": Decimal(10),
        },
    )
    post_batch(trading_company, context, calc_invoice_discount=True)
    [posted] = invoices(trading_company)
    assert (posted.invoice_discount_amount, posted.amount) == (Decimal(10), Decimal(90))


def test_a_question_is_answered_in_the_safe_way_and_that_is_told(
    trading_company: Database, context: UserContext
) -> None:
    with trading_company.write() as session:
        session.execute(
            sa.text(
                "INSERT INTO currency_exchange_rate (currency_code, starting_date, "
                "exchange_rate_amount, relational_amount, row_version, changed_by) "
                "SELECT currency_code, '2026-02-01', exchange_rate_amount, relational_amount * 2,"
                " 1, '' FROM currency_exchange_rate WHERE currency_code = 'EUR'"
            )
        )
    clerk = a_document(trading_company, context, DocumentType.INVOICE)
    clerk.enters("currency_code", "EUR").adds(type="item", no="A", quantity=1)
    result = post_batch(
        trading_company,
        context,
        document_type=DocumentType.INVOICE,
        posting_date=LATER,
        replace_posting_date=True,
    )
    with trading_company.read() as session:
        [message] = session.scalars(select(BatchRunMessage))
    assert (result.n_ok, message.outcome) == (1, BatchOutcome.OK)
    assert message.text.startswith("Answered No")


# ----------------------------------------------------------------------------- what is refused


def test_replacing_needs_a_date(trading_company: Database, context: UserContext) -> None:
    for parameters in (
        BatchParameters(replace_posting_date=True),
        BatchParameters(replace_document_date=True),
    ):
        with pytest.raises(BatchPostingDateMissing, match=r"^Enter the posting date\.$") as refused:
            post_documents(trading_company, parameters, context)
        assert refused.value.field == "posting_date"
    assert runs(trading_company) == []


def test_orders_need_something_to_post(trading_company: Database, context: UserContext) -> None:
    with pytest.raises(BatchNothingChosen):
        post_batch(trading_company, context, ship=False, invoice=False)


def test_quotes_are_not_posted(trading_company: Database, context: UserContext) -> None:
    with pytest.raises(NotPostable):
        post_batch(trading_company, context, document_type=DocumentType.QUOTE)


def test_an_unknown_filter_is_refused_and_no_run_is_stored(
    trading_company: Database, context: UserContext
) -> None:
    for text in ("colour=red", "order_date=yonder"):
        with pytest.raises(FilterNotUnderstood):
            post_batch(trading_company, context, filter=text)
    assert runs(trading_company) == []
