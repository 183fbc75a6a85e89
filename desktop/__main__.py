"""`python -m desktop` starts Kontor."""

import os
import sys

from desktop.none_guard import keep_none_alive

keep_none_alive()
if sys.platform.startswith("linux") and not (
    os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
):
    # Without a screen Qt would abort with a long message; before the first Qt import.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
