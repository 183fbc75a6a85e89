"""Keeps Python 3.11 alive under PySide6 6.12, which gives `None` away too often.

Each call of a Qt method that returns nothing takes one reference from `None` without having
one. Until Python 3.12, where `None` is immortal, some thousands of calls end in the fatal error
"none_dealloc". See docs/adr/0008.
"""

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
SPARE_REFERENCES = 1 << 40
"""Enough for a hundred thousand such calls a second during four months."""


def keep_none_alive() -> None:
    """Give `None` references to spare; call it once, before the first Qt call."""
    if sys.version_info < IMMORTAL_SINCE and sys.getrefcount(None) < SPARE_REFERENCES:
        # CPython's object begins with its reference count.
        ctypes.c_ssize_t.from_address(id(None)).value += SPARE_REFERENCES
