"""Texts, numbers and dates in the languages of users and customers."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import Notice, RecordRef, Refusal, RefusalCode, SeveralRefusals
from desktop.models.values.date_formula import DateFormula
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.values.refusals import (
    AmbiguousDate,
    DividesByZero,
    NotADate,
    NotADateFormula,
    NotADuration,
    NotANumber,
)
from desktop.models.words import Blocked
from desktop.translation import N_, Localizer, _, install, localizer_for, ngettext, pgettext
from tools import catalogs

DAY = date(2026, 3, 2)
WORK_DATE = date(2026, 1, 15)
NBSP = "\u00a0"

PROGRAM = """
N_("Customer {no} is blocked ({blocked}).")
N_("{field} must be at most {largest}.")
N_("Check {fields} of {table}.")
N_("{count} things must be mended first: {list}")
N_("Blocked"), N_("Name"), N_("Customer"), N_("Sales Order"), N_("Yes"), N_("No"), N_("Ship")
N_("Due {due}")
ngettext("{count} line", "{count} lines", n)
pgettext("verb", "Order")
pgettext("date formula letters", "C D W M Q Y WD")
pgettext("typed date", "today")
"""
SWEDISH: dict[str, str | list[str]] = {
    "Customer {no} is blocked ({blocked}).": "Kund {no} är spärrad ({blocked}).",
    "{field} must be at most {largest}.": "{field} får vara högst {largest}.",
    "Check {fields} of {table}.": "Kontrollera {fields} på {table}.",
    "{count} things must be mended first: {list}": "{count} saker måste rättas först: {list}",
    "Blocked": "Spärrad",
    "Name": "Namn",
    "Customer": "Kund",
    "Sales Order": "Försäljningsorder",
    "Yes": "Ja",
    "No": "Nej",
    "Ship": "Leverera",
    "{count} line": ["{count} rad", "{count} rader"],
    "verb\u0004Order": "Beställ",
    "date formula letters\u0004C D W M Q Y WD": "L D V M K Å VD",
    "typed date\u0004today": "idag",
}


@pytest.fixture(scope="module")
def catalog_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Catalogs in Swedish and in the pseudo-language."""
    project = catalogs.Project(tmp_path_factory.mktemp("program"))
    (project.root / "desktop").mkdir()
    (project.root / "desktop" / "page.py").write_text(PROGRAM, encoding="utf-8")
    (project.root / "babel.cfg").write_text("[python: desktop/**.py]\n", encoding="utf-8")
    catalogs.write_template(project)
    catalogs.add(project, "sv")
    assert catalogs.fill(project, "sv", SWEDISH) == []
    catalogs.compile_all(project)
    return project.folder


