"""Steps about records of any table."""

import re

from pytest_bdd import given, parsers, step, then, when

from tests.scenarios import actions, entities
from tests.scenarios.cells import assert_rows, pairs_of, rows_of, shows
from tests.scenarios.world import World

Datatable = list[list[str]]

RECORD = r'(?P<table>[a-z]\w*)(?: "(?P<key>[^"]*)")?'


@step(parsers.re(r"(?P<table>[a-z]\w*) records(?: are added)?:"))
def records_are_added(world: World, table: str, datatable: Datatable) -> None:
    entities.enter_records(world, table, rows_of(world.resolved_table(datatable)))


@given(parsers.re(RECORD + " has:"))
@when(parsers.re(RECORD + " has:"))
@step(parsers.re(RECORD + " is changed:"))
def record_is_changed(world: World, table: str, key: str | None, datatable: Datatable) -> None:
    pairs = pairs_of(world.resolved_table(datatable))
    entities.change_entity(world, table, _resolved(world, key), pairs)


@step(parsers.re(r'(?P<table>[a-z]\w*) "(?P<key>[^"]*)" is deleted'))
def record_is_deleted(world: World, table: str, key: str) -> None:
    entities.delete_entity(world, table, world.resolved(key))


RECORD_ACTION = r'(?P<table>[a-z]\w*) "(?P<key>[^"]*)" gets (?P<action>[a-z]\w*)'
MADE = r'(?: as "(?P<made>[^"]+)")?'


@step(parsers.re(RECORD_ACTION + MADE))
def record_gets(world: World, table: str, key: str, action: str, made: str | None) -> None:
    actions.act_on_record(world, (table, world.resolved(key)), action, [], made=made)


@step(parsers.re(RECORD_ACTION + MADE + " with:"))
def record_gets_with(
    world: World, table: str, key: str, *, action: str, made: str | None, datatable: Datatable
) -> None:
    pairs = pairs_of(world.resolved_table(datatable))
    actions.act_on_record(world, (table, world.resolved(key)), action, pairs, made=made)


@then(parsers.re(RECORD + " has:"))
def record_has(world: World, table: str, key: str | None, datatable: Datatable) -> None:
    pairs = pairs_of(world.resolved_table(datatable))
    [record] = entities.rows_where(
        world, table, _key_conditions(world, table, key), [name for name, _text in pairs]
    )
    wrong = {name: record[name] for name, text in pairs if not shows(text, record[name])}
    assert not wrong, f"{table} {key or ''} has {wrong}"


@then(parsers.re(r'(?P<table>[a-z]\w*) "(?P<key>[^"]*)" (?P<verb>exists|does not exist)'))
def record_exists(world: World, table: str, key: str, verb: str) -> None:
    found = entities.rows_where(world, table, _key_conditions(world, table, key), [])
    assert bool(found) is (verb == "exists")


WHERE = r"(?: where (?P<conditions>.+?))?"


@then(parsers.re(r"(?P<table>[a-z]\w*) records" + WHERE + " are:"))
def records_are(world: World, table: str, conditions: str | None, datatable: Datatable) -> None:
    columns = datatable[0]
    found = entities.rows_where(world, table, conditions_in(world, conditions), columns)
    expected = rows_of(world.resolved_table(datatable))
    assert_rows(expected, found, columns, ordered=entities.is_in_line_order(table))


@then(parsers.re(r"there (?:is|are) (?P<count>\d+|no) (?P<table>[a-z]\w*) records?" + WHERE))
def there_are_records(world: World, count: str, table: str, conditions: str | None) -> None:
    found = entities.rows_where(world, table, conditions_in(world, conditions), [])
    wanted = 0 if count == "no" else int(count)
    assert len(found) == wanted, f"there are {len(found)} {table} records"


def conditions_in(world: World, text: str | None) -> list[tuple[str, str]]:
    """The conditions that `where a is "x" and b is "y"` sets."""
    pairs = re.findall(r'([a-z]\w*) is "([^"]*)"', text or "")
    return [(name, world.resolved(value)) for name, value in pairs]


def _key_conditions(world: World, table: str, key: str | None) -> list[tuple[str, str]]:
    return entities.key_conditions(table, _resolved(world, key))


def _resolved(world: World, key: str | None) -> str | None:
    return None if key is None else world.resolved(key)
