"""A page's attachments, links and notes: loading them after the page, adding, following."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.errors import RecordRef
from desktop.services.database import Changes
from desktop.services.papers.files import add_content, add_file
from desktop.services.papers.following import follow, unfollow
from desktop.services.papers.links import add_link
from desktop.services.papers.queries import RecordPapers, papers_of
from desktop.translation import N_, _
from desktop.views.fields.typing_pause import TypingPause
from desktop.views.pages.dropping import DropTarget, Received, received
from desktop.views.pages.paper_acts import PaperActs
from desktop.views.pages.paper_dialogs import ask_files
from desktop.views.pages.papers_pane import PapersPane
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.shell.page import Page
from desktop.views.shell.tasks import Task

_PAUSE_MS = 80
_TABLES = frozenset({"attachment", "record_link", "record_note", "record_watch"})


def _spec(name: str, text: str, icon: str, key: Key) -> ActionSpec:
    return ActionSpec(id=name, text=text, icon=icon, key=key, place=Place.MORE, group="papers")


_ATTACH = _spec("attach_file", N_("Attach Files…"), "paperclip", Key.ATTACH)
_CLIPBOARD = _spec(
    "attach_clipboard", N_("Attach from Clipboard"), "clipboard-list", Key.ATTACH_CLIPBOARD
)
_LINK = _spec("add_link", N_("Add Link…"), "link", Key.ADD_LINK)
_NOTE = _spec("add_note", N_("Add Note…"), "sticky-note", Key.ADD_NOTE)
_FOLLOW = _spec("follow", N_("Follow"), "bell", Key.FOLLOW)
_GO = _spec("papers", N_("Go to Attachments"), "panel-right", Key.PAPERS)


class Papers(QObject):
    """Offers files, links, notes and following on a page; `pane` goes into its fact pane.

    The page tells with `show_for` which record it shows, None while there is none. `acts` is what
    can be done with one row. Nothing is added to what `is_final`, and nobody follows it.
    """

    def __init__(self, page: Page, *, is_final: bool = False) -> None:
        super().__init__(page)
        self._page = page
        self._is_final = is_final
        self._owner: RecordRef | None = None
        self._task: Task | None = None
        self.papers = RecordPapers()
        self._pause = TypingPause(self, _PAUSE_MS)
        self.acts = PaperActs(page)
        self._offer()
        self.pane = PapersPane(None if is_final else page.commands)
        self.target = DropTarget(page)
        self._connect()
        self._allow()

    def show_for(self, owner: RecordRef | None) -> None:
        """Show what a record has, soon; the same record again changes nothing."""
        if owner == self._owner:
            return
        self._owner = self.acts.owner = owner
        self._drop_task()
        self._show(RecordPapers())
        self._allow()
        if owner is not None:
            self._pause.restart()

    # -- commands of the page

    def take(self, what: Received) -> None:
        """Attach what was dropped or pasted; each file is one command of its own."""
        self._page.notices.clear()
        self.attach(what.paths)
        for address in what.addresses:
            self._write(add_link, url=address, description="")
        if what.picture:
            now = self._page.desk.context.now().astimezone()
            time = now.isoformat(" ", "seconds")[:19].replace(":", ".")
            name = _("Picture {time}.png").format(time=time)
            self._write(add_content, name=name, content=what.picture)

    def attach(self, paths: Iterable[Path]) -> None:
        """Attach files of this computer."""
        for path in paths:
            busy = _("Attaching {name}…").format(name=path.name)
            self._write(add_file, path=path, busy=busy)

    def attach_clipboard(self) -> None:
        """Attach the file or the picture in the clipboard."""
        found = received(QGuiApplication.clipboard().mimeData(), text_too=True)
        if found:
            self.take(found)
        else:
            self._page.notices.info(_("There is no file, picture or link in the clipboard."))

    def toggle_following(self) -> None:
        """Follow the record, or follow it no longer."""
        is_followed = self.papers.is_followed
        self._write(
            unfollow if is_followed else follow, done=partial(self._on_followed, is_followed)
        )

    def go_to_pane(self) -> None:
        """The cursor goes to the attachments, the fact pane opens for it."""
        if self._page.fact_slot is not None:
            self._page.fact_slot.open()
        self.pane.take_focus()

    # -- inside

    def _offer(self) -> None:
        offered: list[tuple[ActionSpec, Callable[[], object]]] = [
            (_ATTACH, lambda: ask_files(self._page, self.attach)),
            (_CLIPBOARD, self.attach_clipboard),
            (_LINK, self.acts.ask_link),
            (_NOTE, self.acts.ask_note),
            (_GO, self.go_to_pane),
            (_FOLLOW, self.toggle_following),
        ]
        if self._is_final:
            offered = [(_GO, self.go_to_pane)]
        self._page.commands.add_all(offered)
        self._names = [spec.id for spec, _do in offered]

    def _connect(self) -> None:
        self._pause.over.connect(self._ask)
        self.pane.wanted.connect(self.acts.do)
        self.target.dropped.connect(self.take)
        self._page.desk.tasks.data_changed.connect(self._on_changes)

    def _allow(self) -> None:
        there = self._owner is not None
        self.target.is_open = there and not self._is_final
        for name in self._names:
            self._page.commands.set_enabled(name, there, _("The record is not saved yet."))

    def _ask(self) -> None:
        self._drop_task()
        if self._owner is not None:
            user = self._page.desk.context.user
            work = partial(papers_of, owner=self._owner, user=user)
            self._task = self._page.read(work, done=self._show)

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._task = None

    def _show(self, papers: RecordPapers) -> None:
        self.papers = papers
        self.pane.show_papers(papers)
        if self._is_final:
            return
        text = _("Stop Following") if papers.is_followed else _("Follow")
        if self._page.commands["follow"].text() != text:
            self._page.commands.set_text("follow", text)

    def _on_changes(self, changes: Changes) -> None:
        if _TABLES & changes.tables:
            self._ask()

    def _write(
        self,
        do: Callable[..., Any],
        done: Callable[[Any], object] | None = None,
        **values: Any,  # noqa: ANN401
    ) -> None:
        """Give a command about the record of the page; refusals stand in its notices."""
        busy = values.pop("busy", "")
        context = self._page.desk.context
        work = partial(do, owner=self._owner, context=context, **values)
        self._page.write(work, done=done or _nothing, busy=busy)

    def _on_followed(self, was_followed: bool, _answer: object) -> None:
        told = (
            _("You no longer follow {title}.")
            if was_followed
            else _("You follow {title}: the bell tells what others change.")
        )
        self._page.notices.toast(told.format(title=self._page.title))


def _nothing(_answer: object) -> None:
    """The pane is loaded anew by the change itself."""
