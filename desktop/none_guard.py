"""Keeps Python 3.11 alive under PySide6 6.12, which gives away `None`, `True` and `False`.

Each call of a Qt method that returns nothing takes one reference from `None` without having
one, and each signal with a truth value one from `True` or `False`. Until Python 3.12, where
these objects are immortal, some thousands of calls end in a fatal error ("none_dealloc",
"bool_dealloc"). See docs/adr/0008.
"""

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
SPARE_REFERENCES = 1 << 40
"""Enough for a hundred thousand such calls a second during four months."""

GIVEN_AWAY: tuple[object, ...] = (None, True, False)


def keep_none_alive() -> None:
    """Give `None`, `True` and `False` references to spare, once, before the first Qt call."""
    if sys.version_info >= IMMORTAL_SINCE:
        return
    for value in GIVEN_AWAY:
        if sys.getrefcount(value) < SPARE_REFERENCES:
            # CPython's object begins with its reference count.
            ctypes.c_ssize_t.from_address(id(value)).value += SPARE_REFERENCES
