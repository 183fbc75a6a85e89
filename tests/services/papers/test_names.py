"""Names of files are made fit for every computer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.services.papers.names import LONGEST, clean_name, free_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("offer.pdf", "offer.pdf"),
        ("C:\\Users\\anna\\offer.pdf", "offer.pdf"),
        ("../../etc/passwd", "passwd"),
        ("  offer  2026.pdf ", "offer 2026.pdf"),
        ("offer.pdf...", "offer.pdf"),
        ("a<b>:c|d?.txt", "a_b__c_d_.txt"),
        ("line\nbreak\x00.txt", "linebreak.txt"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("COM¹.pdf", "_COM¹.pdf"),
        ("console.txt", "console.txt"),
        ("A\u030angstro\u0308m.txt", "Ångström.txt"),
        ("..", ""),
        ("/", ""),
        ("\u200b", ""),
        ("价格表.xlsx", "价格表.xlsx"),
    ],
)
def test_a_name_is_cleaned(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


def test_a_long_name_keeps_its_ending() -> None:
    assert clean_name("å" * 400 + ".pdf").endswith("å.pdf")
    assert len(clean_name("x" * 400 + ".pdf")) == LONGEST


@given(st.text(max_size=400))
def test_a_clean_name_is_clean_and_fits(name: str) -> None:
    cleaned = clean_name(name)
    assert not set(cleaned) & set('<>:"/\\|?*\n\x00')
    assert len(cleaned.encode()) <= 255
    assert clean_name(cleaned) == cleaned


def test_a_taken_name_gets_a_number() -> None:
    taken = frozenset({"Offer.pdf", "offer (2).pdf"})
    assert free_name("offer.pdf", taken) == "offer (3).pdf"
    assert free_name("other.pdf", taken) == "other.pdf"
