"""Lists of any table, and finding a record by what a user types."""

import pytest
from sqlalchemy.orm import Session

from desktop.models.words import Blocked
from desktop.services.list_query import ListQuery
from desktop.services.records import lookup_rows, records
from tests.builders.customers import a_customer, a_ship_to_address
from tests.listing import TODAY, count_records, listed, record_rows


@pytest.fixture
def customers(session: Session) -> None:
    """Four customers with names, cities and one block each."""
    a_customer(session, "C10", name="Åkesson Möbler", city="Lund")
    a_customer(session, "C20", name="Berg 100%_Trä", city="Umeå", language_code="SV")
    a_customer(session, "C30", name="Closed", city="Lund", blocked=Blocked.ALL)
    a_customer(session, "C40", name="Dormant", city="Lund", inactive=True)


def numbers(session: Session, query: ListQuery, **where: object) -> list[object]:
    """The customers that a query finds."""
    rows = listed(session, records("customer", TODAY, where), query)
    return [row.key[0] for row in rows]


@pytest.mark.usefixtures("customers")
def test_a_list_comes_in_the_order_of_its_keys(session: Session) -> None:
    assert numbers(session, ListQuery()) == ["C10", "C20", "C30", "C40"]
    rows = record_rows(session, "customer", limit=1)
    assert rows[0].values["name"] == "Åkesson Möbler"


@pytest.mark.usefixtures("customers")
def test_a_list_is_sorted_and_paged(session: Session) -> None:
    by_city = (("city", True), ("no", True))
    assert numbers(session, ListQuery(order=by_city)) == ["C20", "C40", "C30", "C10"]
    rows = record_rows(session, "customer", ListQuery(order=by_city), limit=2)
    assert [row.key for row in rows] == [("C20",), ("C40",)]


@pytest.mark.usefixtures("customers")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ÅKESSON", ["C10"]),
        ("möb lund", ["C10"]),
        ("lund nobody", []),
        ("100%_", ["C20"]),
        ("%", ["C20"]),
        ("sv", ["C20"]),
    ],
)
def test_every_word_of_a_search_is_looked_for(
    session: Session, words: str, found: list[str]
) -> None:
    assert numbers(session, ListQuery(search=words)) == found


@pytest.mark.usefixtures("customers")
def test_a_search_does_not_look_at_what_the_program_keeps(session: Session) -> None:
    for row in ("C10", "C20"):
        a_ship_to_address(session, row, "X", changed_by="ADMIN", name="Barn")
    assert count_records(session, "ship_to_address", ListQuery(search="admin")) == 0


@pytest.mark.usefixtures("customers")
def test_a_list_is_narrowed_to_an_owner(session: Session) -> None:
    a_ship_to_address(session, "C10", "EAST")
    a_ship_to_address(session, "C20", "WEST")
    rows = listed(session, records("ship_to_address", TODAY, {"customer_no": "C10"}))
    assert [row.key for row in rows] == [("C10", "EAST")]


# ---------------------------------------------------------------------------------------- look-up


@pytest.mark.usefixtures("customers")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["C10", "C20"]),
        ("c20", ["C20"]),
        ("möb", ["C10"]),
        ("lund AKESSON", ["C10"]),
        ("umeå", ["C20"]),
        ("c30", ["C30"]),
        ("c40", ["C40"]),
        ("dormant", []),
        ("closed", []),
        ("nobody", []),
    ],
)
def test_a_record_is_found_by_what_is_typed(session: Session, text: str, found: list[str]) -> None:
    assert [row.key for row in lookup_rows(session, "customer", text)] == found


def test_the_best_hit_comes_first(session: Session) -> None:
    for no, name in (("A", "Zorn"), ("AB", "Y"), ("Z", "Abel"), ("Y", "Kab")):
        a_customer(session, no, name=name)
    found = [row.key for row in lookup_rows(session, "customer", "ab")]
    assert found == ["AB", "Z", "Y"]
    assert [row.key for row in lookup_rows(session, "customer", "a", limit=1)] == ["A"]


def test_accents_do_not_matter_to_the_best_hit(session: Session) -> None:
    a_customer(session, "A", name="Kafé Öst")
    a_customer(session, "B", name="Östberg")
    assert [row.key for row in lookup_rows(session, "customer", "ost")] == ["B", "A"]
    found = lookup_rows(session, "payment_terms", "30d")
    assert [row.key for row in found][:1] == ["30D"]


def test_a_hit_tells_its_name_and_city(session: Session) -> None:
    a_customer(session, "C1", name="Berg", city="Umeå")
    [row] = lookup_rows(session, "customer", "berg")
    assert (row.text, row.detail) == ("Berg", "Umeå")
    [series] = lookup_rows(session, "number_series", "so")
    assert (series.key, series.text, series.detail) == ("SO", "", "")


def test_a_table_without_names_is_found_by_its_key(session: Session) -> None:
    [row] = lookup_rows(
        session, "general_posting_setup", "retail", where={"gen_bus_posting_group": "EU"}
    )
    assert (row.key, row.text, row.detail) == ("RETAIL", "", "")


def test_a_service_is_looked_up_among_its_agents(session: Session) -> None:
    rows = lookup_rows(session, "shipping_agent_service", "", where={"agent_code": "DHL"})
    assert [row.key for row in rows] == ["EXP", "STD"]
