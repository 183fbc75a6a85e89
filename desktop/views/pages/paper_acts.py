"""What can be done with one file, link or note of a record, and the questions that ask for one."""

import logging
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.errors import RecordRef
from desktop.services.papers.files import rename_file, save_file
from desktop.services.papers.flowing import set_flow
from desktop.services.papers.links import add_link, change_link
from desktop.services.papers.notes import add_note, change_note
from desktop.services.papers.queries import FileRow, LinkRow, NoteRow
from desktop.services.papers.removal import PaperKind, put_back, remove_paper
from desktop.translation import _
from desktop.views.pages.paper_dialogs import EntryDialog, ask_place
from desktop.views.pages.papers_pane import (
    CHANGE,
    COPY,
    DELETE,
    FLOW,
    OPEN,
    RENAME,
    SAVE_AS,
    PaperRow,
    title_of,
)
from desktop.views.shell.dialogs import confirm
from desktop.views.shell.page import Page

_LOG = logging.getLogger(__name__)
_KINDS: dict[type, PaperKind] = {
    FileRow: PaperKind.ATTACHMENT,
    LinkRow: PaperKind.LINK,
    NoteRow: PaperKind.NOTE,
}


class PaperActs(QObject):
    """The acts on rows; `owner` is the record of the page, `opener` opens an address."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.owner: RecordRef | None = None
        self.opener: Callable[[QUrl], bool] = QDesktopServices.openUrl

    def do(self, act: str, row: PaperRow) -> None:
        """Do what was chosen in the menu of a row, or by a key."""
        acts: dict[str, Callable[[Any], object]] = {
            OPEN.name: self.open,
            SAVE_AS.name: self.save_as,
            RENAME.name: self.rename,
            CHANGE.name: self.change,
            COPY.name: self.copy,
            FLOW.name: self.turn_flow,
            DELETE.name: self.delete,
        }
        acts[act](row)

    def ask_link(self, row: LinkRow | None = None) -> EntryDialog:
        """Ask for an address and what it is called."""
        title = _("Add Link") if row is None else _("Change Link")
        dialog = EntryDialog(self._page, title, _("Add") if row is None else _("Save"))
        address = dialog.add_line(_("Address"), row.address if row else "")
        words = dialog.add_line(_("Description"), row.description if row else "")

        def submit() -> None:
            url, description = address.text(), words.text()
            self._submit(
                dialog,
                self._addition(add_link, url=url, description=description)
                if row is None
                else partial(change_link, link_id=row.id, url=url, description=description),
            )

        dialog.ask(submit)
        return dialog

    def ask_note(self, row: NoteRow | None = None) -> EntryDialog:
        """Ask for the text of a note."""
        title = _("Add Note") if row is None else _("Change Note")
        dialog = EntryDialog(self._page, title, _("Add") if row is None else _("Save"))
        text = dialog.add_text(_("Text"), row.text if row else "")

        def submit() -> None:
            written, context = text.toPlainText(), self._page.desk.context
            self._submit(
                dialog,
                self._addition(add_note, text=written)
                if row is None
                else partial(change_note, note_id=row.id, text=written, context=context),
            )

        dialog.ask(submit)
        return dialog

    def open(self, row: PaperRow) -> None:
        """Open a file or a link; what could run is only saved, after a question."""
        if isinstance(row, LinkRow):
            self._open_link(row)
        elif isinstance(row, FileRow) and row.may_open:
            place = Path(tempfile.mkdtemp(prefix="kontor-")) / row.name
            self._read(save_file, attachment_id=row.id, path=place, done=self._open_copy)
        elif isinstance(row, FileRow):
            confirm(
                self._page,
                _("Save {name}").format(name=row.name),
                _(
                    "Kontor opens no programs, and no files that programs may hide in. You can "
                    "save this file. Open it only when you know who made it."
                ),
                verb=_("Save As…"),
                done=partial(self.save_as, row),
                danger=True,
            )

    def save_as(self, row: FileRow) -> None:
        """Let the user choose where to save a file."""
        ask_place(self._page, row.name, partial(self.save_to, row))

    def save_to(self, row: FileRow, path: Path) -> None:
        """Save a file."""
        self._read(save_file, attachment_id=row.id, path=path, done=self._on_saved)

    def rename(self, row: FileRow) -> EntryDialog:
        """Ask for another name of a file."""
        title = _("Rename {name}").format(name=row.name)
        dialog = EntryDialog(self._page, title, _("Rename"))
        line = dialog.add_line(_("Name"), row.name)
        line.setSelection(0, len(Path(row.name).stem))

        def submit() -> None:
            self._submit(dialog, partial(rename_file, attachment_id=row.id, name=line.text()))

        dialog.ask(submit)
        return dialog

    def change(self, row: PaperRow) -> None:
        """Change a link or a note."""
        if isinstance(row, LinkRow):
            self.ask_link(row)
        elif isinstance(row, NoteRow):
            self.ask_note(row)

    def copy(self, row: PaperRow) -> None:
        """Copy the address of a link, or the text of a note."""
        text = row.address if isinstance(row, LinkRow) else title_of(row)
        QGuiApplication.clipboard().setText(text)

    def turn_flow(self, row: FileRow) -> None:
        """Let a file of a customer or item flow to sales documents, or not any more."""
        work = partial(set_flow, attachment_id=row.id, flows=not row.flows_to_sales)
        self._page.write(work, done=_nothing)

    def delete(self, row: PaperRow) -> None:
        """Take something away; for ten seconds it can be put back."""
        kind = _KINDS[type(row)]
        work = partial(remove_paper, kind=kind, paper_id=row.id, context=self._page.desk.context)
        self._page.write(work, done=partial(self._on_deleted, kind, row))

    def _addition(self, add: Callable[..., Any], **values: Any) -> partial[Any]:  # noqa: ANN401
        return partial(add, owner=self.owner, context=self._page.desk.context, **values)

    def _submit(self, dialog: EntryDialog, work: partial[Any]) -> None:
        """Send what a dialog asked for; it stays open when that is refused."""
        self._page.write(work, done=partial(_accept, dialog), refused=dialog.show_refusal)

    def _read(self, do: Callable[..., Any], done: Callable[[Path], object], **values: Any) -> None:  # noqa: ANN401
        self._page.read(partial(do, **values), done=done, busy=_("Saving the file…"))

    def _open_link(self, row: LinkRow) -> None:
        if row.may_open:
            self._open_address(QUrl(row.url), row.address)
            return
        self.copy(row)
        text = _(
            "Kontor opens no programs. The address was copied, so that you can open it yourself."
        )
        self._page.notices.info(text)

    def _open_copy(self, path: Path) -> None:
        # What is changed in the copy would be lost: the other program shall say so.
        path.chmod(0o400)
        _forget_at_end(path)
        self._open_address(QUrl.fromLocalFile(str(path)), path.name)

    def _open_address(self, url: QUrl, name: str) -> None:
        if not self.opener(url):
            text = _("No program on this computer opens {name}. Save it, or copy its address.")
            self._page.notices.error(text.format(name=name))

    def _on_saved(self, path: Path) -> None:
        self._page.notices.done(_("Saved as {path}.").format(path=path))

    def _on_deleted(self, kind: PaperKind, row: PaperRow, _answer: object) -> None:
        undo = partial(put_back, kind=kind, paper_id=row.id)
        name = " ".join(title_of(row).split())[:60]
        self._page.notices.toast(
            _("{name} was deleted.").format(name=name),
            lambda: self._page.write(undo, done=_nothing),
        )


def _accept(dialog: EntryDialog, _answer: object) -> None:
    dialog.accept()


def _nothing(_answer: object) -> None:
    """The pane is loaded anew by the change itself."""


def _forget_at_end(path: Path) -> None:
    """Delete a copy that was made only to be looked at, when the program ends."""
    application = QApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(partial(_delete_copy, path))


def _delete_copy(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        path.parent.rmdir()
    except OSError:
        _LOG.info("a copy that was looked at stays in %s: still in use", path.parent)
