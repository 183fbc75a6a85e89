"""Blocks of cells as the clipboard holds them: lines of tab-separated texts."""

import re
from collections.abc import Sequence

_END = re.compile("[\t\n]")


def block_text(rows: Sequence[Sequence[str]]) -> str:
    """A block for the clipboard; a text with a tab, line break or quote is quoted."""
    return "\n".join("\t".join(_quoted(text) for text in row) for row in rows)


def is_block(text: str) -> bool:
    """Whether a text holds more than one cell."""
    rows = block_rows(text)
    return len(rows) > 1 or len(rows[0]) > 1


def block_rows(text: str) -> list[list[str]]:
    """The texts of a block from a spreadsheet program or from another grid.

    Quoted texts may hold tabs, line breaks and doubled quotes; a last line break ends the block.
    """
    rows: list[list[str]] = [[]]
    at = 0
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    while at <= len(text):
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        if at < len(text) and text[at] == "\n":
            rows.append([])
        at += 1
    return rows


def _cell(text: str, start: int) -> tuple[str, int]:
    """The text of the cell that starts here, and where its tab, line break or the end stands."""
    if text[start : start + 1] == '"':
        end = start + 1
        while end < len(text) and (text[end] != '"' or text[end : end + 2] == '""'):
            end += 2 if text[end] == '"' else 1
        after = text[end + 1 : end + 2]
        if end < len(text) and after in {"", "\t", "\n"}:
            return text[start + 1 : end].replace('""', '"'), end + 1
    found = _END.search(text, start)
    end = found.start() if found else len(text)
    return text[start:end].strip(), end


def _quoted(text: str) -> str:
    if any(mark in text for mark in '\t\n"'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
