"""The keys of a whole result: packed or as they are, they answer alike."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.services.list_keys import SEGMENT, ListedKeys, PackedKeys, changed_range

TEXTS = st.lists(
    st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=4), unique=True
)


def packed(keys: Sequence[str | int]) -> PackedKeys:
    made = PackedKeys(int if keys and isinstance(keys[0], int) else str)
    for start in range(0, len(keys), SEGMENT):
        made.extend(keys[start : start + SEGMENT])
    return made


@pytest.mark.parametrize("count", [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT + 5])
@pytest.mark.parametrize("kind", [str, int])
def test_packed_keys_are_the_keys(count: int, kind: type[str | int]) -> None:
    keys = [kind(number) for number in range(count)]
    made = packed(keys)
    assert len(made) == count
    assert list(made) == keys
    assert list(reversed(made)) == keys[::-1]
    assert made.window(count - 3, count + 9) == keys[max(count - 3, 0) :][-3:]


@pytest.mark.parametrize("kind", [str, int])
def test_a_window_may_lie_over_two_segments(kind: type[str | int]) -> None:
    keys = [kind(number) for number in range(2 * SEGMENT)]
    assert packed(keys).window(SEGMENT - 2, SEGMENT + 2) == keys[SEGMENT - 2 : SEGMENT + 2]


@given(TEXTS, st.text(max_size=4))
def test_a_key_is_found_where_it_stands(keys: list[str], other: str) -> None:
    made, plain = packed(keys), ListedKeys(keys)
    assert [made.position(key) for key in keys] == list(range(len(keys)))
    assert made.position(other) == plain.position(other)


def test_a_number_is_not_found_inside_another_one() -> None:
    assert packed([100, 10, 1]).position(1) == 2
    assert packed([100]).position(10) is None


@given(TEXTS, TEXTS)
def test_what_lies_outside_the_changed_range_is_the_same(old: list[str], new: list[str]) -> None:
    first, old_end, new_end = changed_range(ListedKeys(old), ListedKeys(new))
    assert old[:first] == new[:first]
    assert old[old_end:] == new[new_end:]
    assert first <= min(old_end, new_end)


def test_one_new_record_makes_a_range_of_one() -> None:
    old = [str(number) for number in range(1000)]
    assert changed_range(packed(old), packed(["new", *old])) == (0, 0, 1)
    assert changed_range(packed(old), packed([*old[:500], *old[501:]])) == (500, 501, 500)
    assert changed_range(packed(old), packed(old)) == (1000, 1000, 1000)
