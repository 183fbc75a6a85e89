"""Texts without case and accents, as a search compares them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.folding import EXPANSIONS, fold, letter_pairs

EUROPEAN = st.characters(max_codepoint=0x52F) | st.characters(
    min_codepoint=0x1E00, max_codepoint=0x1FFF
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ångström AB", "angstrom ab"),
        ("STRASSE Straße ẞ", "strasse strasse ss"),
        ("Fjell Møbler på Ærø", "fjell mobler pa aero"),
        ("Œuvre Þór Ĳssel", "oeuvre thor ijssel"),
        ("Łódź Đorđe Żółć", "lodz dorde zolc"),
        ("İstanbul ırmak", "istanbul irmak"),
        ("ΟΔΟΣ Ἀθῆναι", "οδοσ αθηναι"),
        ("Ёлка ЙОД Їжак", "елка иод іжак"),
        ("Việt Nam", "viet nam"),
        ("o\N{COMBINING DIAERESIS}\N{NO-BREAK SPACE}X", "o x"),
        ("Ｆｕｌｌ １２", "full 12"),
        ("東京 😀 100%_\\", "東京 😀 100%_\\"),
        ("a\0b", "a b"),
        ("", ""),
    ],
)
def test_case_and_accents_are_gone(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_each_character_is_folded_by_itself(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)


@given(st.text(EUROPEAN))
def test_taken_apart_or_put_together_is_the_same(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold(composed) == fold(unicodedata.normalize("NFD", composed))


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_plain_letters_only_lose_their_case(text: str) -> None:
    assert fold(text) == text.replace("\0", " ").lower()


def test_databases_translate_one_character_at_a_time() -> None:
    pairs = letter_pairs()
    assert all(len(letter) == 1 and len(folded) <= 1 for letter, folded in pairs.items())
    assert not set(EXPANSIONS) & set(pairs)
    assert all(fold(letter) == two for letter, two in EXPANSIONS.items())
