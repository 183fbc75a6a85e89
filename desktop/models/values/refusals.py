"""What is said when a typed text cannot be understood."""

from desktop.errors import FieldRefusal, RecordRef, RefusalCode
from desktop.models.values.date_formula import DateFormulaError, DurationError
from desktop.translation import N_


class NotADateFormula(FieldRefusal):
    """A text does not follow the grammar of date formulas (CU10)."""

    code = RefusalCode.TYPED_NOT_A_DATE_FORMULA
    # Translators: the examples are typed in the letters of your language.
    text = N_(
        "{text} is not a date formula: unexpected '{part}' at position {position}. "
        "Examples: 14D, 1M, CM, CM+8D."
    )


class NotADuration(FieldRefusal):
    """A date formula does not count forward, as a duration must (CU12)."""

    code = RefusalCode.TYPED_NOT_A_DURATION
    # Translators: the examples are typed in the letters of your language.
    text = N_(
        "A duration must not be negative or point to a calendar day. Type for example 3D, 2W or 1M."
    )


class NotADate(FieldRefusal):
    """A text is no date, nor anything that stands for one (CU13)."""

    code = RefusalCode.TYPED_NOT_A_DATE
    # Translators: t, mon and +3D are typed in the words and letters of your language.
    text = N_(
        "{text} is not a date. Type a day (15), a date, t for today, a weekday (mon) or days from "
        "the work date (+3D)."
    )


class AmbiguousDate(FieldRefusal):
    """A text is the beginning of several words for a date (CU13)."""

    code = RefusalCode.TYPED_AMBIGUOUS_DATE
    text = N_("{text} is not a date: it may mean {candidates}. Type more letters.")


class NotANumber(FieldRefusal):
    """A text is neither a number nor a sum."""

    code = RefusalCode.TYPED_NOT_A_NUMBER
    # Translators: the example is typed as numbers are written in your language.
    text = N_(
        "{text} is not a number: unexpected '{part}' at position {position}. "
        "Type for example 1234.50 or 12*4."
    )


class DividesByZero(FieldRefusal):
    """A typed sum divides by zero."""

    code = RefusalCode.TYPED_DIVIDES_BY_ZERO
    text = N_("{text} has no result: nothing can be divided by zero. Type another divisor.")


def formula_refusal(
    error: DateFormulaError, *, record: RecordRef | None = None, field: str | None = None
) -> FieldRefusal:
    """The refusal that tells a user what `DateFormula.parse` or `parse_duration` found wrong."""
    if isinstance(error, DurationError):
        return NotADuration(record=record, field=field)
    return NotADateFormula(
        record=record, field=field, text=error.text, part=error.part, position=error.position
    )
