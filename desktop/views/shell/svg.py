"""The icon files: Lucide's SVG outlines (ISC licence) with their colour filled in."""

import logging
from functools import cache

from desktop.paths import resources

_LOG = logging.getLogger(__name__)

_STROKE = 'stroke-width="1.75"'


def icon_names() -> frozenset[str]:
    """Every icon there is."""
    return frozenset(path.stem for path in (resources() / "icons").glob("*.svg"))


def recoloured(name: str, colour: str) -> bytes:
    """The SVG of an icon in a colour written `#RRGGBB`; empty when there is no such icon."""
    text = _source(name).replace('stroke-width="2"', _STROKE)
    return text.replace("currentColor", colour).encode()


@cache
def _source(name: str) -> str:
    try:
        return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        _LOG.error("there is no icon %s", name)
        return ""
