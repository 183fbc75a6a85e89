"""The buttons that mend what a refusal says of a field: enter a value, or go where it is mended.

What can be done stands in one table by the code of the refusal; that a record of another page is
meant, and can be opened there, holds for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from desktop.errors import AnyCode, RecordRef, Refusal, RefusalCode
from desktop.models.labels import field_label, table_label
from desktop.models.words import ShippingAdvice
from desktop.translation import N_, _
from desktop.views.fields.entries import printed
from desktop.views.fields.field import Field
from desktop.views.fields.line_field import LineField
from desktop.views.fields.lookup_field import LookupField
from desktop.views.pages.lookup_offers import maker_of, new_record_offers
from desktop.views.pages.refusal_places import is_of_another
from desktop.views.shell.notices import Remedy
from desktop.views.shell.page import Page
from desktop.views.tables.list_spec import NewRecord

EARLIEST = N_("Earliest possible: {value}")
LATEST = N_("Latest possible: {value}")
SMALLEST = N_("Smallest possible: {value}")
LARGEST = N_("Largest possible: {value}")
USE = N_("Use {value}")
LEAVE_BLANK = N_("Leave It Blank")


@dataclass(frozen=True, slots=True)
class Mending:
    """A refusal at a field of a page; `siblings` are the page's fields by name."""

    page: Page
    table: str
    refusal: Refusal
    field: Field
    siblings: Mapping[str, Field]

    def enter(self, text: str, value: object) -> Remedy:
        """A button that enters a value into the field; `text` may name it."""
        shown = printed(self.field.info, value)
        return Remedy(_(text).format(value=shown), partial(self.field.take, value))

    def named(self, text: str, parameter: str) -> list[Remedy]:
        """A button that enters the value that a refusal names, if it names one of its kind."""
        value = self.refusal.parameters.get(parameter)
        is_one = value is not None and not (isinstance(value, str) and self.field.info.places)
        return [self.enter(text, value)] if is_one else []

    def open(self, record: RecordRef, field: str = "") -> Remedy:
        """A button that opens a record, with the cursor in a field."""
        text = _("Open {table} {record_key}").format(
            table=_(table_label(record.table)), record_key=_shown_key(record)
        )
        return Remedy(text.strip(), partial(self.page.desk.navigation.open_record, record, field))


Maker = Callable[[Mending], Sequence[Remedy]]


def remedies(mending: Mending) -> Sequence[Remedy]:
    """The buttons for a refusal at a field, the likeliest first."""
    make = _MAKERS.get(mending.refusal.code)
    made = list(make(mending)) if make else []
    record = mending.refusal.record
    if (
        not made
        and record is not None
        and is_of_another(mending.table, record, mending.refusal.field or "")
    ):
        made.append(mending.open(record, mending.refusal.field or ""))
    return made


def _shown_key(record: RecordRef) -> str:
    """The key of a record; the one row of a setup table has none that anybody knows."""
    return "" if record.key == (1,) else str(record)


def _allowed_date(mending: Mending) -> Sequence[Remedy]:
    if mending.refusal.field == "allow_posting_from":
        found = _dated(mending, EARLIEST, "allow_posting_from")
    else:
        found = _dated(mending, LATEST, "allow_posting_to")
    record = mending.refusal.record
    if record is not None:
        found.append(mending.open(record, mending.refusal.field or ""))
    return found


def _dated(mending: Mending, text: str, parameter: str) -> list[Remedy]:
    value = mending.refusal.parameters.get(parameter)
    return [] if value is None or isinstance(value, str) else [mending.enter(text, value)]


def _within(mending: Mending) -> Sequence[Remedy]:
    """The nearer end of what is possible."""
    value, lowest = (mending.refusal.parameters.get(name) for name in ("value", "lowest"))
    is_low = value is not None and lowest is not None and value < lowest  # type: ignore[operator]  # of one kind
    if is_low:
        return mending.named(SMALLEST, "lowest")
    return mending.named(LARGEST, "highest")


def _with_check_digit(mending: Mending, parameter: str) -> Sequence[Remedy]:
    number = str(mending.refusal.parameters[parameter])
    return [mending.enter(USE, number[:-1] + str(mending.refusal.parameters["digit"]))]


def _largest_discount(mending: Mending) -> Sequence[Remedy]:
    return [*mending.named(LARGEST, "largest"), *mending.named(SMALLEST, "smallest")]


def _blank(mending: Mending) -> Sequence[Remedy]:
    return [Remedy(_(LEAVE_BLANK), partial(mending.field.take, None))]


