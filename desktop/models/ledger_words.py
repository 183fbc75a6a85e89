"""The closed sets of words that the ledgers use; the value is what is stored."""

from enum import StrEnum


class EntryDocumentType(StrEnum):
    """The kind of document an entry comes from; a journal line without one has none."""

    INVOICE = "invoice"
    CREDIT_MEMO = "credit_memo"
    PAYMENT = "payment"
    REFUND = "refund"
    REMINDER = "reminder"
    FINANCE_CHARGE_MEMO = "finance_charge_memo"
    SHIPMENT = "shipment"
    RETURN_RECEIPT = "return_receipt"
    RECEIPT = "receipt"


class RegisterSource(StrEnum):
    """What wrote the entries of a register."""

    SALES = "sales"
    ITEM_JOURNAL = "item_journal"
    CASH_RECEIPT = "cash_receipt"
    PURCHASE = "purchase"
    ASSEMBLY = "assembly"
    CORRECTION = "correction"
    OPENING_BALANCE = "opening_balance"


class GenPostingType(StrEnum):
    """Which side of trade an entry belongs to."""

    SALE = "sale"
    PURCHASE = "purchase"
    SETTLEMENT = "settlement"


class SourceType(StrEnum):
    """Whom or what an entry is about."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    ITEM = "item"
    BANK_ACCOUNT = "bank_account"


class ItemEntryType(StrEnum):
    """Why a quantity moved."""

    PURCHASE = "purchase"
    SALE = "sale"
    POSITIVE_ADJMT = "positive_adjmt"
    NEGATIVE_ADJMT = "negative_adjmt"
    TRANSFER = "transfer"
    ASSEMBLY_OUTPUT = "assembly_output"
    ASSEMBLY_CONSUMPTION = "assembly_consumption"


class ValueEntryType(StrEnum):
    """Why a value moved: the movement itself, its later correction, a revaluation."""

    DIRECT_COST = "direct_cost"
    ADJUSTMENT = "adjustment"
    REVALUATION = "revaluation"


class DetailedEntryType(StrEnum):
    """What a part of a customer entry's amount is (05 §1)."""

    INITIAL = "initial"
    APPLICATION = "application"
    PAYMENT_DISCOUNT = "payment_discount"
    PAYMENT_DISC_TOLERANCE = "payment_disc_tolerance"
    PAYMENT_TOLERANCE = "payment_tolerance"
    VAT_ADJUSTMENT = "vat_adjustment"
    REALIZED_GAIN = "realized_gain"
    REALIZED_LOSS = "realized_loss"
    UNREALIZED_GAIN = "unrealized_gain"
    UNREALIZED_LOSS = "unrealized_loss"
    APPLICATION_ROUNDING = "application_rounding"
    LCY_CORRECTION = "lcy_correction"
