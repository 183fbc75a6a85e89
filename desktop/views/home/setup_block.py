"""What a new company still needs, on home until everything is done; each step ticks itself off."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.services.stopping import StopSwitch
from desktop.translation import _, ngettext, user_localizer
from desktop.views.home.blocks import Card
from desktop.views.home.short_list import Line, ShortList
from desktop.views.shell.page import Page
from desktop.views.shell.theme import Text, set_text
from desktop.views.tables.link import Link

if TYPE_CHECKING:
    from desktop.services.setup.checklist import ChecklistStep

_SHOWN = 5
"""The steps that come next; the list of all of them is one key away."""
_ALL = "setup_checklist"


class SetupBlock(Card):
    """The next steps of the setup checklist, in the order in which they are done best."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Set Up Your Company"))
        self.is_needed = False
        self.steps: Sequence[ChecklistStep] = ()
        self.count = QLabel()
        set_text(self.count, Text.SMALL, "muted")
        self.tools.addWidget(self.count)
        self.list = ShortList(self.title.text())
        self.list.chosen.connect(self._open)
        self.all = Link(_("Show all steps…"))
        self.all.clicked.connect(lambda: page.desk.navigation.open(_ALL))
        self.column.addWidget(self.list)
        self.column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        # What the steps look at is imported after the first page is shown.
        page.desk.navigation.pages.when_complete(self._begin)

    def stops(self) -> Sequence[QWidget]:
        return (self.list, self.all)

    def refresh(self) -> None:
        self.survey(_read, self._show)

    def _begin(self) -> None:
        from desktop.services.setup.checklist import WATCHED  # noqa: PLC0415  (not for a start)

        self.tables = WATCHED
        self.tables_changed.emit()

    def _show(self, steps: Sequence["ChecklistStep"]) -> None:
        self.steps = [step for step in steps if not step.done][:_SHOWN]
        needed = [step for step in steps if not step.optional]
        done = sum(step.done for step in needed)
        integer = user_localizer().integer
        text = ngettext("{done} of {count} step done", "{done} of {count} steps done", len(needed))
        self.count.setText(text.format(done=integer(done), count=integer(len(needed))))
        self.list.show_lines(
            [Line(_title(step), _(step.reason), icon="arrow-right") for step in self.steps]
        )
        self.need(is_needed=done < len(needed))
        if self.isVisibleTo(self.page) and self.page.hasFocus():
            # Nothing else was chosen yet: the next step is one key away.
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, position: int) -> None:
        step = self.steps[position]
        self.page.desk.navigation.open(step.page, step.key)


def _title(step: "ChecklistStep") -> str:
    title = _(step.title)
    return _("{step} (if needed)").format(step=title) if step.optional else title


def _read(session: Any, *, stop: StopSwitch) -> Sequence["ChecklistStep"]:  # noqa: ANN401  # the services' unit of work
    # The questions look at tables that take long to map; home is the first page.
    from desktop.services.setup.checklist import checklist  # noqa: PLC0415

    with stop.armed(session):
        return checklist(session)