def _clear_promise(mending: Mending) -> Sequence[Remedy]:
    promised = mending.siblings.get("promised_delivery_date")
    if promised is None:
        return ()
    text = _("Clear {field}").format(field=_(field_label("promised_delivery_date")))
    return [Remedy(text, partial(promised.take, None))]


def _another_record(mending: Mending) -> Sequence[Remedy]:
    """Make the record that is not there, or choose one that is."""
    field = mending.field
    if not isinstance(field, LookupField):
        return ()
    offers = new_record_offers(mending.page, field, field.line.text().strip())
    return [*(Remedy(each.text, partial(_after_restore, field, each.do)) for each in offers),
            Remedy(_("Show all"), field.open_all)]  # fmt: skip


def _after_restore(field: Field, do: Callable[[], object]) -> None:
    field.restore()
    do()


def _blocked_customer(mending: Mending) -> Sequence[Remedy]:
    return [_open_customer(mending, "blocked"), *_choose(mending)]


def _private_customer(mending: Mending) -> Sequence[Remedy]:
    return [_open_customer(mending, "privacy_blocked"), *_choose(mending)]


def _open_customer(mending: Mending, field: str) -> Remedy:
    record = RecordRef("customer", (str(mending.refusal.parameters["no"]),))
    return mending.open(record, field)


def _incomplete_customer(mending: Mending) -> Sequence[Remedy]:
    return [_open_customer(mending, str(mending.refusal.parameters["missing_field"]))]


def _choose(mending: Mending) -> Sequence[Remedy]:
    field = mending.field
    return [Remedy(_("Show all"), field.open_all)] if isinstance(field, LookupField) else []


def _new_rate(mending: Mending) -> Sequence[Remedy]:
    maker = maker_of(mending.page.desk.navigation, "currency_exchange_rate")
    if not maker:
        return ()
    values = {
        "currency_code": mending.refusal.parameters["currency_code"],
        "starting_date": mending.refusal.parameters["date"],
    }
    text = _("New {table}").format(table=_(table_label("currency_exchange_rate")))
    return [Remedy(text, partial(mending.page.desk.navigation.open, maker, NewRecord(values)))]


def _one_of_the_words(mending: Mending) -> Sequence[Remedy]:
    field, words = mending.field, str(mending.refusal.parameters["candidates"]).split(", ")
    if not isinstance(field, LineField):
        return ()
    return [Remedy(word, partial(field.type_text, word)) for word in words]


_MAKERS: Mapping[AnyCode, Maker] = {
    RefusalCode.TYPED_AMBIGUOUS_DATE: _one_of_the_words,
    RefusalCode.NUMBER_DATE_ORDER: lambda mending: _dated(mending, EARLIEST, "last_date_used"),
    RefusalCode.NUMBER_TYPED_NOT_ALLOWED: _blank,
    RefusalCode.SETUP_DATES_REVERSED: lambda mending: _dated(mending, EARLIEST, "other_date"),
    RefusalCode.RECORD_VALUE_OUTSIDE: _within,
    RefusalCode.RECORD_REFERENCE_MISSING: _another_record,
    RefusalCode.RECORD_NOT_FOUND: _another_record,
    RefusalCode.CUSTOMER_BLOCKED: _blocked_customer,
    RefusalCode.CUSTOMER_PRIVACY_BLOCKED: _private_customer,
    RefusalCode.CUSTOMER_FIELD_MISSING: _incomplete_customer,
    RefusalCode.CUSTOMER_BILL_TO_ITSELF: _blank,
    RefusalCode.CUSTOMER_BILL_TO_OF_OTHERS: _blank,
    RefusalCode.CUSTOMER_BILL_TO_CHAIN: lambda mending: mending.named(USE, "other_no"),
    RefusalCode.CUSTOMER_GLN_CHECK_DIGIT: lambda mending: _with_check_digit(mending, "gln"),
    RefusalCode.ITEM_GTIN_CHECK_DIGIT: lambda mending: _with_check_digit(mending, "gtin"),
    RefusalCode.SALES_INVOICE_DISCOUNT_TOO_LARGE: _largest_discount,
    RefusalCode.SALES_NOTHING_DISCOUNTABLE: lambda mending: mending.named(LARGEST, "largest"),
    RefusalCode.SALES_REQUESTED_UNDER_PROMISED: _clear_promise,
    RefusalCode.SALES_MUST_SHIP_COMPLETE: lambda mending: [
        mending.enter(USE, ShippingAdvice.PARTIAL)
    ],
    RefusalCode.SALES_EXCHANGE_RATE_MISSING: _new_rate,
    RefusalCode.POSTING_DATE_NOT_ALLOWED: _allowed_date,
}
"""What can be done about each refusal that names a value, or another place."""
