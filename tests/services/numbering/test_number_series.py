"""Numbers are drawn inside the transaction that uses them, in order and without holes."""

# ruff: noqa: PT012 - the end of a transaction is part of what is refused

import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal
from desktop.models.numbering import NumberSeriesLine
from desktop.services.context import UserContext
from desktop.services.database import Database, DiskFull, reported_notices
from desktop.services.numbering.number_series import (
    check_number_available,
    check_typed_number,
    draw_number,
    draw_numbers,
    draw_posted_number,
    series_named,
)
from desktop.services.numbering.refusals import (
    LastNumberGoesBack,
    NoNumberForDate,
    NumberMustBeTyped,
    NumbersFollowDates,
    NumberShapeDiffers,
    NumberWithoutDigits,
    PostedSeriesHasGaps,
    SeriesExhausted,
    SeriesMissing,
    SeriesNotSet,
    TypedNumberNotAllowed,
)
from desktop.services.records import add_record, change_record, read_record
from desktop.services.setup.refusals import ValueNotACode, ValueNotPositive
from tests.builders.company import fill_with_standard_company
from tests.databases import Databases
from tests.moving import company_at
from tests.services.neighbours import in_thread

DAY = date(2026, 1, 15)


@pytest.fixture
def series(session: Session, context: UserContext) -> str:
    """A series S whose lines the tests make."""
    add_record(session, "number_series", {"code": "S"}, context)
    return "S"


def add_line(session: Session, context: UserContext, **values: object) -> int:
    """Give series S another line; answers its line number."""
    view = add_record(session, "number_series_line", {"series_code": "S", **values}, context)
    return int(view.key[1])


def drawn(session: Session, count: int, on: date = DAY) -> list[str]:
    return [draw_number(session, "S", on) for _ in range(count)]


# ----------------------------------------------------------------------------------------- drawing


@pytest.mark.usefixtures("series")
def test_numbers_begin_with_the_starting_number_and_go_on(
    session: Session, context: UserContext
) -> None:
    add_line(session, context, starting_no="b99", increment_by=10)
    assert drawn(session, 3) == ["B99", "B109", "B119"]
    session.expire_all()
    line = read_record(session, "number_series_line", ("S", 10000))
    assert (line.values["last_no_used"], line.values["last_date_used"]) == ("B119", DAY)


@pytest.mark.usefixtures("series")
def test_the_line_of_the_posting_date_gives_the_number(
    session: Session, context: UserContext
) -> None:
    add_line(session, context, starting_date=date(2026, 1, 1), starting_no="PI26-0001")
    add_line(session, context, starting_date=date(2027, 1, 1), starting_no="PI27-0001")
    days = (date(2026, 12, 31), date(2027, 1, 2), date(2026, 12, 31), date(2027, 1, 2))
    numbers = [draw_posted_number(session, "S", day) for day in days]
    assert numbers == ["PI26-0001", "PI27-0001", "PI26-0002", "PI27-0002"]


@pytest.mark.usefixtures("series")
def test_a_line_without_numbers_is_passed_over(session: Session, context: UserContext) -> None:
    add_line(session, context)
    with pytest.raises(NoNumberForDate):
        drawn(session, 1)
    add_line(session, context, starting_no="A1")
    assert drawn(session, 2) == ["A1", "A2"]


@pytest.mark.usefixtures("series")
def test_an_exhausted_series_is_refused(session: Session, context: UserContext) -> None:
    add_line(session, context, starting_no="A8", ending_no="A9")
    drawn(session, 2)
    with pytest.raises(SeriesExhausted) as refusal:
        drawn(session, 1)
    assert refusal.value.parameters["ending_no"] == "A9"
    with pytest.raises(SeriesExhausted):
        check_number_available(session, "S", DAY)


@pytest.mark.usefixtures("series")
def test_many_numbers_drawn_together_are_those_drawn_one_by_one(
    session: Session, context: UserContext
) -> None:
    add_line(session, context, starting_no="A8", ending_no="A9")
    add_line(session, context, starting_no="B1", warning_no="B3", ending_no="B5")
    assert draw_numbers(session, "S", DAY, 5) == ["A8", "A9", "B1", "B2", "B3"]
    [notice] = reported_notices(session)
    assert notice.parameters["count"] == 2
    with pytest.raises(SeriesExhausted):
        draw_numbers(session, "S", DAY, 3)
    assert drawn(session, 2) == ["B4", "B5"]


@pytest.mark.usefixtures("series")
def test_no_line_for_a_date_is_refused(session: Session, context: UserContext) -> None:
    add_line(session, context, starting_no="A1", starting_date=date(2026, 2, 1))
    with pytest.raises(NoNumberForDate):
        draw_posted_number(session, "S", DAY)


