"""Promising an order anew, as a job does: what is left alone, and what cannot be (PF41)."""

import pytest
from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.promising.lines import Method
from desktop.services.promising.refusals import PromiseNotFound
from desktop.services.promising.repeating import promise_again
from tests.builders.items import some_stock
from tests.services.availability.supply import sold
from tests.services.promising.asking import march
from tests.services.promising.test_session import SO1


def test_an_order_without_any_date_is_named(stocked: Session, context: UserContext) -> None:
    sold(stocked, "SO1", 10, march(5))
    with pytest.raises(PromiseNotFound) as refusal:
        promise_again(stocked, SO1, context)
    assert refusal.value.parameters == {"no": "SO1", "line_nos": "10000"}


def test_a_promise_that_holds_is_left_alone(stocked: Session, context: UserContext) -> None:
    some_stock(stocked, "A", "10")
    sold(stocked, "SO1", 10, march(5), promised_delivery_date=march(5))
    assert promise_again(stocked, SO1, context) is None
    assert promise_again(stocked, SO1, context, Method.CTP) is None
