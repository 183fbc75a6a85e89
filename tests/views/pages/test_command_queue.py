from collections.abc import Callable
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import ConfirmationCode, NeedsConfirmation, Refusal, RefusalCode
from desktop.services.context import UserContext
from desktop.views.pages.command_queue import Command, CommandQueue, Work
from desktop.views.shell.desk import Desk
from desktop.views.shell.page import Page
from tests.views.tables.fakes import WORK_DATE, FakeDesk


class TooLate(Refusal):
    code = RefusalCode.CONFLICT
    text = "It is too late for that. Reopen the order first."


class Sure(NeedsConfirmation):
    question = ConfirmationCode.UPDATE_LINES
    text = "Update the lines too?"


class Log:
    """Sends commands and remembers what came of them."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.page = Page(desk)
        qtbot.addWidget(self.page)
        self.queue = CommandQueue(self.page)
        self.told: list[object] = []

    def send(self, work: Callable[[], Work | None]) -> None:
        self.queue.add(
            Command(
                work=work,
                done=self.told.append,
                refused=lambda refusal: self.told.append(type(refusal)),
                given_up=lambda: self.told.append("given up"),
            )
        )


@pytest.fixture
def log(desk: Desk, qtbot: QtBot) -> Log:
    return Log(desk, qtbot)


def answer(value: object) -> Work:
    return lambda _session: value


def refuse(_session: object) -> object:
    raise TooLate


def fail(_session: object) -> object:
    raise ZeroDivisionError


def test_commands_are_sent_one_after_the_other(log: Log, qtbot: QtBot) -> None:
    seen: list[int] = []

    def word(number: int) -> Work:
        seen.append(len(log.told))
        return answer(number)

    for number in range(3):
        log.send(lambda number=number: word(number))  # type: ignore[misc]  # bound early
    qtbot.waitUntil(lambda: not log.queue.is_busy)
    assert log.told == [0, 1, 2]
    assert seen == [0, 1, 2], "each is worded when the one before is answered"


def test_a_refusal_does_not_stop_the_next_one(log: Log, qtbot: QtBot) -> None:
    log.send(lambda: refuse)
    log.send(lambda: answer("next"))
    qtbot.waitUntil(lambda: not log.queue.is_busy)
    assert log.told == [TooLate, "next"]


def test_a_defect_does_not_stop_the_next_one(log: Log, qtbot: QtBot) -> None:
    log.send(lambda: fail)
    log.send(lambda: answer("next"))
    qtbot.waitUntil(lambda: not log.queue.is_busy)
    assert log.told == ["given up", "next"]


def test_what_has_become_needless_is_left_out(log: Log, qtbot: QtBot) -> None:
    log.send(lambda: None)
    log.send(lambda: answer("next"))
    qtbot.waitUntil(lambda: not log.queue.is_busy)
    assert log.told == ["next"]


def test_a_question_waits_for_its_answer(log: Log, qtbot: QtBot, fake_desk: FakeDesk) -> None:
    def update(_session: object, *, context: UserContext) -> object:
        said = context.answer(ConfirmationCode.UPDATE_LINES)
        if said is None:
            raise Sure
        return said

    log.send(lambda: partial(update, context=UserContext("JO", WORK_DATE)))
    log.send(lambda: answer("next"))
    qtbot.waitUntil(lambda: fake_desk.reporter.answer is not None)
    assert log.told == []
    assert fake_desk.reporter.answer is not None
    fake_desk.reporter.answer(True)
    qtbot.waitUntil(lambda: not log.queue.is_busy)
    assert log.told == [True, "next"]


def test_a_question_given_up_gives_the_command_up(
    log: Log, qtbot: QtBot, fake_desk: FakeDesk
) -> None:
    def ask(_session: object) -> object:
        raise Sure

    log.send(lambda: ask)
    qtbot.waitUntil(lambda: fake_desk.reporter.answer is not None)
    assert fake_desk.reporter.answer is not None
    fake_desk.reporter.answer(None)
    qtbot.waitUntil(lambda: not log.queue.is_busy)
    assert log.told == ["given up"]
