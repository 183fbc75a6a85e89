"""Names of files that every computer can store: no folders, no signs that mean something else."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 150
"""Characters; more than file systems take in bytes would be lost when the file is saved."""

LONGEST_BYTES = 240
_UNSAFE = re.compile(r'[<>:"|?*]')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)


def clean_name(name: str) -> str:
    """A file's own name, fit for every system; blank when nothing of it is left.

    Folders before it, invisible signs (also those that turn the writing direction and so hide
    an ending), signs that Windows forbids, blanks at both ends and points at the end go. A name
    that Windows keeps for a device gets a `_` before it.
    """
    composed = unicodedata.normalize("NFC", name)
    own = re.split(r"[/\\]", composed)[-1]
    seen = "".join(sign for sign in own if unicodedata.category(sign) not in _INVISIBLE)
    safe = " ".join(_UNSAFE.sub("_", seen).split()).rstrip(". ")
    if not safe.strip("."):
        return ""
    if _RESERVED.fullmatch(safe.partition(".")[0].strip()):
        safe = f"_{safe}"
    return _shortened(safe)


def free_name(name: str, taken: frozenset[str]) -> str:
    """The name itself, or with a number where the record has a file of that name already."""
    known = {each.casefold() for each in taken}
    path, number, free = PurePosixPath(name), 2, name
    while free.casefold() in known:
        free = f"{path.stem} ({number}){path.suffix}"
        number += 1
    return free


def _shortened(name: str) -> str:
    """Cut the middle of a name that is too long; the ending stays, it says what the file is."""
    path = PurePosixPath(name)
    ending = path.suffix if len(path.suffix) <= 12 else ""  # noqa: PLR2004  (longer is no ending)
    stem = name.removesuffix(ending)[: LONGEST - len(ending)]
    while len((stem + ending).encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return stem.rstrip(". ") + ending
