"""What the tests of batch runs look at."""

from datetime import date

from sqlalchemy import select

from desktop.models.job_words import RunStatus
from desktop.models.jobs import BatchRun, BatchRunMessage
from desktop.models.posted import SalesInvoiceHeader
from desktop.models.values.keys import DocumentType
from desktop.services.database import Database
from desktop.services.jobs.post_batch import (
    BatchParameters,
)

INVOICES = BatchParameters(document_type=DocumentType.INVOICE)
LATER = date(2026, 2, 3)


def messages(company: Database, run_no: int) -> list[tuple[str, str, str]]:
    """Document, outcome and code of each message."""
    with company.read() as session:
        return [
            (each.no, each.outcome.value, each.code)
            for each in session.scalars(
                select(BatchRunMessage)
                .where(BatchRunMessage.run_no == run_no)
                .order_by(BatchRunMessage.seq)
            )
        ]


def the_run(company: Database, run_no: int) -> BatchRun:
    """A run as it is stored."""
    with company.read() as session:
        return session.get_one(BatchRun, run_no)


def invoices(company: Database) -> list[SalesInvoiceHeader]:
    """The posted invoices by number."""
    with company.read() as session:
        return list(session.scalars(select(SalesInvoiceHeader).order_by(SalesInvoiceHeader.no)))


def runs(company: Database) -> list[RunStatus]:
    """How the stored runs ended."""
    with company.read() as session:
        return list(session.scalars(select(BatchRun.status).order_by(BatchRun.no)))
