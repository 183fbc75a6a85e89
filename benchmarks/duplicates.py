"""Looking for duplicates among 50,000 customers, against rapidfuzz scoring the same pairs.

Ours is everything that the page does: reading all customers, finding the pairs that share a key,
scoring, clusters and names. What it is compared with is the scoring alone of the same candidate
pairs by rapidfuzz: name and address, each as sorted words, from texts in memory. Both in CPU time
of this program; what a server takes to read the rows is in the seconds by the clock, printed too.
The hint is measured by the clock, for ordinary customers, for one whose words many have, and for
a branch of a chain with more alike than are ever compared.

Without rapidfuzz, which is none of our packages, nothing is measured and the result is 2.
`--customers N` makes another number of customers, `--sqlite` and `--postgres` measure one database.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.servers import postgres_server
from desktop.models.customers import Customer
from desktop.models.duplicates import MatchKey
from desktop.services.customers.duplicate_list import PairSearch, find_duplicates, useful_keys
from desktop.services.customers.duplicates import duplicate_hints
from desktop.services.customers.match_keys import all_facts, match_keys
from desktop.services.customers.similarity import PartyFacts, address_tokens, name_tokens
from desktop.services.database import Database
from desktop.starting import put_off_collection
from tests.builders.company import fill_with_standard_company

CUSTOMERS = 50_000
TWIN_OF_EVERY = 25
LIMIT = 3.0
HINTS = 50
TIMES = 3
"""A hint is taken so many times and the quickest counts: others work on the machine too."""

CHAIN = 6_000
"""Branches with one phone number and mail domain: more than the hint compares."""

HINT_STATEMENTS = 2
HINT_LIMIT_MS = 300
ROWS_AT_ONCE = 1_000
SYLLABLES = "ka lo mi ra ten sol ber lund vik stad mo fjell nor ek bjork lind hol sand".split()  # noqa: SIM905  (as it is read)
COMMON = ("Group", "Trading", "Möbler", "Bygg", "Nordic", "Service")


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed, 2 without rapidfuzz."""
    options = _options()
    fuzz = _rapidfuzz()
    if fuzz is None:
        print("rapidfuzz is not installed, so there is nothing to compare with. Install it into an")
        print("environment of its own beside Kontor's packages: pip install rapidfuzz")
        return 2
    put_off_collection()  # as in the program, where the window's thread looks for circles
    print(f"{'measured':<52} {'ours':>9} {'raw':>9} {'ratio':>6} {'limit':>6}")
    verdicts: list[bool] = []
    if not options.postgres:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'duplicates.kontor'}"
            verdicts += _measure(url, options.customers, fuzz)
    if not options.sqlite:
        with postgres_server() as url:
            verdicts += _measure(url, options.customers, fuzz)
    return 0 if all(verdicts) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=CUSTOMERS)
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--postgres", action="store_true")
    return parser.parse_args()


def _rapidfuzz() -> Any:  # noqa: ANN401  (a module that may be absent)
    try:
        return import_module("rapidfuzz.fuzz")
    except ImportError:
        return None


def _measure(url: str, count: int, fuzz: Any) -> list[bool]:  # noqa: ANN401  (the same module)
    fill_with_standard_company(url)
    with closing(Database(url)) as database:
        _add_customers(database, count)
        kind = "SQLite" if database.is_sqlite else "PostgreSQL"
        with database.read() as session:
            begun = time.perf_counter()
            ours, found = _timed(lambda: find_duplicates(session), time.process_time)
            by_clock = time.perf_counter() - begun
            pairs = _candidate_pairs(session)
        raw, _scores = _timed(lambda: _scored_by(fuzz, *pairs), time.process_time)
        print(
            f"{kind}: {len(found.pairs)} duplicates in {len(pairs[1])} candidate pairs, "
            f"{by_clock:.1f} s by the clock"
        )
        _add_hard_ones(database)
        return [
            _row("all duplicates (s)", ours, raw, LIMIT),
            *_hints(database),
        ]


def _row(what: str, ours: float, raw: float, limit: float) -> bool:
    ratio = ours / raw
    print(f"{what:<52} {ours:>9.2f} {raw:>9.2f} {ratio:>6.2f} {limit:>6.1f}")
    return ratio <= limit


def _timed(
    work: Callable[[], Any], clock: Callable[[], float] = time.perf_counter
) -> tuple[float, Any]:
    gc.collect()
    started = clock()
    result = work()
    return clock() - started, result


# ---------------------------------------------------------------------------------- the pairs


class _Pairs(PairSearch):
    """Notes the candidate pairs of a search instead of scoring them."""

    def __init__(self) -> None:
        super().__init__(0, frozenset())
        self.pairs: list[tuple[int, int]] = []
        self._count = 0

    def compare(self, facts: PartyFacts, keys: Any) -> None:  # noqa: ANN401  (some keys)
        del facts
        candidates, _sure = self._candidates(self._count, keys)
        self.pairs.extend((other, self._count) for other in candidates)
        self._count += 1


