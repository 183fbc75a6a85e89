"""Whether a price list, or a line of it, may be changed as it stands (CU72)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.pricing import PriceList, PriceListLine
from desktop.models.pricing_words import PriceStatus
from desktop.models.setup import SalesSetup
from desktop.services.pricing.refusals import PriceListActive


def is_saved(record: Any) -> bool:  # noqa: ANN401  (a list or a line)
    """Whether a record stands in the database already."""
    return bool(inspect(record).persistent)


def may_edit(session: Session, owner: PriceList) -> bool:
    """Whether a list, or a line of it, may be changed as it stands (CU72)."""
    setup = session.get_one(SalesSetup, 1)
    return owner.status is not PriceStatus.ACTIVE or setup.allow_edit_active_prices


def list_is_active(ref: RecordRef, field: str | None, code: str) -> PriceListActive:
    """The refusal to change what prices documents."""
    return PriceListActive(record=ref, field=field, entered_field=field or "status", code=code)


def list_of(session: Session, line: PriceListLine) -> PriceList:
    """The list that a line belongs to."""
    return session.get_one(PriceList, line.price_list_code)
