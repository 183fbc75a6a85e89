"""The words for choices: what each member of a closed set is called."""

from enum import StrEnum

from desktop.models.attachments import ContentKind, NotificationKind
from desktop.models.jobs import BatchOutcome, Job, QueueState, RunStatus
from desktop.models.ledgers import (
    DetailedEntryType,
    EntryDocumentType,
    GenPostingType,
    ItemEntryType,
    RegisterSource,
    SourceType,
    ValueEntryType,
)
from desktop.models.sales import JobQueueStatus, ShipToMode, Status, SystemLine
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import RoundingMode
from desktop.models.words import (
    AddressFormat,
    ApplicationMethod,
    ArchiveQuotes,
    Blocked,
    CalendarRecurrence,
    CombineShipments,
    ContactType,
    CostingMethod,
    CreditWarnings,
    DefaultPostingDate,
    DefaultQuantityToShip,
    DefaultYesNo,
    DiscountPosting,
    ExtDocNoCheck,
    GlAccountType,
    IncomeBalance,
    InvoiceDiscountCalculation,
    ItemType,
    LineType,
    PaymentState,
    PriceProfitCalculation,
    ReferenceOwner,
    ReplenishmentSystem,
    Reserve,
    ResourceType,
    ShippingAdvice,
    SymbolPosition,
    VatCalculationType,
    Weekday,
)
from desktop.translation import N_

