"""An assembly document as commands work on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.assembly import AssemblyHeader, AssemblyLine, AtoLink
from desktop.models.setup import GeneralLedgerSetup, InventorySetup
from desktop.models.supply_words import AssemblyType, BomLineType
from desktop.models.values.numbers import Quantity
from desktop.services.assembly.cards import Cards
from desktop.services.assembly.refusals import AssemblyNotFound
from desktop.services.context import UserContext
from desktop.services.sales.quantities import LineUnit, Part
from desktop.services.setup.record_engine import values_of

HEADER = AssemblyHeader.__tablename__
LINE = AssemblyLine.__tablename__


class AssemblyKey(NamedTuple):
    """Names one assembly document: its type and number."""

    type: AssemblyType
    no: str

    def __str__(self) -> str:
        return f"{self.type} {self.no}"


def key_of(key: Iterable[object]) -> AssemblyKey:
    """A document's key from its parts as any list has them."""
    kind, no = key
    return AssemblyKey(AssemblyType(str(kind)), str(no))


Kept = Mapping[str, object]


@dataclass(slots=True)
class AssemblyDocument:
    """A header with its lines in the order of line_no, and what its rules ask for.

    `for_sales` is True while the sales line does the work: then it may change what is locked.
    `before` and `lines_before` are the values that the command found. `notices` gathers remarks
    about what the command did.
    """

    session: Session
    context: UserContext
    header: AssemblyHeader
    lines: list[AssemblyLine]
    cards: Cards
    inventory: InventorySetup
    ledger: GeneralLedgerSetup
    link: AtoLink | None = None
    for_sales: bool = False
    before: Kept = field(default_factory=dict)
    lines_before: dict[int, Kept] = field(default_factory=dict)
    entered: list[tuple[int | None, str]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def key(self) -> AssemblyKey:
        """What names the document."""
        return AssemblyKey(self.header.document_type, self.header.no)

    @property
    def ref(self) -> RecordRef:
        """The header as refusals name it."""
        return RecordRef(HEADER, tuple(self.key))

    @property
    def names(self) -> dict[str, Any]:
        """How refusals name the document."""
        return {"assembly_type": self.header.document_type, "no": self.header.no}

    @property
    def is_order(self) -> bool:
        """Whether kits are put together by it; quotes and blanket orders only plan."""
        return self.header.document_type is AssemblyType.ORDER

    @property
    def kits(self) -> Part:
        """How many kits there are to be."""
        return Part(self.header.quantity, self.header.quantity_base)

    @property
    def left(self) -> Part:
        """How many of them are still to be put together."""
        return Part(self.header.remaining_quantity, self.header.remaining_quantity_base)

    @property
    def unit(self) -> LineUnit:
        """The unit that kits are counted in."""
        header = self.header
        return self.cards.unit(BomLineType.ITEM, header.item_no, header.unit_of_measure_code)

    @property
    def per_kit(self) -> Quantity:
        """The kits in base units that quantities per kit are multiplied by (PF112)."""
        return self.header.quantity * self.header.qty_per_unit

    def line(self, line_no: int) -> AssemblyLine:
        """The line with a number; raises AssemblyNotFound."""
        found = next((line for line in self.lines if line.line_no == line_no), None)
        if found is None:
            raise AssemblyNotFound(record=self.ref, **self.names)
        return found

    def line_ref(self, line: AssemblyLine) -> RecordRef:
        """A line as refusals name it."""
        return RecordRef(LINE, (*self.key, line.line_no))

    def unit_of(self, line: AssemblyLine) -> LineUnit:
        """The unit that a line is counted in."""
        return self.cards.unit(line.type, line.no, line.unit_of_measure_code)


def load_assembly(
    session: Session, key: AssemblyKey, context: UserContext, *, for_update: bool = False
) -> AssemblyDocument:
    """Read a document with its lines and cards: so many statements for any number of lines.

    With `for_update` the header is locked. Raises AssemblyNotFound.
    """
    query = select(AssemblyHeader).where(
        AssemblyHeader.document_type == key.type, AssemblyHeader.no == key.no
    )
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    header = session.scalars(query).one_or_none()
    if header is None:
        ref = RecordRef(HEADER, tuple(key))
        raise AssemblyNotFound(record=ref, assembly_type=key.type, no=key.no)
    lines = session.scalars(
        select(AssemblyLine)
        .where(AssemblyLine.document_type == key.type, AssemblyLine.document_no == key.no)
        .order_by(AssemblyLine.line_no)
    ).all()
    document = begin(session, context, header, list(lines))
    document.link = session.get(AtoLink, tuple(key))
    document.before = values_of(HEADER, header)
    document.lines_before = {line.line_no: values_of(LINE, line) for line in lines}
    # Lines are values in memory, written together at the end (`writing.write_lines`).
    for line in lines:
        session.expunge(line)
    return document


def begin(
    session: Session, context: UserContext, header: AssemblyHeader, lines: list[AssemblyLine]
) -> AssemblyDocument:
    """A header with its lines, their cards read."""
    cards = Cards(session)
    items = {line.no for line in lines if line.type is BomLineType.ITEM}
    resources = {line.no for line in lines if line.type is BomLineType.RESOURCE}
    cards.read({no for no in (header.item_no, *items) if no}, {no for no in resources if no})
    return AssemblyDocument(
        session,
        context,
        header,
        lines,
        cards,
        session.get_one(InventorySetup, 1),
        session.get_one(GeneralLedgerSetup, 1),
    )
