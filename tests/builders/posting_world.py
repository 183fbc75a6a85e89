"""A small trading world in one session: goods come in, orders are posted, entries are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.errors import Refusal, SeveralRefusals
from desktop.models.every_table import Base
from desktop.models.ledger_words import ItemEntryType
from desktop.models.ledgers import GlEntry
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.ledgers.verify_books import verify_books
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.journal_plan import Adjustment
from desktop.services.posting.post_item_journal import post_adjustments
from desktop.services.posting.post_sales import post
from desktop.services.sales.creation import create_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import add_line, change_line
from desktop.services.sales.load import load_lines
from desktop.services.sales.release import reopen
from tests.builders.customers import a_customer
from tests.builders.items import an_item
from tests.builders.sales import typed

WORK_DATE = date(2026, 1, 15)
TEXTS = {"no", "description", "type", "vat_prod_posting_group"}

Entry = TypeVar("Entry", bound=Base)
Line = Mapping[str, object]


def sale(no: str, quantity: object, **more: object) -> Line:
    """An item line."""
    return {"type": "item", "no": no, "quantity": quantity, **more}


def fee(quantity: object, unit_price: object, no: str = "3590", **more: object) -> Line:
    """A line on a G/L account."""
    return {"type": "gl_account", "no": no, "quantity": quantity, "unit_price": unit_price, **more}


@dataclass
class Books:
    """What stands in a company: documents, ledgers, and whether they agree."""

    session: Session

    def header(self, key: DocumentKey) -> SalesHeader:
        """The header of a draft as it is stored."""
        self.session.expire_all()
        return self.session.get_one(SalesHeader, (key.type, key.no))

    def lines(self, key: DocumentKey) -> list[SalesLine]:
        """The lines of a draft as they are stored."""
        self.session.expire_all()
        return load_lines(self.session, key)

    def rows(self, kind: type[Entry], **where: object) -> list[Entry]:
        """Rows of a table in the order of their keys."""
        self.session.expire_all()
        query = select(kind).filter_by(**where)
        return list(self.session.scalars(query.order_by(*kind.__table__.primary_key)))

    def column(self, kind: type[Base], name: str, **where: object) -> list[Any]:
        """One column of those rows."""
        return [getattr(row, name) for row in self.rows(kind, **where)]

    def movement(self, document_no: str | None = None) -> dict[str, Decimal]:
        """The G/L amounts of a document, or of all, by account; sums of zero are left out."""
        sums: defaultdict[str, Decimal] = defaultdict(Decimal)
        where = {} if document_no is None else {"document_no": document_no}
        for entry in self.rows(GlEntry, **where):
            sums[entry.gl_account_no] += entry.amount
        return {account: amount for account, amount in sums.items() if amount}

    def faults(self) -> list[str]:
        """What the proof of the books finds."""
        return [str(finding) for finding in verify_books(self.session).findings]

    def sales_setup(self) -> SalesSetup:
        """The sales set-up as it is stored."""
        self.session.expire_all()
        return self.session.get_one(SalesSetup, 1)


@dataclass
class PostingWorld(Books):
    """The standard company with customer C1; what tests do in it is never committed."""

    context: UserContext = field(default_factory=lambda: UserContext("ADMIN", WORK_DATE))

    def __post_init__(self) -> None:
        a_customer(self.session, "C1")

    # ------------------------------------------------------------------------------ making

    def item(self, no: str = "A", **different: Any) -> str:  # noqa: ANN401  (any column)
        """A new item at 100.00 that costs 60.00."""
        fields = {"unit_price": "100", "unit_cost": "60", **different}
        return an_item(self.session, no, **fields).no

    def setup(self, **values: object) -> None:
        """Change the sales set-up."""
        self.put("sales_setup", {"id": 1}, **values)

    def put(self, table: str, where: Mapping[str, object], **values: object) -> None:
        """Change rows of any table behind the services' backs."""
        target = Base.metadata.tables[table]
        statement = update(target).values(**values)
        for name, value in where.items():
            statement = statement.where(target.c[name] == value)
        assert self.session.connection().execute(statement).rowcount
        self.session.expire_all()

    def receive(self, no: str, quantity: object, unit_cost: object, **more: Any) -> None:  # noqa: ANN401  (any field)
        """Count goods in."""
        self.adjust(no, quantity, unit_cost=Decimal(str(unit_cost)), **more)

    def adjust(self, no: str, quantity: object, **more: Any) -> None:  # noqa: ANN401  (any field)
        """Count goods in, or out with another entry type."""
        line = Adjustment(no, Decimal(str(quantity)), WORK_DATE, document_no="ADJ", **more)
        post_adjustments(self.session, [line], self.context)

    def take_out(self, no: str, quantity: object, **more: Any) -> None:  # noqa: ANN401  (any field)
        """Count goods out."""
        self.adjust(no, quantity, entry_type=ItemEntryType.NEGATIVE_ADJMT, **more)

    def order(self, *lines: Line, **header: object) -> DocumentKey:
        """A new order of C1 with these lines; header fields are entered first."""
        return self.document(DocumentType.ORDER, lines, header)

    def invoice(self, *lines: Line, **header: object) -> DocumentKey:
        """A new sales invoice of C1."""
        return self.document(DocumentType.INVOICE, lines, header)

    def document(
        self, kind: DocumentType, lines: Sequence[Line], header: Mapping[str, object]
    ) -> DocumentKey:
        """A new document; figures are ints or texts of digits."""
        customer_no = str(header.get("customer_no", "C1"))
        key = create_document(self.session, kind, self.context, customer_no).key
        for name, value in header.items():
            if name != "customer_no":
                change_header(self.session, key, name, value, self.context)
        for line in lines:
            self.add(key, line)
        return key

    def add(self, key: DocumentKey, line: Line) -> None:
        """Add a line, its fields entered in the order given."""
        values = [(n, v if n in TEXTS else typed(v)) for n, v in line.items()]
        add_line(self.session, key, values, self.context)

    def change(self, key: DocumentKey, number: int, name: str, value: object) -> None:
        """Enter a field of the first, second … line."""
        line_no = self.lines(key)[number - 1].line_no
        change_line(self.session, key, line_no, name, typed(value), self.context)

    def enter(self, key: DocumentKey, name: str, value: object) -> None:
        """Enter a field of the header."""
        change_header(self.session, key, name, value, self.context)

    def reopen(self, key: DocumentKey) -> None:
        """Reopen a released document."""
        reopen(self.session, key, self.context)

    # ------------------------------------------------------------------------------ posting

    def post(
        self,
        key: DocumentKey,
        *,
        ship: bool = True,
        invoice: bool = True,
        **more: Any,  # noqa: ANN401  (any field)
    ) -> PostingResult:
        """Post a document."""
        choice = PostingChoice(ship=ship, invoice=invoice, posting_date=more.pop("on", None))
        return post(self.session, key, choice, self.context, **more)

    def refusals(self, key: DocumentKey, **choice: Any) -> list[Refusal]:  # noqa: ANN401  (any choice)
        """What forbids posting a document; fails when it is posted."""
        with pytest.raises(Refusal) as refused:
            self.post(key, **choice)
        return each_of(refused.value)

    def refused(self, key: DocumentKey, kind: type[Refusal], **choice: Any) -> Refusal:  # noqa: ANN401  (any choice)
        """The one refusal of this kind among those that forbid a posting."""
        found = [r for r in self.refusals(key, **choice) if isinstance(r, kind)]
        assert len(found) == 1
        return found[0]


def each_of(refusal: Refusal) -> list[Refusal]:
    """The refusals that one exception brings."""
    return list(refusal.refusals) if isinstance(refusal, SeveralRefusals) else [refusal]


def figures(text: str) -> list[Decimal]:
    """`"8.33 8.34"` as numbers."""
    return [Decimal(word) for word in text.split()]


def values(row: object, names: str) -> list[Any]:
    """Some columns of a row."""
    return [getattr(row, name) for name in names.split()]


def amounts(**by_account: object) -> dict[str, Decimal]:
    """`a3001="-10"` as amounts by account."""
    return {name[1:]: Decimal(str(value)) for name, value in by_account.items()}
