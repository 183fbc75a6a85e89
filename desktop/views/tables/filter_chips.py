"""The chips above a list: what is in force besides the view, in words."""

from collections.abc import Callable
from functools import partial

from desktop.models.labels import field_label
from desktop.translation import _
from desktop.views.tables.list_filter import ListFilter
from desktop.views.tables.list_parts import Chip
from desktop.views.tables.list_side import ListSide


def filter_chips(
    question: ListFilter, side: ListSide, edit_search: Callable[[], object]
) -> list[Chip]:
    """A chip for the search and one for each filter."""
    chips = []
    if question.query.search:
        text = _("Contains “{text}”").format(text=question.query.search)
        chips.append(Chip(text, partial(question.search, ""), edit_search))
    for name, expression in question.query.filters.items():
        target = side.targets.get(name)
        text = _("{label}: {expression}").format(
            label=target.caption if target else _(field_label(name)),
            expression=target.words(expression) if target else expression,
        )
        remove, edit = partial(question.remove_filter, name), partial(side.edit_filter, name)
        chips.append(Chip(text, remove, edit))
    return chips
