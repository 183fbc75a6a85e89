"""How much two records look like one party (CU130–CU132)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.duplicate_words import MatchKind
from desktop.services.customers.match_keys import match_keys
from desktop.services.customers.similarity import (
    TENTH,
    MatchField,
    PartyFacts,
    name_tokens,
    phone_digits,
    profile_of,
    score,
    similarity,
    tokens,
)
from desktop.services.customers.sketches import Sketch, may_reach

UMEA = PartyFacts(
    "C1",
    name="Möbelhuset i Umeå AB",
    address="Storgatan 12",
    post_code="903 26",
    city="Umeå",
    phone="+46 90 12 34 56",
    email="order@mobelhuset.se",
)
UMEA_AGAIN = PartyFacts(
    "C2",
    name="Mobelhuset i Umea",
    address="Storgatan 12 A",
    post_code="90326",
    city="UMEÅ",
    phone="090-123456",
    email="ekonomi@mobelhuset.se",
)
LULEA = PartyFacts(
    "C3",
    name="Möbelhuset i Luleå AB",
    address="Kungsgatan 5",
    post_code="972 41",
    city="Luleå",
    phone="0920-654321",
    email="info@lule.se",
)
CANNON = PartyFacts("C1", name="Cannon Group PLC")
CANON = PartyFacts("C2", name="Canon Group")


def scored(a: PartyFacts, b: PartyFacts) -> Decimal:
    return score(profile_of(a), profile_of(b))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (UMEA, UMEA_AGAIN, "93.0"),
        (UMEA, LULEA, "44.0"),
        (CANNON, CANON, "88.0"),
        (
            replace(CANNON, vat_registration_no="GB789456278"),
            replace(CANON, vat_registration_no="GB789456279"),
            "60.0",
        ),
        (
            replace(CANNON, vat_registration_no="GB 789456278"),
            replace(CANON, vat_registration_no="gb789456278"),
            "100",
        ),
        (
            replace(CANNON, vat_registration_no="GB789456278"),
            replace(CANON, vat_registration_no="SE556012579001"),
            "88.0",
        ),
        (
            PartyFacts("1", name="A", registration_no="556012-5790"),
            PartyFacts("2", name="B", registration_no="5560125790"),
            "100",
        ),
        (
            PartyFacts("1", name="A", ibans=("SE45 5000",)),
            PartyFacts("2", name="B", ibans=("X", "SE455000")),
            "100",
        ),
        (
            PartyFacts("1", name="Ek", email="a@gmail.com"),
            PartyFacts("2", name="Ek", email="b@gmail.com"),
            "76.9",
        ),
        (
            PartyFacts("1", name="Ek", email="a@ek.se; b@ek.se"),
            PartyFacts("2", name="Ek", email="B@EK.SE"),
            "100.0",
        ),
        (PartyFacts("1"), PartyFacts("2"), "0"),
        (PartyFacts("1", name="Ek"), PartyFacts("2", city="Umeå"), "0"),
    ],
)
def test_records_are_scored(a: PartyFacts, b: PartyFacts, expected: str) -> None:
    assert scored(a, b) == Decimal(expected)


def test_what_speaks_for_it_is_named_the_strongest_first() -> None:
    found = similarity(profile_of(UMEA), profile_of(UMEA_AGAIN))
    assert found.reasons == (
        MatchField.NAME,
        MatchField.ADDRESS,
        MatchField.PHONE,
        MatchField.EMAIL,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Möbelhuset i Umeå", ["mobelhuset", "i", "umea"]),
        ("Søren Sørensen", ["soren", "sorensen"]),
        ("Æther Straße Łódź Đuro", ["aether", "strasse", "lodz", "duro"]),
        ("Hennes & Mauritz", ["hennes", "and", "mauritz"]),
        ("A.B. Volvo", ["ab", "volvo"]),
        ("J.P. Morgan", ["jp", "morgan"]),
        ("St. Mary's", ["st", "marys"]),
        ("O’Neill", ["oneill"]),
        ("12A-34/b", ["12a", "34", "b"]),
        ("", []),
    ],
)
def test_texts_are_normalised(text: str, words: list[str]) -> None:
    assert list(tokens(text)) == words


def test_legal_forms_are_left_out_unless_nothing_is_left() -> None:
    assert name_tokens("The Canon Group Ltd.") == ("canon", "group")
    assert name_tokens("Company Limited") == ("company", "limited")


def test_phones_are_compared_without_country_and_trunk_codes() -> None:
    assert phone_digits("+46 90 12 34 56") == phone_digits("090-123456") == "90123456"
    assert phone_digits("1234") == "1234"


def test_the_keys_of_a_record() -> None:
    keys = match_keys(replace(UMEA_AGAIN, ibans=("SE45 5000",), gln="7312345000014"))
    assert {(kind, value) for kind, value in keys if kind is not MatchKind.NAME} == {
        (MatchKind.PHONE, "90123456"),
        (MatchKind.PLACE, "90326 12"),
        (MatchKind.EMAIL, "ekonomi@mobelhuset.se"),
        (MatchKind.DOMAIN, "mobelhuset.se"),
        (MatchKind.IBAN, "SE455000"),
        (MatchKind.GLN, "7312345000014"),
    }
    assert {value for kind, value in keys if kind is MatchKind.NAME} == {"mobelhuset", "i", "umea"}


def test_a_public_mail_domain_is_shared_by_too_many_to_be_a_key() -> None:
    keys = match_keys(PartyFacts("1", email="somebody@gmail.com"))
    assert keys == {(MatchKind.EMAIL, "somebody@gmail.com")}


# ---------------------------------------------------------------------------------- invariants

WORDS = st.sampled_from(["Möbel", "mobel", "Ek", "AB", "Umeå", "S.A.", "&", "Storgatan", "12", "x"])
TEXTS = st.lists(WORDS, max_size=4).map(" ".join) | st.text(max_size=12)
RECORDS = st.builds(
    PartyFacts,
    no=st.just("C"),
    name=TEXTS,
    address=TEXTS,
    post_code=st.sampled_from(["", "903 26", "90326", "111 11"]),
    city=TEXTS,
    country_code=st.sampled_from(["", "SE", "GB"]),
    phone=st.sampled_from(["", "090-123456", "+4690123456", "08 1"]),
    email=st.sampled_from(["", "a@ek.se", "b@ek.se", "a@ek.se;c@gmail.com", "d@gmail.com"]),
    vat_registration_no=st.sampled_from(["", "SE1", "SE2", "GB1", "7"]),
    registration_no=st.sampled_from(["", "", "1", "2"]),
)


@given(RECORDS, RECORDS)
def test_a_score_is_the_same_both_ways_and_from_0_to_100_in_tenths(
    a: PartyFacts, b: PartyFacts
) -> None:
    found = scored(a, b)
    assert found == scored(b, a)
    assert 0 <= found <= 100
    assert found % TENTH == 0


@given(RECORDS)
def test_a_record_is_like_itself(record: PartyFacts) -> None:
    if profile_of(record).name:
        assert scored(record, record) == 100


@given(RECORDS, RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_matter(a: PartyFacts, b: PartyFacts, random: object) -> None:
    words = list(name_tokens(a.name))
    mixed = list(words)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # Random, which hypothesis hands over
    one, other = (replace(a, name=" ".join(each)) for each in (words, mixed))
    if name_tokens(one.name) == tuple(words) and sorted(name_tokens(other.name)) == sorted(words):
        assert scored(one, b) == scored(other, b)


@given(RECORDS, RECORDS, st.integers(0, 100))
def test_a_sketch_never_loses_a_pair(a: PartyFacts, b: PartyFacts, threshold: int) -> None:
    plain_a, plain_b = (
        replace(each, vat_registration_no="", registration_no="") for each in (a, b)
    )
    one, other = profile_of(plain_a), profile_of(plain_b)
    if score(one, other) >= threshold:
        assert may_reach(Sketch(one), Sketch(other), threshold)
