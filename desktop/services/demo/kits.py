"""The demo company's kits: one is made for the order that sells it, one beforehand."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from desktop.models.supply_words import AssemblyPolicy, AssemblyType, BomLineType
from desktop.models.values.keys import LINE_NO_STEP
from desktop.models.words import ReplenishmentSystem
from desktop.services.assembly.documents import create_assembly, release_assembly
from desktop.services.assembly.header_fields import change_assembly_header
from desktop.services.demo.clerk import GERMAN, SWEDISH, Clerk
from desktop.services.demo.places import MAIN
from desktop.services.posting.post_assembly import post_assembly
from desktop.services.standard_setup.accounts import RESALE

MEETING, WORKPLACE = "C-0100", "C-0200"

# no., text, in Swedish, in German, price, policy
KITS = (
    (
        MEETING,
        "Meeting set: table 240 cm and six chairs",
        "Mötesgrupp: bord 240 cm och sex stolar",
        "Besprechungsgruppe: Tisch 240 cm und sechs Stühle",
        "24900",
        AssemblyPolicy.ASSEMBLE_TO_ORDER,
    ),
    (
        WORKPLACE,
        "Workplace: desk 140 cm, screen, lamp",
        "Arbetsplats: skrivbord 140 cm, skärm, lampa",
        "Arbeitsplatz: Schreibtisch 140 cm, Stellwand, Leuchte",
        "8690",
        AssemblyPolicy.ASSEMBLE_TO_STOCK,
    ),
)

ITEM, RESOURCE = BomLineType.ITEM, BomLineType.RESOURCE

# kit, kind, part, how much of it
PARTS = (
    (MEETING, ITEM, "D-2400", "1"),
    (MEETING, ITEM, "S-2500", "6"),
    (MEETING, RESOURCE, "INST", "0.5"),
    (WORKPLACE, ITEM, "D-1400", "1"),
    (WORKPLACE, ITEM, "A-0110", "1"),
    (WORKPLACE, ITEM, "L-0110", "1"),
    (WORKPLACE, ITEM, "K-0010", "2"),
)

MADE, STILL_TO_MAKE = 4, 6
READY_IN = timedelta(days=7)


def add_kits(clerk: Clerk) -> None:
    """Make the kits with their bills of materials."""
    for no, text, swedish, german, price, policy in KITS:
        clerk.add(
            "item",
            no=no,
            description=text,
            base_unit="PCS",
            item_category_code="DESKS",
            gen_prod_posting_group="RETAIL",
            inventory_posting_group=RESALE,
            unit_price=Decimal(price),
            replenishment_system=ReplenishmentSystem.ASSEMBLY,
            assembly_policy=policy,
            lead_time_calculation="1D",
        )
        for language, words in ((SWEDISH, swedish), (GERMAN, german)):
            clerk.add("item_translation", item_no=no, language_code=language, description=words)
        clerk.add(
            "item_location", item_no=no, location_code=MAIN, default_bin=f"12-{no[-4:-2]}-{no[-2:]}"
        )
    for count, (kit, kind, no, quantity) in enumerate(PARTS, start=1):
        clerk.add(
            "bom_component",
            parent_item_no=kit,
            line_no=count * LINE_NO_STEP,
            type=kind,
            no=no,
            quantity_per=Decimal(quantity),
        )


def assemble(clerk: Clerk, made_on: Clerk) -> None:
    """Some workplaces are put together, and some more are to be."""
    _order(made_on, MADE, is_made=True)
    _order(clerk, STILL_TO_MAKE, is_made=False)


def _order(clerk: Clerk, quantity: int, *, is_made: bool) -> None:
    session, context = clerk.session, clerk.context
    key = create_assembly(session, context, AssemblyType.ORDER, WORKPLACE).key
    fields: list[tuple[str, object]] = [("location_code", MAIN), ("quantity", Decimal(quantity))]
    if not is_made:
        fields.append(("due_date", context.work_date + READY_IN))
    for field, value in fields:
        change_assembly_header(session, key, field, value, context)
    release_assembly(session, key, context)
    if is_made:
        post_assembly(session, key, context, posting_date=context.work_date)
    clerk.end_command()
