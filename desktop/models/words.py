"""The closed sets of words that master data and set-up use; the value is what is stored."""

from enum import StrEnum


class Blocked(StrEnum):
    """What may no longer be done for a customer (CU44)."""

    NONE = "none"
    SHIP = "ship"
    INVOICE = "invoice"
    ALL = "all"


class ContactType(StrEnum):
    """Whether a name is a company's or a person's."""

    COMPANY = "company"
    PERSON = "person"


class CombineShipments(StrEnum):
    """Which shipments may share one invoice."""

    NO = "no"
    PER_ORDER = "per_order"
    PER_SHIP_TO = "per_ship_to"
    PER_SELL_TO = "per_sell_to"
    PER_BILL_TO = "per_bill_to"


class Reserve(StrEnum):
    """Whether stock is reserved for a demand."""

    NEVER = "never"
    OPTIONAL = "optional"
    ALWAYS = "always"


class ShippingAdvice(StrEnum):
    """Whether an order may be delivered in parts (SD70)."""

    PARTIAL = "partial"
    COMPLETE = "complete"


class ApplicationMethod(StrEnum):
    """How a customer's payments find the invoices they settle."""

    MANUAL = "manual"
    APPLY_TO_OLDEST = "apply_to_oldest"


class ItemType(StrEnum):
    """Whether an item is kept in stock."""

    INVENTORY = "inventory"
    SERVICE = "service"
    NON_INVENTORY = "non_inventory"


class ResourceType(StrEnum):
    """Who or what does the work."""

    PERSON = "person"
    MACHINE = "machine"


class CostingMethod(StrEnum):
    """How the cost of what leaves stock is found (SD91, SD92)."""

    FIFO = "fifo"
    AVERAGE = "average"


class ReplenishmentSystem(StrEnum):
    """Where an item comes from."""

    PURCHASE = "purchase"
    ASSEMBLY = "assembly"
    PRODUCTION = "production"


class PriceProfitCalculation(StrEnum):
    """Which of price and profit follows the other (CU54)."""

    PROFIT_FROM_PRICE = "profit_from_price"
    PRICE_FROM_PROFIT = "price_from_profit"
    NONE = "none"


class DefaultYesNo(StrEnum):
    """A switch on the card that may leave the decision to the set-up."""

    DEFAULT = "default"
    YES = "yes"
    NO = "no"


class LineType(StrEnum):
    """What stands on a document line; a comment has only text."""

    COMMENT = "comment"
    ITEM = "item"
    RESOURCE = "resource"
    GL_ACCOUNT = "gl_account"


class VatCalculationType(StrEnum):
    """Who owes the VAT."""

    NORMAL = "normal"
    REVERSE_CHARGE = "reverse_charge"


class DiscountPosting(StrEnum):
    """Which discounts get a G/L entry of their own (SD81)."""

    NONE = "none"
    INVOICE = "invoice"
    LINE = "line"
    ALL = "all"


class CreditWarnings(StrEnum):
    """Which warnings about a customer's credit are shown (CU46)."""

    BOTH = "both"
    CREDIT_LIMIT = "credit_limit"
    OVERDUE = "overdue"
    NONE = "none"


class ExtDocNoCheck(StrEnum):
    """What happens when a customer's own number comes twice (SD17)."""

    OFF = "off"
    WARN = "warn"
    BLOCK = "block"


class DefaultPostingDate(StrEnum):
    """The posting date a new document starts with."""

    WORK_DATE = "work_date"
    NO_DATE = "no_date"


class DefaultQuantityToShip(StrEnum):
    """The quantity to ship a new line starts with (SD28)."""

    REMAINDER = "remainder"
    BLANK = "blank"


class ArchiveQuotes(StrEnum):
    """When a version of a quote is kept."""

    NEVER = "never"
    ASK = "ask"
    ALWAYS = "always"


class BalancingAccountType(StrEnum):
    """What an immediate payment is posted to (SD84)."""

    GL_ACCOUNT = "gl_account"


class SymbolPosition(StrEnum):
    """Where a currency's symbol stands."""

    BEFORE = "before"
    AFTER = "after"


class AddressFormat(StrEnum):
    """The order of post code and city on paper."""

    POST_CODE_CITY = "post_code_city"
    CITY_POST_CODE = "city_post_code"
    CITY_COUNTY_POST_CODE = "city_county_post_code"


class CalendarRecurrence(StrEnum):
    """How often an entry of a base calendar comes back; a date beats annual beats weekly."""

    NONE = "none"
    WEEKLY = "weekly"
    ANNUAL = "annual"


class Weekday(StrEnum):
    """The days of a week, Monday first."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class GlAccountType(StrEnum):
    """Only posting accounts carry entries; headings and totals structure the chart."""

    POSTING = "posting"
    HEADING = "heading"
    TOTAL = "total"


class IncomeBalance(StrEnum):
    """On which statement an account stands."""

    BALANCE_SHEET = "balance_sheet"
    INCOME_STATEMENT = "income_statement"


class InvoiceDiscountCalculation(StrEnum):
    """How the invoice discount of a document was agreed (SD48)."""

    NONE = "none"
    PERCENT = "percent"
    AMOUNT = "amount"


class ReferenceOwner(StrEnum):
    """Who gave an item another number."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    BARCODE = "barcode"
    OTHER = "other"


class TextOwner(StrEnum):
    """Whose extended text it is (CU59)."""

    ITEM = "item"
    RESOURCE = "resource"
    GL_ACCOUNT = "gl_account"
    STANDARD_TEXT = "standard_text"


class PaymentState(StrEnum):
    """Whether an invoice is paid; overdue is what fell due before today (RP2)."""

    OPEN = "open"
    OVERDUE = "overdue"
    PAID = "paid"


class Status(StrEnum):
    """How far a document has come: only an open one may be changed freely (SD61, SD62)."""

    OPEN = "open"
    RELEASED = "released"
    PENDING_APPROVAL = "pending_approval"
    PENDING_PREPAYMENT = "pending_prepayment"


class JobQueueStatus(StrEnum):
    """Where a document stands that is posted in the background (SD104)."""

    BLANK = "blank"
    SCHEDULED = "scheduled"
    POSTING = "posting"
    ERROR = "error"


class SystemLine(StrEnum):
    """Lines that the program keeps itself."""

    BLANK = "blank"
    SERVICE_CHARGE = "service_charge"


class InsertMode(StrEnum):
    """How a customer's recurring lines come onto a new document (CU119)."""

    MANUAL = "manual"
    AUTOMATIC = "automatic"
    ALWAYS_ASK = "always_ask"


class ShipToMode(StrEnum):
    """Where the goods go: the sell-to address, one of the customer's, or a typed one (SD10)."""

    DEFAULT = "default"
    ALTERNATE = "alternate"
    CUSTOM = "custom"


class ContentKind(StrEnum):
    """What a file really holds, told by its first bytes and not by its name."""

    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"
    DOCUMENT = "document"
    """A text, table or slides of an office program, without macros."""
    MACROS = "macros"
    """A document of an office program that carries macros, or may."""
    PROGRAM = "program"
    SCRIPT = "script"
    WEB_PAGE = "web_page"
    OTHER = "other"


class NotificationKind(StrEnum):
    """What happened to a record that somebody follows."""

    CHANGED = "changed"
    DELETED = "deleted"
    RELEASED = "released"
    REOPENED = "reopened"
    POSTED = "posted"
    NOT_POSTED = "not_posted"
    RUN_FAILED = "run_failed"
