"""Days that keep moving with the work date: read, spelled, and turned into dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.date_formula import DateFormula, FormulaLetters, Term, Token
from desktop.models.values.dates import (
    AmbiguousDateError,
    DateTextError,
    DateWords,
    parse_date,
    read_day,
    spell_day,
)
from desktop.models.values.days import AccountingPeriod, Day, DayWord, Weekday, days_of

WORK_DATE = date(2026, 1, 15)  # a Thursday, week 3
ENGLISH = DateWords()
SWEDISH = DateWords(
    weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    today="idag",
    work_date="arbetsdatum",
    letters=FormulaLetters.parse("L D V M K Å VD"),
)
PORTUGUESE = DateWords(
    order="dmy",
    weekdays=(
        "segunda-feira",
        "terça-feira",
        "quarta-feira",
        "quinta-feira",
        "sexta-feira",
        "sábado",
        "domingo",
    ),
    today="hoje",
    work_date="data de trabalho",
)

FORMULAS = st.sampled_from(
    ["5D", "-30D", "CM", "-CM", "D15", "-D15", "WD3", "2W+CM", "CY-1Q", "0D", "-CW+2D"]
).map(DateFormula.parse)
DAYS: st.SearchStrategy[Day] = (
    st.dates(min_value=date(1000, 1, 1))
    | st.sampled_from(DayWord)
    | st.builds(Weekday, st.integers(1, 7))
    | st.builds(AccountingPeriod, st.integers(1, 400))
    | FORMULAS
)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("t", ENGLISH, DayWord.TODAY),
        ("tod", ENGLISH, DayWord.TODAY),
        ("W", ENGLISH, DayWord.WORK_DATE),
        ("arb", SWEDISH, DayWord.WORK_DATE),
        ("wed", ENGLISH, Weekday(3)),
        ("wed.", ENGLISH, Weekday(3)),
        ("segunda-feira", PORTUGUESE, Weekday(1)),
        ("sexta", PORTUGUESE, Weekday(5)),
        ("wed 5", ENGLISH, date(2026, 1, 28)),
        ("p", ENGLISH, AccountingPeriod(1)),
        ("P 15", ENGLISH, AccountingPeriod(15)),
        ("+5", ENGLISH, DateFormula((Term(Token.DAY, 5),))),
        ("−5", ENGLISH, DateFormula((Term(Token.DAY, 5, is_negative=True),))),
        ("lm", SWEDISH, DateFormula.parse("CM")),
        ("+VD1", SWEDISH, DateFormula.parse("WD1")),
        ("15", ENGLISH, WORK_DATE),
    ],
)
def test_a_day_stays_what_was_typed(text: str, words: DateWords, day: Day) -> None:
    assert read_day(text, WORK_DATE, words) == day


@pytest.mark.parametrize("text", ["", "x", "p0", "-9999Y", "D15", "fri 60", "2026-02-30"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(DateTextError):
        read_day(text, WORK_DATE, ENGLISH)


def test_the_beginning_of_two_weekdays_is_refused() -> None:
    with pytest.raises(AmbiguousDateError) as refusal:
        read_day("s", WORK_DATE, ENGLISH)
    assert refusal.value.candidates == ("Saturday", "Sunday")


@pytest.mark.parametrize("words", [ENGLISH, SWEDISH, PORTUGUESE])
@given(day=DAYS)
def test_a_spelled_day_reads_back(words: DateWords, day: Day) -> None:
    assert read_day(spell_day(day, words, date.isoformat), WORK_DATE, words) == day


@given(text=st.sampled_from(["t", "w", "mon", "sun", "+5", "-3", "CM", "-CY", "2W", "15", "0115"]))
def test_a_day_is_the_date_that_the_same_text_is_in_a_date_field(text: str) -> None:
    found = days_of(read_day(text, WORK_DATE, ENGLISH), WORK_DATE)
    assert found == (parse_date(text, WORK_DATE, ENGLISH),) * 2


def test_days_move_with_the_work_date() -> None:
    later = date(2026, 3, 31)
    assert days_of(DayWord.TODAY, later, today=WORK_DATE).first == WORK_DATE
    assert days_of(DayWord.WORK_DATE, later, today=WORK_DATE).first == later
    assert days_of(Weekday(7), later).last == date(2026, 4, 5)
    period = days_of(AccountingPeriod(2), later, fiscal_year_start_month=5)
    assert period == (date(2025, 6, 1), date(2025, 6, 30))


@pytest.mark.parametrize(("kind", "number"), [(Weekday, 0), (Weekday, 8), (AccountingPeriod, 0)])
def test_days_that_do_not_exist_cannot_be_made(kind: type[Weekday], number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        kind(number)
