"""The id map of a list: the keys of a whole result in its order, small enough for a million.

Keys of one column that is a text or a whole number are packed: a segment of some thousands of them
is one piece of memory, and is taken apart when somebody looks into it. A million document numbers
take ten megabytes that way instead of seventy. Other keys (of several columns, dates) belong to
small tables and are kept as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Protocol, TypeAlias

Key: TypeAlias = Any
"""What tells a row of a list from all others: a value, or a tuple where the key has parts."""

SEGMENT = 4096
"""Keys in one piece of memory."""
_SEPARATOR = "\n"


class Keys(Protocol):
    """The keys of a result in its order."""

    def __len__(self) -> int:
        """How many rows the result has."""
        ...

    def __iter__(self) -> Iterator[Key]:
        """All keys in their order."""
        ...

    def __reversed__(self) -> Iterator[Key]:
        """All keys from the end."""
        ...

    def window(self, start: int, end: int) -> Sequence[Key]:
        """The keys from one position up to, but not including, another."""
        ...

    def position(self, key: Key) -> int | None:
        """Where a key stands, None where it does not."""
        ...


class ListedKeys:
    """Keys kept as they are."""

    def __init__(self, keys: Sequence[Key] = ()) -> None:
        self._keys: list[Key] = list(keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Key]:
        yield from self._keys

    def __reversed__(self) -> Iterator[Key]:
        return reversed(self._keys)

    def window(self, start: int, end: int) -> Sequence[Key]:
        """The keys from one position up to, but not including, another."""
        return self._keys[max(start, 0) : max(end, 0)]

    def position(self, key: Key) -> int | None:
        """Where a key stands, None where it does not."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None


class PackedKeys:
    """Keys of one column, texts without line breaks or whole numbers, packed in segments."""

    def __init__(self, kind: type[str | int]) -> None:
        self._kind = kind
        self._segments: list[str] = []
        self._length = 0
        self._opened: tuple[int, list[Key]] = (-1, [])

    def extend(self, keys: Iterable[Key]) -> int:
        """Append keys, a whole segment each time; a shorter one ends the result.

        Returns how many they were.
        """
        segment = _SEPARATOR.join(map(str, keys) if self._kind is int else keys)
        count = segment.count(_SEPARATOR) + 1 if segment else 0
        if count:
            self._segments.append(segment)
            self._length += count
        return count

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Key]:
        for number in range(len(self._segments)):
            yield from self._open(number)

    def __reversed__(self) -> Iterator[Key]:
        for number in reversed(range(len(self._segments))):
            yield from reversed(self._open(number))

    def window(self, start: int, end: int) -> Sequence[Key]:
        """The keys from one position up to, but not including, another."""
        start, end = max(start, 0), min(end, self._length)
        found: list[Key] = []
        while start < end:
            number, within = divmod(start, SEGMENT)
            taken = self._open_kept(number)[within : within + end - start]
            found += taken
            start += len(taken)
        return found

    def position(self, key: Key) -> int | None:
        """Where a key stands, None where it does not."""
        text = str(key)
        for number, segment in enumerate(self._segments):
            if text in segment and key in (keys := self._open(number)):
                return number * SEGMENT + keys.index(key)
        return None

    def _open_kept(self, number: int) -> list[Key]:
        """A segment that is looked into again soon: the table scrolls through it."""
        if self._opened[0] != number:
            self._opened = (number, self._open(number))
        return self._opened[1]

    def _open(self, number: int) -> list[Key]:
        keys = self._segments[number].split(_SEPARATOR)
        return [int(key) for key in keys] if self._kind is int else keys


def common_start(one: Iterable[Key], other: Iterable[Key]) -> int:
    """How many keys from the start are the same in both."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def changed_range(old: Keys, new: Keys) -> tuple[int, int, int]:
    """What differs between two results: the first position, the end in the old, in the new one.

    The rows before are the same in both, and so are those behind. A record that was added, taken
    away or moved makes one such range.
    """
    first = common_start(old, new)
    most = min(len(old), len(new)) - first
    same = common_start(islice(reversed(old), most), islice(reversed(new), most))
    return first, len(old) - same, len(new) - same
