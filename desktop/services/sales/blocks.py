"""Entering a block of lines as one command, and rehearsing it: paste and fill down.

The rehearsal runs the same code in a transaction that is rolled back, so what it shows and what
is entered cannot differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.errors import Conflict, Refusal, SeveralRefusals
from desktop.models.sales import SalesLine
from desktop.models.values.keys import CodeError, DocumentKey, code
from desktop.models.words import LineType
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.sales.editable import check_lines
from desktop.services.sales.line_fields import enter_field, new_line, type_of_new_line
from desktop.services.sales.load import Document, check_version, load_document
from desktop.services.sales.prices import read_prices
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView, LineView

NO_PROGRESS = NoProgress()
_NO_LENGTH = 20


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A row of a block: the line that it goes into, None for a new one, and its entries.

    `values` are (field, value) pairs in the order in which they are entered. With `row_version` a
    line that somebody else has changed since is refused (Conflict).
    """

    line_no: int | None
    values: Sequence[tuple[str, object]]
    row_version: int | None = None


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that cannot be entered: the place of its row in the block, its field, and why."""

    row: int
    field: str
    refusal: Refusal


def refused_cell(at: int, row: BlockRow, refusal: Refusal) -> RefusedCell:
    """The cell that a refusal of a whole row is shown at: its own field's, else the first one."""
    names = [name for name, _value in row.values]
    is_entered = refusal.field in names or not names
    return RefusedCell(at, (refusal.field or "") if is_entered else names[0], refusal)


@dataclass(frozen=True, slots=True)
class BlockRehearsal:
    """What entering a block would give.

    `lines` has for each row the line as it would stand, None where something is refused.
    `refused` names every cell that must be mended; cells that depend on a refused number are not
    judged. `whole` is what is refused of the document as a whole once the good rows are in it.
    """

    lines: tuple[LineView | None, ...]
    refused: tuple[RefusedCell, ...]
    whole: Refusal | None = None


def enter_block(
    session: Session,
    key: DocumentKey,
    rows: Sequence[BlockRow],
    context: UserContext,
    *,
    progress: Progress = NO_PROGRESS,
) -> DocumentView:
    """Enter rows into lines and behind the last line, all or nothing, calculated once at the end.

    Raises SeveralRefusals with everything that is wrong, LinesFrozen, LineMissing or Cancelled.
    """
    document = load_document(session, key, context, for_update=True)
    refused = _enter(document, rows, progress)[1]
    if len(refused) == 1:
        raise refused[0].refusal
    if refused:
        raise SeveralRefusals([cell.refusal for cell in refused], record=document.ref)
    return finish(document)


def rehearse_block(
    session: Session,
    key: DocumentKey,
    rows: Sequence[BlockRow],
    context: UserContext,
    *,
    progress: Progress = NO_PROGRESS,
) -> BlockRehearsal:
    """Enter the good rows of a block in a transaction that the caller rolls back.

    Raises LinesFrozen, LineMissing or Cancelled: then nothing of the block can be entered.
    """
    document = load_document(session, key, context, for_update=True)
    lines, refused = _enter(document, rows, progress)
    bad = {cell.row for cell in refused}
    for at in bad:
        _leave_out(document, lines[at], is_new=rows[at].line_no is None)
    try:
        view = finish(document)
    except Refusal as refusal:
        return BlockRehearsal(tuple(None for _ in rows), tuple(refused), refusal)
    # Finishing may have given the service charge another number.
    numbers = [None if at in bad else line.line_no for at, line in enumerate(lines)]
    shown = {line.line_no: line for line in view.lines}
    return BlockRehearsal(
        tuple(shown[number] if number else None for number in numbers), tuple(refused)
    )


def _enter(
    document: Document, rows: Sequence[BlockRow], progress: Progress
) -> tuple[list[SalesLine], list[RefusedCell]]:
    """Enter all rows, gathering what is refused; gives the line of each row."""
    types, refused = _types(document, rows)
    new_types = [types[at] for at, row in enumerate(rows) if row.line_no is None]
    if new_types:
        check_lines(document, only_text=all(kind is LineType.COMMENT for kind in new_types))
    _read_prices(document, rows, types)
    present = {line.line_no: line for line in document.lines}
    lines: list[SalesLine] = []
    for at, row in enumerate(rows):
        progress.check_cancelled()
        if row.line_no is None:
            line = new_line(document, types[at])
        else:
            line = present.get(row.line_no) or document.line(row.line_no)
        refused += _enter_row(document, line, at, row)
        lines.append(line)
        progress.step(at + 1, len(rows))
    return lines, refused


def _read_prices(document: Document, rows: Sequence[BlockRow], types: Sequence[LineType]) -> None:
    """Read what may price the block, all at once: the numbers in it, and the lines it changes.

    A number that is a barcode or a word is looked up when its line is filled.
    """
    changed = {row.line_no for row in rows}
    products = [
        (line.type, line.no or "") for line in document.priced_lines if line.line_no in changed
    ]
    for row, kind in zip(rows, types, strict=True):
        no = _as_number(dict(row.values).get("no"))
        if no is not None:
            products.append((kind, no))
    read_prices(document, products)


def _as_number(typed: object) -> str | None:
    try:
        return code(typed, _NO_LENGTH) if isinstance(typed, str) else None
    except CodeError:
        return None


def _types(
    document: Document, rows: Sequence[BlockRow]
) -> tuple[list[LineType], list[RefusedCell]]:
    """Of what type the line of each row is to be made, and the types that are none."""
    types, refused = [], []
    for at, row in enumerate(rows):
        try:
            types.append(type_of_new_line(document, row.values))
        except Refusal as refusal:
            types.append(document.setups.sales.default_line_type)
            if row.line_no is None:
                refused.append(RefusedCell(at, "type", refusal))
    return types, refused


def _enter_row(document: Document, line: SalesLine, at: int, row: BlockRow) -> list[RefusedCell]:
    """Enter a row cell by cell; nothing more can be said of it when its number is refused."""
    refused = []
    for place, (field, value) in enumerate(row.values):
        try:
            if not place:
                check_version(line, row.row_version)
            enter_field(document, line, field, value)
        except Refusal as refusal:
            refused.append(RefusedCell(at, field, refusal))
            if field in _DECIDING or isinstance(refusal, Conflict):
                break
    return refused


_DECIDING = frozenset({"type", "no", "item_reference_no"})
"""Fields on which all others of the line depend."""


def _leave_out(document: Document, line: SalesLine, *, is_new: bool) -> None:
    """Let a row with something refused in it have no effect on the rest."""
    document.texts_due = [each for each in document.texts_due if each is not line]
    if is_new:
        document.session.expunge(line)
        document.added = [each for each in document.added if each is not line]
        document.lines = [each for each in document.lines if each is not line]
    else:
        document.session.refresh(line)
