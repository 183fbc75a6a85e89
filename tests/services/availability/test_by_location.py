"""Items by location: what lies where (03 §1)."""

from sqlalchemy.orm import Session

from desktop.services.availability.by_location import items_by_location, places
from tests.builders.items import an_item, some_stock


def test_what_lies_where(session: Session) -> None:
    an_item(session, "A")
    an_item(session, "B")
    some_stock(session, "A", "4")
    some_stock(session, "A", "3", location_code="MAIN")
    some_stock(session, "A", "2", location_code="MAIN")
    assert places(session)[0] == ""
    assert {"EAST", "MAIN"} <= set(places(session))
    first, second = items_by_location(session)
    assert [first.no, second.no] == ["A", "B"]
    assert [first.by_location[code] for code in ("", "MAIN")] == [4, 5]
    assert [first.on_hand, second.on_hand] == [9, 0]
