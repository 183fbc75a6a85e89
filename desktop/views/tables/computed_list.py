"""Lists whose rows are computed: the columns say what can be searched, sorted and filtered by."""

from collections.abc import Callable, Sequence
from typing import Any

from desktop.services.list_source import ListSource
from desktop.services.memory_source import MemorySource
from desktop.views.tables.columns import Column
from desktop.views.tables.list_spec import Session


def computed(
    read: Callable[[Session], Sequence[Any]],
    columns: Sequence[Column],
    key: Callable[[Any], Any],
) -> Callable[[], ListSource]:
    """The source of a list whose rows `read` computes."""
    values = {column.name: column.value for column in columns}
    source: MemorySource[Any] = MemorySource(read=read, key=key, values=values)
    return lambda: source
