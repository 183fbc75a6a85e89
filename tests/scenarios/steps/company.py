"""Steps about the company, its user and its day."""

from datetime import date

from pytest_bdd import parsers, step

from tests.scenarios.cells import WORDS
from tests.scenarios.world import World


@step("the standard company")
def the_standard_company(world: World) -> None:
    assert world.database is not None


@step(parsers.re(r"the work date is (?P<day>\d{4}-\d{2}-\d{2})"))
def the_work_date_is(world: World, day: str) -> None:
    world.work_date = date.fromisoformat(day)


@step(parsers.re(r'the user is "(?P<user>[^"]+)"'))
def the_user_is(world: World, user: str) -> None:
    world.user = user


@step(parsers.re(r'"(?P<answer>yes|no)" is answered to "(?P<code>[^"]+)"'))
def is_answered(world: World, answer: str, code: str) -> None:
    world.answers[code] = WORDS[answer]
