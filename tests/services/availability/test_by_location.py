"""Items by location: what lies where (03 §1)."""

from sqlalchemy.orm import Session

from desktop.models.codes import Location
from desktop.services.availability.by_location import items_by_location, places
from tests.builders.items import an_item, some_stock


def test_what_lies_where(session: Session) -> None:
    session.add_all([Location(code="MAIN", name="Main"), Location(code="EAST", name="East")])
    session.flush()
    an_item(session, "A")
    an_item(session, "B")
    some_stock(session, "A", "4")
    some_stock(session, "A", "3", location_code="MAIN")
    some_stock(session, "A", "2", location_code="MAIN")
    assert places(session) == ("", "EAST", "MAIN")
    first, second = items_by_location(session)
    assert (first.no, dict(first.by_location)) == ("A", {"": 4, "MAIN": 5})
    assert first.on_hand == 9
    assert (second.no, second.on_hand) == ("B", 0)
