"""Special prices typed on a customer's or an item's card, kept in the default list (CU76)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.pricing import PriceList
from desktop.models.pricing_words import PriceProduct, PriceSource, PriceStatus
from desktop.models.setup import SalesSetup
from desktop.services.context import UserContext
from desktop.services.pricing.verification import VerifiedLines, verify_drafts
from desktop.services.setup.change_log import log_added, log_change
from desktop.services.setup.record_engine import apply_defaults, stamp
from desktop.translation import N_, _

DEFAULT_CODE = "SPECIAL"
DESCRIPTION = N_("Special Prices")


def special_price_list(session: Session, context: UserContext) -> str:
    """The code of the list that special prices go to, which the set-up names.

    While it names none, an active list is made whose lines have their own scope, and named there.
    """
    setup = session.get_one(SalesSetup, 1)
    if setup.default_price_list_code is None:
        code = _free_code(session)
        owner = PriceList(code=code)
        apply_defaults(owner)
        owner.description = _(DESCRIPTION)
        owner.own_scope_per_line = True
        owner.status = PriceStatus.ACTIVE
        owner.vat_bus_posting_group_price = setup.vat_bus_posting_group_price
        stamp(owner, context)
        session.add(owner)
        setup.default_price_list_code = code
        stamp(setup, context)
        log_added(session, RecordRef("price_list", (code,)), context)
        ref = RecordRef("sales_setup", (1,))
        log_change(session, ref, "default_price_list_code", (None, code), context)
        session.flush()  # the first line refers to the list
    return setup.default_price_list_code or DEFAULT_CODE


def _free_code(session: Session) -> str:
    code, at = DEFAULT_CODE, 2
    while session.get(PriceList, code) is not None:
        code, at = f"{DEFAULT_CODE}-{at}", at + 1
    return code


def verify_customer_prices(
    session: Session, customer_no: str, context: UserContext
) -> VerifiedLines:
    """Verify a customer's draft lines of all lists; raises what is wrong with them."""
    return verify_drafts(session, lambda line: _of_customer(line, customer_no), context)


def verify_item_prices(session: Session, item_no: str, context: UserContext) -> VerifiedLines:
    """Verify an item's draft lines of all lists; raises what is wrong with them."""
    return verify_drafts(session, lambda line: _of_item(line, item_no), context)


def _of_customer(line: Any, customer_no: str) -> ColumnElement[bool]:  # noqa: ANN401  (the table or an alias)
    return and_(line.source_type == PriceSource.CUSTOMER, line.source_no == customer_no)


def _of_item(line: Any, item_no: str) -> ColumnElement[bool]:  # noqa: ANN401  (the table or an alias)
    return and_(line.product_type == PriceProduct.ITEM, line.product_no == item_no)
