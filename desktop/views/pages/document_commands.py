"""The commands of a document page besides those of its lines."""

from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.translation import N_, _
from desktop.views.pages.card_commands import NEXT, PREVIOUS
from desktop.views.pages.series_choice import CHOOSE_SERIES, ask_series
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.keys import Key
from desktop.views.tables.icon_button import IconButton
from desktop.views.tables.list_spec import Session

if TYPE_CHECKING:
    from desktop.services.context import UserContext
    from desktop.views.pages.document_page import DocumentPage
    from desktop.views.tables.list_spec import PageAction

_DELETE = ActionSpec(
    id="delete", text=N_("Delete…"), icon="trash-2", place=Place.MORE, group="document"
)
FOCUS_LINES = ActionSpec(
    id="focus_lines",
    text=N_("Lines Only"),
    icon="maximize-2",
    key=Key.FOCUS_LINES,
    place=Place.MORE,
    group="page",
    checkable=True,
)


class DocumentCommands:
    """Offers the area's commands, and deleting the document."""

    def __init__(self, page: "DocumentPage") -> None:
        self._page = page
        for action in page.spec.actions:
            page.commands.add(action.spec, partial(_do, action, page))
        if page.spec.services.series is not None:
            page.commands.add(CHOOSE_SERIES, self.ask_series)
        if page.spec.services.delete is not None:
            page.commands.add(_DELETE, self.ask_delete)
        if page.spec.services.neighbour is not None:
            for spec, step in ((PREVIOUS, -1), (NEXT, 1)):
                page.commands.add(spec, partial(self.go_by, step))
                page.head.add_corner(IconButton(spec.icon, "", action=page.commands[spec.id]))
        if not page.spec.is_sheet:
            page.commands.add(FOCUS_LINES, self.toggle_focus)

    def allow(self) -> None:
        """Offer what fits the document as it stands; an untouched one can only be begun."""
        page = self._page
        there = not page.editor.is_new
        for action in page.spec.actions:
            page.commands.set_visible(action.spec.id, action.fits(page.view))
            can = there or action.begins
            page.commands.set_enabled(action.spec.id, can, _("Nothing is entered yet."))
        if CHOOSE_SERIES.id in page.commands:
            page.commands.set_visible(CHOOSE_SERIES.id, not there)
        if _DELETE.id in page.commands:
            page.commands.set_enabled(_DELETE.id, there, _("Nothing is entered yet."))

    def ask_series(self) -> None:
        """Let the number of a new document be drawn from another series (CU21)."""
        page = self._page
        query = page.spec.services.series
        if query is not None and page.editor.is_new:
            beforehand = page.editor.beforehand
            chosen = str(beforehand.get("series") or "")
            ask_series(page, query, chosen, partial(beforehand.__setitem__, "series"))

    def go_by(self, step: int) -> None:
        """Show the document before (-1) or after (1) this one, when what is typed is saved."""
        self._page.groups.commit()
        self._page.lines.commit()
        self._page.editor.when_idle(partial(self._seek, step))

    def toggle_focus(self) -> None:
        """Show the lines alone, or everything again; the cursor goes to the lines."""
        alone = self._page.commands[FOCUS_LINES.id].isChecked()
        for card in self._page.groups.cards:
            card.setVisible(not alone)
        if alone:
            self._page.lines.card.set_open(True)
            self._page.lines.grid.setFocus()

    def _seek(self, step: int) -> None:
        page = self._page
        if not page.editor.is_new and page.editor.key is not None:
            work = partial(
                _neighbour, do=page.spec.services.neighbour, key=page.editor.key, step=step
            )
            page.read(work, done=self._go_to)

    def _go_to(self, key: Any) -> None:  # noqa: ANN401  # a document's key, or None
        if key is None:
            self._page.notices.info(_("There is no further document in this direction."))
            return
        self._page.notices.clear()
        self._page.clashes.conflicts.clear()
        self._page.groups.restore()
        self._page.lines.restore()
        self._page.editor.open(key)

    def ask_delete(self) -> None:
        """Ask before the document is deleted, by its name."""
        confirm(
            self._page,
            _("Delete {record} {title}").format(
                record=_(self._page.spec.title), title=self._page.title
            ),
            _("This cannot be undone."),
            verb=_("Delete"),
            done=self._delete,
            danger=True,
        )

    def _delete(self) -> None:
        page = self._page
        work = partial(
            _delete,
            do=page.spec.services.delete,
            key=page.editor.key,
            context=page.desk.context,
        )
        page.write(work, done=lambda _answer: page.closed.emit())


def _delete(session: Session, *, do: Any, key: Any, context: "UserContext") -> None:  # noqa: ANN401
    do(session, key, context)


def _neighbour(session: Session, *, do: Any, key: Any, step: int) -> Any:  # noqa: ANN401
    return do(session, key, step)


def _do(action: "PageAction", page: "DocumentPage") -> None:
    action.do(page)
