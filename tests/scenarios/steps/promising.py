"""Steps about the promising window."""

from pytest_bdd import parsers, step, then

from tests.scenarios import promising
from tests.scenarios.cells import assert_rows, column_named, pairs_of, rows_of
from tests.scenarios.steps.documents import NAME
from tests.scenarios.world import World

Datatable = list[list[str]]

WINDOW = rf"order promising of {NAME}"


@step(
    parsers.re(
        rf"{WINDOW}(?: line (?P<count>\d+))? runs (?P<method>[a-z_]+)"
        r"(?P<at_once> as soon as possible)?"
    )
)
def promising_runs(
    world: World, name: str, count: str | None, method: str, at_once: str | None
) -> None:
    promising.run(world, name, method, int(count) if count else None, at_once=bool(at_once))


@step(parsers.re(rf"{WINDOW} line (?P<count>\d+) is changed:"))
def promising_line_is_changed(world: World, name: str, count: str, datatable: Datatable) -> None:
    promising.enter(world, name, int(count), pairs_of(world.resolved_table(datatable)))


@step(parsers.re(rf"{WINDOW} is accepted"))
def promising_is_accepted(world: World, name: str) -> None:
    promising.accept_dates(world, name)


@step(parsers.re(rf"{WINDOW} is cancelled"))
def promising_is_cancelled(world: World, name: str) -> None:
    promising.cancel(world, name)


@then(parsers.re(rf"order promising lines of {NAME} are:"))
def promising_lines_are(world: World, name: str, datatable: Datatable) -> None:
    columns = datatable[0]
    found = [
        {column: row[column_named(row, column, "the promising window")] for column in columns}
        for row in promising.lines_of(world, name)
    ]
    assert_rows(rows_of(world.resolved_table(datatable)), found, columns, ordered=True)
