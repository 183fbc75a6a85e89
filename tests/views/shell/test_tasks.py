import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from desktop.errors import (
    ConfirmationCode,
    NeedsConfirmation,
    Refusal,
    RefusalCode,
    Unavailable,
)
from desktop.services.database import Database
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.tasks import Tasks
from tests.views.shell.fakes import FakeDatabase, FakeReporter

T = TypeVar("T")


class Forbidden(Refusal):
    code = RefusalCode.SEVERAL
    text = "Not today."


class Question(NeedsConfirmation):
    question = ConfirmationCode.CREDIT_LIMIT
    text = "The credit limit is passed."


@dataclass(frozen=True)
class FakeContext:
    answers: dict[ConfirmationCode, bool] = field(default_factory=dict)

    def with_answer(self, code: ConfirmationCode, yes: bool) -> "FakeContext":
        return replace(self, answers={**self.answers, code: yes})


@pytest.fixture
def reporter() -> FakeReporter:
    return FakeReporter()


@pytest.fixture
def tasks(qapp: object, reporter: FakeReporter) -> Iterator[Tasks]:
    made = Tasks(FakeDatabase(), reporter)
    yield made
    made.close()


def test_a_result_arrives_on_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    arrived: list[tuple[str, bool]] = []
    here = QThread.currentThread()

    def done(result: str) -> None:
        arrived.append((result, QThread.currentThread() is here))

    tasks.read(lambda _session: threading.current_thread().name, done=done)
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [("database_0", True)]


def test_commands_stay_in_order(tasks: Tasks, qtbot: QtBot) -> None:
    arrived: list[int] = []
    for number in range(30):
        tasks.write(partial(_echo, number=number), done=arrived.append)
    qtbot.waitUntil(lambda: len(arrived) == 30)
    assert arrived == list(range(30))