@pytest.mark.usefixtures("series")
def test_a_series_without_lines_has_no_numbers(session: Session) -> None:
    with pytest.raises(NoNumberForDate):
        draw_number(session, "S", DAY)
    with pytest.raises(NoNumberForDate):
        check_number_available(session, "S", DAY)


def test_an_unknown_series_is_refused(session: Session) -> None:
    with pytest.raises(SeriesMissing) as refusal:
        draw_posted_number(session, "NONE", DAY)
    assert refusal.value.record is not None
    assert refusal.value.record.key == ("NONE",)


@pytest.mark.usefixtures("series")
def test_dates_are_followed_where_they_must(session: Session, context: UserContext) -> None:
    add_line(session, context, starting_no="A1")
    draw_posted_number(session, "S", DAY)
    draw_posted_number(session, "S", date(2026, 1, 14))
    session.expire_all()
    change_record(session, "number_series", ("S",), ("date_order", True), context)
    with pytest.raises(NumbersFollowDates) as refusal:
        draw_posted_number(session, "S", date(2026, 1, 14))
    assert refusal.value.parameters["last_date_used"] == DAY
    assert draw_posted_number(session, "S", DAY) == "A3"


def test_availability_is_checked_without_drawing(session: Session) -> None:
    check_number_available(session, "PI", DAY)
    check_number_available(session, "PI", DAY)
    assert draw_posted_number(session, "PI", DAY) == "PI00001"


# ----------------------------------------------------------------------------- automatic and typed


def test_a_series_that_gives_no_numbers_wants_one_typed(
    session: Session, context: UserContext
) -> None:
    change_record(session, "number_series", ("SO",), ("default_nos", False), context)
    with pytest.raises(NumberMustBeTyped):
        draw_number(session, "SO", DAY)
    assert draw_posted_number(session, "SO", DAY) == "SO00001"  # posting has nobody to type


def test_a_series_may_refuse_typed_numbers(session: Session, context: UserContext) -> None:
    check_typed_number(session, "SO")
    change_record(session, "number_series", ("SO",), ("manual_nos", False), context)
    with pytest.raises(TypedNumberNotAllowed) as refusal:
        check_typed_number(session, "SO")
    assert refusal.value.field == "no"


def test_a_setup_without_series_is_named() -> None:
    assert series_named("SO", setup="sales_setup", field="order_nos") == "SO"
    with pytest.raises(SeriesNotSet) as refusal:
        series_named(None, setup="sales_setup", field="order_nos")
    assert refusal.value.parameters == {"setup_table": "sales_setup", "entered_field": "order_nos"}


# ---------------------------------------------------------------------------------------- warnings


@pytest.mark.usefixtures("series")
def test_from_the_warning_number_on_each_draw_tells_what_is_left(
    session: Session, context: UserContext
) -> None:
    add_line(session, context, starting_no="A1", warning_no="A2", ending_no="A4")
    drawn(session, 1)
    assert reported_notices(session) == ()
    drawn(session, 3)
    notices = reported_notices(session)
    assert [notice.parameters["count"] for notice in notices] == [2, 1, 0]
    assert "A4" in str(notices[0])


def test_the_warning_comes_with_the_new_card(session: Session, context: UserContext) -> None:
    change_record(session, "sales_setup", (1,), ("customer_nos", "SQ"), context)
    for change in (("warning_no", "SQ00001"), ("ending_no", "SQ00009")):
        change_record(session, "number_series_line", ("SQ", 10000), change, context)
    view = add_record(session, "customer", {"name": "Berg"}, context)
    assert "number.few_left" in {notice.code for notice in view.notices}
    again = change_record(session, "customer", view.key, ("name", "Bergs"), context)
    assert "number.few_left" not in {notice.code for notice in again.notices}


# ------------------------------------------------------------------------------------------- setup


@pytest.mark.usefixtures("series")
@pytest.mark.parametrize(
    ("values", "expected", "field"),
    [
        ({"starting_no": "ABC"}, NumberWithoutDigits, "starting_no"),
        ({"starting_no": "A1", "ending_no": "B9"}, NumberShapeDiffers, "ending_no"),
        ({"starting_no": "A1", "warning_no": "A9X"}, NumberShapeDiffers, "warning_no"),
        ({"starting_no": "A1", "ending_no": "ABC"}, NumberWithoutDigits, "ending_no"),
        ({"starting_no": "A1", "last_no_used": "B1"}, NumberShapeDiffers, "last_no_used"),
        ({"starting_no": "A*1"}, ValueNotACode, "starting_no"),
        ({"starting_no": "A1", "increment_by": 0}, ValueNotPositive, "increment_by"),
        ({"starting_no": "A1", "increment_by": -1}, ValueNotPositive, "increment_by"),
    ],
)
def test_a_line_that_cannot_count_is_refused(
    session: Session,
    context: UserContext,
    values: dict[str, object],
    expected: type[FieldRefusal],
    field: str,
) -> None:
    with pytest.raises(expected) as refusal:
        add_line(session, context, **values)
    assert refusal.value.field == field


