"""Steps about figures that no single row holds."""

from datetime import date

from pytest_bdd import parsers, then

from tests.scenarios import figures
from tests.scenarios.cells import assert_rows, column_named, rows_of
from tests.scenarios.steps.documents import NAME
from tests.scenarios.world import World

Datatable = list[list[str]]


@then(parsers.re(r'the G/L movement of "(?P<no>[^"]+)" is:'))
def the_gl_movement_is(world: World, no: str, datatable: Datatable) -> None:
    sums = figures.gl_movement(world, world.resolved(no))
    found = [{"account": account, "amount": amount} for account, amount in sums.items()]
    assert_rows(rows_of(world.resolved_table(datatable)), found, datatable[0], ordered=False)


@then(parsers.re(r'the delivery note of "(?P<no>[^"]+)" is:'))
def the_delivery_note_is(world: World, no: str, datatable: Datatable) -> None:
    columns = datatable[0]
    found = [
        {column: line[column_named(line, column, "the delivery note")] for column in columns}
        for line in figures.delivery_note(world, world.resolved(no))
    ]
    assert_rows(rows_of(world.resolved_table(datatable)), found, columns, ordered=True)


@then(parsers.re(r'customer "(?P<no>[^"]+)" statistics are:'))
def statistics_are(world: World, no: str, datatable: Datatable) -> None:
    found = figures.customer_statistics(world, world.resolved(no))
    expected = rows_of(world.resolved_table(datatable))
    columns = datatable[0]
    row = {column: found[column_named(found, column, "statistics")] for column in columns}
    assert_rows(expected, [row], columns, ordered=True)


@then(parsers.re(rf"{NAME} (?:(?P<tab>invoicing|shipping) )?statistics are:"))
def document_statistics_are(world: World, name: str, tab: str | None, datatable: Datatable) -> None:
    found = figures.document_figures(world, name, tab or "general")
    expected = rows_of(world.resolved_table(datatable))
    assert_rows(expected, [found], datatable[0], ordered=True)


@then(
    parsers.re(
        r'the availability of "(?P<no>[^"]+)" on (?P<day>[0-9-]+)(?: at "(?P<place>[^"]*)")? is:'
    )
)
def availability_is(
    world: World, no: str, day: str, place: str | None, datatable: Datatable
) -> None:
    found = figures.availability(world, world.resolved(no), date.fromisoformat(day), place)
    expected = rows_of(world.resolved_table(datatable))
    assert_rows(expected, [found], datatable[0], ordered=True)
