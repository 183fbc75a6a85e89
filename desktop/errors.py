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
from typing import ClassVar, TypeAlias

from desktop.batch_codes import BatchCode
from desktop.supply_codes import SupplyCode
from desktop.translation import N_, filled


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
    DATABASE_REFUSES = "database.refuses"
    DATABASE_PLACE_TAKEN = "database.place_taken"
    DATABASE_BACKUP_FOLDER = "database.backup_folder"
    DATABASE_BACKUP_DAMAGED = "database.backup_damaged"
    SETUP_NOT_A_TIME = "setup.not_a_time"
    LIST_FILTER = "list.filter"
    VIEW_EXISTS = "list.view_exists"
    VIEW_NAME_MISSING = "list.view_name_missing"
    SALES_INVOICE_DISCOUNT_PCT_OUTSIDE = "sales.invoice_discount_pct_outside"
    SALES_INVOICE_DISCOUNT_TOO_LARGE = "sales.invoice_discount_too_large"
    SALES_NOTHING_DISCOUNTABLE = "sales.nothing_discountable"
    SALES_SERVICE_CHARGE_ACCOUNT_MISSING = "sales.service_charge_account_missing"
    SALES_SERVICE_CHARGE_LINE = "sales.service_charge_line"
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
    SALES_DOCUMENT_MISSING = "sales.document_missing"
    SALES_FIELD_DERIVED = "sales.field_derived"
    SALES_STATUS_NOT_OPEN = "sales.status_not_open"
    SALES_LINES_FROZEN = "sales.lines_frozen"
    SALES_PENDING_APPROVAL = "sales.pending_approval"
    SALES_DOCUMENT_COMPLETED = "sales.document_completed"
    SALES_DOCUMENT_SCHEDULED = "sales.document_scheduled"
    SALES_PARTIES_LOCKED = "sales.parties_locked"
    SALES_SELL_TO_NEEDED = "sales.sell_to_needed"
    SALES_TEMPLATE_ONLY_FOR_CONTACT = "sales.template_only_for_contact"
    SALES_CUSTOMER_FIRST = "sales.customer_first"
    SALES_SHIP_TO_CODE_NEEDED = "sales.ship_to_code_needed"
    SALES_LOCAL_CURRENCY_RATE = "sales.local_currency_rate"
    SALES_RATE_NOT_POSITIVE = "sales.rate_not_positive"
    SALES_INVOICE_DISCOUNT_CALCULATED = "sales.invoice_discount_calculated"
    SALES_NOTHING_TO_RELEASE = "sales.nothing_to_release"
    SALES_LINE_FIELD_MISSING = "sales.line_field_missing"
    SALES_SHIPPED_NOT_INVOICED = "sales.shipped_not_invoiced"
    SALES_RETURNS_NOT_INVOICED = "sales.returns_not_invoiced"
    SALES_LINE_MISSING = "sales.line_missing"
    SALES_CHANGED_SINCE = "sales.changed_since"
    SALES_TYPE_FIRST = "sales.type_first"
    SALES_NUMBER_FIRST = "sales.number_first"
    SALES_NOT_FOR_THIS_TYPE = "sales.not_for_this_type"
    SALES_LINE_STARTED = "sales.line_started"
    SALES_LINE_INVOICED = "sales.line_invoiced"
    SALES_LOCATION_LOCKED = "sales.location_locked"
    SALES_FOLLOWS_QUANTITY = "sales.follows_quantity"
    SALES_ITEM_UNKNOWN = "sales.item_unknown"
    SALES_SEVERAL_FOUND = "sales.several_found"
    SALES_SEVERAL_CUSTOMERS = "sales.several_customers"
    SALES_ITEM_REFERENCE_UNKNOWN = "sales.item_reference_unknown"
    SALES_ITEM_BLOCKED = "sales.item_blocked"
    SALES_ITEM_SALES_BLOCKED = "sales.item_sales_blocked"
    SALES_VARIANT_BLOCKED = "sales.variant_blocked"
    SALES_VARIANT_UNKNOWN = "sales.variant_unknown"
    SALES_UNIT_UNKNOWN = "sales.unit_unknown"
    SALES_RESOURCE_BLOCKED = "sales.resource_blocked"
    SALES_ACCOUNT_NOT_USABLE = "sales.account_not_usable"
    SALES_VAT_SETUP_MISSING = "sales.vat_setup_missing"
    SALES_LINE_LINKED = "sales.line_linked"
    SALES_LINE_KEEPS_PLACE = "sales.line_keeps_place"
    RECURRING_OTHER_CURRENCY = "recurring.other_currency"
    RECURRING_LINE_WITHOUT_NO = "recurring.line_without_no"
    RECURRING_BLOCKED = "recurring.blocked"
    RECURRING_STANDS_STILL = "recurring.stands_still"
    RECURRING_ALREADY_MADE = "recurring.already_made"
    RECURRING_NOT_DUE = "recurring.not_due"
    RECURRING_DATES_MISSING = "recurring.dates_missing"
    CALENDAR_NO_WORKING_DAY = "calendar.no_working_day"
    CALENDAR_BEYOND = "calendar.beyond"
    CALENDAR_NEGATIVE_DURATION = "calendar.negative_duration"
    NUMBER_WITHOUT_DIGITS = "number.without_digits"
    NUMBER_SHAPE_DIFFERS = "number.shape_differs"
    NUMBERS_REVERSED = "number.reversed"
    NUMBER_TOO_LONG = "number.too_long"
    NUMBER_NONE_FOR_DATE = "number.none_for_date"
    NUMBER_SERIES_EXHAUSTED = "number.series_exhausted"
    NUMBER_DATE_ORDER = "number.date_order"
    NUMBER_SERIES_NOT_SET = "number.series_not_set"
    NUMBER_SERIES_MISSING = "number.series_missing"
    NUMBER_TYPED_NOT_ALLOWED = "number.typed_not_allowed"
    NUMBER_SERIES_NOT_RELATED = "number.series_not_related"
    NUMBER_MUST_BE_TYPED = "number.must_be_typed"
    NUMBER_LAST_GOES_BACK = "number.last_goes_back"
    NUMBER_POSTED_SERIES_HAS_GAPS = "number.posted_series_has_gaps"
    RECORD_NOT_FOUND = "record.not_found"
    RECORD_EXISTS = "record.exists"
    RECORD_IN_USE = "record.in_use"
    RECORD_FIELD_UNKNOWN = "record.field_unknown"
    RECORD_FIELD_LOCKED = "record.field_locked"
    RECORD_FIELD_MISSING = "record.field_missing"
    RECORD_TABLE_UNKNOWN = "record.table_unknown"
    RECORD_TABLE_LOCKED = "record.table_locked"
    RECORD_VALUE_TOO_LONG = "record.value_too_long"
    RECORD_VALUE_NOT_A_CODE = "record.value_not_a_code"
    RECORD_VALUE_NOT_A_CHOICE = "record.value_not_a_choice"
    RECORD_VALUE_WRONG_KIND = "record.value_wrong_kind"
    RECORD_VALUE_TOO_PRECISE = "record.value_too_precise"
    RECORD_VALUE_NEGATIVE = "record.value_negative"
    RECORD_REFERENCE_MISSING = "record.reference_missing"
    RECORD_VALUE_OUTSIDE = "record.value_outside"
    RECORD_FIGURE_TOO_LARGE = "record.figure_too_large"
    RECORD_VALUE_NOT_POSITIVE = "record.value_not_positive"
    RECORD_KEY_TWICE = "record.key_twice"
    RECORD_ROW_NOT_STORED = "record.row_not_stored"
    TEMPLATE_NOT_CHOSEN = "template.not_chosen"
    TEMPLATE_OVERWRITE_FILLED = "template.overwrite_filled"
    CONTACT_IS_CUSTOMER = "contact.is_customer"
    CONTACT_PRIVACY_BLOCKED = "contact.privacy_blocked"
    CONTACT_NOT_A_COMPANY = "contact.not_a_company"
    CONTACT_HAS_PERSONS = "contact.has_persons"
    CONTACT_ON_OPEN_QUOTE = "contact.on_open_quote"
    CONTACT_CUSTOMER_HAS_CONTACT = "contact.customer_has_contact"
    INTERACTION_PAST_DAY = "interaction.past_day"
    INTERACTION_KEPT = "interaction.kept"
    CAMPAIGN_MEMBER_MISSING = "campaign.member_missing"
    SETUP_DISCOUNT_WITHOUT_DATE = "setup.discount_without_date"
    SETUP_VAT_IDENTIFIER_TWO_RATES = "setup.vat_identifier_two_rates"
    SETUP_CALENDAR_DAY_MISSING = "setup.calendar_day_missing"
    SETUP_DATES_REVERSED = "setup.dates_reversed"
    SETUP_BASE_FIXED = "setup.base_fixed"
    CUSTOMER_BLOCKED = "customer.blocked"
    CUSTOMER_PRIVACY_BLOCKED = "customer.privacy_blocked"
    CUSTOMER_FIELD_MISSING = "customer.field_missing"
    CUSTOMER_BILL_TO_CHAIN = "customer.bill_to_chain"
    CUSTOMER_BILL_TO_ITSELF = "customer.bill_to_itself"
    CUSTOMER_BILL_TO_OF_OTHERS = "customer.bill_to_of_others"
    CUSTOMER_VAT_NO_FORMAT = "customer.vat_no_format"
    CUSTOMER_GLN_LENGTH = "customer.gln_length"
    CUSTOMER_GLN_CHECK_DIGIT = "customer.gln_check_digit"
    CUSTOMER_EMAIL = "customer.email"
    CUSTOMER_PHONE = "customer.phone"
    CUSTOMER_SERVICE_OF_OTHER_AGENT = "customer.service_of_other_agent"
    CUSTOMER_GROUP_WITH_OPEN_ENTRIES = "customer.group_with_open_entries"
    CUSTOMER_IBAN = "customer.iban"
    CUSTOMER_CLEAR_PRIVACY = "customer.clear_privacy"
    MERGE_SAME = "merge.same"
    MERGE_GONE = "merge.gone"
    MERGE_CONFLICTS = "merge.conflicts"
    MERGE_NO_SUCH_CONFLICT = "merge.no_such_conflict"
    MERGE_NOT_TICKABLE = "merge.not_tickable"
    MERGE_CODE_UNCHANGED = "merge.code_unchanged"
    MERGE_CODE_CHANGED = "merge.code_changed"
    MERGE_CODE_TAKEN = "merge.code_taken"
    MERGE_NOT_RENAMABLE = "merge.not_renamable"
    MERGE_DOCUMENT_UNDER_WAY = "merge.document_under_way"
    MERGE_ACCOUNTS_DIFFER = "merge.accounts_differ"
    MERGE_BILLS_OTHER = "merge.bills_other"
    MERGE_BILL_TO_CHAIN = "merge.bill_to_chain"
    MERGE_PRIVACY_BLOCKED = "merge.privacy_blocked"
    RENUMBER_FORMER_NO = "renumber.former_no"
    RENUMBER_DOCUMENT_UNDER_WAY = "renumber.document_under_way"
    RENUMBER_SEALED = "renumber.sealed"
    MERGE_OTHER_TYPE = "merge.other_type"
    MERGE_OWN_PERSON = "merge.own_person"
    MERGE_BOTH_RELATED = "merge.both_related"
    ITEM_GTIN_CHECK_DIGIT = "item.gtin_check_digit"
    ITEM_GTIN_LENGTH = "item.gtin_length"
    ITEM_LOCKED_BY_LINES = "item.locked_by_lines"
    ITEM_LOCKED_BY_BILLS = "item.locked_by_bills"
    ITEM_LOCKED_BY_ENTRIES = "item.locked_by_entries"
    ITEM_TYPE_HAS_NO_STOCK = "item.type_has_no_stock"
    ITEM_UNIT_IN_USE = "item.unit_in_use"
    ITEM_UNIT_UNKNOWN = "item.unit_unknown"
    ITEM_BASE_UNIT_IS_ONE = "item.base_unit_is_one"
    ITEM_JOURNAL_WITHOUT_STOCK = "item.journal_without_stock"
    ITEM_JOURNAL_ENTRY_TYPE = "item.journal_entry_type"
    ITEM_JOURNAL_UNIT = "item.journal_unit"
    ITEM_TEXT_TOO_LONG = "item.text_too_long"
    ITEM_SUBSTITUTE_IS_ITSELF = "item.substitute_is_itself"
    ITEM_SUBSTITUTE_VARIANT = "item.substitute_variant"
    ITEM_PURCHASED_BOTH_WAYS = "item.purchased_both_ways"
    ITEM_PICTURE_TOO_LARGE = "item.picture_too_large"
    ITEM_PICTURE_UNREADABLE = "item.picture_unreadable"
    SALES_NO_EXTENDED_TEXTS = "sales.no_extended_texts"
    SALES_NO_ROOM_FOR_TEXTS = "sales.no_room_for_texts"
    SALES_NO_SUBSTITUTE = "sales.no_substitute"
    SALES_PURCHASED_BOTH_WAYS = "sales.purchased_both_ways"
    PRICING_LIST_ACTIVE = "pricing.list_active"
    PRICING_LIST_NOT_ACTIVE = "pricing.list_not_active"
    PRICING_LINES_TWICE = "pricing.lines_twice"
    PRICING_ONLY_DISCOUNTS = "pricing.only_discounts"
    PRICING_ONLY_PRICES = "pricing.only_prices"
    PRICING_BEYOND_LIST = "pricing.beyond_list"
    PRICING_PRICE_NOT_DEFINED = "pricing.price_not_defined"
    PRICING_DISCOUNT_NOT_DEFINED = "pricing.discount_not_defined"
    PRICING_NUMBER_MISSING = "pricing.number_missing"
    PRICING_NUMBER_UNEXPECTED = "pricing.number_unexpected"
    PRICING_LINES_INHERIT = "pricing.lines_inherit"
    PRICING_SCOPE_OF_LIST = "pricing.scope_of_list"
    PRICING_VAT_MODE_DIFFERS = "pricing.vat_mode_differs"
    PRICING_PICK_QUANTITY = "pricing.pick_quantity"
    PRICING_PICK_NOT_YET = "pricing.pick_not_yet"
    PRICING_PICK_ENDED = "pricing.pick_ended"
    PRICING_PICK_UNIT = "pricing.pick_unit"
    PRICING_PICK_CURRENCY = "pricing.pick_currency"
    PRICING_PICK_VARIANT = "pricing.pick_variant"
    PRICING_PICK_NOT_ACTIVE = "pricing.pick_not_active"
    PRICING_PICK_BEATEN = "pricing.pick_beaten"
    PRICING_PICK_ELSEWHERE = "pricing.pick_elsewhere"
    PRICING_PICK_AGREED = "pricing.pick_agreed"
    PRICING_LINE_DISC_NOT_ALLOWED = "pricing.line_disc_not_allowed"
    LEDGERS_NOT_ENOUGH_STOCK = "ledgers.not_enough_stock"
    LEDGERS_APPLIES_TO_ELSEWHERE = "ledgers.applies_to_elsewhere"
    LEDGERS_APPLIES_FROM_UNKNOWN = "ledgers.applies_from_unknown"
    SALES_NOT_A_QUOTE = "sales.not_a_quote"
    SALES_QUOTE_WITHOUT_CUSTOMER = "sales.quote_without_customer"
    SALES_QUOTE_EXPIRED = "sales.quote_expired"
    SALES_ORDER_ONLY_LINE = "sales.order_only_line"
    SALES_VERSION_MISSING = "sales.version_missing"
    SALES_VERSION_PARTLY_POSTED = "sales.version_partly_posted"
    SALES_VERSION_NEEDS_OPEN = "sales.version_needs_open"
    SALES_COPY_ONTO_ITSELF = "sales.copy_onto_itself"
    SALES_DOC_NO_MISSING = "sales.doc_no_missing"
    SALES_CURRENCY_MISMATCH = "sales.currency_mismatch"
    SALES_PRICES_INCL_VAT_MISMATCH = "sales.prices_incl_vat_mismatch"
    POSTING_NOT_POSTABLE = "posting.not_postable"
    POSTING_HEADER_FIELD_BLANK = "posting.header_field_blank"
    POSTING_DATE_NOT_ALLOWED = "posting.date_not_allowed"
    POSTING_EXTERNAL_NO_MISSING = "posting.external_no_missing"
    POSTING_EXTERNAL_NO_USED = "posting.external_no_used"
    POSTING_PREPAYMENT_WAITING = "posting.prepayment_waiting"
    POSTING_NOTHING_TO_POST = "posting.nothing_to_post"
    POSTING_NOT_SHIPPED_YET = "posting.not_shipped_yet"
    POSTING_LINE_WITHOUT_NUMBER = "posting.line_without_number"
    POSTING_CARD_MISSING = "posting.card_missing"
    POSTING_NOT_TAKEN_WHOLE = "posting.not_taken_whole"
    POSTING_DROP_SHIPMENT_NOT_ORDERED = "posting.drop_shipment_not_ordered"
    POSTING_SHIPMENT_LINE_INVOICED = "posting.shipment_line_invoiced"
    POSTING_INVOICE_BELOW_ZERO = "posting.invoice_below_zero"
    POSTING_PRECISION_MISSING = "posting.precision_missing"
    POSTING_NUMBER_USED = "posting.number_used"
    POSTING_SALESPERSON_BLOCKED = "posting.salesperson_blocked"
    POSTING_GROUP_BLANK = "posting.group_blank"
    POSTING_CUSTOMER_GROUP_BLANK = "posting.customer_group_blank"
    POSTING_SETUP_MISSING = "posting.setup_missing"
    POSTING_SETUP_BLOCKED = "posting.setup_blocked"
    POSTING_ACCOUNT_BLANK = "posting.account_blank"
    POSTING_ACCOUNT_NOT_FOR_POSTING = "posting.account_not_for_posting"
    POSTING_JOURNAL_EMPTY = "posting.journal_empty"
    POSTING_JOURNAL_FIELD_BLANK = "posting.journal_field_blank"
    POSTING_ADJUSTMENT_ACCOUNT_MISSING = "posting.adjustment_account_missing"
    REPORTS_DOCUMENT_NOT_FOUND = "reports.document_not_found"
    REPORTS_INVOICE_CONTENT_MISSING = "reports.invoice_content_missing"
    REPORTS_NATIONAL_CONTENT_MISSING = "reports.national_content_missing"
    REPORTS_PAPER_OF_ANOTHER_TYPE = "reports.paper_of_another_type"
    REPORTS_LOGO_UNREADABLE = "reports.logo_unreadable"
    REPORTS_FILE_NOT_WRITTEN = "reports.file_not_written"
    REPORTS_PRINTER_FAILED = "reports.printer_failed"
    PAPERS_OWNER_MISSING = "papers.owner_missing"
    PAPERS_GONE = "papers.gone"
    PAPERS_FIELD_BLANK = "papers.field_blank"
    PAPERS_TOO_LARGE = "papers.too_large"
    PAPERS_EMPTY = "papers.empty"
    PAPERS_TWICE = "papers.twice"
    PAPERS_UNREADABLE = "papers.unreadable"
    PAPERS_CHANGING = "papers.changing"
    PAPERS_NOT_SAVED = "papers.not_saved"
    PAPERS_KEPT = "papers.kept"
    PAPERS_LINK_NOT_ALLOWED = "papers.link_not_allowed"
    PAPERS_NOTE_TOO_LONG = "papers.note_too_long"
    PAPERS_NOTE_OF_ANOTHER = "papers.note_of_another"


