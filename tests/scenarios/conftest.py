"""How scenarios run: their steps, their company, what is proved after each of them."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_bdd.parser import Scenario, Step
from pytest_bdd.scenario import scenario_wrapper_template_registry

from desktop.services.database import Database
from tests.databases import DatabaseKind, Databases
from tests.moving import company_at
from tests.scenarios import places
from tests.scenarios.proof import prove_books
from tests.scenarios.standard_company import fill_with_standard_company
from tests.scenarios.steps import (
    company,
    documents,
    entities,
    figures,
    merging,
    outcome,
    picks,
    posting,
    promising,
)
from tests.scenarios.world import World

STEPS = (company, entities, documents, figures, posting, picks, promising, merging, outcome)


def pytest_configure(config: pytest.Config) -> None:
    for module in STEPS:
        config.pluginmanager.register(module)
    for tag in places.tags_used():
        config.addinivalue_line("markers", f"{tag}: a rule or an example of the specifications")


@pytest.fixture(scope="session")
def given_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    folder: Path = tmp_path_factory.mktemp("given")
    with places.given_databases(folder) as databases:
        yield databases


@pytest.fixture(
    params=[
        pytest.param(kind, marks=[pytest.mark.postgres] if kind == DatabaseKind.POSTGRES else [])
        for kind in places.database_kinds()
    ]
)
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    made: Databases = request.getfixturevalue(f"{request.param}_databases")
    yield made
    made.drop_all()


@pytest.fixture
def world(databases: Databases) -> Iterator[World]:
    with ExitStack() as stack:

        def open_company() -> Database:
            url = databases.create(fill_with_standard_company)
            return stack.enter_context(company_at(url))

        scenario_world = World(open_company)
        yield scenario_world
        scenario_world.close()


# ------------------------------------------------------------------------------------- coverage

COUNTED = frozenset({"assembly", "purchasing", "warehouse"})
"""The areas that scenarios test more closely than any other tests do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count no coverage for areas whose services have tests enough of their own."""
    for item in items:
        function = getattr(item, "function", None)
        told = scenario_wrapper_template_registry.get(function) if function is not None else None
        if told is not None and Path(told.feature.filename).parent.name not in COUNTED:
            item.add_marker(pytest.mark.covered_by_others)


# ---------------------------------------------------------------------------- around the steps


def pytest_bdd_before_step_call(
    request: pytest.FixtureRequest, scenario: Scenario, step: Step
) -> None:
    world = world_of(request)
    world.watches = step in _watched(scenario)
    if world.is_refused and not world.expects_refusal(step.name):
        pytest.fail(f"refused: {world.last.refusal}", pytrace=False)
    world.is_refused = False


def pytest_bdd_step_error(request: pytest.FixtureRequest) -> None:
    world_of(request).failed = True


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest) -> None:
    world_of(request).failed = True


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    world = world_of(request)
    if world.failed:
        return
    if world.is_refused:
        pytest.fail(f"refused: {world.last.refusal}", pytrace=False)
    prove_books(world.database)


def _watched(scenario: Scenario) -> Iterator[Step]:
    """The last step before each "nothing has changed" that does something."""
    done: Step | None = None
    for step in scenario.steps:
        if step.name == "nothing has changed" and done is not None:
            yield done
        elif step.type != "then":
            done = step


def world_of(request: pytest.FixtureRequest) -> World:
    found: World = request.getfixturevalue("world")
    return found
