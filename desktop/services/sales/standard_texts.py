"""Standard texts on comment lines, and extended texts on request (CU59)."""

from __future__ import annotations

from desktop.models.item_texts import StandardText
from desktop.models.sales import SalesLine
from desktop.models.values.keys import CodeError, code
from desktop.services.sales.finding_items import only_candidate
from desktop.services.sales.line_making import clear_line, remove_attached
from desktop.services.sales.line_sources import unknown_no
from desktop.services.sales.line_texts import await_texts
from desktop.services.sales.load import Document

_CODE_LENGTH = 20


def choose_standard_text(document: Document, line: SalesLine, text: str) -> None:
    """Let a comment line say a standard text, found by its code or its words; raises ItemUnknown.

    Its extended texts follow below the line.
    """
    found = document.session.get(StandardText, _as_code(text) or "")
    if found is None:
        candidate = only_candidate(document, line, text)
        if candidate is None:
            raise unknown_no(line, text)
        found = document.session.get_one(StandardText, candidate.no)
    remove_attached(document, line)
    clear_line(line)
    line.no = found.code
    line.description = found.description
    await_texts(document, line)


def _as_code(text: str) -> str | None:
    try:
        return code(text, _CODE_LENGTH)
    except CodeError:
        return None
