"""What is refused about records of any kind."""

from __future__ import annotations

from desktop.errors import FieldRefusal, Refusal, RefusalCode
from desktop.translation import N_


class TableUnknown(Refusal):
    """There is no such kind of record."""

    code = RefusalCode.RECORD_TABLE_UNKNOWN
    text = N_("There are no records called {name}.")


class TableLocked(Refusal):
    """Records of this kind are written by posting only."""

    code = RefusalCode.RECORD_TABLE_LOCKED
    text = N_("{table} records are written by posting and cannot be entered or changed by hand.")


class RecordNotFound(Refusal):
    """The record is not there, or not any more."""

    code = RefusalCode.RECORD_NOT_FOUND
    text = N_("There is no {table} {record_key}. Choose another one.")


class RecordExists(FieldRefusal):
    """Another record has this key already."""

    code = RefusalCode.RECORD_EXISTS
    text = N_("{table} {record_key} exists already. Choose another number or code.")


class RecordInUse(Refusal):
    """A record cannot go while others refer to it (CU4)."""

    code = RefusalCode.RECORD_IN_USE
    text = N_(
        "{table} {record_key} cannot be deleted: it is used in {referencing_table} ({count}). "
        "Block it or mark it inactive instead."
    )


class FieldUnknown(FieldRefusal):
    """A record of this kind has no such field."""

    code = RefusalCode.RECORD_FIELD_UNKNOWN
    text = N_("{table} has no field {field_name}.")


class FieldLocked(FieldRefusal):
    """The program keeps this field itself."""

    code = RefusalCode.RECORD_FIELD_LOCKED
    text = N_("{entered_field} of {table} {record_key} cannot be changed by hand.")


class FieldMissing(FieldRefusal):
    """A field without which a record cannot stand is blank."""

    code = RefusalCode.RECORD_FIELD_MISSING
    text = N_("{table} {record_key}: {entered_field} must be filled in.")


class ValueTooLong(FieldRefusal):
    """A text does not fit its field."""

    code = RefusalCode.RECORD_VALUE_TOO_LONG
    text = N_("{entered_field} holds at most {longest} characters; {text} has {count}.")


class ValueNotACode(FieldRefusal):
    """A text has characters that a code cannot have (CU1)."""

    code = RefusalCode.RECORD_VALUE_NOT_A_CODE
    text = N_(
        "{entered_field}: {text} is not a code. Use letters, digits and - _ / . + & # only, "
        "at most {longest} characters."
    )


class ValueNotAChoice(FieldRefusal):
    """A word is not among the choices of its field."""

    code = RefusalCode.RECORD_VALUE_NOT_A_CHOICE
    text = N_("{entered_field} cannot be {text}. Choose one of: {choices}.")


class ValueWrongKind(FieldRefusal):
    """A value is of another kind than its field, a text where a date belongs for instance."""

    code = RefusalCode.RECORD_VALUE_WRONG_KIND
    text = N_("{entered_field} cannot be {text}. Enter a value of the right kind.")


class ValueTooPrecise(FieldRefusal):
    """A number has more decimal places than its field keeps."""

    code = RefusalCode.RECORD_VALUE_TOO_PRECISE
    text = N_("{entered_field} keeps {places} decimal places; {value} has more. Round it.")


class ValueNegative(FieldRefusal):
    """A number that cannot be below zero is."""

    code = RefusalCode.RECORD_VALUE_NEGATIVE
    text = N_("{entered_field} must not be negative. Enter zero or more.")


class ValueNotPositive(FieldRefusal):
    """A number that must be above zero is not."""

    code = RefusalCode.RECORD_VALUE_NOT_POSITIVE
    text = N_("{entered_field} must be greater than zero. Enter a positive number.")


class ReferenceMissing(FieldRefusal):
    """A field names a record that is not there."""

    code = RefusalCode.RECORD_REFERENCE_MISSING
    text = N_("{entered_field}: there is no {table} {text}. Choose another or make it first.")


class ValueOutside(FieldRefusal):
    """A number lies outside what its field can mean."""

    code = RefusalCode.RECORD_VALUE_OUTSIDE
    text = N_("{entered_field} must be between {lowest} and {highest}; {value} is not.")


class DiscountWithoutDate(FieldRefusal):
    """Payment terms promise a discount and do not say until when."""

    code = RefusalCode.SETUP_DISCOUNT_WITHOUT_DATE
    text = N_(
        "Payment terms {terms} have a discount but no Discount Date Calculation. "
        "Fill it in, or clear the discount."
    )


class VatIdentifierTwoRates(FieldRefusal):
    """One VAT identifier would stand for two rates or kinds of VAT."""

    code = RefusalCode.SETUP_VAT_IDENTIFIER_TWO_RATES
    text = N_(
        "VAT identifier {identifier} stands for {other_pct} % already ({other_groups}). "
        "Choose another identifier for {pct} %."
    )


class CalendarDayMissing(FieldRefusal):
    """A calendar entry does not say which day it means."""

    code = RefusalCode.SETUP_CALENDAR_DAY_MISSING
    text = N_("Calendar {calendar}, line {line}: {entered_field} must be filled in.")


class DatesReversed(FieldRefusal):
    """A period would end before it begins."""

    code = RefusalCode.SETUP_DATES_REVERSED
    text = N_("{entered_field} {date} lies before {other_field} {other_date}. Change one of them.")


class KeyTwice(FieldRefusal):
    """Two rows of one file have the same key."""

    code = RefusalCode.RECORD_KEY_TWICE
    text = N_("{record_key} stands in row {first_row} of the file already. Remove one of the rows.")


class RowNotStored(Refusal):
    """The database itself does not take a row, whose fields are right one by one."""

    code = RefusalCode.RECORD_ROW_NOT_STORED
    text = N_(
        "{table} {record_key} does not fit the other records: something that it belongs to is "
        "missing, or another record has the same values. Compare it with a record that is there."
    )


class NotATime(FieldRefusal):
    """A text is no time of day."""

    code = RefusalCode.SETUP_NOT_A_TIME
    text = N_("{entered_field} cannot be {text}. Enter hours and minutes, as in 18:30.")


class BaseFixed(FieldRefusal):
    """What all ledger entries are measured in cannot change once there are any."""

    code = RefusalCode.SETUP_BASE_FIXED
    text = N_(
        "{fixed_field} cannot change any more: ledger entries have been posted with it. "
        "Make a new company for another one."
    )


class TemplateNotChosen(Refusal):
    """Several templates are there, and nobody said which one (CU8)."""

    code = RefusalCode.TEMPLATE_NOT_CHOSEN
    text = N_("There are several templates: {templates}. Choose the one for the new {table}.")
