"""Python's search for unused circles of objects, put off while the program starts.

A start makes hundreds of thousands of objects that all stay; looking through them again and
again takes a tenth of its time and finds nothing.
"""

import gc


def put_off_collection() -> None:
    """Search no more until `collect_from_now_on`."""
    gc.disable()


def collect_from_now_on() -> None:
    """Search again, but not among what the start has made: it stays as long as the program."""
    gc.freeze()
    gc.enable()
