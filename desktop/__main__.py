"""`python -m desktop` starts Kontor."""

import os
import sys

from desktop.starting import prepare_start

if __name__ == "__main__":
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        # Without a screen Qt would abort with a long message.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    prepare_start()
    from desktop.app import main  # imports Qt, so it comes after that

    sys.exit(main())
