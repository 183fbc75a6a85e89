"""The cards behind many lines at once: as many statements for a thousand lines as for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import FieldRefusal
from desktop.models.finance import GlAccount
from desktop.models.items import (
    Item,
    ItemTranslation,
    ItemUnitOfMeasure,
    ItemVariant,
    PurchasingCode,
    Resource,
    ResourceUnitOfMeasure,
)
from desktop.models.sales import SalesLine
from desktop.models.vat import VatPostingSetup
from desktop.models.words import LineType
from desktop.services.sales.line_sources import (
    LineSource,
    account_source,
    item_source,
    resource_source,
)

VatSetups = dict[tuple[str | None, str | None], VatPostingSetup]


def find_sources(
    session: Session, lines: Sequence[SalesLine], *, language_code: str | None
) -> dict[int, LineSource]:
    """What `find_source` finds for each line, by line_no.

    A line is left out when its card is gone or has not its unit or variant: `find_source` says
    so. The VAT business group is the line's own.
    """
    vat_setups = _vat_setups(session)
    items = _of_type(lines, LineType.ITEM)
    resources = _of_type(lines, LineType.RESOURCE)
    accounts = _of_type(lines, LineType.GL_ACCOUNT)
    found: dict[int, LineSource] = {}
    if items:
        found |= _items(session, items, vat_setups, language_code)
    if resources:
        found |= _resources(session, resources, vat_setups)
    if accounts:
        found |= _accounts(session, accounts, vat_setups)
    return found


def _of_type(lines: Iterable[SalesLine], kind: LineType) -> list[SalesLine]:
    return [line for line in lines if line.type is kind and line.no]


def _vat_setups(session: Session) -> VatSetups:
    """All pairs that are set up: a few dozen in any company."""
    return {
        (each.vat_bus_posting_group, each.vat_prod_posting_group): each
        for each in session.scalars(select(VatPostingSetup))
    }


def _items(
    session: Session,
    lines: Sequence[SalesLine],
    vat_setups: VatSetups,
    language_code: str | None,
) -> dict[int, LineSource]:
    nos = sorted({line.no or "" for line in lines})
    cards = {
        item.no: (item, purchasing)
        for item, purchasing in session.execute(
            select(Item, PurchasingCode)
            .outerjoin(PurchasingCode, PurchasingCode.code == Item.purchasing_code)
            .where(Item.no.in_(nos))
        )
    }
    units = _by_key(session, ItemUnitOfMeasure, nos, "unit_code")
    variants = _by_key(session, ItemVariant, nos, "code")
    texts = {
        (each.item_no, each.variant_code): each
        for each in session.scalars(
            select(ItemTranslation).where(
                ItemTranslation.item_no.in_(nos), ItemTranslation.language_code == language_code
            )
        )
    }
    found: dict[int, LineSource] = {}
    for line in lines:
        no, variant_code = line.no or "", line.variant_code or ""
        if no not in cards:
            continue
        item, purchasing = cards[no]
        row = (
            item,
            units.get((no, line.unit_of_measure_code or item.sales_unit or item.base_unit)),
            units.get((no, item.base_unit)),
            vat_setups.get((line.vat_bus_posting_group, item.vat_prod_posting_group)),
            vat_setups.get((item.vat_bus_posting_group_price, item.vat_prod_posting_group)),
            purchasing,
            variants.get((no, variant_code)),
            texts.get((no, "")),
            texts.get((no, variant_code)),
        )
        try:
            found[line.line_no] = item_source(line, row)
        except FieldRefusal:
            continue  # the unit or variant is gone, which is said when the line is read alone
    return found


def _by_key(
    session: Session, model: type[Any], nos: Sequence[str], part: str
) -> dict[tuple[str, str | None], Any]:
    found = session.scalars(select(model).where(model.item_no.in_(nos)))
    return {(each.item_no, getattr(each, part)): each for each in found}


def _resources(
    session: Session, lines: Sequence[SalesLine], vat_setups: VatSetups
) -> dict[int, LineSource]:
    nos = sorted({line.no or "" for line in lines})
    cards = {
        each.no: each for each in session.scalars(select(Resource).where(Resource.no.in_(nos)))
    }
    units = {
        (each.resource_no, each.unit_code): each
        for each in session.scalars(
            select(ResourceUnitOfMeasure).where(ResourceUnitOfMeasure.resource_no.in_(nos))
        )
    }
    found: dict[int, LineSource] = {}
    for line in lines:
        card = cards.get(line.no or "")
        if card is None:
            continue
        unit = units.get((card.no, line.unit_of_measure_code or card.base_unit or ""))
        vat_setup = vat_setups.get((line.vat_bus_posting_group, card.vat_prod_posting_group))
        try:
            found[line.line_no] = resource_source(line, card, unit, vat_setup)
        except FieldRefusal:
            continue  # the unit is gone, which is said when the line is read alone
    return found


def _accounts(
    session: Session, lines: Sequence[SalesLine], vat_setups: VatSetups
) -> dict[int, LineSource]:
    nos = sorted({line.no or "" for line in lines})
    cards = {
        each.no: each for each in session.scalars(select(GlAccount).where(GlAccount.no.in_(nos)))
    }
    return {
        line.line_no: account_source(
            line,
            cards[line.no or ""],
            vat_setups.get(
                (line.vat_bus_posting_group, cards[line.no or ""].vat_prod_posting_group)
            ),
        )
        for line in lines
        if line.no in cards
    }
