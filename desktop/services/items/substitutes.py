"""The rules of substitutes of items, and pairs that stand for each other (CU60, CU63)."""

from __future__ import annotations

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from desktop.models.items import ItemSubstitution, ItemVariant, PurchasingCode
from desktop.services.context import UserContext
from desktop.services.items.text_refusals import (
    PurchasedBothWays,
    SubstituteIsItself,
    SubstituteVariantUnknown,
)
from desktop.services.setup.change_log import log_added, log_deleted
from desktop.services.setup.record_engine import ref_of, stamp
from desktop.services.setup.record_rules import RecordRules

TABLE = "item_substitution"


def check_pair(session: Session, pair: ItemSubstitution, _context: UserContext) -> None:
    """An item is not its own substitute, and both come in the variants that are named."""
    own = (pair.item_no, pair.variant_code)
    other = (pair.substitute_no, pair.substitute_variant_code)
    if own == other:
        raise SubstituteIsItself(
            record=ref_of(TABLE, pair), field="substitute_no", no=pair.substitute_no
        )
    sides = ((own, "variant_code"), (other, "substitute_variant_code"))
    with session.no_autoflush:
        for (item_no, variant_code), field in sides:
            if variant_code and session.get(ItemVariant, (item_no, variant_code)) is None:
                raise SubstituteVariantUnknown(
                    record=ref_of(TABLE, pair), field=field, no=item_no, variant_code=variant_code
                )


def after_interchangeable(
    session: Session, pair: ItemSubstitution, _old: object, context: UserContext
) -> None:
    """The pair seen from the other side comes and goes with the mark of a saved pair."""
    if inspect(pair).persistent:
        _keep_in_step(session, pair, context)


def add_other_side(session: Session, pair: ItemSubstitution, context: UserContext) -> None:
    """A new interchangeable pair is entered from the other side, too."""
    if pair.interchangeable:
        _keep_in_step(session, pair, context)


def delete_other_side(session: Session, pair: ItemSubstitution, context: UserContext) -> None:
    """An interchangeable pair goes from both sides."""
    if pair.interchangeable:
        _delete(session, _other_side(session, pair), context)


def _keep_in_step(session: Session, pair: ItemSubstitution, context: UserContext) -> None:
    other = _other_side(session, pair)
    if not pair.interchangeable:
        _delete(session, other, context)
    elif other is None:
        made = ItemSubstitution(
            item_no=pair.substitute_no,
            variant_code=pair.substitute_variant_code,
            substitute_no=pair.item_no,
            substitute_variant_code=pair.variant_code,
            interchangeable=True,
            condition_text=pair.condition_text,
            relation=pair.relation,
        )
        stamp(made, context)
        session.add(made)
        log_added(session, ref_of(TABLE, made), context)
    else:
        other.interchangeable = True
        stamp(other, context)


def _other_side(session: Session, pair: ItemSubstitution) -> ItemSubstitution | None:
    key = (pair.substitute_no, pair.substitute_variant_code, pair.item_no, pair.variant_code)
    return session.get(ItemSubstitution, key)


def _delete(session: Session, other: ItemSubstitution | None, context: UserContext) -> None:
    if other is not None:
        log_deleted(session, ref_of(TABLE, other), context)
        session.delete(other)


def check_purchasing_code(_session: Session, code: PurchasingCode, _context: UserContext) -> None:
    """Goods come straight from the vendor or are bought for the order, not both (CU63)."""
    if code.drop_shipment and code.special_order:
        raise PurchasedBothWays(
            record=ref_of("purchasing_code", code),
            field="special_order",
            purchasing_code=code.code,
        )


SUBSTITUTE_RULES: dict[str, RecordRules] = {
    TABLE: RecordRules(
        check=check_pair,
        added=add_other_side,
        deleting=delete_other_side,
        follow_ups={"interchangeable": after_interchangeable},
    ),
    "purchasing_code": RecordRules(check=check_purchasing_code),
}
"""The rules of substitutes and purchasing codes, by table."""
