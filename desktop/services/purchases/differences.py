"""What a command changed on a purchase document, kept so that it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import inspect

from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.services.purchases.load import Purchase
from desktop.services.sales.differences import TYPED_AMOUNT, Changes, Difference, Values
from desktop.services.setup.field_infos import table_of

_STAMPS = frozenset({"row_version", "changed_by", "changed_at"})
_HEADER_KEY = frozenset({"document_type", "no"})
_LINE_KEY = frozenset({"document_type", "document_no", "line_no"})
_FOLLOWING = frozenset(
    {
        "gross_amount",
        "line_amount",
        "amount",
        "vat_amount",
        "amount_including_vat",
        "unit_cost_lcy",
    }
)
LINE_VALUES = tuple(
    column.name
    for column in table_of(PurchaseLine.__tablename__).columns
    if column.name not in _STAMPS | _LINE_KEY | _FOLLOWING
)
"""The columns of a line that are entered or follow from an entry; amounts follow from these."""


def line_values(line: PurchaseLine) -> Values:
    """What must be kept of a line to make it again."""
    return {name: getattr(line, name) for name in LINE_VALUES}


def unsaved_changes(document: Purchase) -> tuple[Changes, Mapping[int, Changes]]:
    """What is changed of the header and of lines that were there, before it is written."""
    lines = {line.line_no: _line_changes(line) for line in document.lines}
    header = _changes(document.header, _STAMPS | _HEADER_KEY)
    return header, {line_no: changes for line_no, changes in lines.items() if changes}


def difference_of(document: Purchase, changed: tuple[Changes, Mapping[int, Changes]]) -> Difference:
    """What the command did to a document whose changes were noted before they were written."""
    header, lines = changed
    added = set(map(id, document.added))
    return Difference(
        entered=tuple(document.entered),
        header=header,
        lines=lines,
        added={line.line_no: line_values(line) for line in document.lines if id(line) in added},
        removed=dict(document.removed),
        renumbered=dict(document.renumbered),
    )


def _line_changes(line: PurchaseLine) -> Changes:
    changes = dict(_changes(line, _STAMPS | _LINE_KEY | _FOLLOWING))
    is_typed = line.discount_amount_is_typed
    if not any(changes.get("discount_amount_is_typed", (is_typed,))):
        changes.pop(TYPED_AMOUNT, None)
    return changes


def _changes(row: PurchaseHeader | PurchaseLine, besides: frozenset[str]) -> Changes:
    state: Any = inspect(row)
    if not state.persistent:
        return {}
    return {
        name: (before, getattr(row, name))
        for name, before in state.committed_state.items()
        if name not in besides
        and state.attrs[name].history.has_changes()
        and before != getattr(row, name)
    }
