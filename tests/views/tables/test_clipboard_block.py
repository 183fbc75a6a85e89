import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.views.tables.clipboard_block import block_rows, block_text


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\t\tb", [["a", "", "b"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"say ""yes"""\tb', [['say "yes"', "b"]]),
        ('5" pipe\tb', [['5" pipe', "b"]]),
        ('"5 not closed\tb', [['"5 not closed', "b"]]),
        ("alone", [["alone"]]),
        ("", [[""]]),
    ],
)
def test_a_block_is_read_as_spreadsheets_write_it(text: str, rows: list[list[str]]) -> None:
    assert block_rows(text) == rows


cells = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]) | st.just("\t"))


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_copied_is_read_back(rows: list[list[str]]) -> None:
    assert block_rows(block_text(rows)) == rows
