"""Languages, countries, post codes and the two places where the demo company keeps stock."""

from __future__ import annotations

from desktop.services.demo.clerk import Clerk
from desktop.services.standard_setup.regions import COUNTRIES, LANGUAGES, VAT_FORMATS
from desktop.services.standard_setup.working_days import CALENDAR

POST_CODES = (
    ("831 30", "Östersund", "Jämtland", "SE"),
    ("837 52", "Åre", "Jämtland", "SE"),
    ("753 21", "Uppsala", "Uppland", "SE"),
    ("111 23", "Stockholm", "Stockholm", "SE"),
    ("411 06", "Göteborg", "Västra Götaland", "SE"),
    ("211 20", "Malmö", "Skåne", "SE"),
)

MAIN, EAST = "MAIN", "EAST"

LOCATIONS = (
    (
        MAIN,
        "Main warehouse",
        "Fagerbacken 40",
        "831 46",
        "Östersund",
        "SE",
        "Maj Ström",
        "08-465 004 20",
        "main@fjell.example",
        CALENDAR,
        "1D",
    ),
    (
        EAST,
        "East warehouse",
        "Frihamnsgatan 9",
        "115 56",
        "Stockholm",
        "SE",
        "Olle Ekman",
        "08-465 004 21",
        "east@fjell.example",
        CALENDAR,
        "0D",
    ),
)


def add_countries(clerk: Clerk) -> None:
    """Make languages, countries with their names in three languages, and VAT number formats."""
    clerk.add_rows("language", "code name locale", LANGUAGES)
    for code, name, iso_numeric, eu_code, address_format, swedish, german in COUNTRIES:
        clerk.add(
            "country_region",
            code=code,
            name=name,
            iso_code_2=code,
            iso_numeric=iso_numeric,
            eu_code=eu_code,
            address_format=address_format,
        )
        clerk.translate("country_region", code, name, swedish, german)
    clerk.add_rows("vat_registration_format", "country_code line_no format", VAT_FORMATS)
    clerk.add_rows("post_code", "code city county country_code", POST_CODES)


def add_locations(clerk: Clerk) -> None:
    """Make the two warehouses, which work by the Swedish calendar."""
    clerk.add_rows(
        "location",
        "code name address post_code city country_code contact phone email "
        "base_calendar_code outbound_handling_time",
        LOCATIONS,
    )
