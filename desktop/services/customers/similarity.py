"""How much two records look like one party (CU130–CU132): pure, exact, the same both ways.

A `Profile` is what of a record counts, normalised once; `score` compares two of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import prod

from desktop.models.values.folding import fold
from desktop.models.values.numbers import round_to

TENTH = Decimal("0.1")
HUNDRED = Decimal(100)
MOST_WITH_OTHER_VAT = Decimal(60)
"""What two records with different VAT numbers of one country reach at most."""

PHONE_DIGITS = 8
"""The last digits of a phone number that are compared: country and trunk codes differ."""

_FORMS = """
ab aktiebolag hb handelsbolag kb publ as asa aps oy oyj gmbh mbh ag kg ohg ug se ltd limited plc
llp inc corp corporation llc co company bv nv sa sas sarl srl spa sl pty the
"""
LEGAL_FORMS = frozenset(_FORMS.split())
"""Words that say what kind of company it is, and nothing about which."""

_DOMAINS = """
aol.com bredband.net comhem.se fastmail.com free.fr freenet.de gmail.com gmx.com gmx.de gmx.net
googlemail.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.se icloud.com libero.it
live.com live.se mac.com mail.com mail.ru me.com msn.com online.no orange.fr outlook.com outlook.de
outlook.fr outlook.se passagen.se pm.me proton.me protonmail.com spray.se swipnet.se t-online.de
telia.com tele2.se wanadoo.fr web.de yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.se yandex.com
yandex.ru ymail.com
"""
PUBLIC_DOMAINS = frozenset(_DOMAINS.split())
"""Mail domains that anybody may have an address in: sharing one says nothing."""

_APOSTROPHES = str.maketrans("", "", "'’‘‛`´ʼ′＇")
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_])")
_WORD = re.compile(r"[^\W_]+")
_COUNTRY_OF_VAT = re.compile(r"[A-Z]{2}")


class MatchField(StrEnum):
    """What decided a score."""

    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    VAT = "vat_registration_no"
    REGISTRATION = "registration_no"
    GLN = "gln"
    IBAN = "iban"


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """The fields of a record that count, as they were typed; `ibans` are those of its accounts."""

    no: str
    name: str = ""
    address: str = ""
    post_code: str = ""
    city: str = ""
    country_code: str = ""
    phone: str = ""
    email: str = ""
    vat_registration_no: str = ""
    registration_no: str = ""
    gln: str = ""
    ibans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A record as it is compared. The trigrams stand for the tokens of name and address."""

    no: str
    name: frozenset[str]
    address: frozenset[str]
    phone: str
    emails: frozenset[str]
    domains: frozenset[str]
    vat: str
    vat_country: str
    registration: str
    gln: str
    ibans: frozenset[str]


@dataclass(frozen=True, slots=True)
class Similarity:
    """A score of 0 to 100 in tenths, and the fields that speak for it, the strongest first."""

    score: Decimal
    reasons: tuple[MatchField, ...] = ()


# ----------------------------------------------------------------------------------- normalising


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and signs (CU130)."""
    plain = fold(text).translate(_APOSTROPHES).replace("&", " and ")
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain)
    return tuple(_WORD.findall(plain))


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name that say who it is; all of them when they are legal forms only."""
    words = tokens(name)
    return tuple(word for word in words if word not in LEGAL_FORMS) or words


def address_tokens(address: str, post_code: str, city: str) -> tuple[str, ...]:
    """The words of street, post code (one word, whatever blanks it has) and city."""
    return (*tokens(address), *_as_words(compact_code(post_code)), *tokens(city))


def compact_code(text: str) -> str:
    """A post code as one word."""
    return "".join(tokens(text))


def phone_digits(phone: str) -> str:
    """The last eight digits of a phone number."""
    digits = "".join(sign for sign in fold(phone) if sign in "0123456789")
    return digits[-PHONE_DIGITS:]


def mail_addresses(email: str) -> frozenset[str]:
    """The addresses of a field that may hold several with `;` between them."""
    parts = (part.strip().lower() for part in email.split(";"))
    return frozenset(part for part in parts if part)


def own_domains(addresses: Iterable[str]) -> frozenset[str]:
    """The domains of addresses that are no public mail domains."""
    domains = {address.rpartition("@")[2] for address in addresses if "@" in address}
    return frozenset(domains - PUBLIC_DOMAINS - {""})


def plain_number(text: str) -> str:
    """An identifying number: letters and digits only, upper-case."""
    return "".join(_WORD.findall(text)).upper()


def trigrams(words: Iterable[str]) -> frozenset[str]:
    """The pieces of three letters of words with two blanks before and one after (CU131)."""
    return frozenset(
        padded[at : at + 3]
        for word in words
        for padded in (f"  {word} ",)
        for at in range(len(padded) - 2)
    )


