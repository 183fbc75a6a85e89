"""A related series may be chosen for a new record, and is kept on it (CU21)."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.numbering.refusals import SeriesNotRelated
from desktop.services.records import add_record, card_series, change_record, has_series
from desktop.services.sales.creation import create_document, document_series

DAY = date(2026, 1, 15)


@pytest.fixture
def series(session: Session, context: UserContext) -> None:
    """The usual series SO and CUST, each with a related one, and one that is related to none."""
    for code in ("CUST", "CUST-X", "SO-X", "ALONE"):
        values = {"code": code, "description": f"Series {code}", "default_nos": True}
        add_record(session, "number_series", values, context)
        line = {"series_code": code, "starting_no": f"{code}1"}
        add_record(session, "number_series_line", line, context)
    for usual, related in (("CUST", "CUST-X"), ("SO", "SO-X")):
        values = {"series_code": usual, "related_series_code": related}
        add_record(session, "number_series_relation", values, context)
    change_record(session, "sales_setup", (1,), ("customer_nos", "CUST"), context)


@pytest.mark.usefixtures("series")
def test_a_document_draws_from_the_chosen_series(session: Session, context: UserContext) -> None:
    offered = document_series(session, DocumentType.ORDER)
    assert [(each.code, each.is_usual) for each in offered] == [("SO", True), ("SO-X", False)]
    view = create_document(session, DocumentType.ORDER, context, series="SO-X")
    assert view.key.no == "SO-X1"
    assert view.header["no_series_code"] == "SO-X"
    with pytest.raises(SeriesNotRelated) as refusal:
        create_document(session, DocumentType.ORDER, context, series="ALONE")
    assert "ALONE" in str(refusal.value)


@pytest.mark.usefixtures("series")
def test_a_card_draws_from_the_chosen_series(session: Session, context: UserContext) -> None:
    assert [each.description for each in card_series(session, "customer")] == [
        "Series CUST",
        "Series CUST-X",
    ]
    values = {"no_series_code": "CUST-X", "name": "New"}
    view = add_record(session, "customer", values, context)
    assert (view.key, view.values["no_series_code"]) == (("CUST-X1",), "CUST-X")


def test_without_related_series_there_is_no_choice(session: Session) -> None:
    assert document_series(session, DocumentType.QUOTE) == ()
    assert card_series(session, "item") == ()
    assert not has_series("payment_terms")


def test_an_item_takes_no_series_that_is_not_related(
    session: Session, context: UserContext
) -> None:
    add_record(session, "number_series", {"code": "ALONE", "default_nos": True}, context)
    with pytest.raises(SeriesNotRelated):
        add_record(session, "item", {"no_series_code": "ALONE", "description": "New"}, context)
