"""The closed sets of words that finding and merging duplicates use; the value is stored."""

from enum import StrEnum


class PartyKind(StrEnum):
    """Who may stand twice in the books; the value is also the name of the table."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    CONTACT = "contact"


class MatchKind(StrEnum):
    """What two records of one party share (CU133)."""

    VAT = "vat"
    REGISTRATION = "registration"
    GLN = "gln"
    IBAN = "iban"
    EMAIL = "email"
    DOMAIN = "domain"
    PHONE = "phone"
    PLACE = "place"
    """Post code and house number."""
    NAME = "name"
    """A word of the name."""


class Decision(StrEnum):
    """What somebody decided about two records that look alike."""

    SEPARATE = "separate"
