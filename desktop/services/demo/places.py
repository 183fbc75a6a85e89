"""Languages, countries, post codes and the two places where the demo company keeps stock."""

from __future__ import annotations

from desktop.models.words import AddressFormat
from desktop.services.demo.clerk import Clerk

LANGUAGES = (
    ("ENU", "English", "en-GB"),
    ("SVE", "Swedish", "sv-SE"),
    ("DEU", "German", "de-DE"),
    ("NOR", "Norwegian", "nb-NO"),
    ("DAN", "Danish", "da-DK"),
    ("FIN", "Finnish", "fi-FI"),
    ("FRA", "French", "fr-FR"),
    ("NLD", "Dutch", "nl-NL"),
)

BEFORE, AFTER = AddressFormat.POST_CODE_CITY, AddressFormat.CITY_POST_CODE
WITH_COUNTY = AddressFormat.CITY_COUNTY_POST_CODE

# code, name, ISO number, code in the EU's VAT system (blank outside), format, Swedish, German
COUNTRIES = (
    ("SE", "Sweden", "752", "SE", BEFORE, "Sverige", "Schweden"),
    ("NO", "Norway", "578", "", BEFORE, "Norge", "Norwegen"),
    ("DK", "Denmark", "208", "DK", BEFORE, "Danmark", "Dänemark"),
    ("FI", "Finland", "246", "FI", BEFORE, "Finland", "Finnland"),
    ("IS", "Iceland", "352", "", BEFORE, "Island", "Island"),
    ("DE", "Germany", "276", "DE", BEFORE, "Tyskland", "Deutschland"),
    ("AT", "Austria", "040", "AT", BEFORE, "Österrike", "Österreich"),
    ("CH", "Switzerland", "756", "", BEFORE, "Schweiz", "Schweiz"),
    ("NL", "Netherlands", "528", "NL", BEFORE, "Nederländerna", "Niederlande"),
    ("BE", "Belgium", "056", "BE", BEFORE, "Belgien", "Belgien"),
    ("FR", "France", "250", "FR", BEFORE, "Frankrike", "Frankreich"),
    ("EE", "Estonia", "233", "EE", BEFORE, "Estland", "Estland"),
    ("LV", "Latvia", "428", "LV", AFTER, "Lettland", "Lettland"),
    ("LT", "Lithuania", "440", "LT", BEFORE, "Litauen", "Litauen"),
    ("PL", "Poland", "616", "PL", BEFORE, "Polen", "Polen"),
    ("IT", "Italy", "380", "IT", BEFORE, "Italien", "Italien"),
    ("CN", "China", "156", "", AFTER, "Kina", "China"),
    ("GB", "United Kingdom", "826", "", AFTER, "Storbritannien", "Vereinigtes Königreich"),
    ("US", "United States", "840", "", WITH_COUNTY, "USA", "Vereinigte Staaten"),
)

# country, line, format: # a digit, @ a letter (CU36)
VAT_FORMATS = (
    ("SE", 10000, "SE##########01"),
    ("DE", 10000, "DE#########"),
    ("FI", 10000, "FI########"),
    ("DK", 10000, "DK########"),
    ("NO", 10000, "NO#########MVA"),
    ("NO", 20000, "#########MVA"),
    ("AT", 10000, "ATU########"),
    ("NL", 10000, "NL#########B##"),
    ("EE", 10000, "EE#########"),
    ("PL", 10000, "PL##########"),
    ("FR", 10000, "FR??#########"),
)

POST_CODES = (
    ("831 30", "Östersund", "Jämtland", "SE"),
    ("837 52", "Åre", "Jämtland", "SE"),
    ("753 21", "Uppsala", "Uppland", "SE"),
    ("111 23", "Stockholm", "Stockholm", "SE"),
    ("411 06", "Göteborg", "Västra Götaland", "SE"),
    ("211 20", "Malmö", "Skåne", "SE"),
)

MAIN, EAST = "MAIN", "EAST"
CALENDAR = "SWEDEN"

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
