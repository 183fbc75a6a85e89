"""The commands of a document page besides those of its lines."""

from functools import partial
from typing import TYPE_CHECKING, Any

from desktop.translation import N_, _
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import confirm
from desktop.views.tables.list_spec import Session

if TYPE_CHECKING:
    from desktop.services.context import UserContext
    from desktop.views.pages.document_page import DocumentPage
    from desktop.views.tables.list_spec import PageAction

_DELETE = ActionSpec(
    id="delete", text=N_("Delete…"), icon="trash-2", place=Place.MORE, group="document"
)


class DocumentCommands:
    """Offers the area's commands, and deleting the document."""

    def __init__(self, page: "DocumentPage") -> None:
        self._page = page
        for action in page.spec.actions:
            page.commands.add(action.spec, partial(_do, action, page))
        if page.spec.services.delete is not None:
            page.commands.add(_DELETE, self.ask_delete)

    def allow(self) -> None:
        """Offer what fits the document as it stands; nothing can be done with an untouched one."""
        page = self._page
        there = not page.editor.is_new
        for action in page.spec.actions:
            page.commands.set_visible(action.spec.id, action.fits(page.view))
            page.commands.set_enabled(action.spec.id, there, _("Nothing is entered yet."))
        if _DELETE.id in page.commands:
            page.commands.set_enabled(_DELETE.id, there, _("Nothing is entered yet."))

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


def _do(action: "PageAction", page: "DocumentPage") -> None:
    action.do(page)