@pytest.mark.usefixtures("series")
def test_numbers_are_compared_by_their_value(session: Session, context: UserContext) -> None:
    add_line(session, context, starting_no="A9", ending_no="A100")
    assert drawn(session, 2) == ["A9", "A10"]


@pytest.mark.usefixtures("series")
@pytest.mark.parametrize(
    ("typed", "is_taken"), [("A20", True), ("A10", True), ("A9", False), ("", False)]
)
def test_the_last_number_only_moves_forward(
    session: Session, context: UserContext, typed: str, is_taken: bool
) -> None:
    line = add_line(session, context, starting_no="A1")
    change_record(session, "number_series_line", ("S", line), ("last_no_used", "A10"), context)
    change = ("last_no_used", typed)
    if is_taken:
        change_record(session, "number_series_line", ("S", line), change, context)
        return
    with pytest.raises(LastNumberGoesBack) as refusal:
        change_record(session, "number_series_line", ("S", line), change, context)
    assert refusal.value.parameters["last_no_used"] == "A10"


def test_a_posted_series_must_not_lose_numbers(session: Session, context: UserContext) -> None:
    with pytest.raises(PostedSeriesHasGaps):
        change_record(session, "number_series_line", ("PI", 10000), ("allow_gaps", True), context)
    session.expire_all()
    change_record(session, "number_series_line", ("SO", 10000), ("allow_gaps", True), context)
    for field in ("posted_invoice_nos", "posted_credit_memo_nos", "posted_shipment_nos"):
        with pytest.raises(PostedSeriesHasGaps) as refusal:
            change_record(session, "sales_setup", (1,), (field, "SO"), context)
        assert refusal.value.field == field
    change_record(session, "sales_setup", (1,), ("posted_invoice_nos", None), context)
    change_record(session, "sales_setup", (1,), ("posted_invoice_nos", "SQ"), context)


# ---------------------------------------------------------------------------------------- together


@pytest.fixture
def shared(databases: Databases) -> Iterator[Database]:
    """The standard company, for transactions that commit."""
    with company_at(databases.create(fill_with_standard_company)) as database:
        yield database


def test_a_rollback_gives_the_number_back(shared: Database) -> None:
    with pytest.raises(DiskFull), shared.write() as session:
        assert draw_posted_number(session, "PI", DAY) == "PI00001"
        raise DiskFull
    with shared.write() as session:
        assert draw_posted_number(session, "PI", DAY) == "PI00001"


def test_two_postings_at_once_leave_no_hole_when_one_fails(shared: Database) -> None:
    has_drawn = threading.Event()
    numbers: list[str] = []

    def second() -> None:
        has_drawn.wait(10)
        with shared.write() as session:
            numbers.append(draw_posted_number(session, "PI", DAY))

    with in_thread(second), pytest.raises(DiskFull), shared.write() as session:
        draw_posted_number(session, "PI", DAY)
        has_drawn.set()
        raise DiskFull
    assert numbers == ["PI00001"]


def test_many_at_once_draw_each_number_once(shared: Database) -> None:
    numbers: list[str] = []

    def draw() -> None:
        for _ in range(5):
            number = shared.run_write(lambda session: draw_posted_number(session, "PI", DAY))
            numbers.append(number)

    with in_thread(draw), in_thread(draw):
        draw()
    assert sorted(numbers) == [f"PI{n:05d}" for n in range(1, 16)]
    with shared.read() as session:
        last = sa.select(NumberSeriesLine.last_no_used).where(NumberSeriesLine.series_code == "PI")
        assert session.scalar(last) == "PI00015"


def test_drawing_is_one_of_the_changes(shared: Database) -> None:
    told: list[frozenset[str]] = []
    shared.subscribe(lambda changes: told.append(changes.tables))
    shared.run_write(lambda session: draw_number(session, "SO", DAY))
    assert told == [{"number_series_line"}]


def test_a_card_skips_numbers_that_are_taken(session: Session, context: UserContext) -> None:
    change_record(session, "sales_setup", (1,), ("customer_nos", "SQ"), context)
    change_record(session, "inventory_setup", (1,), ("item_nos", "SR"), context)
    add_record(session, "customer", {"no": "SQ00001"}, context)
    add_record(session, "item", {"no": "SR00001", "unit_price": Decimal(5)}, context)
    assert add_record(session, "customer", {}, context).key == ("SQ00002",)
    assert add_record(session, "item", {"no": ""}, context).key == ("SR00002",)
