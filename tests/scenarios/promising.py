"""The promising window of an order as scenarios work with it: kept in memory, as on the screen."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.promising import window as windows
from desktop.services.promising.accepting import accept
from desktop.services.promising.choices import Choice
from desktop.services.promising.lines import Method
from desktop.services.promising.shown import PromisedLine
from desktop.services.promising.window import PromisingWindow
from tests.scenarios.cells import entered, field_named
from tests.scenarios.documents import line_no_of
from tests.scenarios.sales_documents import key_of
from tests.scenarios.world import World

METHODS = {"available_to_promise": Method.ATP, "capable_to_promise": Method.CTP}


def run(world: World, name: str, method: str, count: int | None, *, at_once: bool) -> None:
    """Calculate the lines of an order, or one of them counted from 1."""
    choice = Choice(METHODS[method], as_soon_as_possible=at_once)
    line_nos = None if count is None else [line_no_of(world, name, count)]

    def calculated(session: Session, window: PromisingWindow, context: UserContext) -> object:
        return windows.calculate(session, window, choice, context, line_nos)

    _work(world, name, calculated)


def enter(world: World, name: str, count: int, pairs: list[tuple[str, str]]) -> None:
    """Type a delivery date into a line of the window."""
    line_no = line_no_of(world, name, count)
    [(column, text)] = pairs
    assert column == windows.DELIVERY, f"{column} cannot be typed in the promising window"
    day: Any = entered(field_named("sales_line", column), text)

    def typed(session: Session, window: PromisingWindow, context: UserContext) -> object:
        return windows.enter_delivery(session, window, line_no, day, context)

    _work(world, name, typed)


def accept_dates(world: World, name: str) -> None:
    """Accept what was calculated."""
    ref = world.document(name)
    window = world.windows.get(ref)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        shown = window or windows.open_window(session, key_of(ref), context)
        yield accept(session, shown, context)

    world.act(work)
    if world.last.refusal is None:
        world.windows.pop(ref, None)


def cancel(world: World, name: str) -> None:
    """Close the window."""
    world.windows.pop(world.document(name), None)


def lines_of(world: World, name: str) -> list[Mapping[str, object]]:
    """The lines of the window as they were calculated last; after accepting, as they are now."""
    ref = world.document(name)
    window = world.windows.get(ref)
    if window is None:
        with world.database.read() as session:
            window = windows.open_window(session, key_of(ref), world.context(session))
    return [_values(line) for line in window.lines]


def _work(world: World, name: str, step: Any) -> None:  # noqa: ANN401  (one of the steps above)
    ref = world.document(name)
    made: list[PromisingWindow] = []

    def work(session: Session, context: UserContext) -> Iterator[object]:
        window = world.windows.get(ref) or windows.open_window(session, key_of(ref), context)
        made[:] = [step(session, window, context)]
        yield made[0]

    world.act(work)
    if world.last.refusal is None:
        world.windows[ref] = made[0]


def _values(line: PromisedLine) -> dict[str, object]:
    fields = vars(type(line))["__dataclass_fields__"]
    values = {name: getattr(line, name) for name in fields}
    scope, blocked = line.scope, line.blocked
    return {
        **values,
        "item_no": scope.item_no,
        "variant_code": scope.variant_code,
        "location_code": scope.location_code,
        "unit_of_measure_code": line.unit,
        "proposals": len(line.proposals),
        "blocked": " → ".join(blocked.path) if blocked else None,
    }
