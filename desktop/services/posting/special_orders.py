"""Shipping what was bought for its order: only what came in for it, unless the user says more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.errors import ConfirmationCode, Refusal
from desktop.models.values.keys import DocumentType
from desktop.models.values.numbers import Quantity
from desktop.services.items.stock import Scope
from desktop.services.ledgers.costing import Earmark
from desktop.services.ledgers.earmarks import kept_for
from desktop.services.posting.parts import Parts, PostedLine
from desktop.services.posting.reading import Ground
from desktop.services.posting.refusals_ties import SpecialOrderNotReceived, TakeFreeStock
from desktop.services.sales.load import line_ref


def special_order_failures(
    ground: Ground, parts: Parts, refusals: Sequence[Refusal]
) -> Iterator[Refusal]:
    """Special-order lines that would ship more than was received for them (PF103).

    Where free stock covers the rest the user is asked, unless `refusals` forbid to post anyway;
    raises TakeFreeStock then.
    """
    if ground.document.type is not DocumentType.ORDER:
        return
    for posted in parts.posted:
        line = posted.line
        if not (line.special_order and posted.ship.quantity > 0 and ground.is_stocked(line)):
            continue
        stock = ground.stock.scope(Scope(line.no or "", line.variant_code, line.location_code))
        mark = Earmark(line.document_no, line.line_no)
        kept = kept_for(stock, mark)
        if posted.ship.base <= kept:
            continue
        free = stock.available_to(mark) - kept
        if posted.ship.base - kept > free or not _takes_free(ground, posted, kept, refusals):
            yield SpecialOrderNotReceived(
                record=line_ref(line),
                field="qty_to_ship",
                line_no=line.line_no,
                no=line.no or "",
                quantity=posted.ship.base,
                kept=kept,
                free=free,
            )


def _takes_free(
    ground: Ground, posted: PostedLine, kept: Quantity, refusals: Sequence[Refusal]
) -> bool:
    answer = ground.document.context.answer(ConfirmationCode.TAKE_FREE_STOCK)
    if answer is None and not refusals:
        line = posted.line
        raise TakeFreeStock(
            record=line_ref(line),
            field="qty_to_ship",
            line_no=line.line_no,
            no=line.no or "",
            kept=kept,
            missing=posted.ship.base - kept,
        )
    return answer is not False
