"""Lines for the tables of figures: only what matters to the arithmetic is said."""

from collections.abc import Iterable
from decimal import Decimal

from desktop.services.sales.totals import DocumentTerms, DocumentTotals, LineInput, document_totals


def figures(text: str) -> list[Decimal]:
    """`"8.33 8.34"` as numbers."""
    return [Decimal(word) for word in text.split()]


def a_line(
    quantity: str | int | Decimal, price: str | Decimal, vat: str | int = 25, **more: object
) -> LineInput:
    """A line `quantity × price` at `vat` %; its VAT identifier is the percentage."""
    line = LineInput(
        line_no=10000,
        quantity=Decimal(quantity),
        unit_price=Decimal(price),
        vat_identifier=f"VAT{vat}",
        vat_pct=Decimal(vat),
    )
    return changed(line, **more)


def changed(line: LineInput, **more: object) -> LineInput:
    """The line with other fields."""
    known = {name: getattr(line, name) for name in LineInput.__slots__}
    return LineInput(**{**known, **more})


def numbered(lines: Iterable[LineInput]) -> list[LineInput]:
    """The lines one after the other, numbered from 10000 in steps of 10000."""
    return [changed(line, line_no=no * 10000) for no, line in enumerate(lines, start=1)]


def totals_of(*lines: LineInput, terms: DocumentTerms | None = None) -> DocumentTotals:
    """The document that consists of these lines in this order."""
    return document_totals(numbered(lines), terms or DocumentTerms())
