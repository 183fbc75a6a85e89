"""Setup check: every piece of set-up that posting a sales invoice will miss (CU31).

Pairs of groups are looked at as customers and goods use them: a pair that no sale can bring
together needs no accounts. Nothing is kept; each question is one statement however large the
company is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import Notice, RecordRef
from desktop.models.codes import Location
from desktop.models.currencies import CurrencyExchangeRate
from desktop.models.customers import Customer
from desktop.models.finance import (
    CustomerPostingGroup,
    GeneralPostingSetup,
    InventoryPostingSetup,
)
from desktop.models.items import Item, Resource
from desktop.models.numbering import NumberSeriesLine
from desktop.models.setup import InventorySetup, SalesSetup
from desktop.models.values.numbers import ZERO
from desktop.models.vat import VatPostingSetup
from desktop.models.words import Blocked, DiscountPosting, ItemType, VatCalculationType
from desktop.services.context import UserContext
from desktop.services.setup.field_infos import key_fields
from desktop.translation import N_

_SERIES = (
    "customer_nos",
    "quote_nos",
    "order_nos",
    "invoice_nos",
    "posted_invoice_nos",
    "posted_shipment_nos",
)
_POSTED_SERIES = ("posted_invoice_nos", "posted_shipment_nos")
_ONE = (1,)

BLANK = N_("{setup_table} {groups}: {blank_field} is blank.")
MISSING = N_("There is no {setup_table} for {groups}.")
BLOCKED = N_("The {setup_table} for {groups} is blocked.")
NO_RATE = N_("There is no exchange rate for {currency_code} on or before {date}.")
NO_YEAR = N_("Number series {series} has no line for the year {year}.")
INCOMPLETE = N_("{setup_table} {groups}: {blank_field} must be filled in before it can be used.")


@dataclass(frozen=True, slots=True)
class SetupFinding:
    """A missing piece: what is missing, where it is mended, and how many cards need it.

    `notice.record` is the record to mend; where there is none yet, `new` holds what a new record
    of `table` begins with. `users` counts customers, or goods where only goods are concerned.
    """

    position: int
    table: str
    notice: Notice
    users: int = 0
    new: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    table: str
    notice: Notice
    users: int = 0
    new: Mapping[str, object] = field(default_factory=dict)


def setup_check(session: Session, context: UserContext) -> tuple[SetupFinding, ...]:
    """All missing pieces, the general ones first; empty when every invoice can be posted."""
    setup = session.get_one(SalesSetup, 1)
    found = (
        *_series(session, setup, context.work_date),
        *_customers(session),
        *_items(session),
        *_general_pairs(session, setup),
        *_vat_pairs(session),
        *_customer_groups(session, setup),
        *_inventory_pairs(session),
        *_rates(session, context.work_date),
    )
    return tuple(
        SetupFinding(position, one.table, one.notice, one.users, one.new)
        for position, one in enumerate(found)
    )


# ----------------------------------------------------------------------------------- the questions


def _series(session: Session, setup: SalesSetup, today: date) -> Iterator[_Found]:
    """The series of documents, and in posted ones a line of this year (CU22)."""
    for name in _SERIES:
        if getattr(setup, name) is None:
            yield _blank("sales_setup", _ONE, name)
    if session.get_one(InventorySetup, 1).item_nos is None:
        yield _blank("inventory_setup", _ONE, "item_nos")
    posted = [code for name in _POSTED_SERIES if (code := getattr(setup, name)) is not None]
    latest = session.execute(
        sa.select(NumberSeriesLine.series_code, sa.func.max(NumberSeriesLine.starting_date))
        .where(
            NumberSeriesLine.series_code.in_(posted),
            sa.or_(
                NumberSeriesLine.starting_date.is_(None), NumberSeriesLine.starting_date <= today
            ),
        )
        .group_by(NumberSeriesLine.series_code)
        .order_by(NumberSeriesLine.series_code)
    )
    for series, starting_date in latest:
        # A line without a date counts on from year to year; one of last year is used up.
        if starting_date is not None and starting_date.year != today.year:
            notice = Notice(
                "setup.series_without_year",
                NO_YEAR,
                {"series": series, "year": str(today.year)},
                record=RecordRef("number_series", (series,)),
            )
            yield _Found("number_series_line", notice, new={"series_code": series})


def _customers(session: Session) -> Iterator[_Found]:
    """Cards that no document may choose (CU32): the first one of each kind, and how many."""
    names = ("gen_bus_posting_group", "vat_bus_posting_group", "customer_posting_group")
    yield from _incomplete(session, Customer, names, _is_customer())


def _items(session: Session) -> Iterator[_Found]:
    names = ("base_unit", "gen_prod_posting_group", "vat_prod_posting_group")
    yield from _incomplete(session, Item, names, _is_item())
    stocked = sa.and_(_is_item(), Item.type == ItemType.INVENTORY)
    yield from _incomplete(session, Item, ("inventory_posting_group",), stocked)


def _incomplete(
    session: Session,
    kind: type[Customer | Item],
    names: Iterable[str],
    condition: sa.ColumnElement[bool],
) -> Iterator[_Found]:
    for name in names:
        first, count = session.execute(
            sa.select(sa.func.min(kind.no), sa.func.count()).where(
                condition, getattr(kind, name).is_(None)
            )
        ).one()
        if count:
            yield _of_record(kind.__tablename__, (first,), name, INCOMPLETE, users=count)


def discount_accounts(posting: DiscountPosting) -> list[str]:
    """The accounts of a general pair that discounts need which are posted on their own."""
    lines = posting in {DiscountPosting.LINE, DiscountPosting.ALL}
    whole = posting in {DiscountPosting.INVOICE, DiscountPosting.ALL}
    found = ["sales_line_disc_account"] if lines else []
    return [*found, "sales_inv_disc_account"] if whole else found


def _general_pairs(session: Session, setup: SalesSetup) -> Iterator[_Found]:
    """The accounts of a sale for every group of customers with every group of goods."""
    wanted = ["sales_account", *discount_accounts(setup.discount_posting)]
    pairs = _used_pairs("gen_bus_posting_group", "gen_prod_posting_group")
    for pair, row in _joined(session, pairs, GeneralPostingSetup):
        accounts = [*wanted, "cogs_account"] if pair.stocked else wanted
        yield from _of_pair(pair, row, accounts)


def _vat_pairs(session: Session) -> Iterator[_Found]:
    """The rate of every group of customers with every group of goods."""
    pairs = _used_pairs("vat_bus_posting_group", "vat_prod_posting_group")
    for pair, row in _joined(session, pairs, VatPostingSetup):
        charges = (
            isinstance(row, VatPostingSetup)
            and row.vat_calculation_type is VatCalculationType.NORMAL
            and row.vat_pct != ZERO
        )
        yield from _of_pair(pair, row, ["sales_vat_account"] if charges else [])


def _customer_groups(session: Session, setup: SalesSetup) -> Iterator[_Found]:
    wanted = ["receivables_account"]
    wanted += ["invoice_rounding_account"] if setup.invoice_rounding else []
    used = session.execute(
        sa.select(CustomerPostingGroup, sa.func.count())
        .join(Customer, Customer.customer_posting_group == CustomerPostingGroup.code)
        .where(_is_customer())
        .group_by(CustomerPostingGroup.code)
        .order_by(CustomerPostingGroup.code)
    )
    for group, count in used:
        for name in wanted:
            if getattr(group, name) is None:
                yield _blank("customer_posting_group", (group.code,), name, users=count)


def _inventory_pairs(session: Session) -> Iterator[_Found]:
    """The inventory account of every group of stock at every location, the blank one too."""
    groups = (
        sa.select(Item.inventory_posting_group.label("code"), sa.func.count().label("count"))
        .where(
            _is_item(), Item.type == ItemType.INVENTORY, Item.inventory_posting_group.is_not(None)
        )
        .group_by(Item.inventory_posting_group)
        .subquery()
    )
    places = [sa.select(Location.code).where(~Location.inactive)]
    if not session.get_one(InventorySetup, 1).location_mandatory:
        places.append(sa.select(sa.literal("").label("code")))
    place = sa.union_all(*places).subquery()
    found = session.execute(
        sa.select(place.c.code, groups.c.code, groups.c.count, InventoryPostingSetup)
        .select_from(place.join(groups, sa.true()))
        .outerjoin(
            InventoryPostingSetup,
            sa.and_(
                InventoryPostingSetup.location_code == place.c.code,
                InventoryPostingSetup.inventory_posting_group == groups.c.code,
            ),
        )
        .order_by(place.c.code, groups.c.code)
    )
    for location, group, count, row in found:
        key = (location, group)
        if row is None:
            yield _missing(
                "inventory_posting_setup",
                key,
                count,
                {"location_code": location, "inventory_posting_group": group},
            )
        elif row.inventory_account is None:
            yield _blank("inventory_posting_setup", key, "inventory_account", users=count)


def _rates(session: Session, today: date) -> Iterator[_Found]:
    """A rate for each currency that customers are sold to in (CU24)."""
    rate = sa.exists().where(
        CurrencyExchangeRate.currency_code == Customer.currency_code,
        CurrencyExchangeRate.starting_date <= today,
    )
    missing = session.execute(
        sa.select(Customer.currency_code, sa.func.count())
        .where(_is_customer(), Customer.currency_code.is_not(None), ~rate)
        .group_by(Customer.currency_code)
        .order_by(Customer.currency_code)
    )
    for currency, count in missing:
        notice = Notice(
            "setup.rate_missing",
            NO_RATE,
            {"currency_code": currency, "date": today},
        )
        new = {"currency_code": currency, "starting_date": today}
        yield _Found("currency_exchange_rate", notice, count, new)


# -------------------------------------------------------------------------------- pairs of groups


@dataclass(frozen=True, slots=True)
class _Pair:
    table: str
    names: tuple[str, str]
    key: tuple[str, str]
    users: int
    stocked: bool


def _is_customer() -> sa.ColumnElement[bool]:
    """Whether a customer is still sold to."""
    return sa.and_(~Customer.inactive, Customer.blocked != Blocked.ALL)


def _is_item() -> sa.ColumnElement[bool]:
    """Whether an item is still sold."""
    return sa.and_(~Item.blocked, ~Item.sales_blocked)


def _used_pairs(bus: str, prod: str) -> sa.Select[tuple[str, str, int, int]]:
    """Every group of customers with every group of goods, and how many customers have it."""
    buyers = (
        sa.select(getattr(Customer, bus).label("code"), sa.func.count().label("count"))
        .where(_is_customer(), getattr(Customer, bus).is_not(None))
        .group_by(getattr(Customer, bus))
        .subquery()
    )
    is_stocked = sa.case((Item.type == ItemType.INVENTORY, 1), else_=0)
    sold = (
        sa.select(getattr(Item, prod).label("code"), is_stocked.label("stocked"))
        .where(_is_item(), getattr(Item, prod).is_not(None))
        .union(
            sa.select(getattr(Resource, prod), sa.literal(0)).where(
                ~Resource.blocked, getattr(Resource, prod).is_not(None)
            )
        )
        .subquery()
    )
    goods = (
        sa.select(sold.c.code, sa.func.max(sold.c.stocked).label("stocked"))
        .group_by(sold.c.code)
        .subquery()
    )
    return sa.select(
        buyers.c.code.label("bus"), goods.c.code.label("prod"), buyers.c.count, goods.c.stocked
    ).select_from(buyers.join(goods, sa.true()))


def _joined(
    session: Session,
    pairs: sa.Select[tuple[str, str, int, int]],
    kind: type[GeneralPostingSetup | VatPostingSetup],
) -> Iterator[tuple[_Pair, GeneralPostingSetup | VatPostingSetup | None]]:
    """Each used pair with its row of the matrix, None where there is none."""
    used = pairs.subquery()
    bus, prod = key_fields(kind.__tablename__)
    is_same = sa.and_(getattr(kind, bus) == used.c.bus, getattr(kind, prod) == used.c.prod)
    found = session.execute(
        sa.select(used, kind).outerjoin_from(used, kind, is_same).order_by(used.c.bus, used.c.prod)
    )
    for bus_code, prod_code, count, stocked, row in found:
        key = (bus_code, prod_code)
        yield _Pair(kind.__tablename__, (bus, prod), key, count, stocked=bool(stocked)), row


def _of_pair(
    pair: _Pair, row: GeneralPostingSetup | VatPostingSetup | None, accounts: Iterable[str]
) -> Iterator[_Found]:
    if row is None:
        yield _missing(
            pair.table, pair.key, pair.users, dict(zip(pair.names, pair.key, strict=True))
        )
        return
    if row.blocked:
        yield _of_record(pair.table, pair.key, "blocked", BLOCKED, users=pair.users)
        return
    for name in accounts:
        if getattr(row, name) is None:
            yield _blank(pair.table, pair.key, name, users=pair.users)


# ---------------------------------------------------------------------------------- what is found


def _missing(table: str, key: tuple[str, ...], users: int, new: Mapping[str, object]) -> _Found:
    notice = Notice("setup.record_missing", MISSING, {"setup_table": table, "groups": _words(key)})
    return _Found(table, notice, users, new)


def _blank(table: str, key: tuple[str | int, ...], name: str, *, users: int = 0) -> _Found:
    return _of_record(table, key, name, BLANK, users=users)


def _of_record(
    table: str, key: tuple[str | int, ...], name: str, text: str, *, users: int = 0
) -> _Found:
    notice = Notice(
        "setup.field_blank",
        text,
        {"setup_table": table, "groups": _words(key), "blank_field": name},
        record=RecordRef(table, key),
        field=name,
    )
    return _Found(table, notice, users)


def _words(key: tuple[str | int, ...]) -> str:
    """A key as a user would say it; the one row of a set-up page has none."""
    return " / ".join(str(part) for part in key if part) if key != _ONE else ""
