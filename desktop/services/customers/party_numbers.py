"""Numbers that identify a company: VAT, organisation, GLN, IBAN; phone and e-mail (CU36–CU37)."""

from __future__ import annotations

import re

from stdnum import ean, iban
from stdnum.eu import vat as eu_vat
from stdnum.se import orgnr

GLN_LENGTH = 13
_ADDRESS = re.compile(r"[^@\s;]+@[^@\s;]+")
_WILDCARDS = {"#": "[0-9]", "@": "[A-Z]", "?": "."}


def compact(number: str) -> str:
    """A number upper-case and without blanks."""
    return "".join(number.split()).upper()


def fits_format(number: str, pattern: str) -> bool:
    """Whether a compact VAT number has a format in full: `#` digit, `@` letter, `?` any."""
    expression = "".join(_WILDCARDS.get(sign, re.escape(sign)) for sign in compact(pattern))
    return re.fullmatch(expression, number) is not None


def is_plausible_vat_no(number: str) -> bool:
    """Whether the check digits of a VAT number of the EU are right; others always are."""
    known = number[:2].lower() in eu_vat.MEMBER_STATES or number[:2] == "EL"
    return not known or bool(eu_vat.is_valid(number))


def is_plausible_registration_no(number: str, country: str) -> bool:
    """Whether a Swedish organisation number's check digit is right; others always are."""
    return country != "SE" or bool(orgnr.is_valid(number))


def gln_check_digit(number: str) -> str:
    """The check digit for the first twelve digits of a GLN."""
    return str(ean.calc_check_digit(number[: GLN_LENGTH - 1]))


def is_valid_iban(number: str) -> bool:
    """Whether an IBAN passes its mod-97 test and its country's length."""
    return bool(iban.is_valid(number))


def malformed_address(addresses: str) -> str | None:
    """The first of several addresses, separated by `;`, that is no e-mail address."""
    for address in addresses.split(";"):
        if address.strip() and not _ADDRESS.fullmatch(address.strip()):
            return address.strip()
    return None


def is_phone(number: str) -> bool:
    """Whether a phone number is free of letters."""
    return not any(sign.isalpha() for sign in number)


def is_digits(number: str) -> bool:
    """Whether a number consists of the digits 0 to 9 and nothing else."""
    return number.isascii() and number.isdigit()