@pytest.fixture(autouse=True)
def _our_catalogs(catalog_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(paths, "catalogs", lambda: catalog_folder)
    localizer_for.cache_clear()
    yield
    localizer_for.cache_clear()


@pytest.fixture
def swedish() -> Localizer:
    return Localizer("sv", "SE")


@pytest.fixture
def _swedish_user(swedish: Localizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.translation._installed.localizer", None)
    install(swedish)


class CustomerBlocked(Refusal):
    code = RefusalCode.CONFLICT
    text = N_("Customer {no} is blocked ({blocked}).")


TOO_LARGE = N_("{field} must be at most {largest}.")


class CheckFields(Refusal):
    code = RefusalCode.CONFLICT
    text = N_("Check {fields} of {table}.")


# ---------------------------------------------------------------------------------------- texts


@pytest.mark.usefixtures("_swedish_user")
def test_the_user_reads_the_installed_language() -> None:
    assert _("Customer") == "Kund"
    assert ngettext("{count} line", "{count} lines", 1) == "{count} rad"
    assert ngettext("{count} line", "{count} lines", 2) == "{count} rader"
    assert pgettext("verb", "Order") == "Beställ"
    assert pgettext("noun", "Order") == "Order"


def test_without_a_language_everything_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.translation._installed.localizer", None)
    assert _("Customer") == "Customer"
    assert ngettext("{count} line", "{count} lines", 2) == "{count} lines"
    assert N_("Customer") == "Customer"


@pytest.mark.parametrize("language", ["sv", "SV", "sv_SE", "sv-FI", "SV-SE"])
def test_a_language_is_found_with_and_without_region(language: str) -> None:
    assert Localizer(language).gettext("Customer") == "Kund"


@pytest.mark.parametrize("language", ["en", "de", "xx", "", "en_GB"])
def test_a_language_without_catalog_is_english(language: str) -> None:
    assert Localizer(language).gettext("Customer") == "Customer"


def test_what_is_not_translated_is_english(swedish: Localizer) -> None:
    assert swedish.gettext("Unheard of") == "Unheard of"
    assert swedish.gettext("Due {due}") == "Due {due}"


def test_an_empty_text_stays_empty(swedish: Localizer) -> None:
    assert not swedish.gettext("")


def test_several_languages_live_at_once_in_several_threads() -> None:
    wanted = {"sv": "Kund", "en": "Customer"}
    wrong: list[str] = []

    def read(language: str) -> None:
        localizer = localizer_for(language)
        seen = {localizer.gettext("Customer") for _round in range(200)}
        wrong.extend(seen - {wanted[language]})

    threads = [threading.Thread(target=read, args=(name,)) for name in wanted for _again in "123"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_same_localizer_is_used_again() -> None:
    assert localizer_for("sv", "SE") is localizer_for("sv", "SE")
    assert localizer_for("sv", "SE") is not localizer_for("sv")


def test_the_pseudo_language_speaks_with_accents_in_english_formats() -> None:
    pseudo = Localizer("qps")
    assert pseudo.gettext("Customer").startswith("[Çûšţôméř")
    assert pseudo.amount(Decimal("1234.5")) == "1,234.50"
    assert pseudo.parse_date("t", WORK_DATE) == WORK_DATE


# -------------------------------------------------------------------------------------- formats


@pytest.mark.parametrize(
    ("language", "region", "money", "medium", "short"),
    [  # AX20
        ("sv", "SE", f"1{NBSP}504,00{NBSP}kr", "2 mars 2026", "2026-03-02"),
        ("en", "GB", "SEK1,504.00", "2 Mar 2026", "02/03/2026"),
        ("de", "DE", f"1.504,00{NBSP}SEK", "02.03.2026", "02.03.2026"),
        ("de", "CH", f"SEK{NBSP}1’504.00", "02.03.2026", "02.03.2026"),
        # Without region, and with a region where nobody speaks the language.
        ("sv", None, f"1{NBSP}504,00{NBSP}kr", "2 mars 2026", "2026-03-02"),
        ("en", None, "SEK1,504.00", "Mar 2, 2026", "3/2/2026"),
        ("en_GB", None, "SEK1,504.00", "2 Mar 2026", "02/03/2026"),
        ("sv", "DE", f"1.504,00{NBSP}SEK", "2 mars 2026", "2026-03-02"),
        ("sv", "de_DE", f"1.504,00{NBSP}SEK", "2 mars 2026", "2026-03-02"),
        ("sv", "ZZ", f"1{NBSP}504,00{NBSP}kr", "2 mars 2026", "2026-03-02"),
        ("xx", "", "SEK1,504.00", "Mar 2, 2026", "3/2/2026"),
    ],
)
def test_money_and_dates_of_a_document(
    language: str, region: str | None, money: str, medium: str, short: str
) -> None:
    localizer = Localizer(language, region)
    assert localizer.money(Decimal(1504), "SEK") == money
    assert localizer.date(DAY, style="medium") == medium
    assert localizer.date(DAY) == short


@pytest.mark.parametrize(
    ("code", "places", "expected"),
    [
        ("JPY", None, f"2{NBSP}JPY"),
        ("EUR", None, f"1,50{NBSP}€"),
        ("KWD", None, f"1,500{NBSP}KWD"),
        ("EUR", 3, f"1,500{NBSP}€"),
        ("SEK", 0, f"2{NBSP}kr"),
        ("XYZ", None, f"1,50{NBSP}XYZ"),
        ("", None, "1,50"),
        ("", 3, "1,500"),
    ],
)
def test_money_has_the_decimals_of_its_currency(
    swedish: Localizer, code: str, places: int | None, expected: str
) -> None:
    assert swedish.money(Decimal("1.5"), code, places) == expected


@pytest.mark.parametrize(
    ("method", "value", "expected"),
    [
        (Localizer.amount, "1234.5", f"1{NBSP}234,50"),
        (Localizer.amount, "-1234.5", f"-1{NBSP}234,50"),
        (Localizer.amount, "2.345", "2,35"),
        (Localizer.amount, "-2.345", "-2,35"),
        (Localizer.amount, "-0.001", "0,00"),
        (Localizer.amount, "-0.00", "0,00"),
        (Localizer.amount, "9" * 40 + ".995", f"10{(NBSP + '000') * 13},00"),
        (Localizer.quantity, "12.50000", "12,5"),
        (Localizer.quantity, "10", "10"),
        (Localizer.quantity, "1E+3", f"1{NBSP}000"),
        (Localizer.quantity, "0.00000", "0"),
        (Localizer.quantity, "0.00001", "0,00001"),
        (Localizer.quantity, "1.0730000000", "1,073"),
        (Localizer.percent, "12.34500", "12,345"),
        (Localizer.unit_price, "5", "5,00"),
        (Localizer.unit_price, "33.33333", "33,33333"),
        (Localizer.unit_price, "12.50000", "12,50"),
    ],
)
def test_numbers_are_printed(
    swedish: Localizer, method: Callable[[Localizer, Decimal], str], value: str, expected: str
) -> None:
    assert method(swedish, Decimal(value)) == expected


def test_amounts_have_the_places_asked_for(swedish: Localizer) -> None:
    assert swedish.amount(Decimal("1.5"), 0) == "2"
    assert swedish.amount(Decimal("1.5"), 3) == "1,500"
    assert swedish.integer(1234567) == f"1{NBSP}234{NBSP}567"


def test_a_moment_is_printed_as_the_clock_showed_it(swedish: Localizer) -> None:
    moment = datetime(2026, 1, 15, 9, 42, tzinfo=UTC)
    local = moment.astimezone()
    assert swedish.datetime(moment) == f"{local:%Y-%m-%d %H:%M}"


def test_nothing_is_printed_as_nothing(swedish: Localizer) -> None:
    printed = (
        swedish.amount(None),
        swedish.quantity(None),
        swedish.percent(None),
        swedish.unit_price(None),
        swedish.integer(None),
        swedish.money(None, "SEK"),
        swedish.date(None),
        swedish.datetime(None),
        swedish.formula(None),
        swedish.formula(""),
        swedish.value(None),
    )
    assert set(printed) == {""}


# --------------------------------------------------------------------------------- what is typed


def test_what_is_typed_follows_language_and_region(swedish: Localizer) -> None:
    assert swedish.parse_number("1 234,5") == Decimal("1234.5")
    assert swedish.parse_number("1,234") == Decimal("1.234")
    assert Localizer("en").parse_number("1,234") == Decimal(1234)
    assert swedish.parse_quantity("12*4") == Decimal(48)
    assert swedish.parse_date("mån", WORK_DATE) == date(2026, 1, 12)
    assert swedish.parse_date("i", WORK_DATE) == WORK_DATE
    assert swedish.parse_date("i", WORK_DATE, today=DAY) == DAY
    assert swedish.parse_date("0302", WORK_DATE) == DAY
    assert Localizer("en", "GB").parse_date("0203", WORK_DATE) == DAY
    assert Localizer("en", "US").parse_date("0302", WORK_DATE) == DAY
    assert swedish.parse_date("+2v", WORK_DATE) == date(2026, 1, 29)
    assert swedish.parse_date_filter("p2", WORK_DATE, fiscal_year_start_month=2) == (
        (DAY.replace(day=1, year=2025), date(2025, 3, 31)),
    )
    assert swedish.parse_formula("LM+8D") == DateFormula.parse("CM+8D")
    assert str(swedish.parse_duration("2v")) == "2W"


def test_a_printed_date_can_be_typed() -> None:
    for language in ("sv", "en", "en_GB", "de_CH", "fi", "nb", "da", "fr", "pl", "hu", "lv"):
        localizer = Localizer(language)
        assert localizer.parse_date(localizer.date(DAY), WORK_DATE) == DAY


def test_a_printed_number_can_be_typed() -> None:
    number = Decimal("-1234567.125")
    for language in ("sv", "en", "en_GB", "de_CH", "de", "fi", "nb", "fr", "pl", "en_IN"):
        localizer = Localizer(language)
        assert localizer.parse_number(localizer.quantity(number)) == number


def test_days_of_a_filter_go_on_moving(swedish: Localizer) -> None:
    assert swedish.parse_day("lm", WORK_DATE) == DateFormula.parse("CM")
    assert swedish.day(DateFormula.parse("-CM+1W")) == "-LM+1V"
    assert swedish.day(swedish.parse_day("fre", WORK_DATE)) == "fredag"
    assert swedish.day(DAY) == swedish.date(DAY)


def test_a_day_of_a_year_is_short(swedish: Localizer) -> None:
    assert swedish.day_of_year(DAY) == "2 mars"
    assert Localizer("en", "US").day_of_year(DAY) == "Mar 2"


def test_formulas_are_shown_in_the_letters_of_the_language(swedish: Localizer) -> None:
    assert swedish.formula("CM+8D") == "LM+8D"
    assert swedish.formula(DateFormula.parse("1W")) == "1V"
    assert swedish.formula("not a formula") == "not a formula"
    assert Localizer("en").formula("CM+8D") == "CM+8D"


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        (lambda localizer: localizer.parse_number("x"), NotANumber),
        (lambda localizer: localizer.parse_quantity("1*"), NotANumber),
        (lambda localizer: localizer.parse_quantity("1/0"), DividesByZero),
        (lambda localizer: localizer.parse_date("x", WORK_DATE), NotADate),
        (lambda localizer: localizer.parse_date("t25", WORK_DATE), AmbiguousDate),
        (lambda localizer: localizer.parse_date_filter("t25..x", WORK_DATE), AmbiguousDate),
        (lambda localizer: localizer.parse_day("x", WORK_DATE), NotADate),
        (lambda localizer: localizer.parse_formula("W5"), NotADateFormula),
        (lambda localizer: localizer.parse_duration("W5"), NotADateFormula),
        (lambda localizer: localizer.parse_duration("-1D"), NotADuration),
    ],
)
def test_what_cannot_be_read_is_refused(
    swedish: Localizer, typed: Callable[[Localizer], object], refused: type[Refusal]
) -> None:
    with pytest.raises(refused) as refusal:
        typed(swedish)
    assert swedish.refusal(refusal.value)


def test_a_refusal_names_part_and_position() -> None:
    english = Localizer("en")
    with pytest.raises(NotADateFormula) as refusal:
        english.parse_formula("2WD")
    assert english.refusal(refusal.value) == (
        "2WD is not a date formula: unexpected 'WD' at position 2. Examples: 14D, 1M, CM, CM+8D."
    )


def test_an_ambiguous_date_lists_the_candidates(swedish: Localizer) -> None:
    with pytest.raises(AmbiguousDate) as refusal:
        swedish.parse_date("t25", WORK_DATE)
    assert "tisdag, torsdag" in swedish.refusal(refusal.value)


# ------------------------------------------------------------------------- values in sentences


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("6.00000"), "6"),
        (Decimal("1234.50"), f"1{NBSP}234,5"),
        (DAY, "2026-03-02"),
        (10000, "10000"),
        (True, "Ja"),
        (False, "Nej"),
        ("C100", "C100"),
        (Blocked.SHIP, "Leverera"),
        (DateFormula.parse("CM"), "LM"),
        (DocumentKey(DocumentType.ORDER, "SO1"), "Försäljningsorder SO1"),
        (RecordRef("customer", ("C100",)), "C100"),
        ((Decimal("1.5"), DAY), "1,5, 2026-03-02"),
    ],
)
def test_any_value_is_printed(swedish: Localizer, value: object, expected: str) -> None:
    assert swedish.value(value) == expected


