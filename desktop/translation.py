"""Languages: texts from gettext's catalogs, and numbers and dates as a language writes them.

The screen speaks the user's language, a document the customer's, so several `Localizer`s live at
once. Catalogs lie in i18n/<language>/LC_MESSAGES/kontor.mo; the English text is the key.
"""

from __future__ import annotations

import decimal
import gettext as _gettext
import logging
import re
from collections.abc import Callable, Mapping
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import (
    NumberPattern,
    get_currency_precision,
    get_decimal_symbol,
    get_group_symbol,
    parse_pattern,
)

from desktop import paths

if TYPE_CHECKING:
    from desktop.models.values.date_formula import DateFormula
    from desktop.models.values.days import DateRange, Day
    from desktop.models.values.writing import Writing

_log = logging.getLogger(__name__)

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
LONGEST_WORD = 18
"""Longer words do not fit into the label of a field, and are broken."""
HYPHENATION = "hyphenation"
"""The context of long words in the compiled catalogs: nobody translates them."""

DOMAIN = "kontor"
SOURCE_LANGUAGE = "en"
PSEUDO_LANGUAGE = "qps"
"""Made from the English texts, longer and with accents, to see that a screen can be translated."""

# Figures arrive rounded; where a screen shows fewer places, a tie goes away from zero (SD3).
_DISPLAY = decimal.Context(prec=200, rounding=decimal.ROUND_HALF_UP)
_MOST_PLACES = 20
_PLAIN = parse_pattern("#,##0." + "#" * _MOST_PLACES)
_PRICE = parse_pattern("#,##0.00" + "#" * (_MOST_PLACES - 2))


class Message(Protocol):
    """A text with named placeholders and what stands for them: a Refusal or a Notice."""

    @property
    def text(self) -> str:
        """The English text, as marked by N_."""

    @property
    def parameters(self) -> Mapping[str, object]:
        """Raw values by name; those that end in `field` or `table` are names, in `price` prices."""


# ------------------------------------------------------------------------------------- catalogs


def N_(text: str) -> str:
    """Mark a text that is translated later; it is returned as it is."""
    return text


def NP_(context: str, text: str) -> str:
    """Mark a text of several meanings that is translated later, by pgettext with this context."""
    del context
    return text


@cache
def _catalog(folder: Path, language: str) -> _gettext.NullTranslations:
    """The texts of a language, or of the language without its region; else English."""
    names = [language, language.partition("_")[0]]
    return _gettext.translation(DOMAIN, folder, names, fallback=True)


