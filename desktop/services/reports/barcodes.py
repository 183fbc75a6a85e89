"""Code 128 as boxes on a page (PF134): drawn by ourselves, so that no font of others is named."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.services.reports.drawing import BLACK, MM, Panel

WIDEST_MODULE = 0.33 * MM
QUIET_MODULES = 10


def code_128_modules(text: str) -> tuple[int, ...]:
    """The widths of bars and gaps in turn, a bar first, in modules.

    Characters outside of ASCII have no code and are left out.
    """
    from reportlab.graphics.barcode.code128 import (  # noqa: PLC0415  # slow; only when printing
        Code128,
    )

    plain = "".join(character for character in text if " " <= character <= "~")
    barcode = Code128(plain, humanReadable=0, quiet=0)
    barcode.validate()  # type: ignore[no-untyped-call]
    barcode.encode()  # type: ignore[no-untyped-call]
    barcode.decompose()  # type: ignore[no-untyped-call]
    return tuple(ord(letter.lower()) - ord("a") + 1 for letter in barcode.decomposed)


def code_128_width(text: str, available: float) -> float:
    """How wide a code becomes where so much room is, without the white on both sides."""
    modules = sum(code_128_modules(text))
    return modules * _module(modules, available)


def code_128(text: str, x: float, y: float, height: float, available: float) -> Iterator[Panel]:
    """The bars of a code from x to the right, with y as their lower end."""
    widths = code_128_modules(text)
    module = _module(sum(widths), available)
    for position, width in enumerate(widths):
        if position % 2 == 0:
            yield Panel(x, y, width * module, height, BLACK)
        x += width * module


def _module(modules: int, available: float) -> float:
    return min(WIDEST_MODULE, available / modules)
