"""Steps about merging records that stand twice."""

from pytest_bdd import parsers, step

from tests.scenarios import merging
from tests.scenarios.cells import pairs_of
from tests.scenarios.world import World

Datatable = list[list[str]]

MERGED = r'(?P<table>[a-z]\w*) "(?P<duplicate>[^"]*)" is merged into "(?P<survivor>[^"]*)"'


@step(parsers.re(MERGED))
def is_merged(world: World, table: str, duplicate: str, survivor: str) -> None:
    pair = (world.resolved(survivor), world.resolved(duplicate))
    merging.merge_records(world, table, pair, [])


@step(parsers.re(MERGED + " with:"))
def is_merged_with(
    world: World, table: str, duplicate: str, survivor: str, datatable: Datatable
) -> None:
    pair = (world.resolved(survivor), world.resolved(duplicate))
    merging.merge_records(world, table, pair, pairs_of(world.resolved_table(datatable)))
