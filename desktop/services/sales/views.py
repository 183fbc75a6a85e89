"""What a command on a sales document answers with: the whole document, to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.errors import Notice
from desktop.models.values.keys import DocumentKey
from desktop.models.words import Status
from desktop.services.sales.differences import NO_DIFFERENCE, Difference
from desktop.services.sales.totals import DocumentTotals


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it is shown.

    `values` has every column of the line under its name; on sales documents besides
    `reserved_quantity` and `reserved_from_stock`, in the line's unit. `editable` are the fields
    that may be typed now; `locks` says for the others that could be typed at another time why not.
    """

    line_no: int
    row_version: int
    values: Mapping[str, object]
    editable: frozenset[str]
    locks: Mapping[str, Notice]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as it is shown; `lines` in the order of line_no.

    `header` has every column of the header under its name and, besides, `currency_factor`,
    `lcy_code` (the company's own currency, in which amounts are when `currency_code` is empty),
    `amount`, `amount_including_vat`, `invoice_discount_amount`, `rounding_amount`,
    `completely_shipped`, `shipped_not_invoiced`, `late` and `expired` (a quote's last day is past).
    `notices` are warnings about the document as it stands and remarks about what was just done.
    `locks` as in LineView. `difference` is what the command that answers has changed, empty when
    it was only read.
    """

    key: DocumentKey
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
