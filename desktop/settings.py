"""What this computer remembers before a company is open: which company, language and look.

What a person arranges inside the windows (widths, open groups) stands in `views/shell/state.py`.
"""

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path

from platformdirs import user_config_path, user_data_path

_LOG = logging.getLogger(__name__)

MIN_SCALE = 90
MAX_SCALE = 150
RECENT_COMPANIES = 8


class ThemeMode(StrEnum):
    """Which colours the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of this computer; a change makes a new value, `save` writes it.

    `database_url` is empty before the first company was opened, `recent` names the companies
    opened last, newest first, and `names` what each of them is called. `language` is empty for the
    language of the system. `scale` is the size of texts and distances in percent, 90 to 150.
    `printer` is empty for the system's own. `welcomed` is true once the user has seen the welcome
    of the first start.
    """

    database_url: str = ""
    recent: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    theme: ThemeMode = ThemeMode.SYSTEM
    scale: int = 100
    printer: str = ""
    welcomed: bool = False
    path: Path = field(default_factory=lambda: config_folder() / "settings.json", compare=False)

    def with_company(self, url: str, name: str = "") -> "Settings":
        """The settings after a company was opened: it comes first among the recent ones."""
        recent = (url, *(known for known in self.recent if known != url))[:RECENT_COMPANIES]
        return replace(self, database_url=url, recent=recent).with_name(url, name)

    def with_name(self, url: str, name: str) -> "Settings":
        """The settings after a company got a name; names of companies long closed are dropped."""
        names = {**self.names, url: name}
        return replace(self, names={one: names[one] for one in self.recent if names.get(one)})

    def save(self) -> None:
        """Write the file in one step, so that a power cut leaves the old or the new one."""
        values = {name: value for name, value in asdict(self).items() if name != "path"}
        write_json(self.path, values)


def load_settings(path: Path | None = None) -> Settings:
    """The settings of this computer; a file that cannot be read is set aside, never lost."""
    path = path or config_folder() / "settings.json"
    stored = read_json(path)
    try:
        return _checked(stored, path)
    except (TypeError, ValueError):
        _LOG.warning("settings in %s hold an unknown value; the defaults apply", path.name)
        return Settings(path=path)


def _checked(stored: dict[str, object], path: Path) -> Settings:
    known = {one.name for one in fields(Settings)} - {
        "path",
        "recent",
        "names",
        "theme",
        "scale",
        "welcomed",
    }
    texts = {name: str(stored[name]) for name in known if name in stored}
    scale = int(str(stored.get("scale", 100)))
    recent, names = stored.get("recent", ()), stored.get("names", {})
    return Settings(
        **texts,
        recent=tuple(str(url) for url in recent) if isinstance(recent, list) else (),
        names={str(url): str(name) for url, name in names.items()}
        if isinstance(names, dict)
        else {},
        theme=ThemeMode(str(stored.get("theme", ThemeMode.SYSTEM))),
        scale=min(max(scale, MIN_SCALE), MAX_SCALE),
        welcomed=stored.get("welcomed") is True,
        path=path,
    )


def config_folder() -> Path:
    """Where the choices of this user on this computer are kept."""
    named = os.environ.get("KONTOR_CONFIG_DIR")
    return Path(named) if named else user_config_path("Kontor", appauthor=False)


def company_folder() -> Path:
    """Where companies in files are kept unless the user says otherwise."""
    named = os.environ.get("KONTOR_DATA_DIR")
    return Path(named) if named else user_data_path("Kontor", appauthor=False)


def read_json(path: Path) -> dict[str, object]:
    """The object in a JSON file; empty when there is none.

    A damaged file is renamed to `….broken`, so that the program starts and nothing is lost.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        _LOG.warning("%s cannot be read and is set aside", path.name)
        set_aside(path)
        return {}
    return stored if isinstance(stored, dict) else {}


def set_aside(path: Path) -> None:
    """Rename a damaged file to `….broken`: nothing is lost, and it is not read again."""
    try:
        path.replace(path.with_suffix(path.suffix + ".broken"))
    except OSError:
        _LOG.warning("%s cannot be renamed either", path.name)


def write_json(path: Path, values: dict[str, object]) -> None:
    """Write a JSON file in one step: a new file takes the place of the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(path.suffix + ".new")
    fresh.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(path)
