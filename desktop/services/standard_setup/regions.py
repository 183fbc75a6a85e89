"""Languages, countries, VAT number formats and currencies that a Swedish wholesaler meets."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.models.setup import CENT
from desktop.models.words import AddressFormat, SymbolPosition
from desktop.services.standard_setup.words import SetRecord, Words, translations

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

# code, name, ISO number, symbol and its place
CURRENCIES = (
    ("EUR", "Euro", "978", "€", SymbolPosition.AFTER),
    ("USD", "US dollar", "840", "$", SymbolPosition.BEFORE),
    ("NOK", "Norwegian krone", "578", "kr", SymbolPosition.AFTER),
    ("DKK", "Danish krone", "208", "kr", SymbolPosition.AFTER),
    ("GBP", "Pound sterling", "826", "£", SymbolPosition.BEFORE),
)

# code, English, Swedish
LANGUAGE_NAMES = {
    "English": "Engelska",
    "Swedish": "Svenska",
    "German": "Tyska",
    "Norwegian": "Norska",
    "Danish": "Danska",
    "Finnish": "Finska",
    "French": "Franska",
    "Dutch": "Nederländska",
}
CURRENCY_NAMES = {
    "Euro": "Euro",
    "US dollar": "US-dollar",
    "Norwegian krone": "Norsk krona",
    "Danish krone": "Dansk krona",
    "Pound sterling": "Brittiskt pund",
}


def region_records(words: Words) -> Iterator[SetRecord]:
    """Languages, countries with their names in three languages, and VAT number formats."""
    for code, name, locale in LANGUAGES:
        shown = words.of(name, LANGUAGE_NAMES[name])
        yield SetRecord("language", {"code": code, "name": shown, "locale": locale})
    for code, name, iso_numeric, eu_code, address_format, swedish, german in COUNTRIES:
        yield SetRecord(
            "country_region",
            {
                "code": code,
                "name": words.of(name, swedish, german),
                "iso_code_2": code,
                "iso_numeric": iso_numeric,
                "eu_code": eu_code,
                "address_format": address_format,
            },
        )
        yield from translations("country_region", code, (name, swedish, german))
    for country, line_no, shape in VAT_FORMATS:
        values = {"country_code": country, "line_no": line_no, "format": shape}
        yield SetRecord("vat_registration_format", values)


def currency_records(words: Words) -> Iterator[SetRecord]:
    """The currencies that customers pay in, without rates: those are of the day."""
    for code, name, number, symbol, position in CURRENCIES:
        yield SetRecord(
            "currency",
            {
                "code": code,
                "description": words.of(name, CURRENCY_NAMES[name]),
                "iso_code": code,
                "iso_numeric": number,
                "symbol": symbol,
                "symbol_position": position,
                "unit_amount_precision": CENT,
                "realized_gains_account": "3960",
                "realized_losses_account": "7960",
            },
        )
