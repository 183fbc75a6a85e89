"""Codes and keys: how records are named and found again (CU1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.values.keys import CodeError, DocumentKey, DocumentType, code


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("main", "MAIN"),
        ("  main ", "MAIN"),
        ("a b", "A B"),
        ("ö-1_2/3.4", "Ö-1_2/3.4"),
        ("+5&6#7", "+5&6#7"),
        ("中1", "中1"),
        ("", None),
        ("   ", None),
        (None, None),
        ("1234567890", "1234567890"),
    ],
)
def test_a_code_is_stored_upper_case_and_trimmed(text: str | None, stored: str | None) -> None:
    assert code(text, 10) == stored


@pytest.mark.parametrize(
    "text", ["12345678901", "a*b", "a,b", "a'b", "a\tb", "a\nb", "50%", "ßßßßßß", "a\0b", "🙂"]
)
def test_what_cannot_be_a_code_is_refused(text: str) -> None:
    with pytest.raises(CodeError):
        code(text, 10)


@given(st.text(max_size=12))
def test_a_code_stays_what_it_is(text: str) -> None:
    try:
        stored = code(text, 10)
    except CodeError:
        return
    assert code(stored, 10) == stored


@pytest.mark.parametrize("kind", DocumentType)
def test_a_document_key_is_read_back(kind: DocumentType) -> None:
    key = DocumentKey(kind, "SO 1")
    assert DocumentKey.parse(str(key)) == key


@pytest.mark.parametrize("text", ["", "order", "order ", "letter 1", "ORDER SO1"])
def test_a_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"order|letter|ORDER|^$"):
        DocumentKey.parse(text)


def test_goods_come_back_on_returns_only() -> None:
    returns = {kind for kind in DocumentType if kind.is_return}
    assert returns == {DocumentType.CREDIT_MEMO, DocumentType.RETURN_ORDER}
