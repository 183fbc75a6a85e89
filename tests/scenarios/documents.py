"""Sales documents: made, entered field by field, changed, posted and read through the services."""

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.sales import SalesHeader
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.sales.creation import create_document
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import add_line, change_line, delete_line
from desktop.services.sales.snapshot import document_view
from desktop.services.sales.views import DocumentView
from tests.scenarios.cells import Row, Table, entered, field_named, number_of
from tests.scenarios.world import World

Pairs = list[tuple[str, str]]

TYPES = {
    "sales quote": DocumentType.QUOTE,
    "sales order": DocumentType.ORDER,
    "sales invoice": DocumentType.INVOICE,
    "sales credit memo": DocumentType.CREDIT_MEMO,
    "sales return order": DocumentType.RETURN_ORDER,
    "blanket sales order": DocumentType.BLANKET_ORDER,
}
"""The document types in the words of the steps."""


def key_of(ref: RecordRef) -> DocumentKey:
    """The key of a sales document."""
    assert ref.table == "sales_header", f"{ref.table} {ref} is no sales document"
    kind, no = ref.key
    return DocumentKey(DocumentType(str(kind)), str(no))


def make(world: World, kind: DocumentType, name: str, customer_no: str | None) -> None:
    """Make a document that the scenario calls `name`."""

    def work(session: Session, context: UserContext) -> Iterator[DocumentView]:
        yield create_document(session, kind, context, customer_no)

    world.act(work, made=name)


def view(world: World, name: str) -> DocumentView:
    """A document as its user sees it now."""
    key = key_of(world.document(name))
    with world.database.read() as session:
        return document_view(session, key, world.context(session))


# ------------------------------------------------------------------------------------- entering


def enter_header(world: World, name: str, pairs: Pairs) -> None:
    """Enter values into a header, one after the other."""
    key = key_of(world.document(name))

    def work(session: Session, context: UserContext) -> Iterator[DocumentView]:
        for field, text in pairs:
            yield change_header(session, key, *_header_value(field, text), context)

    world.act(work)


def _header_value(field: str, text: str) -> tuple[str, object]:
    if field == "currency_factor":  # shown on the header, kept as a pair of rates
        return field, number_of(text, text or None)
    info = field_named("sales_header", field)
    return info.name, entered(info, text)


def append_lines(world: World, name: str, rows: Table) -> None:
    """Add lines at the end, each with its further columns entered in their order."""
    key = key_of(world.document(name))

    def work(session: Session, context: UserContext) -> Iterator[DocumentView]:
        for row in rows:
            yield add_line(session, key, _line_values(row), context)

    world.act(work)


def _line_values(row: Row) -> list[tuple[str, object]]:
    """Type and number first: all else depends on them. An empty cell is not entered."""
    filled = {name: text for name, text in row.items() if text}
    values: list[tuple[str, object]] = [("type", _line_type(filled))]
    for name in ("no", *(name for name in filled if name not in {"type", "no"})):
        if name in filled:
            info = field_named("sales_line", name)
            values.append((info.name, entered(info, filled[name])))
    return values


def _line_type(filled: Row) -> object:
    """Without a type it is an item; with nothing but a text it can only be a comment."""
    if "type" in filled:
        return entered(field_named("sales_line", "type"), filled["type"])
    return LineType.COMMENT if filled.keys() == {"description"} else LineType.ITEM


def enter_line(world: World, name: str, count: int, pairs: Pairs) -> None:
    """Enter values into a line, counted from 1 in the order of line_no."""
    key = key_of(world.document(name))
    line_no = line_no_of(world, name, count)

    def work(session: Session, context: UserContext) -> Iterator[DocumentView]:
        for field, text in pairs:
            info = field_named("sales_line", field)
            value = entered(info, text)
            yield change_line(session, key, line_no, info.name, value, context)

    world.act(work)


def remove_line(world: World, name: str, count: int) -> None:
    """Delete a line, counted from 1."""
    key = key_of(world.document(name))
    line_no = line_no_of(world, name, count)

    def work(session: Session, context: UserContext) -> Iterator[DocumentView]:
        yield delete_line(session, key, line_no, context)

    world.act(work)


def line_no_of(world: World, name: str, count: int) -> int:
    """The number of a line counted from 1."""
    lines = view(world, name).lines
    assert 1 <= count <= len(lines), f"{name} has {len(lines)} lines, there is no line {count}"
    return lines[count - 1].line_no


def remove(world: World, name: str) -> None:
    """Delete a document."""
    ref = world.document(name)

    def work(session: Session, context: UserContext) -> Iterator[RecordRef]:
        delete_document(session, key_of(ref), context)
        yield ref

    world.act(work)


# -------------------------------------------------------------------------------------- reading


def header_of(world: World, name: str) -> Mapping[str, object]:
    """The fields of a header, those that are derived among them."""
    return view(world, name).header


def lines_of(world: World, name: str) -> list[Mapping[str, object]]:
    """The fields of all lines in the order of line_no."""
    return [line.values for line in view(world, name).lines]


def totals_of(world: World, name: str) -> Mapping[str, object]:
    """The totals under the lines."""
    totals = view(world, name).totals
    return {
        field: getattr(totals, field)
        for field in type(totals).__dataclass_fields__
        if field not in {"lines", "vat_groups"}
    }


def vat_lines_of(world: World, name: str) -> list[Mapping[str, object]]:
    """The VAT specification, a row for each group."""
    groups = view(world, name).totals.vat_groups
    return [
        {field: getattr(group, field) for field in type(group).__dataclass_fields__}
        for group in groups
    ]


def exists(world: World, name: str) -> bool:
    """Whether a document the scenario made is still there to be worked on."""
    key = key_of(world.document(name))
    with world.database.read() as session:
        return session.get(SalesHeader, (key.type, key.no)) is not None
