"""Who is asking, on which working day, and what this person has already answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Protocol

from desktop.errors import ConfirmationCode, KontorError


class Cancelled(KontorError):
    """The user stopped long work; the transaction it ran in is rolled back."""


class Progress(Protocol):
    """How long work tells how far it is, and learns that nobody wants it any more."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tell that `done` of `total` parts are done; a total of 0 means nobody knows."""

    def check_cancelled(self) -> None:
        """Raise Cancelled when the user has pressed Cancel."""


class NoProgress:
    """For callers that do not watch."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Tell nobody."""

    def check_cancelled(self) -> None:
        """Never cancelled."""


def utc_now() -> datetime:
    """The moment, in UTC; the only place that looks at the clock."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class UserContext:
    """Everything a command needs to know about its user.

    `work_date` is "today" for every rule. `allow_posting_from/to` are the user's own posting
    dates; when both are None the company's hold (V2). `answers` holds what the user said to
    the questions of this command.
    """

    user: str
    work_date: date
    language: str = "en"
    allow_posting_from: date | None = None
    allow_posting_to: date | None = None
    answers: Mapping[ConfirmationCode, bool] = field(default_factory=dict)

    def now(self) -> datetime:
        """The moment, in UTC."""
        return utc_now()

    def answer(self, code: ConfirmationCode) -> bool | None:
        """What the user said to this question; None when not asked yet."""
        return self.answers.get(code)

    def with_answer(self, code: ConfirmationCode, yes: bool) -> UserContext:  # noqa: FBT001  (the answer itself)
        """The same context, with one more question answered."""
        return replace(self, answers={**self.answers, code: yes})
