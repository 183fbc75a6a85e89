"""Quotes of the demo company in every state that one can have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from desktop.models.values.keys import LINE_NO_STEP, DocumentKey, DocumentType
from desktop.models.words import LineType
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.contacts import MANAGER
from desktop.services.demo.templates import AT_HOME
from desktop.services.demo.texts import BOOTH, LEAD_TIME
from desktop.services.demo.trading import ANSWERS, line_entries
from desktop.services.demo.wares import WantedLine
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.sales.archive import archive
from desktop.services.sales.creation import create_document
from desktop.services.sales.header_fields import change_header
from desktop.services.sales.line_fields import add_line, change_line
from desktop.services.sales.quotes import make_order
from desktop.services.sales.recalculation import calc_invoice_discount

SUNDAY = 6
A_FEW_DAYS = 2


@dataclass(frozen=True, slots=True)
class PlannedQuote:
    """A quote made so many working days ago; `texts` are codes of standard texts.

    `contact` is the name of a contact without a customer, to whom the quote is made then.
    """

    customer: str
    days_ago: int
    lines: tuple[WantedLine, ...]
    wishes: Mapping[str, object] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    contact: str = ""
    with_terms: bool = False


def _item(no: str, quantity: int, variant: str | None = None, pct: int = 0) -> WantedLine:
    return WantedLine(LineType.ITEM, no, Decimal(quantity), variant_code=variant, discount_pct=pct)


def _hours(quantity: int) -> WantedLine:
    return WantedLine(LineType.RESOURCE, "INST", Decimal(quantity))


OPEN = (
    PlannedQuote(
        "",
        4,
        (_item(BOOTH, 1), _item("S-2710", 4), _item("R-0100", 1, "MOSS"), _hours(6)),
        contact=MANAGER,
    ),
    PlannedQuote(
        "Vasagatan Advokater KB",
        3,
        (_item("D-1610", 6), _item("S-2400", 6, "BLACK"), _hours(4)),
        texts=(LEAD_TIME,),
    ),
    PlannedQuote("Kessel Office GmbH", 2, (_item("D-1600", 8), _item("S-2400", 8, "GREY"))),
    PlannedQuote("Storsjö Kontor AB", 1, (_item("L-0100", 1), _item("K-0010", 2)), with_terms=True),
)

IN_TWO_VERSIONS = PlannedQuote(
    "Hanse Glas GmbH",
    8,
    (_item("W-0200", 6), _item("L-0110", 12), _item("S-2500", 24)),
    comments=("Asked for a better price on the chairs, see the call.",),
)
BETTER_PRICE_PCT = 7

EXPIRING = PlannedQuote(
    "Mälarstrand Hotell AB",
    17,
    (_item("S-2700", 3, pct=5), _item("S-2710", 8, pct=5), _item("R-0100", 3, "SAND")),
    comments=(
        "The owner decides; she is back on Monday.",
        "If they take all of it we carry it up for nothing.",
    ),
)

EXPIRED = PlannedQuote(
    "Trollhättan Film AB", 38, (_item("A-0210", 8), _item("L-0200", 6), _item("S-2800", 4))
)

ACCEPTED = PlannedQuote(
    "Jönköpings Mässcenter AB",
    11,
    (_item("D-2400", 4), _item("S-2500", 40), _hours(8)),
    wishes={"your_reference": "Hall B, autumn fair"},
)

# Nothing of it is kept in stock, so that no delivery to others comes short.
CONVERTED = PlannedQuote(
    "Norrsken Arkitekter AB",
    10,
    (_item("SV-120", 12), _item("SV-140", 12)),
    comments=("Goes on from the meeting about the plan of the studio.",),
)


def add_quotes(
    clerk: Clerk,
    customer_nos: Mapping[str, str],
    contact_nos: Mapping[str, str],
    days: Sequence[date],
) -> None:
    """Make all quotes; `days` are the working days until the work date in order."""
    maker = _Maker(_answering(clerk), customer_nos, contact_nos, days)
    _let_expire(maker)
    _accept(maker)
    _convert(maker)
    _improve(maker)
    for quote in OPEN:
        maker.make(quote)


@dataclass(frozen=True, slots=True)
class _Maker:
    clerk: Clerk
    customer_nos: Mapping[str, str]
    contact_nos: Mapping[str, str]
    days: Sequence[date]

    def on(self, days_ago: int) -> Clerk:
        """The clerk so many working days ago."""
        return self.clerk.on(self.days[-1 - days_ago])

    def make(self, quote: PlannedQuote) -> DocumentKey:
        """Make a quote as it was planned, and give its key."""
        clerk = self.on(quote.days_ago)
        session, context = clerk.session, clerk.context
        customer_no = self.customer_nos.get(quote.customer)
        key = create_document(session, DocumentType.QUOTE, context, customer_no).key
        for name, value in {**self._buyer(quote), **quote.wishes}.items():
            change_header(session, key, name, value, context)
        for line in quote.lines:
            add_line(session, key, list(line_entries(line)), context)
        for text in quote.texts:
            add_line(session, key, [("type", LineType.COMMENT), ("no", text)], context)
        if quote.with_terms:
            calc_invoice_discount(session, key, context)
        _comment(clerk, key, quote.comments)
        self.done()
        return key

    def _buyer(self, quote: PlannedQuote) -> dict[str, object]:
        if not quote.contact:
            return {}
        return {
            "sell_to_contact_no": self.contact_nos[quote.contact],
            "customer_template_code": AT_HOME,
        }

    def done(self) -> None:
        """What comes next is another command: it reads all anew."""
        self.clerk.end_command()


def _comment(clerk: Clerk, key: DocumentKey, texts: Sequence[str]) -> None:
    for text in texts:
        clerk.add(
            "document_comment",
            document_table="sales_header",
            document_type=key.type,
            document_no=key.no,
            document_line_no=0,
            text=text,
        )


def _answering(clerk: Clerk) -> Clerk:
    return replace(clerk, context=replace(clerk.context, answers=ANSWERS))


def _let_expire(maker: _Maker) -> None:
    maker.make(EXPIRED)
    key = maker.make(EXPIRING)
    today = maker.clerk.context.work_date
    last = today + timedelta(days=min(A_FEW_DAYS, SUNDAY - today.weekday()))
    clerk = maker.on(EXPIRING.days_ago)
    change_header(clerk.session, key, "quote_valid_until", last, clerk.context)
    maker.done()


def _accept(maker: _Maker) -> None:
    key = maker.make(ACCEPTED)
    clerk = maker.on(A_FEW_DAYS)
    change_header(clerk.session, key, "quote_accepted", value=True, context=clerk.context)
    maker.done()


def _convert(maker: _Maker) -> None:
    """What was agreed became an order, and it was delivered and invoiced on the last day."""
    key = maker.make(CONVERTED)
    today = maker.on(0)
    order = make_order(today.session, key, today.context)
    maker.done()
    choice = PostingChoice(ship=True, invoice=True, posting_date=today.context.work_date)
    post(today.session, order.key, choice, today.context)
    maker.done()


def _improve(maker: _Maker) -> None:
    """A first version was kept before the customer got a better price."""
    key = maker.make(IN_TWO_VERSIONS)
    clerk = maker.on(IN_TWO_VERSIONS.days_ago - 1)
    session, context = clerk.session, clerk.context
    archive(session, key, context, reason="First offer")
    chairs = len(IN_TWO_VERSIONS.lines) * LINE_NO_STEP
    change_line(session, key, chairs, "line_discount_pct", BETTER_PRICE_PCT, context)
    archive(session, key, context, reason="Better price for the chairs")
    maker.done()
