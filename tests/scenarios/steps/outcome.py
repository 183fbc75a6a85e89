"""Steps about what came of the last action: refusals, warnings, questions."""

from pytest_bdd import parsers, then

from tests.contents import contents_of, differences
from tests.scenarios.cells import assert_rows, column_named, rows_of
from tests.scenarios.world import World, names_it, refusals_in, values_of, wordings


@then("it is refused")
def it_is_refused(world: World) -> None:
    assert world.last.refusal is not None, "nothing was refused"


@then(parsers.re(r'it is refused naming "(?P<words>.+)"'))
def it_is_refused_naming(world: World, words: str) -> None:
    refusal = world.last.refusal
    assert refusal is not None, "nothing was refused"
    for wanted in wanted_words(world, words):
        named = any(names_it(each, wanted) for each in refusals_in(refusal))
        assert named, f"{wanted} is not named in: {refusal}"


@then(parsers.re(r'it is refused with "(?P<code>[^"]+)"'))
def it_is_refused_with(world: World, code: str) -> None:
    refusal = world.last.refusal
    assert refusal is not None, "nothing was refused"
    codes = {each.code.value for each in refusals_in(refusal)}
    assert code in codes, f"it is refused with {', '.join(sorted(codes))}: {refusal}"


@then(parsers.re(r"it is refused for (?P<count>\d+) reasons"))
def it_is_refused_for_reasons(world: World, count: str) -> None:
    refusal = world.last.refusal
    assert refusal is not None, "nothing was refused"
    reasons = refusals_in(refusal)[1:] or [refusal]
    assert len(reasons) == int(count), f"{len(reasons)} reasons: {refusal}"


@then("nothing has changed")
def nothing_has_changed(world: World) -> None:
    before = world.last.before
    assert before is not None, "no action came before"
    changes = differences(before, contents_of(world.database))
    assert not changes, "\n".join(changes)


@then("the result is:")
def the_result_is(world: World, datatable: list[list[str]]) -> None:
    """What the last action gave, a row each; several that it gave together are several rows."""
    columns = datatable[0]
    given = [
        each
        for result in world.last.results
        for each in (result if isinstance(result, tuple | list) else [result])
    ]
    values = [values_of(each) for each in given]
    found = [
        {column: row[column_named(row, column, "the result")] for column in columns}
        for row in values
    ]
    assert_rows(rows_of(world.resolved_table(datatable)), found, columns, ordered=True)


@then(parsers.re(r'it warns naming "(?P<words>.+)"'))
def it_warns_naming(world: World, words: str) -> None:
    # A remark counts too: the specs call some of them notes and some warnings (SD15, CU91).
    notices = world.last.notices
    for wanted in wanted_words(world, words):
        said = [wordings(notice)[0] for notice in notices]
        assert any(names_it(notice, wanted) for notice in notices), f"{wanted} not in {said}"


@then("it warns")
def it_warns(world: World) -> None:
    assert world.last.warnings, "it did not warn"


@then("it does not warn")
def it_does_not_warn(world: World) -> None:
    said = [wordings(warning)[0] for warning in world.last.new_warnings]
    assert not said, f"it warned: {said}"


@then(parsers.re(r'it does not warn naming "(?P<words>.+)"'))
def it_does_not_warn_naming(world: World, words: str) -> None:
    for wanted in wanted_words(world, words):
        said = [wordings(each)[0] for each in world.last.warnings if names_it(each, wanted)]
        assert not said, f"it warned: {said}"


@then(parsers.re(r'it asks "(?P<code>[^"]+)"'))
def it_asks(world: World, code: str) -> None:
    asked = [each.value for each in world.last.asked]
    warned = [warning.code for warning in world.last.warnings]
    assert code in {*asked, *warned}, f"it asked {asked} and warned {warned}"


@then("it does not ask")
def it_does_not_ask(world: World) -> None:
    assert not world.last.asked, f"it asked {[each.value for each in world.last.asked]}"


@then(parsers.re(r'it does not ask "(?P<code>[^"]+)"'))
def it_does_not_ask_this(world: World, code: str) -> None:
    assert code not in {each.value for each in world.last.asked}, f"it asked {code}"


def wanted_words(world: World, words: str) -> list[str]:
    """The words between quotes, several of them joined by `and`."""
    return [world.resolved(each) for each in words.split('" and "')]
