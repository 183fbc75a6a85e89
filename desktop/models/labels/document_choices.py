"""The words for choices about versions and copies of documents."""

from enum import StrEnum

from desktop.models.archive_words import ArchiveCause
from desktop.models.copy_words import CopySourceType
from desktop.translation import N_

DOCUMENT_CHOICES: dict[type[StrEnum], dict[str, str]] = {
    ArchiveCause: {
        "manual": N_("Kept by Hand"),
        "conversion": N_("Conversion"),
        "shipment": N_("First Shipment"),
        "deletion": N_("Deletion"),
        "sending": N_("Sending"),
    },
    CopySourceType: {
        "quote": N_("Sales Quote"),
        "order": N_("Sales Order"),
        "invoice": N_("Sales Invoice"),
        "credit_memo": N_("Sales Credit Memo"),
        "blanket_order": N_("Blanket Sales Order"),
        "return_order": N_("Sales Return Order"),
        "posted_shipment": N_("Posted Shipment"),
        "posted_invoice": N_("Posted Invoice"),
        "archived_quote": N_("Archived Quote"),
        "archived_order": N_("Archived Order"),
        "archived_blanket_order": N_("Archived Blanket Order"),
        "archived_return_order": N_("Archived Return Order"),
    },
}
