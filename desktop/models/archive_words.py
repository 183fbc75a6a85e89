"""The closed sets of words that archived versions use; the value is what is stored."""

from enum import StrEnum


class ArchiveCause(StrEnum):
    """Why a version of a document was kept (SD107)."""

    MANUAL = "manual"
    CONVERSION = "conversion"
    SHIPMENT = "shipment"
    DELETION = "deletion"
    SENDING = "sending"