ENUM_LABELS: dict[type[StrEnum], dict[str, str]] = {
    Blocked: {
        "none": N_("Not Blocked"),
        "ship": N_("Ship"),
        "invoice": N_("Invoice"),
        "all": N_("All"),
    },
    ContactType: {
        "company": N_("Company"),
        "person": N_("Person"),
    },
    CombineShipments: {
        "no": N_("No"),
        "per_order": N_("Per Order"),
        "per_ship_to": N_("Per Ship to"),
        "per_sell_to": N_("Per Sell to"),
        "per_bill_to": N_("Per Bill to"),
    },
    Reserve: {
        "never": N_("Never"),
        "optional": N_("Optional"),
        "always": N_("Always"),
    },
    ShippingAdvice: {
        "partial": N_("Partial"),
        "complete": N_("Complete"),
    },
    ApplicationMethod: {
        "manual": N_("Manual"),
        "apply_to_oldest": N_("Apply to Oldest"),
    },
    ItemType: {
        "inventory": N_("Inventory"),
        "service": N_("Service"),
        "non_inventory": N_("Non Inventory"),
    },
    ResourceType: {
        "person": N_("Person"),
        "machine": N_("Machine"),
    },
    CostingMethod: {
        "fifo": N_("FIFO"),
        "average": N_("Average"),
    },
    ReplenishmentSystem: {
        "purchase": N_("Purchase"),
        "assembly": N_("Assembly"),
        "production": N_("Production"),
    },
    PriceProfitCalculation: {
        "profit_from_price": N_("Profit From Price"),
        "price_from_profit": N_("Price From Profit"),
        "none": N_("None"),
    },
    DefaultYesNo: {
        "default": N_("Default"),
        "yes": N_("Yes"),
        "no": N_("No"),
    },
    LineType: {
        "comment": N_("Comment"),
        "item": N_("Item"),
        "resource": N_("Resource"),
        "gl_account": N_("G/L Account"),
    },
    VatCalculationType: {
        "normal": N_("Normal"),
        "reverse_charge": N_("Reverse Charge"),
    },
    DiscountPosting: {
        "none": N_("None"),
        "invoice": N_("Invoice"),
        "line": N_("Line"),
        "all": N_("All"),
    },
    CreditWarnings: {
        "both": N_("Both"),
        "credit_limit": N_("Credit Limit"),
        "overdue": N_("Overdue"),
        "none": N_("None"),
    },
    ExtDocNoCheck: {
        "off": N_("Off"),
        "warn": N_("Warn"),
        "block": N_("Block"),
    },
    DefaultPostingDate: {
        "work_date": N_("Work Date"),
        "no_date": N_("No Date"),
    },
    DefaultQuantityToShip: {
        "remainder": N_("Remainder"),
        "blank": N_("Blank"),
    },
    ArchiveQuotes: {
        "never": N_("Never"),
        "ask": N_("Ask"),
        "always": N_("Always"),
    },
    SymbolPosition: {
        "before": N_("Before"),
        "after": N_("After"),
    },
    AddressFormat: {
        "post_code_city": N_("Post Code City"),
        "city_post_code": N_("City Post Code"),
        "city_county_post_code": N_("City County Post Code"),
    },
    CalendarRecurrence: {
        "none": N_("None"),
        "weekly": N_("Weekly"),
        "annual": N_("Annual"),
    },
    Weekday: {
        "monday": N_("Monday"),
        "tuesday": N_("Tuesday"),
        "wednesday": N_("Wednesday"),
        "thursday": N_("Thursday"),
        "friday": N_("Friday"),
        "saturday": N_("Saturday"),
        "sunday": N_("Sunday"),
    },
    GlAccountType: {
        "posting": N_("Posting"),
        "heading": N_("Heading"),
        "total": N_("Total"),
    },
    IncomeBalance: {
        "balance_sheet": N_("Balance Sheet"),
        "income_statement": N_("Income Statement"),
    },
    InvoiceDiscountCalculation: {
        "none": N_("None"),
        "percent": N_("Percent"),
        "amount": N_("Amount"),
    },
    ReferenceOwner: {
        "customer": N_("Customer"),
        "vendor": N_("Vendor"),
        "barcode": N_("Barcode"),
        "other": N_("Other"),
    },
    Status: {
        "open": N_("Open"),
        "released": N_("Released"),
        "pending_approval": N_("Pending Approval"),
        "pending_prepayment": N_("Pending Prepayment"),
    },
    JobQueueStatus: {
        "blank": N_("Not Scheduled"),
        "scheduled": N_("Scheduled"),
        "posting": N_("Posting"),
        "error": N_("Error"),
    },
    SystemLine: {
        "blank": N_("Ordinary Line"),
        "service_charge": N_("Service Charge"),
    },
    ShipToMode: {
        "default": N_("Default"),
        "alternate": N_("Alternate"),
        "custom": N_("Custom"),
    },
    EntryDocumentType: {
        "invoice": N_("Invoice"),
        "credit_memo": N_("Credit Memo"),
        "payment": N_("Payment"),
        "refund": N_("Refund"),
        "reminder": N_("Reminder"),
        "finance_charge_memo": N_("Finance Charge Memo"),
        "shipment": N_("Shipment"),
        "return_receipt": N_("Return Receipt"),
    },
    RegisterSource: {
        "sales": N_("Sales"),
        "item_journal": N_("Item Journal"),
        "cash_receipt": N_("Cash Receipt"),
        "purchase": N_("Purchase"),
        "assembly": N_("Assembly"),
        "correction": N_("Correction"),
    },
    GenPostingType: {
        "sale": N_("Sale"),
        "purchase": N_("Purchase"),
        "settlement": N_("Settlement"),
    },
    SourceType: {
        "customer": N_("Customer"),
        "vendor": N_("Vendor"),
        "item": N_("Item"),
        "bank_account": N_("Bank Account"),
    },
    ItemEntryType: {
        "purchase": N_("Purchase"),
        "sale": N_("Sale"),
        "positive_adjmt": N_("Positive Adjustment"),
        "negative_adjmt": N_("Negative Adjustment"),
        "transfer": N_("Transfer"),
        "assembly_output": N_("Assembly Output"),
        "assembly_consumption": N_("Assembly Consumption"),
    },
    ValueEntryType: {
        "direct_cost": N_("Direct Cost"),
        "adjustment": N_("Adjustment"),
        "revaluation": N_("Revaluation"),
    },
    DetailedEntryType: {
        "initial": N_("Initial"),
        "application": N_("Application"),
        "payment_discount": N_("Payment Discount"),
        "payment_disc_tolerance": N_("Payment Disc Tolerance"),
        "payment_tolerance": N_("Payment Tolerance"),
        "vat_adjustment": N_("Vat Adjustment"),
        "realized_gain": N_("Realized Gain"),
        "realized_loss": N_("Realized Loss"),
        "unrealized_gain": N_("Unrealized Gain"),
        "unrealized_loss": N_("Unrealized Loss"),
        "application_rounding": N_("Application Rounding"),
        "lcy_correction": N_("Lcy Correction"),
    },
    DocumentType: {
        "quote": N_("Sales Quote"),
        "order": N_("Sales Order"),
        "invoice": N_("Sales Invoice"),
        "credit_memo": N_("Sales Credit Memo"),
        "blanket_order": N_("Blanket Sales Order"),
        "return_order": N_("Sales Return Order"),
    },
    PaymentState: {
        "open": N_("Open"),
        "overdue": N_("Overdue"),
        "paid": N_("Paid"),
    },
    RoundingMode: {
        "nearest": N_("Nearest"),
        "up": N_("Up"),
        "down": N_("Down"),
    },
    ContentKind: {
        "pdf": N_("PDF"),
        "picture": N_("Picture"),
        "text": N_("Text"),
        "document": N_("Document"),
        "macros": N_("Document with Macros"),
        "program": N_("Program"),
        "script": N_("Script"),
        "web_page": N_("Web Page"),
        "other": N_("Other"),
    },
    NotificationKind: {
        "changed": N_("Changed"),
        "deleted": N_("Deleted"),
        "released": N_("Released"),
        "reopened": N_("Reopened"),
        "posted": N_("Posted"),
        "not_posted": N_("Not Posted"),
    },
    Job: {
        "post_batch": N_("Post Batch"),
    },
    RunStatus: {
        "running": N_("Running"),
        "finished": N_("Finished"),
        "stopped": N_("Stopped"),
        "failed": N_("Failed"),
    },
    BatchOutcome: {
        "ok": N_("Done"),
        "skipped": N_("Skipped"),
        "error": N_("Error"),
    },
    QueueState: {
        "scheduled": N_("Scheduled"),
        "posting": N_("Being Posted"),
        "error": N_("Error"),
    },
}
