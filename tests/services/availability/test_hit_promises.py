"""Which promises lose their goods when a supply comes later or brings less (PF57, trap 18)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from desktop.models.supply_words import DemandType, SupplyType
from desktop.services.availability.events import Scope
from desktop.services.availability.hit_promises import Gap, hit_promises
from tests.builders.items import a_variant, an_item
from tests.services.availability.supply import bought, reserved, sold

WORK_DATE = date(2026, 3, 2)
LATER = Gap(Scope("A"), date(2026, 3, 5), date(2026, 3, 10))


def march(day: int) -> date:
    return date(2026, 3, day)


def promised(session: Session, no: str, quantity: int, day: date, **different: Any) -> None:  # noqa: ANN401  (columns)
    sold(session, no, quantity, day, promised_delivery_date=march(31), **different)


def hit(session: Session, *gaps: Gap) -> list[str]:
    return [found.document_no for found in hit_promises(session, gaps, WORK_DATE)]


@pytest.fixture
def moved(session: Session) -> Session:
    """Six A that come on the 10th, no longer on the 5th."""
    an_item(session, "A")
    a_variant(session, "A", "RED")
    bought(session, "P1", 6, march(10))
    return session


def test_promises_inside_the_gap_are_hit_and_no_others(moved: Session) -> None:
    promised(moved, "S1", 2, march(6))
    promised(moved, "S2", 2, march(9))
    promised(moved, "S3", 2, march(10))
    assert hit(moved, LATER) == ["S1", "S2"]
    assert hit(moved) == []


def test_wishes_neither_are_hit_nor_take_anything(moved: Session) -> None:
    bought(moved, "P2", 2, march(4))
    sold(moved, "S1", 5, march(4))
    promised(moved, "S2", 2, march(6))
    assert hit(moved, LATER) == []
    promised(moved, "S3", 1, march(6))
    assert hit(moved, LATER) == ["S3"], "the last of a day goes without"


def test_what_is_reserved_is_safe_and_other_scopes_do_not_matter(moved: Session) -> None:
    promised(moved, "S1", 2, march(6))
    bought(moved, "P2", 2, march(3))
    reserved(moved, 2, (DemandType.SALES, "S1", 10000), (SupplyType.PURCHASE, "P2", 10000))
    promised(moved, "S2", 2, march(6), variant_code="RED")
    assert hit(moved, LATER) == []


def test_goods_that_go_for_good_hit_everything_behind_them(moved: Session) -> None:
    promised(moved, "S1", 6, march(12))
    promised(moved, "S2", 1, march(20))
    [found] = hit_promises(moved, [Gap(Scope("A"), march(5), None)], WORK_DATE)
    assert (found.document_no, found.day, found.promised_delivery_date) == (
        "S2",
        march(20),
        march(31),
    )
