"""Where the words of a search stand in a text, whatever the case and accents."""

from collections.abc import Sequence

from desktop.models.values.folding import fold

Span = tuple[int, int]
"""The first letter of a part and the one after its last."""


def matched(text: str, words: Sequence[str]) -> list[Span]:
    """The parts of a text in which one of the folded words stands, in order, never overlapping."""
    plain, places = _folded(text)
    hits = [False] * len(text)
    for word in words:
        at = plain.find(word) if word else -1
        while at >= 0:
            for place in places[at : at + len(word)]:
                hits[place] = True
            at = plain.find(word, at + len(word))
    return _spans(hits)


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the one it comes from: ß becomes two."""
    plain = ""
    places: list[int] = []
    for place, letter in enumerate(text):
        folded = fold(letter)
        plain += folded
        places += [place] * len(folded)
    return plain, places


def _spans(hits: Sequence[bool]) -> list[Span]:
    spans: list[Span] = []
    for at, hit in enumerate(hits):
        if not hit:
            continue
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans
