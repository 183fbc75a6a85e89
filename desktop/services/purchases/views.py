"""What a command on a purchase document answers with: the whole document, to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.errors import Notice
from desktop.models.words import Status
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.sales.differences import NO_DIFFERENCE, Difference
from desktop.services.sales.totals import DocumentTotals
from desktop.services.sales.views import LineView


@dataclass(frozen=True, slots=True)
class PurchaseView:
    """A purchase document as it is shown; as `sales.views.DocumentView`.

    `header` has every column of the header and, besides, `currency_factor`, `lcy_code`, `amount`,
    `amount_including_vat`, `completely_received`, `received_not_invoiced` and `late`.
    """

    key: PurchaseKey
    row_version: int
    status: Status
    header: Mapping[str, object]
    lines: tuple[LineView, ...]
    totals: DocumentTotals
    notices: tuple[Notice, ...]
    editable: frozenset[str]
    locks: Mapping[str, Notice]
    completed: bool
    difference: Difference = NO_DIFFERENCE

    def line(self, line_no: int) -> LineView:
        """The line of this number; raises KeyError when it is gone."""
        for line in self.lines:
            if line.line_no == line_no:
                return line
        raise KeyError(line_no)
