"""The last entry of a page that wants to go away: it stays until the entry is saved."""

from collections.abc import Callable


class LastEntry:
    """Tells whether a page is only there to save its last entry, and who waits for that."""

    def __init__(self) -> None:
        self.is_saving = False
        self._when_saved: list[Callable[[], object]] = []

    def begin(self) -> None:
        """The page stays only until the entry is saved."""
        self.is_saving = True

    def end(self, *, saved: bool) -> None:
        """The entry is saved, or it was refused and the page stays to tell so."""
        self.is_saving = False
        waiting, self._when_saved = self._when_saved, []
        for do in waiting if saved else ():
            do()

    def when_saved(self, do: Callable[[], object]) -> None:
        """Do something once the entry is saved; not when it is refused.

        For who was told by `Page.can_close` that the page stays. Nothing is done for a page that
        stays for another reason.
        """
        if self.is_saving and do not in self._when_saved:
            self._when_saved.append(do)
