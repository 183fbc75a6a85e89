"""The closed sets of words that contacts and campaigns use; the value is what is stored."""

from enum import StrEnum


class RelationKind(StrEnum):
    """What a contact is to the company."""

    CUSTOMER = "customer"
    VENDOR = "vendor"


class InteractionTemplate(StrEnum):
    """How one was in touch with a contact."""

    CALL = "call"
    MEETING = "meeting"
    EMAIL = "email"
    LETTER = "letter"
    NOTE = "note"
    DOCUMENT_SENT = "document_sent"


class Direction(StrEnum):
    """Who began."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


class Evaluation(StrEnum):
    """How it went."""

    NOT_EVALUATED = "not_evaluated"
    VERY_POSITIVE = "very_positive"
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"
    VERY_NEGATIVE = "very_negative"


class SentDocument(StrEnum):
    """The paper that was printed or sent."""

    QUOTE = "quote"
    ORDER = "order"
    INVOICE = "invoice"
    CREDIT_MEMO = "credit_memo"
    BLANKET_ORDER = "blanket_order"
    RETURN_ORDER = "return_order"
    POSTED_INVOICE = "posted_invoice"
    POSTED_SHIPMENT = "posted_shipment"


class CampaignStatus(StrEnum):
    """How far a campaign has come."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"


class MemberKind(StrEnum):
    """What a member of a campaign is."""

    CUSTOMER = "customer"
    CONTACT = "contact"
