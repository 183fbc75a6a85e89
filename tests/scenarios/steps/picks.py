"""Steps about picks."""

from pytest_bdd import parsers, step

from tests.scenarios import picks
from tests.scenarios.cells import rows_of
from tests.scenarios.steps.documents import NAME
from tests.scenarios.world import World

Datatable = list[list[str]]


@step(parsers.re(rf"{NAME} lines are picked:"))
def lines_are_picked(world: World, name: str, datatable: Datatable) -> None:
    picks.pick_lines(world, name, rows_of(world.resolved_table(datatable)))


@step(parsers.re(rf"{NAME} is (?P<verb>registered|cancelled)"))
def pick_is_treated(world: World, name: str, verb: str) -> None:
    picks.treat(world, name, verb)
