"""What scenarios do not tell about keeping price lists: special prices, single lines, bulk."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.changelog import ChangeLogEntry
from desktop.models.pricing import PriceList, PriceListLine
from desktop.models.pricing_words import PriceStatus
from desktop.models.setup import SalesSetup
from desktop.services.context import UserContext
from desktop.services.pricing.bulk import BulkRequest, copy_lines, suggest_lines
from desktop.services.pricing.refusals import PriceListActive, PriceListNotActive
from desktop.services.pricing.special_prices import (
    special_price_list,
    verify_customer_prices,
    verify_item_prices,
)
from desktop.services.pricing.verification import VerifiedLines, verify_lines
from desktop.services.records import add_record, change_record, delete_record
from desktop.services.setup.refusals import FieldLocked, RecordNotFound


def a_list(session: Session, context: UserContext, code: str = "L", **values: object) -> None:
    add_record(session, "price_list", {"code": code, **values}, context)


def a_line(session: Session, context: UserContext, code: str = "L", **values: object) -> None:
    line = {"price_list_code": code, "product_no": "A", "unit_price": Decimal(80), **values}
    add_record(session, "price_list_line", line, context)


def sets(session: Session, context: UserContext, status: PriceStatus, code: str = "L") -> None:
    change_record(session, "price_list", (code,), ("status", status), context)


def statuses(session: Session) -> list[PriceStatus]:
    lines = select(PriceListLine.status).order_by(
        PriceListLine.price_list_code, PriceListLine.line_no
    )
    return list(session.scalars(lines))


def test_the_first_special_price_makes_its_list(session: Session, context: UserContext) -> None:
    code = special_price_list(session, context)
    assert special_price_list(session, context) == code
    assert session.get_one(SalesSetup, 1).default_price_list_code == code
    own = {"source_type": "customer", "source_no": "C1"}
    a_line(session, context, code, **own)
    assert statuses(session) == [PriceStatus.DRAFT]
    assert verify_customer_prices(session, "C2", context) == VerifiedLines(0, 0)
    assert verify_customer_prices(session, "C1", context) == VerifiedLines(1, 1)
    assert statuses(session) == [PriceStatus.ACTIVE]


def test_a_code_that_is_taken_is_not_the_special_lists(
    session: Session, context: UserContext
) -> None:
    a_list(session, context, "SPECIAL")
    assert special_price_list(session, context) == "SPECIAL-2"


def test_a_draft_of_the_special_list_may_change_an_active_line_not(
    session: Session, context: UserContext
) -> None:
    code = special_price_list(session, context)
    a_line(session, context, code)
    change_record(session, "price_list_line", (code, 10000), ("unit_price", Decimal(7)), context)
    verify_item_prices(session, "A", context)
    with pytest.raises(PriceListActive):
        change_record(
            session, "price_list_line", (code, 10000), ("unit_price", Decimal(6)), context
        )
    a_line(session, context, code, unit_price=Decimal(5))
    delete_record(session, "price_list_line", (code, 20000), context)
    assert statuses(session) == [PriceStatus.ACTIVE]


def test_lines_of_a_draft_list_are_only_checked(session: Session, context: UserContext) -> None:
    a_list(session, context)
    a_line(session, context)
    assert verify_lines(session, "L", context) == VerifiedLines(1, 0)
    assert statuses(session) == [PriceStatus.DRAFT]
    with pytest.raises(RecordNotFound):
        verify_lines(session, "GONE", context)


def test_a_line_cannot_be_active_in_a_draft_list(session: Session, context: UserContext) -> None:
    a_list(session, context)
    a_line(session, context)
    change = ("status", PriceStatus.ACTIVE)
    with pytest.raises(PriceListNotActive):
        change_record(session, "price_list_line", ("L", 10000), change, context)


def test_a_line_taken_out_of_use_stays_out(session: Session, context: UserContext) -> None:
    a_list(session, context)
    a_line(session, context)
    a_line(session, context, minimum_quantity=Decimal(5))
    out = ("status", PriceStatus.INACTIVE)
    change_record(session, "price_list_line", ("L", 20000), out, context)
    sets(session, context, PriceStatus.ACTIVE)
    assert statuses(session) == [PriceStatus.ACTIVE, PriceStatus.INACTIVE]
    sets(session, context, PriceStatus.INACTIVE)
    sets(session, context, PriceStatus.ACTIVE)
    assert statuses(session) == [PriceStatus.ACTIVE, PriceStatus.ACTIVE]


def test_what_a_line_takes_from_its_list_is_locked(session: Session, context: UserContext) -> None:
    a_list(session, context)
    a_line(session, context)
    with pytest.raises(FieldLocked):
        change_record(session, "price_list_line", ("L", 10000), ("currency_code", "EUR"), context)


def test_another_product_or_kind_takes_away_what_no_longer_fits(
    session: Session, context: UserContext
) -> None:
    a_list(session, context)
    a_line(session, context, unit_code="PCS", line_discount_pct=Decimal(5))
    key = ("L", 10000)
    change_record(session, "price_list_line", key, ("defines", "discount"), context)
    line = session.get_one(PriceListLine, key)
    assert line.unit_price == 0
    assert line.line_discount_pct == 5
    change_record(session, "price_list_line", key, ("product_type", "all_items"), context)
    assert (line.product_no, line.unit_code) == (None, None)


def test_another_kind_of_source_defines_what_it_can(session: Session, context: UserContext) -> None:
    a_list(session, context, source_type="customer", source_no="C1")
    change_record(session, "price_list", ("L",), ("source_type", "customer_disc_group"), context)
    owner = session.get_one(PriceList, "L")
    assert (owner.source_no, owner.defines) == (None, "discount")


def test_new_dates_of_a_list_that_may_be_edited_make_drafts(
    session: Session, context: UserContext
) -> None:
    a_list(session, context)
    a_line(session, context)
    sets(session, context, PriceStatus.ACTIVE)
    change_record(session, "sales_setup", (1,), ("allow_edit_active_prices", True), context)
    change = ("starting_date", context.work_date)
    change_record(session, "price_list", ("L",), change, context)
    line = session.get_one(PriceListLine, ("L", 10000))
    assert (line.starting_date, line.status) == (context.work_date, PriceStatus.DRAFT)


def test_lines_with_their_own_scope_get_the_one_asked_for(
    session: Session, context: UserContext
) -> None:
    a_list(session, context, own_scope_per_line=True)
    request = BulkRequest(currency_code="EUR", starting_date=context.work_date)
    result = suggest_lines(session, "L", request, context)
    assert (result.made, result.left_out) == (1, 0)
    line = session.get_one(PriceListLine, ("L", 10000))
    assert (line.currency_code, line.unit_price) == ("EUR", Decimal("8.70"))
    assert line.starting_date == context.work_date


def test_what_a_list_has_already_is_left_out_and_told(
    session: Session, context: UserContext
) -> None:
    a_list(session, context)
    a_line(session, context)
    request = BulkRequest(from_price_list_code="l", minimum_quantity=Decimal(5))
    assert copy_lines(session, "L", request, context).made == 1
    again = copy_lines(session, "L", request, context)
    assert (again.made, again.left_out) == (0, 2)
    assert "left out: 2." in str(again.notices[0])
    added = select(func.count()).where(ChangeLogEntry.table_name == "price_list_line")
    assert session.execute(added).scalar_one() == 2
