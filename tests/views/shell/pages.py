"""Pages for the tests of the shell."""

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import RecordRef
from desktop.translation import N_
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.desk import Desk
from desktop.views.shell.keys import Key
from desktop.views.shell.navigation import PageSpec
from desktop.views.shell.page import Page

COMMANDS = (
    ActionSpec(id="post", text="Post…", icon="check", key=Key.POST, primary=True, group="a"),
    ActionSpec(id="release", text="Release", icon="lock-open", key=Key.RELEASE, framed=True),
    ActionSpec(id="print", text="Print / Send", icon="printer", group="b"),
    ActionSpec(id="copy", text="Copy Document", icon="copy", group="b"),
    ActionSpec(id="archive", text="Archive", icon="archive", group="c", place=Place.MORE),
    ActionSpec(id="undo", text="Undo", key=Key.UNDO, place=Place.HIDDEN),
)


class OrderPage(Page):
    """A document with four fields, a fact pane and the commands above."""

    watched_tables = frozenset({"customer"})

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, key)
        self.done: list[str] = []
        self.reloads = 0
        self.stays = False
        self.visited: list[str] = []
        self.set_title(f"{key} · Birkholm Interiors AB")
        for spec in COMMANDS:
            self.commands.add(spec, self._note(spec.id))
        self.fields = {name: QLineEdit() for name in ("Customer", "Contact", "Currency")}
        self.set_body(self._form())
        facts = QWidget()
        QVBoxLayout(facts).addWidget(QLabel("Balance"))
        self.set_fact_pane(facts)

    def reload(self) -> None:
        self.reloads += 1

    def can_close(self) -> bool:
        return not self.stays

    def go_to_field(self, record: RecordRef | None, field: str) -> bool:
        del record
        self.visited.append(field)
        return field == "currency_code"

    def _note(self, name: str) -> "Note":
        return Note(self.done, name)

    def _form(self) -> QWidget:
        body = QWidget()
        grid = QGridLayout(body)
        for row, (name, field) in enumerate(self.fields.items()):
            label = QLabel(name)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        return body


class Note:
    """Writes down that a command was done."""

    def __init__(self, log: list[str], name: str) -> None:
        self._log = log
        self._name = name

    def __call__(self) -> None:
        self._log.append(self._name)


class ListPage(Page):
    """A list."""

    def __init__(self, desk: Desk, key: object = None) -> None:
        super().__init__(desk, key)
        self.set_title("Sales Orders")
        self.box = QLineEdit()
        self.set_body(self.box)


def _count(_session: object) -> int:
    return 42


SPECS = (
    PageSpec(name="home", title=N_("Home"), icon="home", factory=ListPage),
    PageSpec(name="customers", title=N_("Customers"), icon="users", factory=ListPage),
    PageSpec(
        name="orders",
        title=N_("Sales Orders"),
        menu_title=N_("Orders"),
        icon="shopping-cart",
        group=N_("Sales"),
        factory=ListPage,
        count=_count,
        counted=frozenset({"customer"}),
    ),
    PageSpec(
        name="order",
        title=N_("Sales Order"),
        icon="shopping-cart",
        factory=OrderPage,
        in_menu=False,
        table="sales_header",
    ),
    PageSpec(
        name="picks", title=N_("Picks"), icon="clipboard-list", group=N_("Warehouse"),
        factory=ListPage,
    ),
    PageSpec(
        name="quotes", title=N_("Quotes"), icon="file-pen", group=N_("Sales"), factory=ListPage
    ),
    PageSpec(name="setup", title=N_("Setup"), icon="settings", at_foot=True, factory=ListPage),
)  # fmt: skip
