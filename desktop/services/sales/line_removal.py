"""Taking lines out of a loaded document."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.sales import SalesLine
from desktop.services.sales.differences import line_values
from desktop.services.sales.load import Document


def remove_lines(document: Document, lines: Iterable[SalesLine]) -> None:
    """Take lines and the texts attached to them out of a loaded document."""
    numbers = {line.line_no for line in lines}
    gone = [
        each
        for each in document.lines
        if each.line_no in numbers or each.attached_to_line_no in numbers
    ]
    for each in gone:
        document.removed[each.line_no] = line_values(each)
        document.session.delete(each)
    left = set(map(id, document.lines)) - set(map(id, gone))
    document.lines = [each for each in document.lines if id(each) in left]
