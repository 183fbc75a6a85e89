"""What number series demand of their own records (CU16, CU20, CU23)."""

from __future__ import annotations

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.numbering import NumberSeriesLine
from desktop.models.setup import SalesSetup
from desktop.models.values.keys import CodeError, code
from desktop.models.vendors import PurchaseSetup
from desktop.services.context import UserContext
from desktop.services.numbering.refusals import LastNumberGoesBack, PostedSeriesHasGaps
from desktop.services.numbering.sequence import LONGEST_NO, SeriesLine, check_shapes, is_forward
from desktop.services.setup.change_log import log_change
from desktop.services.setup.record_rules import FieldRule, Record, RecordRules
from desktop.services.setup.refusals import ValueNotACode
from desktop.services.setup.rules import duplicate_threshold, positive

POSTED_SERIES_FIELDS = (
    "posted_invoice_nos",
    "posted_credit_memo_nos",
    "posted_shipment_nos",
    "posted_return_receipt_nos",
)
POSTED_PURCHASE_FIELDS = ("posted_receipt_nos", "posted_invoice_nos")


def check_line(session: Session, line: NumberSeriesLine, _context: UserContext) -> None:
    """The numbers of a line look alike, and a posted series loses none."""
    if line.starting_no:
        check_shapes(_plain(line))
    if line.allow_gaps and _numbers_posted_documents(session, line.series_code):
        raise PostedSeriesHasGaps(record=_ref(line), field="allow_gaps", series=line.series_code)


def number(field: str) -> FieldRule:
    """A rule for a field that holds a number of the series: numbers are codes (CU1)."""

    def check(
        _session: Session, line: NumberSeriesLine, value: object, _context: UserContext
    ) -> object:
        try:
            return code(str(value), LONGEST_NO) or ""
        except CodeError as error:
            raise ValueNotACode(
                record=_ref(line), field=field, entered_field=field, text=value, longest=LONGEST_NO
            ) from error

    return check


def last_no_used(
    session: Session, line: NumberSeriesLine, value: object, context: UserContext
) -> object:
    """The last number moves forwards only, or a number would be given twice (CU23)."""
    value = number("last_no_used")(session, line, value, context)
    if inspect(line).persistent and not is_forward(_plain(line), str(value)):
        raise LastNumberGoesBack(
            record=_ref(line),
            field="last_no_used",
            series=line.series_code,
            last_no_used=line.last_no_used,
        )
    return value


def log_first_number(session: Session, line: NumberSeriesLine, context: UserContext) -> None:
    """A line that begins after its first number says so in the change log, as a later move does.

    The proof of the books takes the numbers before it for skipped, not for lost.
    """
    if line.last_no_used:
        log_change(session, _ref(line), "last_no_used", ("", line.last_no_used), context)


def no_gaps(field: str, setup: str = "sales_setup") -> FieldRule:
    """A rule for a set-up field that names a series of posted documents (CU20)."""

    def check(session: Session, _record: Record, value: object, _context: UserContext) -> object:
        with_gaps = select(NumberSeriesLine.line_no).where(
            NumberSeriesLine.series_code == value, NumberSeriesLine.allow_gaps
        )
        if value and session.execute(with_gaps.limit(1)).first():
            raise PostedSeriesHasGaps(record=RecordRef(setup, (1,)), field=field, series=value)
        return value

    return check


def _numbers_posted_documents(session: Session, series: str) -> bool:
    sales, purchase = session.get(SalesSetup, 1), session.get(PurchaseSetup, 1)
    named = {getattr(sales, field, None) for field in POSTED_SERIES_FIELDS}
    return series in named | {getattr(purchase, field, None) for field in POSTED_PURCHASE_FIELDS}


def _plain(line: NumberSeriesLine) -> SeriesLine:
    return SeriesLine(
        line_no=line.line_no,
        starting_no=line.starting_no,
        ending_no=line.ending_no,
        warning_no=line.warning_no,
        last_no_used=line.last_no_used,
    )


def _ref(line: NumberSeriesLine) -> RecordRef:
    return RecordRef("number_series_line", (line.series_code, line.line_no))


NUMBERING_RULES: dict[str, RecordRules] = {
    "number_series_line": RecordRules(
        fields={
            "last_no_used": last_no_used,
            "increment_by": positive("increment_by"),
            **{field: number(field) for field in ("starting_no", "ending_no", "warning_no")},
        },
        check=check_line,
        added=log_first_number,
    ),
    "sales_setup": RecordRules(
        fields={
            **{field: no_gaps(field) for field in POSTED_SERIES_FIELDS},
            "duplicate_threshold": duplicate_threshold,
        }
    ),
    "purchase_setup": RecordRules(
        fields={field: no_gaps(field, "purchase_setup") for field in POSTED_PURCHASE_FIELDS}
    ),
}
"""The rules of number series, by table."""
