"""The working days of Sweden: Monday to Friday, without the holidays of some years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.words import CalendarRecurrence, Weekday
from desktop.services.standard_setup.words import SetRecord, Words

CALENDAR = "SWEDEN"
FREE_KINDS = ("public", "de_facto")
SATURDAY = 5
WEEKEND = (Weekday.SATURDAY, Weekday.SUNDAY)


def swedish_holidays(years: Iterable[int], language: str = "en_US") -> dict[date, str]:
    """Sweden's days off that are no weekend, with their names, in order."""
    import holidays  # noqa: PLC0415  (reads the tables of all countries, which takes a moment)

    found = holidays.country_holidays(
        "SE", years=list(years), language=language, categories=FREE_KINDS
    )
    return {day: name for day, name in sorted(found.items()) if day.weekday() < SATURDAY}


def calendar_records(words: Words, years: Iterable[int]) -> Iterator[SetRecord]:
    """The base calendar: weekends each week, and each holiday by its date."""
    name = words.of("Sweden, Monday to Friday", "Sverige, måndag till fredag")
    yield SetRecord("base_calendar", {"code": CALENDAR, "name": name})
    free = swedish_holidays(years, words.of("en_US", "sv"))
    days: list[dict[str, object]] = [
        {
            "recurrence": CalendarRecurrence.WEEKLY,
            "weekday": weekday,
            "description": words.of("Weekend", "Veckoslut"),
        }
        for weekday in WEEKEND
    ]
    days += [{"date": day, "description": text} for day, text in free.items()]
    for count, day in enumerate(days, start=1):
        key = {"base_calendar_code": CALENDAR, "line_no": count * LINE_NO_STEP}
        yield SetRecord("base_calendar_change", {**key, **day})
