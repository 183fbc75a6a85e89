"""Make the help of the program from `docs/manual`: `python -m tools.manual [OUT]`.

Each chapter becomes an HTML file without colours or sizes: the window that shows it adds those.
`index.json` lists chapters and sections, and which section helps with which page. A section says
so itself, in a comment below its heading that readers of the chapter do not see:

    ## Currencies
    <!-- help: currency_*, exchange_rates -->

A name with `*` stands for all pages that it fits and that no other section names itself.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from markdown import Markdown

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "docs" / "manual"
TARGET = ROOT / "resources" / "manual"
PICTURES = "pictures"
INDEX = "index.json"
CHAPTERS = "[0-9]*.md"

_HELP = re.compile(r"\s*<!--\s*help:\s*(.*?)\s*-->\s*")
_HEADING = re.compile(r"#{1,6} ")
_FENCE = re.compile(r"\s*(```|~~~)")
_LINK = re.compile(r'(href=")([^":]+)\.md([#"])')
_PICTURE = re.compile(r'<img alt="[^"]*" src="([^"]+)"')
_PAGE = (
    '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n'
    "<body>\n{body}\n</body></html>\n"
)


class ManualError(Exception):
    """A chapter is not as it must be; the text says where."""


@dataclass(frozen=True)
class Section:
    """A heading of a chapter; `pages` are those that it helps with."""

    title: str
    anchor: str
    level: int
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """One file of the manual."""

    file: str
    title: str
    sections: tuple[Section, ...]
    html: str = field(repr=False)


def chapter_of(path: Path) -> Chapter:
    """Read a chapter. Raises ManualError when it has no title or a comment stands nowhere."""
    lines, helped = _without_comments(path)
    reader = Markdown(extensions=["toc", "tables", "fenced_code", "sane_lists"])
    body = _LINK.sub(r"\1\2.html\3", reader.convert("\n".join(lines)))
    sections = tuple(
        Section(token["name"], token["id"], token["level"], tuple(helped.get(at, ())))
        for at, token in enumerate(_flat(getattr(reader, "toc_tokens", [])))
    )
    if not sections or sections[0].level != 1:
        raise ManualError(f"{path.name} does not begin with a title")
    title = sections[0].title
    return Chapter(f"{path.stem}.html", title, sections, _PAGE.format(title=title, body=body))


def _without_comments(path: Path) -> tuple[list[str], dict[int, list[str]]]:
    """The lines of a chapter, and the pages that each heading, counted from 0, helps with."""
    kept: list[str] = []
    helped: dict[int, list[str]] = {}
    heading, is_code = -1, False
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _HELP.fullmatch(line)
        if found and not is_code:
            if heading < 0:
                raise ManualError(f"{path.name}: a help comment stands before the first heading")
            helped.setdefault(heading, []).extend(re.split(r"\s*,\s*", found[1]))
            continue
        is_code ^= bool(_FENCE.match(line))
        heading += bool(_HEADING.match(line)) and not is_code
        kept.append(line)
    return kept, helped


def _flat(tokens: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for token in tokens:
        yield token
        yield from _flat(token["children"])


def chapters(source: Path = SOURCE) -> list[Chapter]:
    """All chapters in the order of their numbers."""
    return [chapter_of(path) for path in sorted(source.glob(CHAPTERS))]


def index_of(made: Sequence[Chapter]) -> dict[str, Any]:
    """What the program reads: the contents, and the place of help for each name of a page."""
    places: dict[str, str] = {}
    for page, place in _places(made):
        if page in places:
            raise ManualError(f"two sections help with {page}: {places[page]} and {place}")
        places[page] = place
    contents = [
        {
            "file": chapter.file,
            "title": chapter.title,
            "sections": [
                {name: value for name, value in asdict(section).items() if name != "pages"}
                for section in chapter.sections[1:]
            ],
        }
        for chapter in made
    ]
    return {"chapters": contents, "pages": places}


def _places(made: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    for chapter in made:
        for section in chapter.sections:
            yield from ((page, f"{chapter.file}#{section.anchor}") for page in section.pages)


def make(source: Path = SOURCE, target: Path = TARGET) -> None:
    """Write the help; what an earlier version left there is removed."""
    made = chapters(source)
    index = index_of(made)
    for chapter in made:
        for name in _PICTURE.findall(chapter.html):
            if not (source / name).is_file():
                raise ManualError(f"{chapter.file}: there is no {name}")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for chapter in made:
        (target / chapter.file).write_text(chapter.html, encoding="utf-8")
    if (source / PICTURES).is_dir():
        shutil.copytree(source / PICTURES, target / PICTURES)
    # Last, since its time tells whether the help is newer than the chapters.
    (target / INDEX).write_text(json.dumps(index, ensure_ascii=False, indent=1), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the help; the result is the program's exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.manual", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=TARGET)
    try:
        make(SOURCE, parser.parse_args(arguments).out)
    except ManualError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
