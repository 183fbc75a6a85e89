"""Extended texts below a line: comment lines that stay with it (CU59)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.models.sales import SalesLine
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.words import LineType, TextOwner
from desktop.services.items.extended_texts import FLAGS, Owner, TextTerms, texts_of_owners
from desktop.services.sales.line_making import put_new_line, remove_attached
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.refusals_lines import NoRoomForTexts

_OWNERS = {
    LineType.COMMENT: TextOwner.STANDARD_TEXT,
    LineType.ITEM: TextOwner.ITEM,
    LineType.RESOURCE: TextOwner.RESOURCE,
    LineType.GL_ACCOUNT: TextOwner.GL_ACCOUNT,
}


def await_texts(document: Document, line: SalesLine) -> None:
    """Remember that a line gets the extended texts of its number when the command ends."""
    document.texts_due = [each for each in document.texts_due if each is not line] + [line]


def put_due_texts(document: Document) -> None:
    """Put the texts below all lines that wait for theirs, read in one statement.

    Raises NoRoomForTexts.
    """
    present = set(map(id, document.lines))
    due = [line for line in document.texts_due if id(line) in present and line.no is not None]
    document.texts_due = []
    if not due:
        return
    texts = texts_of_lines(document, due)
    for line in due:
        put_below(document, line, texts.get(owner_of(line), ()))


def owner_of(line: SalesLine) -> Owner:
    """Whose extended texts stand below a line."""
    return _OWNERS[line.type], line.no or ""


def text_date(document: Document) -> date:
    """The day on which a text must be valid: the document date."""
    return document.header.document_date or document.context.work_date


def texts_of_lines(document: Document, lines: Sequence[SalesLine]) -> dict[Owner, tuple[str, ...]]:
    """The texts of what these lines sell, for this document, in one statement."""
    language_code = document.header.language_code
    terms = TextTerms(FLAGS[document.type], text_date(document), language_code)
    return texts_of_owners(document.session, {owner_of(line) for line in lines}, terms)


def put_below(document: Document, line: SalesLine, texts: Sequence[str]) -> None:
    """Put one comment line per text below a line, in place of those attached to it.

    Raises NoRoomForTexts.
    """
    remove_attached(document, line)
    for line_no, text in zip(numbers_below(document, line, len(texts)), texts, strict=True):
        below = put_new_line(document, line_no, LineType.COMMENT, attached_to=line.line_no)
        below.description = text


def numbers_below(document: Document, line: SalesLine, count: int) -> list[int]:
    """So many free numbers between a line and the next, evenly spread."""
    following = min(
        (each.line_no for each in document.lines if each.line_no > line.line_no), default=None
    )
    if following is None:
        start = line.line_no // LINE_NO_STEP * LINE_NO_STEP
        return [start + LINE_NO_STEP * number for number in range(1, count + 1)]
    step = (following - line.line_no) // (count + 1)
    if count and not step:
        raise NoRoomForTexts(
            record=line_ref(line), line_no=line.line_no, no=line.no or "", count=count
        )
    return [line.line_no + step * number for number in range(1, count + 1)]