def profile_of(facts: PartyFacts) -> Profile:
    """What of a record is compared."""
    vat = plain_number(facts.vat_registration_no)
    emails = mail_addresses(facts.email)
    return Profile(
        no=facts.no,
        name=trigrams(name_tokens(facts.name)),
        address=trigrams(address_tokens(facts.address, facts.post_code, facts.city)),
        phone=phone_digits(facts.phone),
        emails=emails,
        domains=own_domains(emails),
        vat=vat,
        vat_country=vat[:2] if _COUNTRY_OF_VAT.match(vat) else facts.country_code,
        registration=plain_number(facts.registration_no),
        gln=plain_number(facts.gln),
        ibans=frozenset(filter(None, map(plain_number, facts.ibans))),
    )


def _as_words(word: str) -> tuple[str, ...]:
    return (word,) if word else ()


# --------------------------------------------------------------------------------------- scoring

NAME_WEIGHT, ADDRESS_WEIGHT, PHONE_WEIGHT, EMAIL_WEIGHT = 50, 25, 10, 15
_SAME_DOMAIN = (3, 5)
_SPEAKS_FOR_IT = 60
"""A field that is alike to so many percent is named as a reason."""


def alikeness(a: frozenset[str], b: frozenset[str]) -> tuple[int, int]:
    """How alike two sets of trigrams are, as numerator and denominator of a share of 1."""
    return 2 * len(a & b), len(a) + len(b)


def similarity(a: Profile, b: Profile) -> Similarity:
    """The score of two records and what speaks for it (CU132)."""
    same = _same_identity(a, b)
    if same:
        return Similarity(HUNDRED, same)
    parts = _parts(a, b)
    score = _score_of(parts, a, b)
    strong = [part for part in parts if 100 * part[2][0] >= _SPEAKS_FOR_IT * part[2][1]]
    # Whole numbers: thousands of fractions are made here while somebody types.
    common = prod(of for _field, _weight, (_count, of) in strong)
    strong.sort(key=lambda part: -part[1] * part[2][0] * (common // part[2][1]))
    return Similarity(score, tuple(field for field, _weight, _share in strong))


def score(a: Profile, b: Profile) -> Decimal:
    """How much two records look alike: 0 to 100, rounded to 0.1 (CU132)."""
    return HUNDRED if _same_identity(a, b) else _score_of(_parts(a, b), a, b)


def _score_of(parts: list[tuple[MatchField, int, _Share]], a: Profile, b: Profile) -> Decimal:
    found = _weighted([(weight, share) for _field, weight, share in parts])
    return min(found, MOST_WITH_OTHER_VAT) if _is_other_company(a, b) else found


def _same_identity(a: Profile, b: Profile) -> tuple[MatchField, ...]:
    return tuple(
        field
        for field, is_same in (
            (MatchField.VAT, a.vat and a.vat == b.vat),
            (MatchField.REGISTRATION, a.registration and a.registration == b.registration),
            (MatchField.GLN, a.gln and a.gln == b.gln),
            (MatchField.IBAN, a.ibans and a.ibans & b.ibans),
        )
        if is_same
    )


def _is_other_company(a: Profile, b: Profile) -> bool:
    return bool(a.vat and b.vat and a.vat != b.vat and a.vat_country == b.vat_country)


_Share = tuple[int, int]


def _parts(a: Profile, b: Profile) -> list[tuple[MatchField, int, _Share]]:
    """The fields filled on both sides: weight, and how alike as a fraction."""
    parts: list[tuple[MatchField, int, _Share]] = []
    if a.name and b.name:
        parts.append((MatchField.NAME, NAME_WEIGHT, alikeness(a.name, b.name)))
    if a.address and b.address:
        parts.append((MatchField.ADDRESS, ADDRESS_WEIGHT, alikeness(a.address, b.address)))
    if a.phone and b.phone:
        parts.append((MatchField.PHONE, PHONE_WEIGHT, (int(a.phone == b.phone), 1)))
    if a.emails and b.emails:
        parts.append((MatchField.EMAIL, EMAIL_WEIGHT, _mail_share(a, b)))
    return parts


def _mail_share(a: Profile, b: Profile) -> _Share:
    if a.emails & b.emails:
        return (1, 1)
    return _SAME_DOMAIN if a.domains & b.domains else (0, 1)


def _weighted(parts: list[tuple[int, _Share]]) -> Decimal:
    """100 · Σ w·s / Σ w, as one fraction that is rounded once."""
    weights, above, below = 0, 0, 1
    for weight, (count, of) in parts:
        weights += weight
        above, below = above * of + weight * count * below, below * of
    if not weights:
        return Decimal(0)
    return round_to(Decimal(above), TENTH, times=HUNDRED, over=Decimal(below * weights))