AnyCode: TypeAlias = RefusalCode | BatchCode | SupplyCode
"""A stable name of a refusal."""


class ConfirmationCode(StrEnum):
    """Questions that a command may ask before it goes on."""

    REBUILD_LINES = "rebuild_lines"
    DELETE_LINES = "delete_lines"
    UPDATE_LINES = "update_lines"
    CONVERT_PRICES = "convert_prices"
    UPDATE_EXCHANGE_RATE = "update_exchange_rate"
    EXPIRED_QUOTE = "expired_quote"
    ARCHIVE_QUOTE = "archive_quote"
    CREATE_CUSTOMER = "create_customer"
    CREDIT_LIMIT = "credit_limit"
    OVERDUE = "overdue"
    DROP_RESERVATIONS = "drop_reservations"
    USE_IBAN_ANYWAY = "use_iban_anyway"
    CLEAR_PRIVACY_BLOCKED = "clear_privacy_blocked"
    REMOVE_ASSIGNMENTS = "remove_assignments"
    OVERWRITE_FILLED_FIELDS = "overwrite_filled_fields"
    ACTIVATE_WITHOUT_PRICES = "activate_without_prices"
    REBUILD_ASSEMBLY = "rebuild_assembly"
    REOPEN_ASSEMBLY = "reopen_assembly"
    MOVE_DUE_DATE = "move_due_date"
    RECREATE_ORDER = "recreate_order"
    DROP_PROMISE = "drop_promise"
    ROLL_UP_PRICE = "roll_up_price"
    ROLL_UP_COST = "roll_up_cost"
    TAKE_FREE_STOCK = "take_free_stock"
    MOVE_OTHER_SIDE = "move_other_side"


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

    code: ClassVar[AnyCode]
    text: ClassVar[str]

    def __init__(
        self, *, record: RecordRef | None = None, field: str | None = None, **parameters: object
    ) -> None:
        self.record = record
        self.field = field
        self.parameters: dict[str, object] = parameters
        super().__init__(filled(self.text, plain_parameters(parameters)))


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
        return filled(self.text, plain_parameters(self.parameters))


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
