"""What a scenario lives in: its company, its user, its day, and the names it gives to documents."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.errors import (
    ConfirmationCode,
    NeedsConfirmation,
    Notice,
    RecordRef,
    Refusal,
    SeveralRefusals,
)
from desktop.models.labels import field_label
from desktop.services.context import UserContext
from desktop.services.database import Database, reported_notices
from desktop.services.promising.window import PromisingWindow
from desktop.services.users.signing_in import context_of
from desktop.translation import Localizer
from tests.contents import Contents, contents_of
from tests.scenarios import posted
from tests.scenarios.cells import number_of, spelled
from tests.scenarios.standard_company import USER, WORK_DATE

Work = Callable[[Session, UserContext], Iterable[object]]
"""What an action does in its transaction; it gives back the results of its commands."""

Job = Callable[[Database, UserContext], object]
"""A job that makes as many transactions as it needs."""

_REFERENCE = re.compile(r"\$(?P<name>\w[\w-]*)(?:\.(?P<what>[a-z_]+))?(?:\.(?P<count>\d+))?")


@dataclass
class Outcome:
    """What came of the last action: its results, what it asked, warned of or refused."""

    results: list[object] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    asked: dict[ConfirmationCode, bool] = field(default_factory=dict)
    refusal: Refusal | None = None
    before: Contents | None = None
    known: frozenset[str] = frozenset()
    values: dict[str, object] = field(default_factory=dict)

    @property
    def warnings(self) -> list[Notice]:
        """The warnings among the remarks."""
        return [notice for notice in self.notices if notice.is_warning]

    @property
    def new_warnings(self) -> list[Notice]:
        """The warnings that did not stand there before the action."""
        return [notice for notice in self.warnings if str(notice) not in self.known]


@dataclass
class World:
    """One scenario: `names` are documents known by name, `answers` what the user says to questions.

    `windows` are the promising windows that are open. `watches` tells that the contents of the
    database are to be kept before the next action.
    """

    open_company: Callable[[], Database]
    user: str = USER
    work_date: date = WORK_DATE
    names: dict[str, RecordRef] = field(default_factory=dict)
    windows: dict[RecordRef, PromisingWindow] = field(default_factory=dict)
    answers: dict[str, bool] = field(default_factory=dict)
    last: Outcome = field(default_factory=Outcome)
    preview: Mapping[str, list[Mapping[str, object]]] = field(default_factory=dict)
    watches: bool = False
    failed: bool = False
    is_refused: bool = False
    _database: Database | None = None
    _standing: set[str] = field(default_factory=set)

    # ---------------------------------------------------------------------------------- company

    @property
    def database(self) -> Database:
        """The company of this scenario; the standard one when nobody asked for it yet."""
        if self._database is None:
            self._database = self.open_company()
        return self._database

    def close(self) -> None:
        """Give the connections back."""
        if self._database is not None:
            self._database.close()

    # ----------------------------------------------------------------------------------- actions

    def context(self, session: Session) -> UserContext:
        """Who is asking, with this user's posting dates and no answers yet."""
        return context_of(session, self.user, self.work_date, "en")

    def act(self, work: Work, *, made: str | None = None) -> None:
        """Do something in one transaction and keep what came of it.

        A question is answered as the scenario says, else in the safe way, and the whole action
        runs again. A refusal is kept; the next step has to expect it. What the action makes is
        known as `made`.
        """

        def attempt(outcome: Outcome) -> None:
            with self.database.write() as session:
                context = self._answering(session, outcome)
                outcome.results = list(work(session, context))
                outcome.notices = notices_of(*outcome.results, *reported_notices(session))

        self._run(attempt, made)

    def drive(self, work: Job, *, made: str | None = None) -> None:
        """Run a job that makes its own transactions, and keep what came of it.

        A job asks nobody: it is told all answers beforehand.
        """

        def attempt(outcome: Outcome) -> None:
            answers = {ConfirmationCode(code): yes for code, yes in self.answers.items()}
            with self.database.read() as session:
                context = replace(self.context(session), answers=answers | outcome.asked)
            outcome.results = [work(self.database, context)]
            outcome.notices = notices_of(*outcome.results)

        self._run(attempt, made)

    def _answering(self, session: Session, outcome: Outcome) -> UserContext:
        return replace(self.context(session), answers=dict(outcome.asked))

    def _run(self, attempt: Callable[[Outcome], None], made: str | None) -> None:
        outcome = Outcome(before=contents_of(self.database) if self.watches else None)
        outcome.known = frozenset(self._standing)
        while True:
            try:
                attempt(outcome)
                break
            except NeedsConfirmation as question:
                code = question.question
                if code in outcome.asked:
                    raise
                outcome.asked[code] = self.answers.get(code.value, question.safe_answer)
            except Refusal as refusal:
                outcome.refusal = refusal
                self.is_refused = True
                break
        self._keep(outcome, made)

    def _keep(self, outcome: Outcome, made: str | None) -> None:
        self.last = outcome
        if outcome.refusal is not None:
            return
        self._standing = {str(notice) for notice in outcome.warnings}
        if outcome.results:
            outcome.values = values_of(outcome.results[-1])
            ref = ref_of(outcome.results[-1])
            if made is not None:
                assert ref is not None, f"the action made nothing that could be called {made}"
                self.names[made] = ref

    def expects_refusal(self, step: str) -> bool:
        """Whether a step may follow a refused action: it expects the refusal, or its question.

        A question that is answered with no ends some actions with a refusal.
        """
        asked = step.startswith("it asks") and bool(self.last.asked)
        return asked or step.startswith("it is refused")

    # ------------------------------------------------------------------------------------- names

    def document(self, name: str) -> RecordRef:
        """The document known by a name; `$last.no` and real numbers stand for themselves."""
        plain = name.removeprefix("$")
        if plain in self.names:
            return self.names[plain]
        number = self.resolved(name)
        for ref in self.names.values():
            if ref.key[-1] == number:
                return ref
        found = posted.draft_numbered(self.database, number)
        assert found is not None, f"no document is known as {name}"
        return found

    def is_known(self, name: str) -> bool:
        """Whether the scenario has made a document of this name, or it is the number of one."""
        if name.startswith("$") or name in self.names:
            return True
        return posted.draft_numbered(self.database, name) is not None

    def resolved(self, text: str) -> str:
        """A text in which `$SO1`, `$SO1.invoice` and `$last.no` have become real numbers."""
        return _REFERENCE.sub(self._meaning, text)

    def resolved_table(self, datatable: list[list[str]]) -> list[list[str]]:
        """A table of a step with real numbers in its cells."""
        return [[self.resolved(cell) for cell in row] for row in datatable]

    def _meaning(self, match: re.Match[str]) -> str:
        name, what, count = match["name"], match["what"], match["count"]
        if name == "last":
            known = ", ".join(self.last.values)
            assert what in self.last.values, f"the last result has no {what}; it has {known}"
            return spelled(self.last.values[what])
        assert name in self.names, f"no document is known as {name}"
        ref = self.names[name]
        if what is None:
            return str(ref.key[-1])
        return posted.number_of(self.database, ref, what, int(count) if count else None)


