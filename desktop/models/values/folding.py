"""Texts as they are compared in a search: without case and accents, alike on every database.

What a letter becomes stands in one table, so that SQLite (which calls `fold`), PostgreSQL (which
translates by `letter_pairs` and `EXPANSIONS`) and Python never disagree. It knows the letters of
the Latin, Greek, Cyrillic and Armenian scripts; all other characters stand for themselves.

The texts in a company's index are folded already: who changes the table adds a migration that
folds them anew.
"""

from __future__ import annotations

import unicodedata
from functools import cache

EXPANSIONS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ĳ": "ij",
    "ǆ": "dz",
    "ǉ": "lj",
    "ǌ": "nj",
    "ǳ": "dz",
}
"""Small letters that become two; their capitals become the small letter first."""

_LIKENESSES = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ı": "i",
    "ħ": "h",
    "ŧ": "t",
    "ŋ": "n",
    "ĸ": "k",
    "ſ": "s",
    "ς": "σ",
    "\N{MICRO SIGN}": "μ",
    "ǅ": "ǆ",
    "ǈ": "ǉ",
    "ǋ": "ǌ",
    "ǲ": "ǳ",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NULL}": " ",
    # SQLite's index takes these two for the replacement character.
    "\ufffe": "\ufffd",
    "\uffff": "\ufffd",
}
"""Letters that have no accent to lose, and yet are typed as another; and what cannot be stored."""

_MARKS = range(0x0300, 0x0370)
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFEE0
_BLOCKS = (
    range(0x0041, 0x005B),  # A to Z
    range(0x00A0, 0x0250),  # Latin-1, Latin Extended-A and -B
    range(0x0370, 0x0590),  # Greek, Cyrillic, Armenian
    range(0x1E00, 0x2000),  # Latin Extended Additional, Greek Extended
    range(0x212A, 0x212C),  # the signs of kelvin and ångström
)


def fold(text: str) -> str:
    """A text without case and accents: `Ångström AB` becomes `angstrom ab`.

    Folding twice changes nothing more.
    """
    if text.isascii() and "\0" not in text:
        return text.lower()
    return text.translate(_table())


def letter_pairs() -> dict[str, str]:
    """What single characters become before the expansions; an empty text where they vanish."""
    pairs = {chr(code): _folded_letter(chr(code)) for block in _BLOCKS for code in block}
    pairs |= {chr(code): chr(code - _TO_ASCII).lower() for code in _FULL_WIDTH}
    pairs |= {chr(code): "" for code in _MARKS}
    pairs |= _LIKENESSES
    return {letter: folded for letter, folded in pairs.items() if letter != folded}


def _folded_letter(letter: str) -> str:
    """A letter in lower case, taken apart, without its marks."""
    parts = unicodedata.normalize("NFD", letter.lower())
    plain = "".join(part for part in parts if not unicodedata.combining(part)).lower()
    return _LIKENESSES.get(plain, plain)


@cache
def _table() -> dict[int, str]:
    pairs = EXPANSIONS | letter_pairs()
    return {ord(letter): EXPANSIONS.get(folded, folded) for letter, folded in pairs.items()}