class Weather(StrEnum):
    LIGHT_RAIN = "light_rain"


def test_a_choice_without_label_is_spelled(swedish: Localizer) -> None:
    assert swedish.value(Weather.LIGHT_RAIN) == "Light rain"


def test_a_refusal_is_translated_with_its_values(swedish: Localizer) -> None:
    refusal = CustomerBlocked(no="C100", blocked=Blocked.SHIP)
    assert swedish.refusal(refusal) == "Kund C100 är spärrad (Leverera)."
    assert Localizer("en").refusal(refusal) == "Customer C100 is blocked (Ship)."


def test_fields_and_tables_are_called_by_their_labels(swedish: Localizer) -> None:
    notice = Notice("too_large", TOO_LARGE, {"field": "name", "largest": Decimal("6.0")})
    assert swedish.notice(notice) == "Namn får vara högst 6."
    refusal = CheckFields(fields=("name", "blocked"), table="customer")
    assert swedish.refusal(refusal) == "Kontrollera Namn, Spärrad på Kund."


def test_several_refusals_are_translated_one_by_one(swedish: Localizer) -> None:
    refusal = SeveralRefusals(
        [
            CustomerBlocked(no="C1", blocked=Blocked.SHIP),
            CustomerBlocked(no="C2", blocked=Blocked.SHIP),
        ]
    )
    assert swedish.refusal(refusal) == (
        "2 saker måste rättas först: "
        "Kund C1 är spärrad (Leverera). · Kund C2 är spärrad (Leverera)."
    )