def notices_of(*results: object) -> list[Notice]:
    """The remarks in results, and those that stand alone or together."""
    found: list[Notice] = []
    for result in results:
        if isinstance(result, Notice):
            found.append(result)
        elif isinstance(result, tuple):
            found += notices_of(*result)
        else:
            found += getattr(result, "notices", ())
    return found


def values_of(result: object) -> dict[str, object]:
    """The fields of a result by name: a document's header, a record, or a plain result."""
    values: dict[str, object] = {}
    for source in (result, getattr(result, "values", None), getattr(result, "header", None)):
        if isinstance(source, Mapping):
            values |= source
        else:
            values |= {name: getattr(source, name) for name in _field_names(source)}
    ref = ref_of(result)
    if ref is not None:
        values.setdefault("no", ref.key[-1])
    return values


def _field_names(source: object) -> tuple[str, ...]:
    return tuple(getattr(type(source), "__dataclass_fields__", ()))


def ref_of(result: object) -> RecordRef | None:
    """The record that a result is about."""
    if isinstance(result, RecordRef):
        return result
    key = getattr(result, "key", None)
    table = getattr(result, "table", None)
    if isinstance(key, tuple) and table:
        return RecordRef(table, key)
    if key is not None and hasattr(key, "type"):
        ref = getattr(key, "ref", None)
        return ref or RecordRef("sales_header", (key.type.value, key.no))
    return None


# -------------------------------------------------------------------------------- what was said


def refusals_in(refusal: Refusal) -> list[Refusal]:
    """A refusal, or all that one gathers."""
    if isinstance(refusal, SeveralRefusals):
        return [refusal, *(each for inner in refusal.refusals for each in refusals_in(inner))]
    return [refusal]


def names_it(said: Refusal | Notice, wanted: str) -> bool:
    """Whether a refusal or warning names a record, field, figure or any other words."""
    if said.record is not None and any(str(part) == wanted for part in said.record.key):
        return True
    if wanted in {said.field, said.code} or wanted in said.parameters.values():
        return True
    number = number_of(wanted, None)
    if number is not None and any(
        value == number for value in said.parameters.values() if isinstance(value, (Decimal, int))
    ):
        return True
    spellings = {wanted, wanted.replace("_", " "), field_label(wanted)}
    texts = [text.casefold() for text in wordings(said)]
    return any(spelling.casefold() in text for spelling in spellings for text in texts)


def wordings(said: Refusal | Notice) -> tuple[str, ...]:
    """What a refusal or warning says, with plain values and as the user reads it."""
    english = Localizer("en")
    shown = english.refusal(said) if isinstance(said, Refusal) else english.notice(said)
    return (str(said), shown)
