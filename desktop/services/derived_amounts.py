"""Writing a document with its lines: what was entered row by row, what follows all at once.

The amounts of all lines follow from each other: a share of a discount or a cent of VAT moves to
another line. So a whole document is calculated, and only what differs is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, bindparam, inspect, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.setup.record_engine import stamp

Line = SalesLine | PurchaseLine


class DerivedAmounts:
    """The fields of a table of document lines that nobody enters; `names` are all of them."""

    def __init__(self, lines: Table, names: tuple[str, ...]) -> None:
        self._table = lines.name
        self.names = names
        self._update = update(lines).where(
            lines.c.document_type == bindparam("the_type"),
            lines.c.document_no == bindparam("the_document"),
            lines.c.line_no == bindparam("the_line"),
        )

    def save(
        self,
        session: Session,
        header: SalesHeader | PurchaseHeader,
        lines: Sequence[Line],
        context: UserContext,
    ) -> None:
        """Write header and lines, in two statements at the most.

        A line whose amounts only followed another line's keeps its row_version: nobody else's
        entry is overwritten by it.
        """
        followers = [line for line in lines if self._only_followed(line)]
        rows = [self._parameters(line) for line in followers]
        for line in followers:
            for name in self.names:
                set_committed_value(line, name, getattr(line, name))
        for row in (*lines, header):
            if row in session.new or session.is_modified(row):
                stamp(row, context)
        # The answer shows the new row versions, so the rows must be written now.
        session.flush()
        if rows:
            session.connection().execute(self._update, rows)
            report_changes(session, self._table)

    def _only_followed(self, line: Line) -> bool:
        """Whether nothing but derived amounts of a stored line changed."""
        state: Any = inspect(line)
        if not state.persistent:
            return False
        fields = state.attrs
        changed = {name for name in state.committed_state if fields[name].history.has_changes()}
        return bool(changed) and changed <= set(self.names)

    def _parameters(self, line: Line) -> dict[str, object]:
        return {
            "the_type": line.document_type,
            "the_document": line.document_no,
            "the_line": line.line_no,
            **{name: getattr(line, name) for name in self.names},
        }
