"""What can go wrong, in words a user understands.

A *refusal* is a normal result: the user asked for something that a rule does not allow,
and nothing has changed. Everything that is neither a refusal nor a temporary failure is a
defect of the program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from desktop.translation import N_


class RefusalCode(StrEnum):
    """Stable names of refusals, for logs, tests and support; never shown to a user."""

    SEVERAL = "several"
    CONFLICT = "conflict"
    NEEDS_CONFIRMATION = "needs_confirmation"
    TYPED_NOT_A_DATE_FORMULA = "typed.not_a_date_formula"
    TYPED_NOT_A_DURATION = "typed.not_a_duration"
    TYPED_NOT_A_DATE = "typed.not_a_date"
    TYPED_AMBIGUOUS_DATE = "typed.ambiguous_date"
    TYPED_NOT_A_NUMBER = "typed.not_a_number"
    TYPED_DIVIDES_BY_ZERO = "typed.divides_by_zero"
    DISK_FULL = "database.disk_full"
    DATABASE_READ_ONLY = "database.read_only"
    DATABASE_NEWER = "database.newer"
    DATABASE_MISSING = "database.missing"
    DATABASE_NOT_OURS = "database.not_ours"
    DATABASE_LOCKED = "database.locked"
    SALES_INVOICE_DISCOUNT_PCT_OUTSIDE = "sales.invoice_discount_pct_outside"
    SALES_INVOICE_DISCOUNT_TOO_LARGE = "sales.invoice_discount_too_large"
    SALES_NOTHING_DISCOUNTABLE = "sales.nothing_discountable"
    SALES_UNIT_PRICE_NEGATIVE = "sales.unit_price_negative"
    SALES_LINE_DISCOUNT_PCT_OUTSIDE = "sales.line_discount_pct_outside"
    SALES_LINE_DISCOUNT_OUTSIDE = "sales.line_discount_outside"
    SALES_LINE_AMOUNT_OUTSIDE = "sales.line_amount_outside"
    SALES_PRICES_MODE_LOCKED = "sales.prices_mode_locked"
    SALES_EXCHANGE_RATE_MISSING = "sales.exchange_rate_missing"
    SALES_QTY_TO_SHIP_TOO_LARGE = "sales.qty_to_ship_too_large"
    SALES_QTY_TO_RECEIVE_TOO_LARGE = "sales.qty_to_receive_too_large"
    SALES_QTY_TO_INVOICE_TOO_LARGE = "sales.qty_to_invoice_too_large"
    SALES_QTY_WRONG_SIGN = "sales.qty_wrong_sign"
    SALES_QUANTITY_BELOW_SHIPPED = "sales.quantity_below_shipped"
    SALES_QUANTITY_ABOVE_SHIPPED = "sales.quantity_above_shipped"
    SALES_QUANTITY_BELOW_INVOICED = "sales.quantity_below_invoiced"
    SALES_QUANTITY_ABOVE_INVOICED = "sales.quantity_above_invoiced"
    SALES_BASE_QUANTITY_ZERO = "sales.base_quantity_zero"
    SALES_QUANTITY_NOT_MULTIPLE = "sales.quantity_not_multiple"
    SALES_NO_BASE_QUANTITY_LEFT = "sales.no_base_quantity_left"
    SALES_BASE_QUANTITY_USED_UP = "sales.base_quantity_used_up"
    SALES_MUST_SHIP_COMPLETE = "sales.must_ship_complete"
    SALES_REQUESTED_UNDER_PROMISED = "sales.requested_under_promised"
    CALENDAR_NO_WORKING_DAY = "calendar.no_working_day"
    CALENDAR_BEYOND = "calendar.beyond"
    CALENDAR_NEGATIVE_DURATION = "calendar.negative_duration"
    NUMBER_WITHOUT_DIGITS = "number.without_digits"
    NUMBER_SHAPE_DIFFERS = "number.shape_differs"
    NUMBER_TOO_LONG = "number.too_long"
    NUMBER_NONE_FOR_DATE = "number.none_for_date"
    NUMBER_SERIES_EXHAUSTED = "number.series_exhausted"
    NUMBER_DATE_ORDER = "number.date_order"
    REPORTS_DOCUMENT_NOT_FOUND = "reports.document_not_found"
    REPORTS_INVOICE_CONTENT_MISSING = "reports.invoice_content_missing"
    REPORTS_NATIONAL_CONTENT_MISSING = "reports.national_content_missing"
    REPORTS_LOGO_UNREADABLE = "reports.logo_unreadable"


class ConfirmationCode(StrEnum):
    """Questions that a command may ask before it goes on."""

    REBUILD_LINES = "rebuild_lines"
    UPDATE_LINES = "update_lines"
    CONVERT_PRICES = "convert_prices"
    UPDATE_EXCHANGE_RATE = "update_exchange_rate"
    EXPIRED_QUOTE = "expired_quote"
    CREATE_CUSTOMER = "create_customer"
    CREDIT_LIMIT = "credit_limit"
    OVERDUE = "overdue"
    DROP_RESERVATIONS = "drop_reservations"
    USE_IBAN_ANYWAY = "use_iban_anyway"
    CLEAR_PRIVACY_BLOCKED = "clear_privacy_blocked"


@dataclass(frozen=True, slots=True)
class RecordRef:
    """The record that a refusal or notice speaks of, so that a screen can open it."""

    table: str
    key: tuple[str | int, ...]

    def __str__(self) -> str:
        return " ".join(str(part) for part in self.key)


class KontorError(Exception):
    """Everything that Kontor itself raises."""


class Refusal(KontorError):
    """The user asked for something that is not allowed; nothing has changed.

    `parameters` are the raw values named in `text` (Decimal, date, enum member, str): the
    Localizer prints them in the user's way. `record` and `field` say where to jump.
    """

    code: ClassVar[RefusalCode]
    text: ClassVar[str]

    def __init__(
        self, *, record: RecordRef | None = None, field: str | None = None, **parameters: object
    ) -> None:
        self.record = record
        self.field = field
        self.parameters: dict[str, object] = parameters
        super().__init__(self.text.format_map(plain_parameters(parameters)))


class FieldRefusal(Refusal):
    """A value cannot stand in its field; the text belongs beside that field."""


class Conflict(Refusal):
    """Somebody else changed the record in the meantime."""

    code = RefusalCode.CONFLICT
    text = N_(
        "{table} {record_key} was changed by {changed_by} while you were working on it. "
        "Reload it and enter your change again."
    )


class NeedsConfirmation(Refusal):
    """A command goes on only when its question has been answered.

    The caller asks, puts the answer into the context and calls again.
    """

    code = RefusalCode.NEEDS_CONFIRMATION
    question: ClassVar[ConfirmationCode]
    safe_answer: ClassVar[bool] = False


class SeveralRefusals(Refusal):
    """Everything that is wrong at once, so that the user can mend all of it."""

    code = RefusalCode.SEVERAL
    text = N_("{count} things must be mended first: {list}")

    def __init__(self, refusals: Sequence[Refusal], *, record: RecordRef | None = None) -> None:
        self.refusals = tuple(refusals)
        super().__init__(
            record=record,
            count=len(self.refusals),
            list=" · ".join(str(refusal) for refusal in self.refusals),
        )


class Unavailable(KontorError):
    """Something outside the program does not answer; the same call may succeed later."""


class InvariantBroken(KontorError):
    """Figures that must agree do not: a defect of the program, never the user's mistake."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark in the result of a command: the command was done, the user should know."""

    code: str
    text: str
    parameters: Mapping[str, object]
    is_warning: bool = True
    record: RecordRef | None = None
    field: str | None = None

    def __str__(self) -> str:
        return self.text.format_map(plain_parameters(self.parameters))


def plain_parameters(parameters: Mapping[str, object]) -> dict[str, str]:
    """The parameters as canonical English text, for logs and tests.

    A parameter called `field` or ending in `_field` is a column name and is spelled as a
    label would be ("qty_to_ship" → "Qty To Ship").
    """
    return {
        name: _spelled(value) if _names_field(name) else _plain(value)
        for name, value in parameters.items()
    }


def _names_field(name: str) -> bool:
    return name == "field" or name.endswith("_field")


def _spelled(value: object) -> str:
    return str(value).replace("_", " ").title()


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return str(value)
