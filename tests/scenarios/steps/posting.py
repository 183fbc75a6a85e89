"""Steps about posting, posted documents and the ledgers."""

from decimal import Decimal

from pytest_bdd import parsers, step, then

from tests.scenarios import actions, documents, postings
from tests.scenarios.cells import assert_rows, column_named, pairs_of, rows_of
from tests.scenarios.steps.documents import MADE, NAME
from tests.scenarios.world import World

Datatable = list[list[str]]

POSTED = r"posted (?P<kind>[a-z ]+)|(?P<bare>return receipt|credit memo|invoice|shipment)"


@step("stock:")
def stock_is(world: World, datatable: Datatable) -> None:
    postings.count_in(world, rows_of(world.resolved_table(datatable)))


@step(parsers.re(rf"{NAME} is posted"))
def is_posted(world: World, name: str) -> None:
    documents.post(world, name, [])


@step(parsers.re(rf"{NAME} is posted with:"))
def is_posted_with(world: World, name: str, datatable: Datatable) -> None:
    documents.post(world, name, pairs_of(world.resolved_table(datatable)))


@step(parsers.re(rf"{NAME} is previewed"))
def is_previewed(world: World, name: str) -> None:
    documents.preview(world, name, [])


@step(parsers.re(rf"{NAME} is previewed with:"))
def is_previewed_with(world: World, name: str, datatable: Datatable) -> None:
    documents.preview(world, name, pairs_of(world.resolved_table(datatable)))


@step(parsers.re(rf'(?:{POSTED}) "(?P<no>[^"]+)" is (?P<verb>[a-z]+){MADE}'))
def posted_is_treated(
    world: World, *, kind: str | None, bare: str | None, no: str, verb: str, made: str | None
) -> None:
    actions.act_on_posted(world, (kind or bare or "", verb), world.resolved(no), [], made=made)


@step(parsers.re(rf'(?:{POSTED}) "(?P<no>[^"]+)" is (?P<verb>[a-z]+){MADE} with:'))
def posted_is_treated_with(
    world: World,
    datatable: Datatable,
    *,
    kind: str | None,
    bare: str | None,
    no: str,
    verb: str,
    made: str | None,
) -> None:
    pairs = pairs_of(world.resolved_table(datatable))
    actions.act_on_posted(world, (kind or bare or "", verb), world.resolved(no), pairs, made=made)


# ------------------------------------------------------------------------------------- looking


@then(parsers.re(r"the preview of (?P<table>[a-z]\w*) is:"))
def the_preview_is(world: World, table: str, datatable: Datatable) -> None:
    columns = datatable[0]
    found = [
        {column: row[column_named(row, column, table)] for column in columns}
        for row in postings.previewed(world, table)
    ]
    assert_rows(rows_of(world.resolved_table(datatable)), found, columns, ordered=False)


@then(parsers.re(r"the (?P<ledger>debits|credits) of the preview are (?P<amount>[\d.]+)"))
def the_preview_adds_up(world: World, ledger: str, amount: str) -> None:
    sign = 1 if ledger == "debits" else -1
    amounts = [sign * Decimal(str(row["amount"])) for row in postings.previewed(world, "gl_entry")]
    assert sum(each for each in amounts if each > 0) == Decimal(amount)
