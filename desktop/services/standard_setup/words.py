"""What every part of a standard set-up is made of: records, in the language of the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

ENGLISH, SWEDISH, GERMAN = "ENU", "SVE", "DEU"
"""The languages of papers in which texts are ready."""


@dataclass(frozen=True, slots=True)
class SetRecord:
    """A record of the set: entered when there is none of its key, and never changed."""

    table: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Words:
    """Chooses texts by the language of the screen, such as `sv`; English where none is ready."""

    language: str

    def of(self, english: str, swedish: str, german: str = "") -> str:
        """The text in the user's language."""
        return {"sv": swedish, "de": german}.get(self.language, english) or english


def translations(table: str, code: str, texts: Sequence[str]) -> Iterator[SetRecord]:
    """The texts of a code on papers; `texts` are English, Swedish and German.

    The user's own language is a translation too, or papers in it would depend on who made the set.
    """
    for language, text in zip((ENGLISH, SWEDISH, GERMAN), texts, strict=True):
        values = {"code": code, "language_code": language, "description": text}
        yield SetRecord(f"{table}_translation", values)
