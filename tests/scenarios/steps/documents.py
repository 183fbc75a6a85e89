"""Steps about documents and their lines."""

from pytest_bdd import given, parsers, step, then, when

from tests.scenarios import actions, documents
from tests.scenarios.cells import assert_rows, column_named, pairs_of, rows_of, shows
from tests.scenarios.world import World

Datatable = list[list[str]]

KIND = "|".join(documents.TYPES)
NAME = r'"(?P<name>[^"]+)"'
PARTY = r'(?: (?:for customer|from vendor|for item) "(?P<party>[^"]*)")?'
MADE = r'(?: as "(?P<made>[^"]+)")?'


# -------------------------------------------------------------------------------------- making


@step(parsers.re(rf"an? (?P<kind>{KIND}) {NAME}{PARTY}(?: is made)?"))
def a_document(world: World, kind: str, name: str, party: str | None) -> None:
    documents.make(world, kind, name, world.resolved(party) if party else None)


@step(parsers.re(rf'{NAME} is made into an? (?P<kind>{KIND}) "(?P<made>[^"]+)"'))
def is_made_into(world: World, name: str, kind: str, made: str) -> None:
    _kind, stored = documents.TYPES[kind]
    action = f"make_{stored}"
    actions.act_on_document(world, name, action, [], made=made)


# ------------------------------------------------------------------------------------ changing


@given(parsers.re(rf"{NAME} header has:"))
@when(parsers.re(rf"{NAME} header has:"))
@step(parsers.re(rf"{NAME} header is changed:"))
def header_is_changed(world: World, name: str, datatable: Datatable) -> None:
    documents.enter_header(world, name, pairs_of(world.resolved_table(datatable)))


@step(parsers.re(rf"{NAME} (?:gets the )?lines?:"))
def lines_are_added(world: World, name: str, datatable: Datatable) -> None:
    documents.append_lines(world, name, rows_of(world.resolved_table(datatable)))


@given(parsers.re(rf"{NAME} line (?P<count>\d+) has:"))
@when(parsers.re(rf"{NAME} line (?P<count>\d+) has:"))
@step(parsers.re(rf"{NAME} line (?P<count>\d+) is changed:"))
def line_is_changed(world: World, name: str, count: str, datatable: Datatable) -> None:
    pairs = pairs_of(world.resolved_table(datatable))
    documents.enter_line(world, name, int(count), pairs)


@step(parsers.re(rf"{NAME} line (?P<count>\d+) is deleted"))
def line_is_deleted(world: World, name: str, count: str) -> None:
    documents.remove_line(world, name, int(count))


@step(parsers.re(rf"{NAME} is deleted"))
def document_is_deleted(world: World, name: str) -> None:
    documents.remove(world, name)


# ------------------------------------------------------------------------------------ commands

VERBS = {"released": "release", "reopened": "reopen", "archived": "archive"}


@step(parsers.re(rf"{NAME} is (?P<verb>released|reopened|archived)"))
def document_is_treated(world: World, name: str, verb: str) -> None:
    actions.act_on_document(world, name, VERBS[verb], [])


@step(parsers.re(rf"{NAME} gets (?P<action>[a-z]\w*){MADE}"))
def document_gets(world: World, name: str, action: str, made: str | None) -> None:
    actions.act_on_document(world, name, action, [], made=made)


@step(parsers.re(rf"{NAME} gets (?P<action>[a-z]\w*) with:"))
@step(parsers.re(rf'{NAME} gets (?P<action>[a-z]\w*) as "(?P<made>[^"]+)" with:'))
@step(parsers.re(rf'{NAME} gets (?P<action>[a-z]\w*) with as "(?P<made>[^"]+)":'))
def document_gets_with(
    world: World, name: str, action: str, datatable: Datatable, made: str | None = None
) -> None:
    pairs = pairs_of(world.resolved_table(datatable))
    actions.act_on_document(world, name, action, pairs, made=made)


@step(parsers.re(rf"{NAME} line (?P<count>\d+) gets (?P<action>[a-z]\w*){MADE}"))
def line_gets(world: World, name: str, count: str, action: str, made: str | None) -> None:
    actions.act_on_line(world, (name, int(count)), action, [], made=made)


@step(parsers.re(rf"{NAME} line (?P<count>\d+) gets (?P<action>[a-z]\w*){MADE} with:"))
def line_gets_with(
    world: World, name: str, count: str, action: str, made: str | None, datatable: Datatable
) -> None:
    pairs = pairs_of(world.resolved_table(datatable))
    actions.act_on_line(world, (name, int(count)), action, pairs, made=made)


@step(parsers.re(rf"job (?P<job>[a-z]\w*) runs{MADE}"))
def job_runs(world: World, job: str, made: str | None) -> None:
    actions.run_job(world, job, [], made=made)


@step(parsers.re(rf"job (?P<job>[a-z]\w*) runs{MADE} with:"))
def job_runs_with(world: World, job: str, made: str | None, datatable: Datatable) -> None:
    pairs = pairs_of(world.resolved_table(datatable))
    actions.run_job(world, job, pairs, made=made)


# ------------------------------------------------------------------------------------- looking


@then(parsers.re(rf"{NAME} header has:"))
def header_has(world: World, name: str, datatable: Datatable) -> None:
    header = documents.header_of(world, name)
    pairs = pairs_of(world.resolved_table(datatable))
    found = {field: header[column_named(header, field, name)] for field, _text in pairs}
    wrong = {field: found[field] for field, text in pairs if not shows(text, found[field])}
    assert not wrong, f"{name} has {wrong}"


@then(parsers.re(rf"{NAME} line (?P<count>\d+) has:"))
def line_has(world: World, name: str, count: str, datatable: Datatable) -> None:
    line = documents.lines_of(world, name)[int(count) - 1]
    pairs = pairs_of(world.resolved_table(datatable))
    found = {field: line[column_named(line, field, name)] for field, _text in pairs}
    wrong = {field: found[field] for field, text in pairs if not shows(text, found[field])}
    assert not wrong, f"line {count} of {name} has {wrong}"


@then(parsers.re(rf"{NAME} lines are:"))
def lines_are(world: World, name: str, datatable: Datatable) -> None:
    columns = datatable[0]
    found = [
        {column: line[column_named(line, column, name)] for column in columns}
        for line in documents.lines_of(world, name)
    ]
    expected = rows_of(world.resolved_table(datatable))
    assert_rows(expected, found, columns, ordered=True)


@then(parsers.re(rf"{NAME} totals are:"))
def totals_are(world: World, name: str, datatable: Datatable) -> None:
    expected = rows_of(world.resolved_table(datatable))
    assert_rows(expected, [documents.totals_of(world, name)], datatable[0], ordered=True)


@then(parsers.re(rf"{NAME} vat_lines are:"))
def vat_lines_are(world: World, name: str, datatable: Datatable) -> None:
    expected = rows_of(world.resolved_table(datatable))
    assert_rows(expected, documents.vat_lines_of(world, name), datatable[0], ordered=False)


@then(parsers.re(rf"{NAME} (?P<verb>exists|does not exist)"))
def document_exists(world: World, name: str, verb: str) -> None:
    is_there = world.is_known(name) and documents.exists(world, name)
    assert is_there is (verb == "exists")


@then(parsers.re(rf"{NAME} is (?P<negated>not )?(?P<state>completed|converted)"))
def document_is(world: World, name: str, negated: str | None, state: str) -> None:
    assert documents.header_of(world, name)[state] is (negated is None)
