"""The words for the choices of contacts, interactions and campaigns."""

from enum import StrEnum

from desktop.models.contact_words import (
    CampaignStatus,
    Direction,
    Evaluation,
    InteractionTemplate,
    MemberKind,
    RelationKind,
    SentDocument,
)
from desktop.translation import N_

CONTACT_CHOICES: dict[type[StrEnum], dict[str, str]] = {
    RelationKind: {
        "customer": N_("Customer"),
        "vendor": N_("Vendor"),
    },
    InteractionTemplate: {
        "call": N_("Call"),
        "meeting": N_("Meeting"),
        "email": N_("Email"),
        "letter": N_("Letter"),
        "note": N_("Note"),
        "document_sent": N_("Document Sent"),
    },
    Direction: {
        "outbound": N_("Outbound"),
        "inbound": N_("Inbound"),
    },
    Evaluation: {
        "not_evaluated": N_("Not Evaluated"),
        "very_positive": N_("Very Positive"),
        "positive": N_("Positive"),
        "neutral": N_("Neutral"),
        "negative": N_("Negative"),
        "very_negative": N_("Very Negative"),
    },
    SentDocument: {
        "quote": N_("Quote"),
        "order": N_("Order"),
        "invoice": N_("Invoice"),
        "credit_memo": N_("Credit Memo"),
        "blanket_order": N_("Blanket Order"),
        "return_order": N_("Return Order"),
        "posted_invoice": N_("Posted Invoice"),
        "posted_shipment": N_("Posted Shipment"),
    },
    CampaignStatus: {
        "planned": N_("Planned"),
        "running": N_("Running"),
        "finished": N_("Finished"),
    },
    MemberKind: {
        "customer": N_("Customer"),
        "contact": N_("Contact"),
    },
}
