"""Trying a posting that is forbidden: what is refused, and that nothing has changed by it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import Refusal, SeveralRefusals
from desktop.models.every_table import Base
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.posting.preview import preview
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line
from tests.databases import SqliteDatabases
from tests.moving import company_at
from tests.robustness.books import CONTEXT, fill_with_trading_company

AnyRefusal = TypeVar("AnyRefusal", bound=Refusal)
Rows = dict[str, list[tuple[object, ...]]]

ITEM = ("item", "A", 3)
FEE = ("gl_account", "3590", 1)
BOTH = PostingChoice()


@contextmanager
def a_rehearsal(databases: SqliteDatabases) -> Iterator[Session]:
    """A transaction, rolled back in the end, in a company of its own that has stock."""
    url = databases.create(fill_with_trading_company)
    with company_at(url) as company, company.rehearse() as opened:
        yield opened
    databases.drop_all()


def a_draft(
    session: Session, *lines: tuple[str, str, int], kind: DocumentType = DocumentType.ORDER
) -> DocumentKey:
    """A document of customer C1 with lines of a type, number and quantity at 100.00 each."""
    key = create_document(session, kind, CONTEXT, "C1").key
    for line_type, no, quantity in lines:
        values = [("type", line_type), ("no", no), ("quantity", Decimal(quantity))]
        add_line(session, key, [*values, ("unit_price", Decimal(100))], CONTEXT)
    session.flush()
    return key


def put(session: Session, table: str, values: dict[str, object], **where: object) -> None:
    """Put values straight into rows: a state that the services would not let anybody reach."""
    target = Base.metadata.tables[table]
    changed = sa.update(target).where(*(target.c[name] == value for name, value in where.items()))
    session.execute(changed.values(values))
    session.expire_all()


def put_header(session: Session, key: DocumentKey, **values: object) -> None:
    """Put values straight into the header of a document."""
    put(session, "sales_header", values, document_type=key.type, no=key.no)


def put_line(session: Session, key: DocumentKey, number: int, **values: object) -> None:
    """Put values straight into the first, second … line of a document."""
    where = {"document_type": key.type, "document_no": key.no, "line_no": number * 10000}
    put(session, "sales_line", values, **where)


def everything(session: Session) -> Rows:
    """Every row of every table, as it stands in this transaction."""
    session.flush()
    return {
        table.name: sorted((tuple(row) for row in session.execute(sa.select(table))), key=str)
        for table in Base.metadata.sorted_tables
    }


def refused(session: Session, attempt: Callable[[], object]) -> tuple[Refusal, ...]:
    """All that forbids what is attempted, which leaves no trace; nothing when it succeeds."""
    before = everything(session)
    try:
        attempt()
    except SeveralRefusals as several:
        found = several.refusals
    except Refusal as refusal:
        found = (refusal,)
    else:
        return ()
    assert everything(session) == before
    return found


def the(kind: type[AnyRefusal], found: Sequence[Refusal]) -> AnyRefusal:
    """The one refusal of a kind."""
    [refusal] = [each for each in found if isinstance(each, kind)]
    return refusal


def failures(
    session: Session, key: DocumentKey, choice: PostingChoice = BOTH
) -> tuple[Refusal, ...]:
    """All that forbids posting; the preview says the same."""
    shown = refused(session, lambda: preview(session, key, choice, CONTEXT))
    found = refused(session, lambda: post(session, key, choice, CONTEXT))
    assert [str(each) for each in shown] == [str(each) for each in found]
    return found


def block_salesperson(session: Session, key: DocumentKey) -> None:
    """Give the document a salesperson who is blocked."""
    put_header(session, key, salesperson_code="PS")
    put(session, "salesperson", {"blocked": True}, code="PS")
