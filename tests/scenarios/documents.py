"""Documents of any kind: made, entered field by field, changed, posted and read."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.purchases.snapshot import purchase_view
from desktop.services.records import table_of
from desktop.services.sales.snapshot import document_view
from desktop.services.sales.totals import DocumentTotals
from desktop.services.sales.views import DocumentView
from tests.scenarios.assembly_documents import ASSEMBLY
from tests.scenarios.cells import Row, Table, entered, field_named
from tests.scenarios.kinds import DocumentKind, Pairs
from tests.scenarios.picks_kind import PICKS
from tests.scenarios.purchase_documents import PURCHASES
from tests.scenarios.purchase_documents import key_of as purchase_key_of
from tests.scenarios.sales_documents import SALES
from tests.scenarios.sales_documents import key_of as sales_key_of
from tests.scenarios.world import World

KINDS: tuple[DocumentKind, ...] = (SALES, PURCHASES, ASSEMBLY, PICKS)
"""Every kind of document that the steps know."""

TYPES: dict[str, tuple[DocumentKind, str]] = {
    word: (kind, stored) for kind in KINDS for word, stored in kind.words.items()
}
"""The document types in the words of the steps."""


def kind_of(ref: RecordRef) -> DocumentKind:
    """The kind of a document."""
    found = next((kind for kind in KINDS if kind.table == ref.table), None)
    assert found is not None, f"{ref.table} {ref} is no document"
    return found


def key_of(ref: RecordRef) -> object:
    """What the services call a document."""
    return kind_of(ref).key(ref)


def make(world: World, word: str, name: str, party: str | None) -> None:
    """Make a document that the scenario calls `name`, for a customer, a vendor or an item."""
    kind, stored = TYPES[word]

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield kind.make(session, stored, context, party)

    world.act(work, made=name)


# ------------------------------------------------------------------------------------- entering


def enter_header(world: World, name: str, pairs: Pairs) -> None:
    """Enter values into a header, one after the other."""
    ref = world.document(name)
    kind = kind_of(ref)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        for field, text in pairs:
            yield kind.change_header(session, ref, *_header_value(kind, field, text), context)

    world.act(work)


def _header_value(kind: DocumentKind, field: str, text: str) -> tuple[str, object]:
    extra = (kind.extra_header or {}).get(field)
    if extra is not None:
        return field, extra(text)
    info = field_named(kind.table, field)
    return info.name, entered(info, text)


def append_lines(world: World, name: str, rows: Table) -> None:
    """Add lines at the end, each with its further columns entered in their order."""
    ref = world.document(name)
    kind = kind_of(ref)
    add = kind.add_line
    assert add is not None, f"no lines are added to {kind.table}"

    def work(session: Session, context: UserContext) -> Iterator[object]:
        for row in rows:
            yield add(session, ref, _line_values(kind, row), context)

    world.act(work)


def _line_values(kind: DocumentKind, row: Row) -> list[tuple[str, object]]:
    """Type and number first: all else depends on them. An empty cell is not entered."""
    filled = {name: text for name, text in row.items() if text}
    values: list[tuple[str, object]] = [("type", _line_type(kind, filled))]
    for name in ("no", *(name for name in filled if name not in {"type", "no"})):
        if name in filled:
            info = field_named(kind.line_table, name)
            values.append((info.name, entered(info, filled[name])))
    return values


def _line_type(kind: DocumentKind, filled: Row) -> object:
    """Without a type it is an item; with nothing but a text it can only be a comment."""
    info = field_named(kind.line_table, "type")
    if "type" in filled:
        return entered(info, filled["type"])
    wanted = kind.text_type if filled.keys() == {"description"} else LineType.ITEM.value
    return entered(info, wanted)


def enter_line(world: World, name: str, count: int, pairs: Pairs) -> None:
    """Enter values into a line, counted from 1 in the order of line_no."""
    ref = world.document(name)
    kind = kind_of(ref)
    change = kind.change_line
    assert change is not None, f"no lines of {kind.table} are changed"
    line_no = line_no_of(world, name, count)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        for field, text in pairs:
            info = field_named(kind.line_table, field)
            yield change(session, ref, line_no, info.name, entered(info, text), context)

    world.act(work)


def remove_line(world: World, name: str, count: int) -> None:
    """Delete a line, counted from 1."""
    ref = world.document(name)
    delete = kind_of(ref).delete_line
    assert delete is not None, f"no lines of {ref.table} are deleted"
    line_no = line_no_of(world, name, count)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield delete(session, ref, line_no, context)

    world.act(work)


def line_no_of(world: World, name: str, count: int) -> int:
    """The number of a line counted from 1."""
    lines = lines_of(world, name)
    assert 1 <= count <= len(lines), f"{name} has {len(lines)} lines, there is no line {count}"
    return int(str(lines[count - 1]["line_no"]))


def remove(world: World, name: str) -> None:
    """Delete a document."""
    ref = world.document(name)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield kind_of(ref).delete(session, ref, context)

    world.act(work)


# ------------------------------------------------------------------------------------- posting


def post(world: World, name: str, pairs: Pairs) -> None:
    """Post a document: what the step says, else everything its type can post."""
    ref = world.document(name)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield kind_of(ref).post(session, ref, pairs, context)

    world.act(work)


def preview(world: World, name: str, pairs: Pairs) -> None:
    """Keep what posting a document would write."""
    ref = world.document(name)
    look = kind_of(ref).preview
    assert look is not None, f"{ref.table} has no preview"

    def work(session: Session, context: UserContext) -> Iterator[object]:
        found = look(session, ref, pairs, context)
        world.preview = {table.table: list(table.rows) for table in found.tables}  # type: ignore[attr-defined]  # a Preview
        yield found

    world.preview = {}
    world.act(work)


# -------------------------------------------------------------------------------------- reading


def header_of(world: World, name: str) -> Mapping[str, object]:
    """The fields of a header, those that are derived among them."""
    return _read(world, name)[0]


def lines_of(world: World, name: str) -> list[Mapping[str, object]]:
    """The fields of all lines in the order of line_no."""
    return list(_read(world, name)[1])


def _read(world: World, name: str) -> tuple[Mapping[str, object], list[Mapping[str, object]]]:
    ref = world.document(name)
    with world.database.read() as session:
        header, lines = kind_of(ref).read(session, ref, world.context(session))
    return header, list(lines)


def view(world: World, name: str) -> DocumentView:
    """A sales document as its user sees it now."""
    key = sales_key_of(world.document(name))
    with world.database.read() as session:
        return document_view(session, key, world.context(session))


def _totals(world: World, name: str) -> DocumentTotals:
    ref = world.document(name)
    if ref.table == PURCHASES.table:
        with world.database.read() as session:
            key = purchase_key_of(ref)
            return purchase_view(session, key, world.context(session)).totals
    return view(world, name).totals


def totals_of(world: World, name: str) -> Mapping[str, object]:
    """The totals under the lines."""
    totals = _totals(world, name)
    return {
        field: getattr(totals, field)
        for field in type(totals).__dataclass_fields__
        if field not in {"lines", "vat_groups"}
    }


def vat_lines_of(world: World, name: str) -> list[Mapping[str, object]]:
    """The VAT specification, a row for each group."""
    groups = _totals(world, name).vat_groups
    return [
        {field: getattr(group, field) for field in type(group).__dataclass_fields__}
        for group in groups
    ]


def exists(world: World, name: str) -> bool:
    """Whether a document the scenario made is still there to be worked on."""
    ref = world.document(name)
    table = table_of(ref.table)
    keys = zip(table.primary_key.columns, ref.key, strict=True)
    query = select(1).select_from(table).where(*(column == part for column, part in keys))
    with world.database.read() as session:
        return session.execute(query).first() is not None
