"""`python -m desktop` starts Kontor."""

import os
import sys

from desktop.app import main
from desktop.none_guard import keep_none_alive

if __name__ == "__main__":
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        # Without a screen Qt would abort with a long message.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keep_none_alive()
    sys.exit(main())