class Texts:
    """The texts of one language; a text that is not translated is English."""

    def __init__(self, language: str) -> None:
        self._texts = _catalog(paths.catalogs(), language)

    def gettext(self, text: str) -> str:
        """The text in this language."""
        # The empty text is the key of the catalog's head.
        return self._texts.gettext(text) if text else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form of a text that this language uses for a count."""
        return self._texts.ngettext(singular, plural, count)

    def pgettext(self, context: str, text: str) -> str:
        """The text in this language where one English text has several meanings."""
        return self._texts.pgettext(context, text)

    def hyphenated(self, word: str) -> str:
        """A long word of our own texts with soft hyphens where this language breaks it.

        Another word comes back as it is.
        """
        return self._texts.pgettext(HYPHENATION, word)


# -------------------------------------------------------------------------------------- formats


def _known_locale(*names: str) -> Locale | None:
    """The first of these locales that Babel has."""
    for name in names:
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _normalised(name: str) -> tuple[str, str]:
    """Language and region of a name such as SV, de-ch or zh_Hant_TW; either may be empty."""
    language, *others = name.replace("-", "_").split("_")
    region = next((part.upper() for part in others if len(part) == 2), "")  # noqa: PLR2004  # ISO
    return language.lower(), region


def _region_of(name: str) -> str:
    """The region of a name that may be a region (CH) or a locale (de_CH)."""
    first, region = _normalised(name)
    return region or first.upper()


@lru_cache(maxsize=64)
def _locales(language: str, region: str) -> tuple[Locale, Locale]:
    """The locales of dates, whose words are the language's, and of numbers.

    Where Babel does not know the language in that region, dates are as everywhere in the language
    and numbers as everybody in the region writes them.
    """
    known = _known_locale(language, SOURCE_LANGUAGE)
    assert known is not None  # noqa: S101  # Babel always has English
    if not region:
        return known, known
    both = _known_locale(f"{known.language}_{region}")
    return both or known, both or _known_locale(f"und_{region}") or known


@lru_cache(maxsize=64)
def _currency_pattern(locale: Locale, places: int) -> NumberPattern:
    pattern: NumberPattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (places, places)
    return pattern


@lru_cache(maxsize=32)
def _fixed_places(places: int) -> NumberPattern:
    return parse_pattern("#,##0." + "0" * places if places else "#,##0")


class Formats:
    """Numbers and dates as one language in one region writes them; None is written as nothing."""

    def __init__(self, language: str, region: str) -> None:
        self._dates, self._numbers = _locales(language, region)

    def amount(self, value: Decimal | None, places: int = 2) -> str:
        """An amount with as many decimals as its currency has."""
        return self._number(value, _fixed_places(places))

    def unit_price(self, value: Decimal | None) -> str:
        """A price with at least two decimals and no further zeros."""
        return self._number(value, _PRICE)

    def quantity(self, value: Decimal | None) -> str:
        """A quantity without trailing zeros."""
        return self._number(value, _PLAIN)

    def percent(self, value: Decimal | None) -> str:
        """A percentage without trailing zeros and without the sign: the label says %."""
        return self._number(value, _PLAIN)

    def integer(self, value: int | None) -> str:
        """A whole number, grouped."""
        return self._number(None if value is None else Decimal(value), _fixed_places(0))

    def money(self, value: Decimal | None, currency_code: str, places: int | None = None) -> str:
        """An amount with its currency, as documents show it (AO61).

        Without `places` the currency has its usual decimals. A blank code is the amount alone.
        """
        if not currency_code:
            return self.amount(value, 2 if places is None else places)
        decimals = get_currency_precision(currency_code) if places is None else places
        return self._number(value, _currency_pattern(self._numbers, decimals), currency_code)

    def month(self, value: date, style: str = "short") -> str:
        """The month of a date: `short` its name ("Jan"), `long` with the year ("January 2026")."""
        return format_date(value, "LLL" if style == "short" else "LLLL y", self._dates)

    def day_of_year(self, value: date) -> str:
        """A date whose year is clear: the day and the short name of the month ("Jan 15")."""
        pattern: str = self._dates.datetime_skeletons["MMMd"].pattern
        return format_date(value, pattern, self._dates)

    def date(self, value: date | None, style: str = "short") -> str:
        """A date; `short` in figures with a year of four digits, `medium` for documents, `long`."""
        if value is None:
            return ""
        pattern = self._short_date if style == "short" else style
        return format_date(value, pattern, self._dates)

    def datetime(self, value: datetime | None) -> str:
        """A moment (aware) as the clock of this computer showed it: short date, hours, minutes."""
        if value is None:
            return ""
        local = value.astimezone()
        time = format_time(local.time(), "short", locale=self._dates)
        joined: str = self._dates.datetime_formats["short"]
        return joined.format(time, self.date(local.date()))

    @cached_property
    def _short_date(self) -> str:
        short: str = self._dates.date_formats["short"].pattern
        return re.sub(r"y+", "yyyy", short)

    @cached_property
    def _date_order(self) -> str:
        """The letters d, m and y in the order in which a date has them."""
        without_words = re.sub(r"'[^']*'", "", self._short_date.lower())
        return "".join(dict.fromkeys(re.findall(r"[dmy]", without_words)))

    def _number(
        self, value: Decimal | None, pattern: NumberPattern, currency: str | None = None
    ) -> str:
        if value is None:
            return ""
        with decimal.localcontext(_DISPLAY):
            text: str = pattern.apply(value, self._numbers, currency, currency_digits=False)
            if value.is_signed() and not re.search(r"[1-9]", text):  # never −0
                text = pattern.apply(Decimal(0), self._numbers, currency, currency_digits=False)
        return text


# ------------------------------------------------------------------------------------ localizer


class _Labels:
    """How fields, tables and choices are called in English; the models say so, see use_labels."""

    def __init__(self) -> None:
        self.field: Callable[[str], str] = _spelled
        self.table: Callable[[str], str] = _spelled
        self.choice: Callable[[StrEnum], str] = _spelled


def _spelled(name: str) -> str:
    return name.replace("_", " ").capitalize()


_labels = _Labels()


def use_labels(
    *,
    field: Callable[[str], str],
    table: Callable[[str], str],
    choice: Callable[[StrEnum], str],
) -> None:
    """Tell every Localizer the English labels of fields, tables and choices.

    The labels know the models, which stand above this module; so they introduce themselves.
    """
    _labels.field, _labels.table, _labels.choice = field, table, choice


def filled(text: str, shown: Mapping[str, str]) -> str:
    """A text with its parts put in; the blank before a part that is empty goes with it."""
    for name, value in shown.items():
        if not value:
            text = text.replace(f" {{{name}}}", "")
    return text.format_map(shown)


class Localizer(Texts, Formats):
    """A language, in a region, for one user or one document: its texts, formats and typing.

    Attributes:
        language: as given, for example `sv` or `en_GB`.
        region: two letters that say how numbers and dates are written; empty for the language's.

    """

    def __init__(self, language: str, region: str | None = None) -> None:
        own_language, own_region = _normalised(language)
        self.language = f"{own_language}_{own_region}" if own_region else own_language
        self.region = _region_of(region) if region else own_region
        Texts.__init__(self, self.language)
        Formats.__init__(self, own_language, self.region)

    # ------------------------------------------------------------------------------- any value

    def value(self, value: object) -> str:
        """Any value of a record or a message in the user's words.

        Whole numbers are not grouped here: most are numbers of lines and entries.
        """
        if value is None:
            return ""
        write = next((write for kind, write in _WRITERS if isinstance(value, kind)), None)
        return write(self, value) if write else self._writing.value(value, self.choice)

    def choice(self, member: StrEnum) -> str:
        """The label of a choice."""
        try:
            return self.gettext(_labels.choice(member))
        except KeyError:
            return _spelled(member.value)

    def refusal(self, refusal: Message) -> str:
        """What a refusal says, in this language and with every value in this region's form."""
        shown = self._shown(refusal.parameters)
        several = getattr(refusal, "refusals", ())
        if several:
            shown["list"] = " · ".join(self.refusal(each) for each in several)
        return self._filled(refusal.text, shown)

    def notice(self, notice: Message) -> str:
        """What a notice says, in this language and with every value in this region's form."""
        return self._filled(notice.text, self._shown(notice.parameters))

    def _shown(self, parameters: Mapping[str, object]) -> dict[str, str]:
        return {name: self._parameter(name, value) for name, value in parameters.items()}

    def _parameter(self, name: str, value: object) -> str:
        what = name.rpartition("_")[2]
        if what == "fields" and isinstance(value, list | tuple):
            return ", ".join(self.gettext(_labels.field(each)) for each in value)
        if isinstance(value, str) and not isinstance(value, StrEnum):
            if what == "field":
                return self.gettext(_labels.field(value))
            if what == "table":
                return self.gettext(_labels.table(value))
        if what == "price" and isinstance(value, Decimal):
            return self.unit_price(value)
        return self.value(value)

    def _filled(self, text: str, shown: Mapping[str, str]) -> str:
        """The translated text with its values; the English one when a placeholder is damaged."""
        translated = self.gettext(text)
        try:
            return filled(translated, shown)
        except (KeyError, ValueError, IndexError, AttributeError):
            _log.warning("Translation to %s has wrong placeholders: %s", self.language, text)
            return filled(text, shown)

    # ----------------------------------------------------------------------------- what is typed

    def parse_number(self, text: str) -> Decimal:
        """A typed number, with comma or point. Raises NotANumber."""
        return self._writing.read_number(text)

    def parse_quantity(self, text: str) -> Decimal:
        """A typed number or sum (`12*4`), as quantities and prices allow.

        Raises NotANumber or DividesByZero.
        """
        return self._writing.read_sum(text)

    def parse_date(self, text: str, work_date: date, *, today: date | None = None) -> date:
        """A typed date, or what stands for one (CU13); "today" is the work date unless given.

        Raises NotADate or AmbiguousDate.
        """
        return self._writing.read_date(text, work_date, today)

    def parse_date_filter(
        self, text: str, work_date: date, *, fiscal_year_start_month: int = 1
    ) -> tuple[DateRange, ...]:
        """The ranges of a typed date filter (CU14), none for a blank one.

        Raises NotADate or AmbiguousDate, naming the part that is wrong.
        """
        return self._writing.read_date_filter(text, work_date, fiscal_year_start_month)

    def parse_day(self, text: str, work_date: date) -> Day:
        """One side of a date filter, still moving with the work date if it was typed so (CU14).

        Raises NotADate or AmbiguousDate.
        """
        return self._writing.read_day(text, work_date)

    def day(self, day: Day) -> str:
        """One side of a date filter as `parse_day` reads it."""
        return self._writing.spell_day(day, self.date)

    def parse_formula(self, text: str) -> DateFormula:
        """A date formula in this language's letters or the canonical ones (CU10).

        Raises NotADateFormula.
        """
        return self._writing.read_formula(text)

    def parse_duration(self, text: str) -> DateFormula:
        """A date formula that counts forward (CU12). Raises NotADateFormula or NotADuration."""
        return self._writing.read_duration(text)

    def formula(self, formula: DateFormula | str | None) -> str:
        """A date formula, or its stored text, in this language's letters."""
        return self._writing.spelled(formula) if formula else ""

    @cached_property
    def _writing(self) -> Writing:
        # Postpones SQLAlchemy: the values lie in desktop.models, which loads every table.
        from desktop.models.values import date_formula, dates, number_entry, writing  # noqa: PLC0415

        # Translators: the letters for current, day, week, month, quarter, year and weekday, with
        # blanks between, as people type them in date formulas. Swedish: L D V M K Å VD.
        letters = self.pgettext("date formula letters", "C D W M Q Y WD")
        weekdays = self._dates.days["stand-alone"]["wide"]
        return writing.Writing(
            number_entry.NumberSymbols(
                get_decimal_symbol(self._numbers), get_group_symbol(self._numbers)
            ),
            dates.DateWords(
                order=self._date_order,
                weekdays=tuple(weekdays[day] for day in range(7)),
                # Translators: people type this word, or its beginning, into a date field.
                today=self.pgettext("typed date", "today"),
                # Translators: people type this word, or its beginning, into a date field.
                work_date=self.pgettext("typed date", "work date"),
                # Translators: the letter before the number of an accounting period, as in p4.
                period=self.pgettext("typed date", "p"),
                letters=date_formula.FormulaLetters.parse(letters),
            ),
        )


