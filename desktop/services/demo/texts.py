"""Longer texts below the lines of the demo company's papers, in English and Swedish."""

from __future__ import annotations

from desktop.models.words import TextOwner
from desktop.services.demo.clerk import ENGLISH, SWEDISH, Clerk
from desktop.services.items.extended_texts import write_text

BOOTH = "A-0200"
LEAD_TIME = "LEADTIME"

# code, what the comment line says: it has no translations
STANDARD_TEXTS = (
    (LEAD_TIME, "Leveranstider · Delivery times"),
    ("CARE", "Skötsel av oljad ek · Care of oiled oak"),
)

# owner, language, the lines below
TEXTS = (
    (
        (TextOwner.ITEM, BOOTH),
        ENGLISH,
        (
            "Delivered in six parts; two people set it up in three hours.",
            "Needs a 230 V socket within two metres and a level floor.",
        ),
    ),
    (
        (TextOwner.ITEM, BOOTH),
        SWEDISH,
        (
            "Levereras i sex delar; två personer monterar den på tre timmar.",
            "Kräver ett 230 V-uttag inom två meter och ett plant golv.",
        ),
    ),
    (
        (TextOwner.STANDARD_TEXT, LEAD_TIME),
        ENGLISH,
        (
            "Furniture from stock leaves us within three working days.",
            "What we make to order leaves us within five weeks.",
        ),
    ),
    (
        (TextOwner.STANDARD_TEXT, LEAD_TIME),
        SWEDISH,
        (
            "Lagerförda möbler lämnar oss inom tre arbetsdagar.",
            "Det vi tillverkar på beställning lämnar oss inom fem veckor.",
        ),
    ),
)


def add_texts(clerk: Clerk) -> None:
    """Make standard texts and extended texts; those of the item come by themselves."""
    clerk.add_rows("standard_text", "code description", STANDARD_TEXTS)
    for (owner, no), language, lines in TEXTS:
        view = clerk.add("extended_text", owner_type=owner, no=no, language_code=language)
        key = (owner, no, int(view.key[2]))
        write_text(clerk.session, key, "\n".join(lines), clerk.context)
    clerk.change("item", (BOOTH,), automatic_ext_texts=True)
