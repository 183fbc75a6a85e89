"""What is refused about number series (CU15–CU18)."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class NumberWithoutDigits(FieldRefusal):
    """A number cannot be counted on, because it has no digits (CU15)."""

    code = RefusalCode.NUMBER_WITHOUT_DIGITS
    text = N_("{entered_field} {no} must contain digits, as in {example}.")


class NumberShapeDiffers(FieldRefusal):
    """Numbers of one line do not look alike around their digits (CU16)."""

    code = RefusalCode.NUMBER_SHAPE_DIFFERS
    text = N_(
        "{entered_field} {no} must have the same text before and after its last digits "
        "as {other_no}."
    )


class NumbersReversed(FieldRefusal):
    """A number of a line comes before one that it must follow (CU16)."""

    code = RefusalCode.NUMBERS_REVERSED
    text = N_("{entered_field} {no} comes before {other_field} {other_no}. Change one of them.")


class NumberTooLong(Refusal):
    """The next number would have more than 20 characters (CU15)."""

    code = RefusalCode.NUMBER_TOO_LONG
    text = N_(
        "The number after {no} would be longer than {longest} characters. "
        "Start a new line in the number series."
    )


class NoNumberForDate(Refusal):
    """A series has no line that has begun on a date (CU17)."""

    code = RefusalCode.NUMBER_NONE_FOR_DATE
    text = N_(
        "Number series {series} has no number for {date}. Add a line with an earlier starting date."
    )


class SeriesExhausted(Refusal):
    """All numbers of the lines that serve a date are used (CU17)."""

    code = RefusalCode.NUMBER_SERIES_EXHAUSTED
    text = N_(
        "Number series {series} is exhausted at {ending_no}. "
        "Raise the ending number or add a line to the series."
    )


class NumbersFollowDates(Refusal):
    """A number is asked for a date before the last one used (CU18)."""

    code = RefusalCode.NUMBER_DATE_ORDER
    text = N_(
        "Series {series}: numbers must follow dates; the last was used on {last_date_used}. "
        "Choose {last_date_used} or a later date."
    )


class SeriesNotSet(Refusal):
    """The set-up does not say which series numbers a kind of record."""

    code = RefusalCode.NUMBER_SERIES_NOT_SET
    text = N_("{setup_table}: {entered_field} must be filled in before a number can be drawn.")


class SeriesMissing(Refusal):
    """A number series does not exist."""

    code = RefusalCode.NUMBER_SERIES_MISSING
    text = N_("There is no number series {series}. Choose another one in the set-up.")


class TypedNumberNotAllowed(FieldRefusal):
    """A series gives all numbers itself (CU19)."""

    code = RefusalCode.NUMBER_TYPED_NOT_ALLOWED
    text = N_("Series {series} does not allow typed numbers. Leave the number blank.")


class SeriesNotRelated(FieldRefusal):
    """A series cannot be chosen instead of another one (CU21)."""

    code = RefusalCode.NUMBER_SERIES_NOT_RELATED
    text = N_(
        "Series {series} cannot be chosen instead of {usual}. "
        "Choose a related series, or relate the two in the set-up."
    )


class NumberMustBeTyped(FieldRefusal):
    """A series gives no numbers by itself (CU19)."""

    code = RefusalCode.NUMBER_MUST_BE_TYPED
    text = N_("Series {series} does not give numbers by itself. Type a number.")


class LastNumberGoesBack(FieldRefusal):
    """The last number used may only be moved forwards (CU23)."""

    code = RefusalCode.NUMBER_LAST_GOES_BACK
    text = N_(
        "Last No. Used of series {series} may only move forwards from {last_no_used}, "
        "or a number would be given twice. Type a later number."
    )


class PostedSeriesHasGaps(FieldRefusal):
    """A series of posted documents must not lose numbers (CU20)."""

    code = RefusalCode.NUMBER_POSTED_SERIES_HAS_GAPS
    text = N_("Series {series} numbers posted documents and must not allow gaps.")