def test_a_refusal_goes_to_the_page(tasks: Tasks, reporter: FakeReporter, qtbot: QtBot) -> None:
    refused: list[Refusal] = []
    tasks.write(_refuse, done=_unexpected, refused=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert str(refused[0]) == "Not today."
    assert reporter.told == []


def test_a_refusal_that_no_page_takes_is_reported(
    tasks: Tasks, reporter: FakeReporter, qtbot: QtBot
) -> None:
    tasks.write(_refuse, done=_unexpected)
    qtbot.waitUntil(lambda: bool(reporter.told))
    assert isinstance(reporter.told[0], Forbidden)


@pytest.mark.parametrize("yes", [True, False])
def test_a_question_repeats_the_command_with_the_answer(
    tasks: Tasks, reporter: FakeReporter, qtbot: QtBot, yes: bool
) -> None:
    arrived: list[bool] = []
    tasks.write(partial(_ask_first, context=FakeContext()), done=arrived.append)
    qtbot.waitUntil(lambda: reporter.answer is not None)
    assert reporter.answer is not None
    reporter.answer(yes)
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [yes]


def test_a_question_given_up_ends_the_command(
    tasks: Tasks, reporter: FakeReporter, qtbot: QtBot
) -> None:
    given_up: list[str] = []
    tasks.write(
        partial(_ask_first, context=FakeContext()),
        done=_unexpected,
        cancelled=lambda: given_up.append("given up"),
    )
    qtbot.waitUntil(lambda: reporter.answer is not None)
    assert reporter.answer is not None
    reporter.answer(None)
    assert given_up == ["given up"]


def test_what_is_unavailable_can_be_tried_again(
    tasks: Tasks, reporter: FakeReporter, qtbot: QtBot
) -> None:
    arrived: list[str] = []
    tries: list[int] = []

    def flaky(_session: object) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Unavailable
        return "there"

    tasks.read(flaky, done=arrived.append)
    qtbot.waitUntil(lambda: reporter.retry is not None)
    assert reporter.retry is not None
    reporter.retry()
    qtbot.waitUntil(lambda: arrived == ["there"])


def test_anything_unexpected_is_reported_and_logged(
    tasks: Tasks, reporter: FakeReporter, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    tasks.read(lambda _session: 1 // 0, done=_unexpected)
    qtbot.waitUntil(lambda: bool(reporter.told))
    assert isinstance(reporter.told[0], ZeroDivisionError)
    assert "Traceback" in caplog.text


def test_a_closed_page_gets_no_result(tasks: Tasks, qtbot: QtBot) -> None:
    import shiboken6

    owner, gate, arrived = QObject(), threading.Event(), list[str]()
    tasks.read(lambda _session: gate.wait(5), done=lambda _: arrived.append("page"), owner=owner)
    shiboken6.delete(owner)
    gate.set()
    tasks.read(lambda _session: None, done=lambda _: arrived.append("other"))
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == ["other"]


def test_a_dropped_task_that_has_not_begun_is_not_done(tasks: Tasks, qtbot: QtBot) -> None:
    gate, worked, arrived = threading.Event(), list[str](), list[object]()
    tasks.read(lambda _session: gate.wait(5), done=arrived.append)
    tasks.write(lambda _session: worked.append("second"), done=_unexpected).drop()
    gate.set()
    tasks.read(lambda _session: "last", done=arrived.append)
    qtbot.waitUntil(lambda: arrived == [True, "last"])
    assert worked == []


def test_pending_work_is_known_by_its_owner(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    tasks.read(lambda _session: None, done=lambda _: None, owner=owner, busy="Reading…")
    assert [task.busy for task in tasks.pending(owner)] == ["Reading…"]
    qtbot.waitUntil(lambda: not tasks.pending(owner))


def test_long_work_shows_itself_and_can_be_cancelled(tasks: Tasks, qtbot: QtBot) -> None:
    ended: list[str] = []
    stop = threading.Event()

    def work(progress: WorkProgress) -> None:
        progress.step(1, 420)
        while not stop.wait(0.01):
            progress.check_cancelled()

    with qtbot.waitSignal(tasks.long_started) as shown:
        task = tasks.long(
            work, title="Combining", done=_unexpected, cancelled=lambda: ended.append("cancelled")
        )
    assert shown.args == [task]
    assert task.progress is not None
    assert task.progress.sentence == "Combining: 1 of 420"
    with qtbot.waitSignal(tasks.long_finished):
        task.progress.cancel()
    qtbot.waitUntil(lambda: ended == ["cancelled"])
    stop.set()


def test_short_work_shows_no_progress(tasks: Tasks, qtbot: QtBot) -> None:
    shown: list[object] = []
    tasks.long_started.connect(shown.append)
    arrived: list[str] = []
    tasks.long(lambda _progress: "quick", title="Quick", done=arrived.append)
    qtbot.waitUntil(lambda: arrived == ["quick"])
    assert shown == []


def test_printing_waits_for_the_commands_before_it(tasks: Tasks, qtbot: QtBot) -> None:
    order: list[str] = []
    gate = threading.Event()

    def slow(_session: object) -> None:
        gate.wait(5)
        order.append("written")

    tasks.write(slow, done=lambda _: None)
    tasks.output(lambda: order.append("printed"), done=lambda _: None)
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["written", "printed"]


def test_a_commit_is_told_to_the_pages(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.data_changed) as told:
        tasks.write(lambda _session: None, done=lambda _: None)
    assert told.args[0].tables == {"customer"}


def test_closing_cancels_long_work(qapp: object) -> None:
    tasks = Tasks(FakeDatabase())

    def work(progress: WorkProgress) -> None:
        while True:
            progress.check_cancelled()

    tasks.long(work, title="Endless", done=_unexpected)
    tasks.close()


def _echo(_session: object, number: int) -> int:
    return number


def _refuse(_session: object) -> None:
    raise Forbidden


def _ask_first(_session: object, context: FakeContext) -> bool:
    if ConfirmationCode.CREDIT_LIMIT not in context.answers:
        raise Question
    return context.answers[ConfirmationCode.CREDIT_LIMIT]


def _unexpected(_result: object) -> None:
    pytest.fail("nothing was expected to arrive")


def test_a_real_company_is_read_on_the_database_thread(
    qapp: object, tmp_path: Path, qtbot: QtBot
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'company.sqlite'}")
    tasks = Tasks(database)
    arrived: list[int] = []
    tasks.read(_answer_of_sql, done=arrived.append)
    tasks.write(_answer_of_sql, done=arrived.append)
    qtbot.waitUntil(lambda: arrived == [42, 42])
    tasks.close()
    database.close()


def _answer_of_sql(session: Session) -> int:
    return int(session.execute(text("SELECT 42")).scalar_one())
