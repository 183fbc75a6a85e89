"""The keyboard map: every shortcut of the program, once.

A page chooses its keys here and nowhere else, so the same act has the same key on every page.
On macOS Ctrl stands for the command key; Qt translates that.
"""

from enum import Enum

from PySide6.QtGui import QKeyEvent, QKeySequence


class Key(Enum):
    """An act and the keys that do it, the first one is shown to the user."""

    SEARCH = ("Ctrl+K", "Alt+Q")
    BACK = ("Alt+Left",)
    FORWARD = ("Alt+Right",)
    SHORTCUTS = ("Ctrl+/",)
    HELP = ("F1",)
    CLOSE = ("Esc",)
    QUIT = ("Ctrl+Q",)

    NEW = ("Alt+N",)
    CHOOSE_SERIES = ("Ctrl+Alt+N",)
    EDIT = ("Ctrl+E",)
    OPEN = ("Return", "Enter")
    REFRESH = ("F5",)
    FACTS = ("Alt+F2",)
    CUSTOMISE = ("Ctrl+Shift+E",)
    PREVIOUS = ("Ctrl+Up",)
    NEXT = ("Ctrl+Down",)
    UNDO = ("Ctrl+Z",)
    REDO = ("Ctrl+Y",)

    CONTEXT_MENU = ("Menu", "Shift+F10")
    FILTER = ("F3", "Ctrl+F")
    FILTER_PANE = ("Shift+F3",)
    FILTER_TO_VALUE = ("Alt+F3",)
    CLEAR_FILTERS = ("Ctrl+Shift+Backspace",)

    LOOK_UP = ("F4", "Alt+Down")
    COPY_ABOVE = ("F8",)
    FILL_DOWN = ("Ctrl+D",)
    EDIT_CELL = ("F2",)
    COPY = ("Ctrl+C",)
    PASTE = ("Ctrl+V",)
    INSERT_LINE = ("Ctrl+Ins",)
    DELETE_LINE = ("Ctrl+Del",)
    TOGGLE = ("Space",)
    MOVE_LINE_UP = ("Ctrl+Shift+Up",)
    MOVE_LINE_DOWN = ("Ctrl+Shift+Down",)
    FOCUS_LINES = ("Ctrl+Shift+F12",)

    ATTACH = ("Ctrl+Shift+H",)
    ATTACH_CLIPBOARD = ("Ctrl+Shift+B",)
    ADD_LINK = ("Ctrl+Shift+L",)
    ADD_NOTE = ("Ctrl+Shift+N",)
    PAPERS = ("Ctrl+Shift+J",)
    FOLLOW = ("Ctrl+Shift+W",)

    PRINT = ("Ctrl+P",)
    SAVE_AS = ("Ctrl+Shift+S",)
    ZOOM_IN = ("Ctrl++", "Ctrl+=")
    ZOOM_OUT = ("Ctrl+-",)
    ZOOM_FIT = ("Ctrl+0",)
    NEXT_PAGE = ("Ctrl+PgDown",)
    PREVIOUS_PAGE = ("Ctrl+PgUp",)

    POST = ("F9",)
    POST_AND_SEND = ("Shift+F9",)
    POST_AND_NEW = ("Alt+F9",)
    RELEASE = ("Ctrl+F9",)
    REOPEN = ("Ctrl+Shift+F9",)
    ENTRIES = ("Ctrl+F7",)
    STATISTICS = ("F7",)
    AVAILABILITY = ("Ctrl+Shift+V",)
    PROMISE = ("Ctrl+Shift+D", "Ctrl+F8")
    ACCEPT = ("Alt+A",)
    RESERVE = ("Ctrl+R",)
    KIT_LINES = ("Ctrl+Return", "Ctrl+Enter")
    PRICE_INFO = ("Ctrl+Shift+P",)
    APPROVAL = ("Ctrl+Shift+A",)
    APPROVE = ("A",)
    REJECT = ("R",)
    APPLY = ("Shift+F11",)

    def sequences(self) -> list[QKeySequence]:
        """The keys for a QAction."""
        return [QKeySequence(keys, QKeySequence.SequenceFormat.PortableText) for keys in self.value]

    def is_pressed(self, event: QKeyEvent) -> bool:
        """Whether a key event is this act, for widgets that take keys themselves."""
        return QKeySequence(event.keyCombination()) in self.sequences()

    def shown(self) -> str:
        """The first key in the words of this system ("Ctrl+K", "⌘K")."""
        return self.sequences()[0].toString(QKeySequence.SequenceFormat.NativeText)


def alt_letters() -> frozenset[str]:
    """Letters that Alt already does something else with: no mnemonic may take them."""
    return frozenset(
        keys[4:].lower()
        for key in Key
        for keys in key.value
        if keys.startswith("Alt+") and len(keys) == len("Alt+N")
    )
