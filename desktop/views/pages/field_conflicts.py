"""Asks field by field when somebody else has changed what was being typed."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from desktop.models.labels import field_label
from desktop.translation import _
from desktop.views.fields.entries import printed
from desktop.views.pages.conflicts import Clash, Conflicts, who_changed
from desktop.views.pages.field_groups import FieldGroups


class FieldConflicts(QObject):
    """The fields of a card or of a document's header.

    `values` gives the record as it stands now.
    """

    def __init__(
        self,
        conflicts: Conflicts,
        groups: FieldGroups,
        values: Callable[[], Mapping[str, object]],
    ) -> None:
        super().__init__(conflicts)
        self._conflicts = conflicts
        self._groups = groups
        self._values = values
        groups.overtaken.connect(self.ask)

    def ask(self, name: str, value: object) -> None:
        """Ask whose value counts; nothing is asked when both are the same."""
        values, field = self._values(), self._groups.fields[name]
        theirs = values.get(name)
        if theirs == value:
            self._groups.put_back(name)
            return
        clash = Clash(
            label=_(field_label(name)),
            mine=printed(field.info, value),
            theirs=printed(field.info, theirs),
            by=who_changed(values),
            keep=partial(self._groups.insist, name, value),
            take=partial(self._groups.put_back, name),
        )
        self._conflicts.add(None, name, clash)
