"""The manual as the program ships it: contents, and which section helps with which page."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from desktop import paths

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A heading of the manual: its text, its place (`file.html#anchor`) and its depth from 1."""

    title: str
    place: str
    level: int


@dataclass(frozen=True, slots=True)
class HelpChapter:
    """A chapter of the manual with the headings below its title."""

    title: str
    place: str
    sections: tuple[HelpSection, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """The contents of the manual in `folder`; without chapters when it was not made."""

    folder: Path
    chapters: tuple[HelpChapter, ...] = ()
    pages: tuple[tuple[str, str], ...] = ()

    def place_of(self, page: str) -> str:
        """Where the help on a page stands; empty when no section helps with it.

        A section that names the page goes before one that names many pages with `*`, and of
        these the one with the longest name.
        """
        fitting = [(name, place) for name, place in self.pages if fnmatchcase(page, name)]
        return max(fitting, key=lambda one: (one[0] == page, len(one[0])), default=("", ""))[1]

    def sections(self) -> Iterator[tuple[HelpChapter, HelpSection]]:
        """Every heading with its chapter, in the order of the manual."""
        for chapter in self.chapters:
            for section in chapter.sections:
                yield chapter, section


def load_manual() -> Manual:
    """Read the manual's contents; a manual that was not made has none."""
    folder = paths.manual()
    try:
        index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        _LOG.warning("the manual was not made; run.py makes it")
        return Manual(folder)
    return Manual(
        folder,
        tuple(_chapter(one) for one in index["chapters"]),
        tuple(index["pages"].items()),
    )


def _chapter(stored: dict[str, object]) -> HelpChapter:
    file, sections = str(stored["file"]), stored["sections"]
    assert isinstance(sections, list)  # noqa: S101  # tools/manual.py writes it
    return HelpChapter(
        str(stored["title"]),
        file,
        tuple(
            HelpSection(one["title"], f"{file}#{one['anchor']}", one["level"]) for one in sections
        ),
    )
