"""A customer who buys, a vendor who is bought from, and what is done with both orders."""

from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesLine
from desktop.models.supply_words import (
    DemandType,
    PurchaseType,
    SupplyType,
)
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.post_sales import post
from desktop.services.posting.purchases.choice import PurchaseChoice, PurchaseResult
from desktop.services.posting.purchases.post import post_purchase
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.get_sales_orders import drop_shipment_link, special_order_link
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.line_fields import change_line as change_bought
from desktop.services.records import add_record
from desktop.services.sales.creation import create_document
from desktop.services.sales.line_fields import add_line, change_line
from desktop.services.sales.views import DocumentView

SHIP = PostingChoice(invoice=False)
RECEIVE = PurchaseChoice(invoice=False)
FIVE = Decimal(5)


class Office:
    """A customer who buys five A, and an order at a vendor."""

    def __init__(self, session: Session, context: UserContext) -> None:
        self.session, self.context = session, context
        groups = {"gen_bus_posting_group": "DOMESTIC", "vat_bus_posting_group": "DOMESTIC"}
        customer = {"no": "C1", "name": "Customer", "customer_posting_group": "DOMESTIC"}
        add_record(session, "customer", {**customer, **groups}, context)
        add_record(session, "purchasing_code", {"code": "DROP", "drop_shipment": True}, context)
        add_record(session, "purchasing_code", {"code": "SPEC", "special_order": True}, context)
        self.sale = self.sells()
        self.bought = create_purchase(session, PurchaseType.ORDER, context, "V1").key
        session.flush()

    def sells(self, quantity: Decimal = FIVE, **values: object) -> DocumentKey:
        view = create_document(self.session, DocumentType.ORDER, self.context, "C1")
        line = [("type", "item"), ("no", "A"), ("quantity", quantity), *values.items()]
        add_line(self.session, view.key, line, self.context)
        return view.key

    def marks(self, code: str) -> DocumentView:
        return change_line(self.session, self.sale, 10000, "purchasing_code", code, self.context)

    def to_customer(self) -> None:
        change_header(self.session, self.bought, "sell_to_customer_no", "C1", self.context)

    def drops(self) -> None:
        """Let the vendor ship the line."""
        self.marks("DROP")
        self.to_customer()
        drop_shipment_link(self.session, self.bought, self.context, sales_order_no=self.sale.no)
        self.buys("direct_unit_cost", Decimal(18))

    def specials(self) -> None:
        """Buy the line for its order."""
        self.marks("SPEC")
        special_order_link(self.session, self.bought, self.context, sales_order_no=self.sale.no)
        self.buys("direct_unit_cost", Decimal(6))

    def buys(self, field: str, value: object) -> object:
        return change_bought(self.session, self.bought, 10000, field, value, self.context)

    def changes(self, field: str, value: object) -> DocumentView:
        return change_line(self.session, self.sale, 10000, field, value, self.context)

    def ships(self, choice: PostingChoice = SHIP) -> PostingResult:
        return post(self.session, self.sale, choice, self.context)

    def receives(self, choice: PurchaseChoice = RECEIVE) -> PurchaseResult:
        return post_purchase(self.session, self.bought, choice, self.context)

    def put(self, model: type[Any], **values: object) -> None:
        """Bring rows into a state that other services would bring them to."""
        self.session.flush()
        self.session.execute(update(model).values(**values))
        self.session.expire_all()

    def sold(self) -> SalesLine:
        self.session.expire_all()
        return self.session.get_one(SalesLine, (self.sale.type, self.sale.no, 10000))

    def purchased(self) -> PurchaseLine:
        self.session.expire_all()
        return self.session.get_one(PurchaseLine, (PurchaseType.ORDER, self.bought.no, 10000))

    def reserves(self) -> None:
        self.session.add(
            Reservation(
                item_no="A",
                quantity=Decimal(2),
                demand_type=DemandType.SALES,
                demand_document_no=self.sale.no,
                demand_line_no=10000,
                supply_type=SupplyType.PURCHASE,
                user=self.context.user,
                created_at=self.context.now(),
            )
        )
        self.session.flush()
