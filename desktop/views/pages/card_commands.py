"""The commands of a card page: new, delete, the neighbours, and those of the area."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from desktop.errors import RecordRef
from desktop.models.labels import table_label
from desktop.services.records import card_series, has_series, may_renumber
from desktop.translation import N_, _
from desktop.views.pages.change_log import CHANGE_LOG, open_change_log
from desktop.views.pages.renumbering import ask_new_number, renumber_spec
from desktop.views.pages.series_choice import CHOOSE_SERIES, ask_series
from desktop.views.pages.where_used import WHERE_USED, open_where_used
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.keys import Key
from desktop.views.tables.icon_button import IconButton
from desktop.views.tables.list_spec import Needs, NewRecord, PageAction

if TYPE_CHECKING:
    from desktop.views.pages.card_page import CardPage

_NEW = ActionSpec(id="new", text=N_("New"), icon="plus", key=Key.NEW)
_DELETE = ActionSpec(
    id="delete", text=N_("Delete…"), icon="trash-2", place=Place.MORE, group="record"
)
PREVIOUS = ActionSpec(
    id="previous",
    text=N_("Previous Record"),
    icon="chevron-left",
    key=Key.PREVIOUS,
    place=Place.HIDDEN,
)
NEXT = ActionSpec(
    id="next", text=N_("Next Record"), icon="chevron-right", key=Key.NEXT, place=Place.HIDDEN
)


SERIES_FIELD = "no_series_code"


class CardCommands:
    """Offers the commands of a card and allows those that the record allows."""

    def __init__(self, page: "CardPage") -> None:
        self._page = page
        self._offer()
        self.allow()

    def allow(self) -> None:
        """Allow what can be done with a record that is there, or not made yet."""
        there = self._page.record_key is not None
        registry, spec = self._page.commands, self._page.spec
        names = ["previous", "next"]
        names += ["delete", "where_used"] if spec.can_delete else []
        names.append(CHANGE_LOG.id)
        names += [each.spec.id for each in spec.actions if each.needs is not Needs.NOTHING]
        for name in names:
            registry.set_enabled(name, there, _("The record is not saved yet."))
        if self._can_renumber:
            registry.set_visible("renumber", there)
        if CHOOSE_SERIES.id in registry:
            registry.set_visible(CHOOSE_SERIES.id, not there)

    @property
    def _can_renumber(self) -> bool:
        spec = self._page.spec
        return spec.has_papers and may_renumber(spec.table)

    def open_where_used(self) -> None:
        """Show what names the record."""
        key = self._page.record_key
        if key is not None:
            open_where_used(self._page, RecordRef(self._page.spec.table, key))

    def ask_series(self) -> None:
        """Let the number of a new record be drawn from another series (CU21)."""
        beforehand = self._page.editor.beginning.beforehand
        work = partial(card_series, table=self._page.spec.table)
        chosen = str(beforehand.get(SERIES_FIELD) or "")
        ask_series(self._page, work, chosen, partial(beforehand.__setitem__, SERIES_FIELD))

    def ask_delete(self) -> None:
        """Ask before the record is deleted, by its name, and say what goes along (CU43)."""
        goes_along, key = self._page.spec.goes_along, self._page.record_key
        if goes_along is None or key is None:
            self._ask_delete(())
        else:
            self._page.read(lambda session: goes_along(session, key), done=self._ask_delete)

    def _ask_delete(self, goes_along: Sequence[tuple[str, int]]) -> None:
        sentences = [_("This cannot be undone.")]
        if goes_along:
            what = ", ".join(f"{_(table_label(table))} ({count})" for table, count in goes_along)
            sentences.insert(0, _("These records go with it: {records}.").format(records=what))
        confirm(
            self._page,
            _("Delete {table} {title}").format(
                table=_(table_label(self._page.spec.table)), title=self._page.title
            ),
            " ".join(sentences),
            verb=_("Delete"),
            done=self._page.editor.delete,
            danger=True,
        )

    def _offer(self) -> None:
        page, registry = self._page, self._page.commands
        if page.spec.can_add:
            registry.add(_NEW, self._open_new)
        if page.spec.can_add and has_series(page.spec.table):
            registry.add(CHOOSE_SERIES, self.ask_series)
        for action in page.spec.actions:
            registry.add(action.spec, partial(_do, action, page))
        if self._can_renumber:
            registry.add(renumber_spec(page.spec.table), partial(ask_new_number, page))
        if page.spec.can_delete:
            registry.add(WHERE_USED, self.open_where_used)
            registry.add(_DELETE, self.ask_delete)
        registry.add(CHANGE_LOG, partial(open_change_log, page))
        for spec, step in ((PREVIOUS, -1), (NEXT, 1)):
            registry.add(spec, partial(page.go_by, step))
            page.head.add_corner(IconButton(spec.icon, "", action=registry[spec.id]))

    def _open_new(self) -> None:
        self._page.desk.navigation.open(self._page.spec.name, NewRecord())


def _do(action: PageAction, page: "CardPage") -> None:
    action.do(page)
