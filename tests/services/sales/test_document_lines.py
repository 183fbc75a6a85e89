"""Lines entered through the services: what is copied, looked up, refused (02 §2, §4)."""

from decimal import Decimal

from desktop.services.context import UserContext
from desktop.services.database import Database
from tests.builders.sales import a_document


def test_a_line_takes_everything_from_its_item(company: Database, context: UserContext) -> None:
    order = a_document(company, context).adds(no="a", quantity=3)
    assert order.value(1, "no") == "A"
    assert order.value(1, "unit_price") == Decimal(100)
    assert order.value(1, "amount_including_vat") == Decimal(375)
    assert order.value(1, "qty_to_ship") == 3
    assert order.value(1, "unit_cost_lcy") == 60
    assert order.header("amount_including_vat") == Decimal(375)
    assert order.looks().totals == order.view.totals