def test_a_notice_is_translated_with_its_values(swedish: Localizer) -> None:
    notice = Notice("late", N_("Due {due}"), {"due": DAY})
    assert swedish.notice(notice) == "Due 2026-03-02"


def test_an_empty_part_leaves_no_gap(swedish: Localizer) -> None:
    notice = Notice("gone", N_("The name of {what} {no} is missing."), {"what": "it", "no": ""})
    assert swedish.notice(notice) == str(notice) == "The name of it is missing."


@dataclass
class Damaged:
    text: str = "Due {due}"
    parameters: dict[str, object] = field(default_factory=lambda: {"due": DAY})


@pytest.mark.parametrize("translated", ["Förfaller {förfall}", "Förfaller {due", "{due.x}", "{0}"])
def test_a_damaged_translation_is_replaced_by_english(
    swedish: Localizer, monkeypatch: pytest.MonkeyPatch, translated: str
) -> None:
    monkeypatch.setattr(swedish, "gettext", lambda _text: translated)
    assert swedish.notice(Damaged()) == "Due 2026-03-02"


# ---------------------------------------------------------------------------------------- paths


def test_catalogs_and_resources_lie_beside_the_package_in_the_source_tree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    assert (paths.catalogs() / "kontor.pot").is_file()
    assert paths.resources().name == "resources"


def test_an_installed_program_carries_its_files_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr("desktop.paths._PACKAGE", tmp_path)
    (tmp_path / "i18n").mkdir()
    assert paths.catalogs() == tmp_path / "i18n"
    assert paths.resources() == tmp_path.parent / "resources"
