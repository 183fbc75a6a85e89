"""Addresses as they stand on an envelope (CU28)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from desktop.models.codes import CountryRegion, CountryRegionTranslation
from desktop.models.words import AddressFormat
from desktop.translation import Localizer


@dataclass(frozen=True, slots=True)
class Country:
    """A country as a paper needs it; the name is in the paper's language."""

    code: str
    name: str
    is_eu: bool
    address_format: AddressFormat


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address in its parts; `country_name` is blank in the company's own country."""

    name: str = ""
    name_2: str = ""
    contact: str = ""
    address: str = ""
    address_2: str = ""
    post_code: str = ""
    city: str = ""
    county: str = ""
    country_code: str = ""
    country_name: str = ""
    address_format: AddressFormat = AddressFormat.POST_CODE_CITY


class Countries:
    """The countries that a paper names, seen from the company's own."""

    def __init__(self, countries: Mapping[str, Country], own_code: str | None) -> None:
        self._countries = countries
        self._own = own_code or ""

    def address(self, source: object, prefix: str = "", contact: str = "") -> PostalAddress:
        """The address that stands in the fields with this prefix, such as `bill_to_`."""
        code = getattr(source, f"{prefix}country_code") or self._own
        country = self._countries.get(code)
        own = self._countries.get(self._own)
        known = country or own
        return PostalAddress(
            name=getattr(source, f"{prefix}name"),
            name_2=getattr(source, f"{prefix}name_2"),
            contact=contact,
            address=getattr(source, f"{prefix}address"),
            address_2=getattr(source, f"{prefix}address_2"),
            post_code=getattr(source, f"{prefix}post_code"),
            city=getattr(source, f"{prefix}city"),
            county=getattr(source, f"{prefix}county"),
            country_code=code,
            country_name="" if code == self._own else self.name(code),
            address_format=known.address_format if known else AddressFormat.POST_CODE_CITY,
        )

    def name(self, code: str) -> str:
        """A country's name in the paper's language, or its code."""
        country = self._countries.get(code)
        return (country.name if country else "") or code

    def is_other_member_state(self, code: str) -> bool:
        """Whether a country of the Union, and not the company's own."""
        country = self._countries.get(code)
        return code != self._own and country is not None and country.is_eu


def countries(
    session: Session,
    codes: Collection[str | None],
    languages: Sequence[str],
    own_code: str | None,
) -> Countries:
    """Read the countries with these codes and the company's own, in one statement."""
    translation = CountryRegionTranslation
    wanted = sorted({code for code in (*codes, own_code) if code})
    rows = session.execute(
        select(CountryRegion, translation.language_code, translation.description)
        .outerjoin(
            translation,
            and_(
                translation.code == CountryRegion.code,
                translation.language_code.in_(languages),
            ),
        )
        .where(CountryRegion.code.in_(wanted))
    )
    names: dict[str, dict[str, str]] = {}
    found: dict[str, CountryRegion] = {}
    for country, language, name in rows:
        found[country.code] = country
        names.setdefault(country.code, {})[language or ""] = name or ""
    return Countries(
        {
            code: Country(
                code,
                _best(names[code], languages) or country.name,
                bool(country.eu_code),
                country.address_format,
            )
            for code, country in found.items()
        },
        own_code,
    )


def address_lines(address: PostalAddress, localizer: Localizer) -> tuple[str, ...]:
    """The lines of an address, without blank ones."""
    contact = address.contact
    lines: tuple[Any, ...] = (
        address.name,
        address.name_2,
        localizer.gettext("Att. {contact}").format(contact=contact) if contact else "",
        address.address,
        address.address_2,
        place_line(address),
        address.country_name,
    )
    return tuple(line for line in lines if line.strip())


def place_line(address: PostalAddress) -> str:
    """Post code and city in the country's order, with the county where the country has it."""
    if address.address_format is AddressFormat.POST_CODE_CITY:
        return _joined(address.post_code, address.city)
    if address.address_format is AddressFormat.CITY_POST_CODE:
        return _joined(address.city, address.post_code)
    area = _joined(address.county, address.post_code)
    return ", ".join(part for part in (address.city, area) if part)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _best(names: Mapping[str, str], languages: Sequence[str]) -> str:
    return next((names[language] for language in languages if names.get(language)), "")
