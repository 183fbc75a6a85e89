"""The folder of Linux whose files stand in memory: nobody waits for a disk there."""

import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  (folders of one's own are made in it)
ROOM = 4 * 1024**3
"""So much room the files of all tests have with much to spare, in bytes."""


def has_room_in_memory() -> bool:
    """Whether there is such a folder, and much room in it."""
    return MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
