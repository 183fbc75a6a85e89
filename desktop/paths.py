"""Where the files lie that come with the program: catalogs, icons, fonts, the demo company.

They stand beside the package in the source tree and inside it once it is installed or frozen.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def catalogs() -> Path:
    """The folder with <language>/LC_MESSAGES/kontor.mo."""
    return _folder("i18n")


def resources() -> Path:
    """The folder with icons, fonts and the demo company."""
    return _folder("resources")


def manual() -> Path:
    """The folder with the help: HTML made from docs/manual by tools/manual.py."""
    return resources() / "manual"
