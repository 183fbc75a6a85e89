"""Which version of Kontor this is, whose work it contains, and under which licences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from desktop.paths import resources

VERSION = "0.1.0"
PACKAGES = (
    "PySide6-Essentials",
    "PySide6-Pdf",
    "SQLAlchemy",
    "alembic",
    "psycopg",
    "psycopg-binary",
    "reportlab",
    "babel",
    "python-stdnum",
    "platformdirs",
    "holidays",
    "XlsxWriter",
    "openpyxl",
    "Markdown",
    "keyring",
)
"""What the program is built from; what these need themselves is found out."""
OWN_FILES = (
    ("Inter", "SIL Open Font License 1.1", "fonts/Inter-OFL.txt"),
    ("Noto Sans", "SIL Open Font License 1.1", "fonts/NotoSans-OFL.txt"),
    ("Lucide", "ISC", "icons/LICENSE.txt"),
)
"""Typefaces and icons that come with the program: name, licence, its text in resources."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TEXTS = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE)[^/]*$", re.IGNORECASE)
_LONGEST_NAME = 60
"""Some packages write their whole licence where its name belongs."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of somebody else's work: name, version (empty for files), licence and its text."""

    name: str
    version: str
    licence: str
    text: str


def parts() -> tuple[Part, ...]:
    """Everything that comes with the program, packages by name, then typefaces and icons."""
    packages = sorted(_packages(), key=lambda part: part.name.casefold())
    return (*packages, *_own_files())


def version_of(package: str) -> str:
    """The version of a package that is in use; empty when it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _packages() -> Iterator[Part]:
    seen: set[str] = set()
    waiting = list(PACKAGES)
    while waiting:
        name = waiting.pop()
        if _normal(name) in seen:
            continue
        seen.add(_normal(name))
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # needed on another system only
            continue
        waiting += _needed(found)
        yield Part(found.metadata["Name"], found.version, _licence(found), _text(found))


def _needed(found: metadata.Distribution) -> list[str]:
    """What a package needs in any case; what an extra of it needs is named in PACKAGES."""
    lines = [line for line in found.requires or [] if "extra ==" not in line]
    names = (_NAME.match(line) for line in lines)
    return [name[0] for name in names if name]


def _licence(found: metadata.Distribution) -> str:
    about = found.metadata
    named = next((about[name] for name in ("License-Expression", "License") if name in about), "")
    if named and len(named) <= _LONGEST_NAME and "\n" not in named:
        return named
    classifiers = about.get_all("Classifier") or []
    kinds = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    return ", ".join(kinds) or named.partition("\n")[0]


def _text(found: metadata.Distribution) -> str:
    """The licence's text as the package brings it; of several files one after the other."""
    files = [file for file in found.files or [] if _TEXTS.search(str(file))]
    inside = [file for file in files if ".dist-info" in str(file)] or files
    return "\n\n".join(_read(found, file) for file in inside).strip()


def _read(found: metadata.Distribution, file: metadata.PackagePath) -> str:
    return Path(str(found.locate_file(file))).read_text(encoding="utf-8", errors="replace")


def _own_files() -> Iterator[Part]:
    for name, licence, file in OWN_FILES:
        yield Part(name, "", licence, (resources() / file).read_text(encoding="utf-8"))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()
