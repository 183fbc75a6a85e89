"""Sales documents for tests, made and changed by the services as a clerk would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.creation import create_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import add_line, change_line, delete_line
from desktop.services.sales.line_quantities import put_quantities, quantities_of
from desktop.services.sales.load import load_document
from desktop.services.sales.quantities import Part
from desktop.services.sales.snapshot import document_view, finish
from desktop.services.sales.views import DocumentView, LineView

WORK_DATE = date(2026, 1, 15)


def typed(value: object) -> Any:  # noqa: ANN401  (what a screen would send)
    """A value as a screen sends it: figures in tests are ints or texts of digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and value.replace(".", "", 1).replace("-", "", 1).isdigit():
        return Decimal(value)
    return value


@dataclass
class Clerk:
    """Somebody who works on one document; each step is one transaction.

    `view` is what the last step answered.
    """

    database: Database
    context: UserContext
    key: DocumentKey
    view: DocumentView
    _answers: dict[ConfirmationCode, bool] = field(default_factory=dict)

    def answers(self, code: ConfirmationCode, yes: bool) -> Clerk:
        """Answer a question so from now on."""
        self.context = self.context.with_answer(code, yes)
        return self

    def enters(self, name: str, value: object) -> Clerk:
        """Enter a header field; figures as they stand."""
        with self.database.write() as session:
            self.view = change_header(session, self.key, name, value, self.context)
        return self

    def adds(self, *, before: int | None = None, **values: object) -> Clerk:
        """Add a line, its fields entered in the order given; the number is text."""
        entries = [
            (name, value if name in {"no", "description"} else typed(value))
            for name, value in values.items()
        ]
        with self.database.write() as session:
            self.view = add_line(session, self.key, entries, self.context, before=before)
        return self

    def changes(self, number: int, name: str, value: object) -> Clerk:
        """Change a field of the first, second … line."""
        line_no = self.line(number).line_no
        with self.database.write() as session:
            self.view = change_line(session, self.key, line_no, name, typed(value), self.context)
        return self

    def deletes(self, number: int) -> Clerk:
        """Delete the first, second … line."""
        line_no = self.line(number).line_no
        with self.database.write() as session:
            self.view = delete_line(session, self.key, line_no, self.context)
        return self

    def has_delivered(self, number: int, shipped: str, invoiced: str = "0") -> Clerk:
        """Make a line as postings leave it that shipped and invoiced so much (factor 1)."""
        line_no = self.line(number).line_no
        with self.database.write() as session:
            document = load_document(session, self.key, self.context)
            line = document.line(line_no)
            parts = {"shipped": Part(Decimal(shipped), Decimal(shipped))}
            parts["invoiced"] = Part(Decimal(invoiced), Decimal(invoiced))
            kept = quantities_of(line)
            put_quantities(
                line,
                type(kept)(whole=kept.whole, shipped=parts["shipped"], invoiced=parts["invoiced"]),
            )
            self.view = finish(document)
        return self

    def looks(self) -> DocumentView:
        """Open the document afresh."""
        with self.database.read() as session:
            return document_view(session, self.key, self.context)

    def line(self, number: int) -> LineView:
        """The first, second … line as it was shown last."""
        return self.view.lines[number - 1]

    def value(self, number: int, name: str) -> Any:  # noqa: ANN401  (any column)
        """A field of the first, second … line."""
        return self.line(number).values[name]

    def column(self, name: str) -> list[Any]:
        """A field of all lines."""
        return [line.values[name] for line in self.view.lines]

    def header(self, name: str) -> Any:  # noqa: ANN401  (any column)
        """A field of the header."""
        return self.view.header[name]

    def told(self) -> list[str]:
        """The codes of what the last step told."""
        return [notice.code for notice in self.view.notices]


def a_document(
    database: Database,
    context: UserContext,
    document_type: DocumentType = DocumentType.ORDER,
    customer_no: str | None = "C1",
) -> Clerk:
    """A new document for a customer."""
    with database.write() as session:
        view = create_document(session, document_type, context, customer_no)
    return Clerk(database, context, view.key, view)


@contextmanager
def rows(database: Database) -> Iterator[Session]:
    """A transaction to put rows into the company."""
    with database.write() as session:
        yield session


def put_header(database: Database, key: DocumentKey, values: Mapping[str, object]) -> None:
    """Put a header into a state that other services would bring it to."""
    with database.write() as session:
        session.execute(
            update(SalesHeader)
            .where(SalesHeader.document_type == key.type, SalesHeader.no == key.no)
            .values(**values)
        )


def put_line(database: Database, key: DocumentKey, line_no: int, **values: object) -> None:
    """Put a line into a state that other services would bring it to."""
    with database.write() as session:
        session.execute(
            update(SalesLine)
            .where(
                SalesLine.document_type == key.type,
                SalesLine.document_no == key.no,
                SalesLine.line_no == line_no,
            )
            .values(**values)
        )
