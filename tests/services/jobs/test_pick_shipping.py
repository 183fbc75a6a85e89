"""Register and ship: each order in a transaction of its own (PF135)."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from desktop.models.numbering import NumberSeries, NumberSeriesLine
from desktop.models.picks import PickLine
from desktop.models.posted import SalesShipmentHeader
from desktop.models.setup import InventorySetup
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs.pick_shipping import register_and_ship
from desktop.services.picking.creation import create_picks
from desktop.services.picking.order_filter import order_filter
from desktop.services.picking.registering import pick_all
from desktop.services.posting.journal_plan import Adjustment
from desktop.services.posting.post_item_journal import post_adjustments
from desktop.services.sales.release import release
from tests.services.jobs.conftest import Drafts

POSTED_ON = date(2026, 1, 20)


def test_an_order_that_is_refused_does_not_stop_the_others(
    trading_company: Database, context: UserContext, drafts: Drafts
) -> None:
    first, blocked, third = drafts("A", "B", "A", kind=DocumentType.ORDER)
    with trading_company.write() as session:
        session.add(NumberSeries(code="PK"))
        session.flush()
        session.add(NumberSeriesLine(series_code="PK", line_no=10000, starting_no="PK00001"))
        session.get_one(InventorySetup, 1).pick_nos = "PK"
        session.flush()
        stock = [
            Adjustment(
                no,
                Decimal(9),
                context.work_date,
                document_no="ADJ",
                gen_prod_posting_group="RETAIL",
            )
            for no in ("A", "B")
        ]
        post_adjustments(session, stock, context)
        for key in (first, blocked, third):
            release(session, key, context)
        no = create_picks(session, order_filter(), context).no
        pick_all(session, no, context)
    found = register_and_ship(trading_company, no, context, posting_date=POSTED_ON)
    assert [(each.order_no, bool(each.shipment_no)) for each in found.orders] == [
        (first.no, True),
        (blocked.no, False),
        (third.no, True),
    ]
    refusal = found.orders[1].refusal
    assert refusal is not None
    assert refusal.code == "posting.setup_blocked"
    with trading_company.read() as session:
        posted = session.scalars(select(SalesShipmentHeader).order_by(SalesShipmentHeader.no))
        assert [(each.no, each.posting_date) for each in posted] == [
            (number, POSTED_ON) for number in found.shipments
        ]
        shipped = select(PickLine.quantity_shipped).order_by(PickLine.line_no)
        assert list(session.scalars(shipped)) == [1, 0, 1]