def _candidate_pairs(session: Any) -> tuple[list[PartyFacts], list[tuple[int, int]]]:  # noqa: ANN401  (a session)
    everybody = [facts for some in all_facts(session) for facts in some]
    search = _Pairs()
    keys = [tuple(match_keys(facts)) for facts in everybody]
    for facts, own in zip(everybody, useful_keys(keys), strict=True):
        search.compare(facts, own)
    return everybody, search.pairs


def _scored_by(
    fuzz: Any,  # noqa: ANN401  (a module that may be absent)
    everybody: Sequence[PartyFacts],
    pairs: Sequence[tuple[int, int]],
) -> int:
    names = [" ".join(sorted(name_tokens(each.name))) for each in everybody]
    places = [
        " ".join(sorted(address_tokens(each.address, each.post_code, each.city)))
        for each in everybody
    ]
    ratio, alike = fuzz.ratio, 0
    for a, b in pairs:
        alike += 50 * ratio(names[a], names[b]) + 25 * ratio(places[a], places[b]) >= 70 * 75
    return alike


# ----------------------------------------------------------------------------------- the hint


def _hints(database: Database) -> Iterator[bool]:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    most = 0
    with _listening(database, note), database.read() as session:
        numbers = session.scalars(sa.select(Customer.no).order_by(Customer.no).limit(HINTS)).all()
        kinds = {f"the slowest of {HINTS}": numbers, "words of many": ["H1"], "a chain": ["K00001"]}
        for kind, some in kinds.items():
            slowest = 0.0
            for no in some:
                sent.clear()
                hint = partial(duplicate_hints, session, no)
                seconds = min(_timed(hint)[0] for _ in range(TIMES))
                most, slowest = max(most, len(sent) // TIMES), max(slowest, seconds * 1000)
            what = f"hint while typing: {kind} (ms)"
            print(f"{what:<52} {slowest:>9.0f} {'':>16} {HINT_LIMIT_MS:>6}")
            yield slowest <= HINT_LIMIT_MS
    print(f"{'hint while typing: statements':<52} {most:>9} {'':>9} {'':>6} {HINT_STATEMENTS:>6}")
    yield most <= HINT_STATEMENTS


@contextmanager
def _listening(database: Database, note: Callable[..., None]) -> Iterator[None]:
    sa.event.listen(database.engine, "before_cursor_execute", note)
    yield
    sa.event.remove(database.engine, "before_cursor_execute", note)


# ------------------------------------------------------------------------------- the customers


def _add_customers(database: Database, count: int) -> None:
    """Make customers with names of an office's kind; every 25th stands there twice."""
    chance = random.Random(1)  # noqa: S311  (the same customers each time)
    twins = count // TWIN_OF_EVERY
    facts = [_somebody(chance, f"C{at:06}") for at in range(count - twins)]
    facts += [_twin(chance.choice(facts[: count - twins]), f"D{at:06}") for at in range(twins)]
    _insert(database, facts)


def _add_hard_ones(database: Database) -> None:
    """Customers of whom a hint is hard to find: all words are of many, or very many are alike."""
    common = PartyFacts("H1", name=" ".join(COMMON))
    chain = [
        PartyFacts(
            f"K{at:05}",
            name=f"Chain {at}",
            address=f"Storgatan {at % 90}",
            post_code="111 22",
            city="Stockholm",
            phone="08 123 456 78",
            email=f"branch{at}@chain.se",
        )
        for at in range(CHAIN)
    ]
    _insert(database, [common, *chain])


def _insert(database: Database, facts: Sequence[PartyFacts]) -> None:
    with database.write() as session:
        for start in range(0, len(facts), ROWS_AT_ONCE):
            some = facts[start : start + ROWS_AT_ONCE]
            session.execute(sa.insert(Customer), [_row_of(each) for each in some])
            keys = [
                {"party": "customer", "no": each.no, "kind": kind, "value": value}
                for each in some
                for kind, value in match_keys(each)
            ]
            session.execute(sa.insert(MatchKey), keys)
        if not database.is_sqlite:
            session.execute(sa.text("ANALYZE"))


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 3))).title()


def _somebody(chance: random.Random, no: str) -> PartyFacts:
    name = f"{_word(chance)} {_word(chance)} {chance.choice(COMMON)} AB"
    return PartyFacts(
        no,
        name=name,
        address=f"{_word(chance)}gatan {chance.randint(1, 80)}",
        post_code=str(chance.randint(10_000, 99_999)),
        city=_word(chance),
        phone=f"0{chance.randint(10**8, 10**9)}",
        email=f"info@{name.split(maxsplit=1)[0].lower()}{chance.randint(1, 200)}.se",
    )


def _twin(one: PartyFacts, no: str) -> PartyFacts:
    return PartyFacts(
        no,
        name=one.name.replace("a", "e", 1),
        address=one.address,
        post_code=one.post_code,
        city=one.city.upper(),
        phone=one.phone,
    )


def _row_of(facts: PartyFacts) -> dict[str, Any]:
    names = ("no", "name", "address", "post_code", "city", "phone", "email")
    values = {name: getattr(facts, name) for name in names}
    return {**values, "search_name": facts.name.upper(), "created_by": "ADMIN"}


if __name__ == "__main__":
    sys.exit(main())
