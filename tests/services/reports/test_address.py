"""Addresses in the order of their country, and texts that are broken or shortened to fit."""

import pytest
from sqlalchemy.orm import Session

from desktop.models.words import AddressFormat
from desktop.services.reports.address import PostalAddress, address_lines, countries, place_line
from desktop.services.reports.document_language import document_language
from desktop.services.reports.fonts import regular
from desktop.services.reports.paper import grouped_iban
from desktop.services.reports.setup_texts import TextKind, setup_texts
from desktop.translation import localizer_for


@pytest.mark.parametrize(
    ("how", "line"),
    [
        (AddressFormat.POST_CODE_CITY, "331 41 Värnamo"),
        (AddressFormat.CITY_POST_CODE, "Värnamo 331 41"),
        (AddressFormat.CITY_COUNTY_POST_CODE, "Värnamo, F 331 41"),
    ],
)
def test_post_code_and_city_stand_as_the_country_wants(how: AddressFormat, line: str) -> None:
    address = PostalAddress(post_code="331 41", city="Värnamo", county="F", address_format=how)
    assert place_line(address) == line


def test_blank_lines_are_left_out_and_a_contact_is_marked() -> None:
    address = PostalAddress(name="Fjell AB", contact="Bo Ek", city="Malmö", country_name="Sverige")
    assert address_lines(address, localizer_for("en")) == (
        "Fjell AB",
        "Att. Bo Ek",
        "Malmö",
        "Sverige",
    )


def test_a_country_without_translation_has_its_own_name(session: Session) -> None:
    known = countries(session, ["NO", "DE"], ("DE", "SV"), "SE")
    assert known.name("NO") == "Norge"
    assert known.name("DE") == "Deutschland"
    assert known.name("XX") == "XX"


def test_only_other_member_states_are_intra_community(session: Session) -> None:
    known = countries(session, ["NO", "DE"], (), "SE")
    assert known.is_other_member_state("DE")
    assert not known.is_other_member_state("NO")
    assert not known.is_other_member_state("SE")
    assert not known.is_other_member_state("XX")


def test_a_text_falls_back_to_the_companys_then_its_own_then_the_code(session: Session) -> None:
    wanted = {TextKind.UNIT: {"PCS", "BOX", None}}
    german = setup_texts(session, wanted, ("DE", "SV"))
    french = setup_texts(session, wanted, ("FR", "SV"))
    assert german.text(TextKind.UNIT, "PCS") == "Stück"
    assert french.text(TextKind.UNIT, "PCS") == "st"
    assert french.text(TextKind.UNIT, "BOX") == "BOX"
    assert french.text(TextKind.UNIT, None) == ""


def test_no_text_is_read_when_none_is_wanted(session: Session) -> None:
    assert setup_texts(session, {TextKind.UNIT: {None}}, ()).texts == {}


def test_without_any_language_a_paper_is_english(session: Session) -> None:
    language = document_language(session, (None, None, None), "")
    assert (language.codes, language.locale) == ((), "en")


def test_a_language_without_a_row_is_known_by_its_code(session: Session) -> None:
    assert document_language(session, ("NL", None, "SV"), "").locale == "NL"


def test_words_are_kept_whole_where_they_fit() -> None:
    assert regular().wrapped("ett två tre", 10, 40) == ("ett två", "tre")


def test_a_number_is_not_broken_at_its_no_break_space() -> None:
    assert regular().wrapped("x 1\xa0234", 10, 32) == ("x", "1\xa0234")


def test_a_word_that_is_too_long_is_broken_inside() -> None:
    pieces = regular().wrapped("Aufgabenübertragung", 10, 50)
    assert "".join(pieces) == "Aufgabenübertragung"
    assert all(regular().width(piece, 10) <= 50 for piece in pieces)


def test_line_feeds_are_kept_and_blank_text_is_no_line() -> None:
    assert regular().wrapped("ett\ntvå", 10, 400) == ("ett", "två")
    assert regular().wrapped("  ", 10, 400) == ()


def test_a_text_is_shortened_with_an_ellipsis() -> None:
    short = regular().shortened("Möbelhuset i Malmö AB", 10, 60)
    assert short.endswith("…")
    assert regular().width(short, 10) <= 60


def test_letters_of_all_our_languages_are_in_the_font() -> None:
    missing = regular().width("\N{CJK UNIFIED IDEOGRAPH-4E00}", 10)
    assert missing > 0
    for letter in "åäöÅÄÖßüñçœłążźĆøæΩЖ€£−’":
        assert regular().width(letter, 10) > 0


def test_an_iban_is_grouped_as_the_standard_prints_it() -> None:
    assert grouped_iban("SE4550000000058398257466") == "SE45 5000 0000 0583 9825 7466"
