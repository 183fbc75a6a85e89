"""What makes a start quick, done before the first module of Qt is imported."""

import gc
from importlib import import_module

from desktop.none_guard import keep_none_alive

WITHOUT_QT = (
    "desktop.services.company",
    "desktop.services.live_changes",
    "desktop.services.recent_records",
    "desktop.services.sales.home_figures",
    "desktop.services.tile_figures",
    "desktop.services.users.list_views",
    "desktop.services.users.signing_in",
    "desktop.settings",
)
"""What the first page asks of the services, and the settings."""


def prepare_start() -> None:
    """Get Python ready for a program of many modules. Comes before the first import of Qt."""
    put_off_collection()
    keep_none_alive()
    # PySide6 looks into the source of each module that is imported after it. SQLAlchemy and the
    # services of the first page are hundreds of modules that have nothing to do with it.
    for module in WITHOUT_QT:
        import_module(module)


def put_off_collection() -> None:
    """Search for unused circles of objects no more by itself.

    A start makes hundreds of thousands of objects that all stay; looking through them again and
    again takes a tenth of its time and finds nothing. Afterwards the `Collector` of the window's
    thread does it.
    """
    gc.disable()
