"""What the demo company sells in the place of what is not there, and what it has sent on."""

from __future__ import annotations

from desktop.services.demo.clerk import Clerk

# item, what may stand for it, both ways, when, how they relate
SUBSTITUTES = (
    ("L-0090", "L-0100", False, "Always", "Successor"),
    ("D-1610", "D-1611", True, "If white is as good as oak", "The same desk, white"),
    ("P-0410", "P-0420", True, "If the customer agrees to the price", "Same size, with a lock"),
)

DROP, SPECIAL = "DROP", "SPECIAL"
# code, description, sent by the vendor, bought for the order
PURCHASING_CODES = (
    (DROP, "The vendor sends it to the customer", True, False),
    (SPECIAL, "Bought for this order", False, True),
)

SENT_BY_VENDORS = "N-0100"


def add_substitutes(clerk: Clerk) -> None:
    """Make substitutes of items, purchasing codes, and an item that vendors send by themselves."""
    for item, other, both_ways, condition, relation in SUBSTITUTES:
        clerk.add(
            "item_substitution",
            item_no=item,
            substitute_no=other,
            interchangeable=both_ways,
            condition_text=condition,
            relation=relation,
        )
    clerk.add_rows(
        "purchasing_code", "code description drop_shipment special_order", PURCHASING_CODES
    )
    clerk.change("item", (SENT_BY_VENDORS,), purchasing_code=DROP)
