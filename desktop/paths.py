"""Where the files lie that come with the program: catalogs, icons, fonts, the demo company.

They stand beside the package in the source tree and inside it once it is installed or frozen.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(package: Path, name: str) -> Path:
    installed = package / name
    return installed if installed.is_dir() else package.parent / name


def catalogs() -> Path:
    """The folder with <language>/LC_MESSAGES/kontor.mo."""
    return _folder(_PACKAGE, "i18n")


def resources() -> Path:
    """The folder with icons, fonts and the demo company."""
    return _folder(_PACKAGE, "resources")


def manual() -> Path:
    """The folder with the help: HTML made from docs/manual by tools/manual.py."""
    return resources() / "manual"
