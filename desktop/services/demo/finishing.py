"""What happens to cards after the demo company's year: blocks, and limits that are nearly met."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop.models.values.numbers import RoundingMode, round_to
from desktop.services.customers.credit import credit_figures, exposure
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.customers import Buyer, block_customers
from desktop.services.demo.items import block_items

# customer, credit limit in percent of what it owes and has ordered
LIMITS = (
    ("Birkholm Interiors AB", 106),
    ("Nordic Retail Oy", 92),
    ("Örebro Skolmöbler AB", 140),
)

LIMIT_STEP = Decimal(5000)
HUNDRED = Decimal(100)


def finish(clerk: Clerk, buyers: Sequence[Buyer]) -> None:
    """Block what is no longer sold and who is no longer supplied; set the telling limits."""
    block_items(clerk)
    block_customers(clerk, buyers)
    numbers = {buyer.name: buyer.no for buyer in buyers}
    for name, pct in LIMITS:
        figures = credit_figures(clerk.session, numbers[name], clerk.context.work_date)
        if figures is not None and exposure(figures) > 0:
            limit = round_to(
                exposure(figures), LIMIT_STEP, RoundingMode.UP, times=pct, over=HUNDRED
            )
            clerk.change("customer", (numbers[name],), credit_limit_lcy=limit)
