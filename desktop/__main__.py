"""`python -m desktop` starts Kontor."""

import os
import sys

from desktop.collecting import put_off_collection
from desktop.none_guard import keep_none_alive

if __name__ == "__main__":
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        # Without a screen Qt would abort with a long message.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    put_off_collection()
    keep_none_alive()
    from desktop.app import main  # Qt and SQLAlchemy: after the two calls above

    sys.exit(main())