_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Localizer, Any], str]], ...] = (
    (bool, lambda localizer, value: localizer.gettext("Yes") if value else localizer.gettext("No")),
    (StrEnum, Localizer.choice),
    (str, lambda _localizer, value: value),
    (Decimal, Localizer.quantity),
    (datetime, Localizer.datetime),
    (date, Localizer.date),
    (
        (tuple, list, frozenset),
        lambda localizer, value: ", ".join(localizer.value(each) for each in value),
    ),
)


# ------------------------------------------------------------------------------- the user's own


@lru_cache(maxsize=64)
def localizer_for(language: str, region: str = "") -> Localizer:
    """The Localizer of a language and region; asking twice gives the same one."""
    return Localizer(language, region)


class _Installed:
    """The Localizer of the user who sits before the screen."""

    def __init__(self) -> None:
        self.localizer: Localizer | None = None


_installed = _Installed()


def install(localizer: Localizer) -> None:
    """Make a Localizer the user's: from now on _ and user_localizer speak through it."""
    _installed.localizer = localizer


def user_localizer() -> Localizer:
    """The user's Localizer; English until one is installed."""
    return _installed.localizer or localizer_for(SOURCE_LANGUAGE)


def _(text: str) -> str:
    """The text in the user's language. Never called while a module is imported: use N_ there."""
    return user_localizer().gettext(text)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a text that the user's language uses for a count."""
    return user_localizer().ngettext(singular, plural, count)


def pgettext(context: str, text: str) -> str:
    """The text in the user's language where one English text has several meanings."""
    return user_localizer().pgettext(context, text)
