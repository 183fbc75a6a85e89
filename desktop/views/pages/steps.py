"""The steps that a user can undo and redo on a page, and the two commands that do it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.errors import Refusal, RefusalCode
from desktop.translation import N_, _
from desktop.views.fields.field import Field
from desktop.views.fields.undo_keys import UndoKeys
from desktop.views.pages.command_queue import Command, Work
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.keys import Key
from desktop.views.shell.page import Page
from desktop.views.tables.icon_button import IconButton

MOST_STEPS = 500
"""How many steps are kept; a step is small, for it holds only what it changed."""

_LOST = frozenset(
    {
        RefusalCode.CONFLICT,
        RefusalCode.SALES_CHANGED_SINCE,
        RefusalCode.SALES_LINE_MISSING,
    }
)
"""Refusals after which a step can never be taken back: somebody else went on from there."""

UNDO = ActionSpec(
    id="undo", text=N_("Undo"), icon="undo-2", key=Key.UNDO, place=Place.HIDDEN, group="steps"
)
REDO = ActionSpec(
    id="redo", text=N_("Redo"), icon="redo", key=Key.REDO, place=Place.HIDDEN, group="steps"
)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done: its name in the user's language, and what leads back.

    `change` is understood by the service that takes it back; the page only hands it on.
    """

    text: str
    change: Any


class Steps(QObject):
    """What was done and undone on a record, the newest last. Signal `changed`."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def add(self, step: Step) -> None:
        """Remember a step; what was undone before it cannot be done again."""
        self.done.append(step)
        del self.done[:-MOST_STEPS]
        self.undone.clear()
        self.changed.emit()

    def turn(self, step: Step, change: Any, *, undoing: bool) -> None:  # noqa: ANN401  (as in Step)
        """A step was undone, or done again; `change` is what turns it round once more."""
        self.drop(step)
        (self.undone if undoing else self.done).append(Step(step.text, change))
        self.changed.emit()

    def drop(self, step: Step) -> None:
        """Forget a step that cannot be taken back any more."""
        for steps in (self.done, self.undone):
            steps[:] = [one for one in steps if one is not step]
        self.changed.emit()

    def clear(self) -> None:
        """Forget all: another record is shown, or this one was posted."""
        self.done.clear()
        self.undone.clear()
        self.changed.emit()

    def next(self, *, undoing: bool) -> Step | None:
        """The step whose turn it is."""
        steps = self.done if undoing else self.undone
        return steps[-1] if steps else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """How a page takes steps back.

    `work` words the service's call for a change, `again` gives of its answer what turns the step
    round once more, `show` shows the answer; `settle` takes what is being typed beforehand.
    """

    send: Callable[[Command], None]
    work: Callable[[Any], Work]
    again: Callable[[Any], Any]
    show: Callable[[Any], object]
    reload: Callable[[], object]
    settle: Callable[[], object]


class UndoCommands(QObject):
    """Offers Undo and Redo in the corner of a page; both name the step that is next."""

    def __init__(self, page: Page, steps: Steps, turning: Turning) -> None:
        super().__init__(page)
        self._page = page
        self._steps = steps
        self._turning = turning
        for spec, undoing in ((UNDO, True), (REDO, False)):
            page.commands.add(spec, partial(self.turn, undoing=undoing))
            page.head.add_corner(IconButton(spec.icon, "", action=page.commands[spec.id]))
        steps.changed.connect(self._allow)
        self._allow()

    def turn(self, *, undoing: bool) -> None:
        """Undo or redo a step, after the commands that are under way."""
        self._turning.settle()
        turned: list[Step] = []
        self._turning.send(
            Command(
                work=partial(self._work, turned, undoing=undoing),
                done=partial(self._on_done, turned, undoing=undoing),
                refused=partial(self._on_refused, turned),
                given_up=self._turning.reload,
            )
        )

    def _work(self, turned: list[Step], *, undoing: bool) -> Work | None:
        """Which step it is shows only when the commands before it are answered."""
        step = self._steps.next(undoing=undoing)
        if step is None:
            return None
        turned[:] = [step]
        return self._turning.work(step.change)

    def _on_done(self, turned: list[Step], answer: Any, *, undoing: bool) -> None:  # noqa: ANN401  (of the page's service)
        self._steps.turn(turned[0], self._turning.again(answer), undoing=undoing)
        self._turning.show(answer)

    def _on_refused(self, turned: list[Step], refusal: Refusal) -> None:
        if refusal.code in _LOST:
            self._steps.drop(turned[0])
        self._page.notices.show_only(refusal)

    def _allow(self) -> None:
        for spec, undoing, why in (
            (UNDO, True, _("Nothing to undo.")),
            (REDO, False, _("Nothing to redo.")),
        ):
            step = self._steps.next(undoing=undoing)
            self._page.commands[spec.id].setText(_named(step, undoing=undoing))
            self._page.commands.set_enabled(spec.id, step is not None, why)


def offer_undo(page: Page, steps: Steps, turning: Turning, fields: Iterable[Field]) -> None:
    """Offer Undo and Redo on a page; its fields leave it the keys while nothing is typed there."""
    UndoCommands(page, steps, turning)
    keys = UndoKeys(page)
    for field in fields:
        field.editor.installEventFilter(keys)


def _named(step: Step | None, *, undoing: bool) -> str:
    if step is None:
        return _("Undo") if undoing else _("Redo")
    text = _("Undo {step}") if undoing else _("Redo {step}")
    return text.format(step=step.text)
