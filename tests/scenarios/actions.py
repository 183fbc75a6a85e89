"""Commands that a step names as the services do: a later command is one more line here.

A command on a document is called with (session, key, context), one on a line with (session, key,
line_no, context), a job with (session, context). The rows of `… with:` become keyword parameters,
read as the annotations of the function say.
"""

import enum
import inspect
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.assembly import AtoLink
from desktop.models.copy_words import CopySourceType
from desktop.models.supply_words import DemandType
from desktop.models.values.keys import DocumentKey
from desktop.services.assembly.bom_lines import explode
from desktop.services.assembly.documents import release_assembly, reopen_assembly
from desktop.services.assembly.load import AssemblyKey
from desktop.services.assembly.rolling_up import roll_up_cost, roll_up_lines, roll_up_price
from desktop.services.assembly.sales_lines import assembly_order
from desktop.services.catalog_items import catalog_item, create_item
from desktop.services.contacts.making import add_missing_contacts
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.jobs.batch import BatchResult
from desktop.services.jobs.post_batch import post_batch
from desktop.services.jobs.queue import remove_from_queue, schedule
from desktop.services.jobs.re_promise import re_promise
from desktop.services.jobs.recurring_invoices import create_recurring_invoices
from desktop.services.jobs.scheduled_runs import run_schedule_now
from desktop.services.jobs.worker import QueueWorker
from desktop.services.picking.creation import create_pick_for
from desktop.services.picking.to_ship import ship_what_is_available
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.purchases.reverse_invoice import reverse_purchase_invoice
from desktop.services.posting.purchases.undo_receipt import undo_receipt
from desktop.services.posting.undo_assembly import undo_posted_assembly
from desktop.services.posting.undo_shipment import undo_shipment
from desktop.services.pricing.bulk import BulkRequest, copy_lines, suggest_lines
from desktop.services.pricing.special_prices import verify_customer_prices, verify_item_prices
from desktop.services.pricing.verification import verify_lines
from desktop.services.promising.splitting import split_by_availability
from desktop.services.purchases import release as purchase_release
from desktop.services.purchases.from_shortage import purchase_shortage
from desktop.services.purchases.get_sales_orders import drop_shipment_link, special_order_link
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.special_orders import special_order
from desktop.services.records import renumber_record
from desktop.services.reports.draft_papers import count_draft_print, draft_pdf
from desktop.services.reports.usages import DocumentUsage
from desktop.services.reservations.commands import cancel_for_line, reserve_line, reserve_order
from desktop.services.reservations.keys import Demand
from desktop.services.sales.archive import archive, restore_version
from desktop.services.sales.copy_document import copy_document
from desktop.services.sales.copy_sources import CopyRequest
from desktop.services.sales.exploding import explode_line
from desktop.services.sales.line_fields import move_line
from desktop.services.sales.line_substitutes import substitute
from desktop.services.sales.price_choice import get_discount, get_price, why_this_price
from desktop.services.sales.price_query import PriceQuestion, price_query
from desktop.services.sales.quote_lists import delete_expired_quotes
from desktop.services.sales.quotes import make_invoice, make_order
from desktop.services.sales.recalculation import calc_invoice_discount, recalculate_prices
from desktop.services.sales.release import release, reopen
from desktop.services.sales.standard_lines import standard_lines
from desktop.services.sales.text_command import extended_texts
from desktop.services.templates import apply_template, save_as_template
from tests.scenarios import contacts, documents, entities, requisitions, warehouse
from tests.scenarios.cells import WORDS, column_named
from tests.scenarios.picks import create_pick
from tests.scenarios.world import World

_AS_KEYWORD = {"from": "source"}
"""Words of the steps that cannot be names of parameters."""

Command = Callable[..., Any]
Pairs = list[tuple[str, str]]


def schedule_with(
    session: Session,
    key: DocumentKey,
    context: UserContext,
    *,
    ship: bool = True,
    invoice: bool = True,
) -> object:
    """Put a document into the posting queue."""
    return schedule(session, key, PostingChoice(ship=ship, invoice=invoice), context)


def restore_version_with(
    session: Session, key: DocumentKey, context: UserContext, *, version_no: int
) -> object:
    """Let a version of a document take its place."""
    return restore_version(session, key, version_no, context)


def copy_document_with(
    session: Session,
    key: DocumentKey,
    context: UserContext,
    *,
    document_type: str,
    document_no: str = "",
    no: str = "",
    version_no: int | None = None,
    include_header: bool | None = None,
    recalculate_lines: bool | None = None,
) -> object:
    """Copy another document; its type in one word or as the steps say it, its number as `no` too.

    A type may be written `posted_invoice` or `posted sales invoice`.
    """
    word = document_type.lower().replace(" ", "_").replace("sales_", "")
    request = CopyRequest(
        CopySourceType(word), document_no or no, version_no, include_header, recalculate_lines
    )
    return copy_document(session, key, request, context)


def sending(usage: DocumentUsage) -> Command:
    """Makes the paper of a draft and lets it go out."""

    def send(session: Session, key: DocumentKey, context: UserContext) -> object:
        paper = draft_pdf(session, usage, key, context)
        count_draft_print(session, usage, key, context)
        return paper

    return send


def demand_of(key: DocumentKey | AssemblyKey, line_no: int) -> Demand:
    """The line of a sales or assembly order as reservations name it."""
    is_kit = isinstance(key, AssemblyKey)
    kind = DemandType.ASSEMBLY_COMPONENT if is_kit else DemandType.SALES
    return Demand(kind, key.no, line_no)


def reserve_for(
    session: Session,
    key: DocumentKey | AssemblyKey,
    line_no: int,
    context: UserContext,
    *,
    quantity: Decimal | None = None,
    source: str = "",
) -> object:
    """Reserve for a line: `quantity`, `from` stock or a document; else all, of what there is."""
    demand = demand_of(key, line_no)
    return reserve_line(session, demand, context, quantity=quantity, source=source)


def cancel_for(
    session: Session,
    key: DocumentKey | AssemblyKey,
    line_no: int,
    context: UserContext,
    *,
    source: str = "",
) -> object:
    """Cancel what is reserved for a line, or of that what comes `from` stock or a document."""
    return cancel_for_line(session, demand_of(key, line_no), context, source=source)


def reserve_for_order(session: Session, key: DocumentKey, context: UserContext) -> object:
    """Reserve what there is for all lines of an order."""
    return reserve_order(session, key.no, context)


def post_queue(database: Database, _context: UserContext) -> None:
    """Work off the posting queue, each document in the name of who scheduled it."""
    worker = QueueWorker(database)
    while worker.post_next() is not None:
        pass


def apply_template_to(
    session: Session,
    table: str,
    key: entities.Key,
    context: UserContext,
    *,
    template_code: str,
    overwrite: bool | None = None,
) -> object:
    """Apply a template to one record."""
    [view] = apply_template(session, table, [key], template_code, context, overwrite=overwrite)
    return view


def renumber_to(
    session: Session, table: str, key: entities.Key, context: UserContext, *, new_no: str
) -> object:
    """Give a record another number or code."""
    return renumber_record(session, table, key, new_no, context)


def of_kind(sales: Command, purchase: Command, assembly: Command) -> Command:
    """A command that documents of sales, purchases and assembly all have."""

    def run(session: Session, key: object, context: UserContext) -> object:
        if isinstance(key, PurchaseKey):
            return purchase(session, key, context)
        return (assembly if isinstance(key, AssemblyKey) else sales)(session, key, context)

    return run


def explode_any(session: Session, key: object, line_no: int, context: UserContext) -> object:
    """Explode a line of an assembly order, or of a sales document."""
    if isinstance(key, AssemblyKey):
        return explode(session, key, line_no, context)
    assert isinstance(key, DocumentKey)
    return explode_line(session, key, line_no, context)


def rolling_up(roll_up: Command) -> Command:
    """Rolls up all lines of a sales document that are put together."""

    def run(session: Session, key: DocumentKey, context: UserContext) -> object:
        return roll_up_lines(session, key, context, roll_up)

    return run


def roll_up_job(roll_up: Command) -> Command:
    """Rolls up one sales document, or all whose lines are put together."""

    def run(session: Session, context: UserContext, *, document_no: str = "") -> object:
        links = select(AtoLink.document_type, AtoLink.document_no).distinct()
        if document_no:
            links = links.where(AtoLink.document_no == document_no)
        keys = [DocumentKey(kind, no) for kind, no in session.execute(links)]
        return [roll_up_lines(session, key, context, roll_up) for key in sorted(keys, key=str)]

    return run


DOCUMENT_ACTIONS: dict[str, Command] = {
    "track_package": warehouse.track_order,
    "reservation": reserve_for_order,
    "schedule": schedule_with,
    "remove_from_queue": remove_from_queue,
    "release": of_kind(release, purchase_release.release, release_assembly),
    "reopen": of_kind(reopen, purchase_release.reopen, reopen_assembly),
    "recalculate_prices": recalculate_prices,
    "archive": archive,
    "restore_version": restore_version_with,
    "make_order": make_order,
    "make_invoice": make_invoice,
    "sales_quote": sending(DocumentUsage.QUOTE),
    "order_confirmation": sending(DocumentUsage.ORDER_CONFIRMATION),
    "proforma_invoice": sending(DocumentUsage.PROFORMA),
    "standard_lines": standard_lines,
    "copy_document": copy_document_with,
    "calc_invoice_discount": calc_invoice_discount,
    "inventory_pick": create_pick_for,
    "order_planning": requisitions.plan_order,
    "create_purchase_orders": requisitions.plan_order,
    "roll_up_price": rolling_up(roll_up_price),
    "roll_up_cost": rolling_up(roll_up_cost),
    "drop_shipment_link": drop_shipment_link,
    "special_order_link": special_order_link,
}
"""`"SO1" gets <action>`: commands on a document."""


DRIVEN_ACTIONS: dict[str, Command] = {"register_and_ship": warehouse.ship_pick}
"""Commands on a document that make many transactions: called with (database, key, context)."""

RECORD_ACTIONS: dict[str, Command] = {
    "apply_template": apply_template_to,
    "save_as_template": save_as_template,
    "renumber": renumber_to,
    "create_customer": contacts.create_customer,
    "create_contact": contacts.create_contact,
    "link_contact": contacts.link_with_contact,
    "cancel": contacts.cancel,
}
"""`customer "C1" gets <action>`: commands on a record of any table."""

LINE_ACTIONS: dict[str, Command] = {
    "reservation": reserve_for,
    "cancel_reservation": cancel_for,
    "move": move_line,
    "extended_texts": extended_texts,
    "substitute": substitute,
    "explode": explode_any,
    "explode_bom": explode_any,
    "roll_up_price": roll_up_price,
    "roll_up_cost": roll_up_cost,
    "catalog_item": catalog_item,
    "special_order": special_order,
    "assembly_order": assembly_order,
    "get_price": get_price,
    "why_this_price": why_this_price,
    "get_discount": get_discount,
    "split_by_availability": split_by_availability,
    "purchase_shortage": purchase_shortage,
}
"""`"SO1" line 1 gets <action>`: commands on a line."""


def with_request(command: Command, request: type) -> Command:
    """A command that takes its parameters together: the rows are the fields of the request."""

    def run(session: Session, key: object, context: UserContext, **fields: object) -> object:
        return command(session, key, request(**fields), context)

    run.__name__ = command.__name__
    run.__annotations__ = get_type_hints(request)
    run.__dict__["__signature__"] = inspect.signature(request)
    return run


def ask_price(
    session: Session,
    customer_no: str,
    context: UserContext,
    **asked: Any,  # noqa: ANN401  (the fields of a PriceQuestion)
) -> object:
    """What the rows of a price query ask for a customer."""
    return price_query(session, PriceQuestion(customer_no=customer_no, **asked), context)


ask_price.__annotations__ = get_type_hints(PriceQuestion)
ask_price.__dict__["__signature__"] = inspect.signature(PriceQuestion)

ACTIONS_OF_TABLES: dict[tuple[str, str], Command] = {
    ("customer", "price_query"): ask_price,
    ("catalog_item", "create_item"): create_item,
    ("sales_shipment_header", "track_package"): warehouse.track_shipment,
    ("customer", "verify_prices"): verify_customer_prices,
    ("item", "verify_prices"): verify_item_prices,
    ("price_list", "verify_lines"): verify_lines,
    ("price_list", "suggest_lines"): with_request(suggest_lines, BulkRequest),
    ("price_list", "copy_lines"): with_request(copy_lines, BulkRequest),
}
"""`price_list "L" gets <action>`: commands on a record, called with (session, key, context)."""

POSTED_ACTIONS: dict[tuple[str, str], Command] = {
    ("receipt", "undone"): undo_receipt,
    ("purchase receipt", "undone"): undo_receipt,
    ("shipment", "undone"): undo_shipment,
    ("sales shipment", "undone"): undo_shipment,
    ("purchase invoice", "reversed"): reverse_purchase_invoice,
    ("purchase invoice", "cancelled"): reverse_purchase_invoice,
    ("invoice", "reversed"): reverse_purchase_invoice,
    ("assembly", "undone"): undo_posted_assembly,
}
"""`posted invoice "…" is cancelled`: commands on posted documents, by kind and word."""


def batch_schedule(database: Database, context: UserContext, *, code: str) -> BatchResult:
    """Run a schedule of batches at once."""
    return run_schedule_now(database, code, context)


JOBS: dict[str, Command] = {
    "count_sheet": warehouse.count_sheet,
    "post_count_sheet": warehouse.post_count,
    "post_item_journal": warehouse.post_journal,
    "delete_expired_quotes": delete_expired_quotes,
    "create_contacts": add_missing_contacts,
    "create_pick": create_pick,
    "roll_up_price": roll_up_job(roll_up_price),
    "roll_up_cost": roll_up_job(roll_up_cost),
    "ship_what_is_available": ship_what_is_available,
    "get_sales_orders": requisitions.get_orders,
    "reorder_planning": requisitions.calculate_reorder,
    "order_planning": requisitions.plan_orders,
}
"""`job <name> runs`: batch jobs within one transaction."""

DRIVEN_JOBS: dict[str, Command] = {
    "post_batch": post_batch,
    "post_queue": post_queue,
    "create_recurring_invoices": create_recurring_invoices,
    "batch_schedule": batch_schedule,
    "carry_out_action_messages": requisitions.carry_out_action_messages,
    "re_promise": re_promise,
}
"""Jobs that make many transactions: called with the database and the context."""


def command_named(registry: dict[Any, Command], name: object) -> Command:
    """The command of this name."""
    known = ", ".join(str(each) for each in registry) or "none"
    assert name in registry, f"the services have no command {name} yet; known here: {known}"
    return registry[name]


def act_on_document(
    world: World, name: str, action: str, pairs: Pairs, *, made: str | None = None
) -> None:
    """Run a command on a document, or on the record that has such a command."""
    table = next((each for each, known in ACTIONS_OF_TABLES if known == action), None)
    if table is not None and action not in DOCUMENT_ACTIONS:
        act_on_record(world, (table, world.resolved(name)), action, pairs, made=made)
        return
    key = documents.key_of(world.document(name))
    if action in DRIVEN_ACTIONS:
        driven = DRIVEN_ACTIONS[action]
        given = parameters_of(driven, pairs)
        world.drive(lambda database, context: driven(database, key, context, **given), made=made)
        return
    command = command_named(DOCUMENT_ACTIONS, action)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield command(session, key, context, **parameters_of(command, pairs))

    world.act(work, made=made)


def act_on_record(
    world: World, what: tuple[str, str], action: str, pairs: Pairs, *, made: str | None = None
) -> None:
    """Run a command on a record of any table; `what` is the table and the key."""
    table, key = what
    parts = entities.key_of(table, key)
    place: tuple[object, ...] = (table, parts)
    if (table, action) in ACTIONS_OF_TABLES:
        command = ACTIONS_OF_TABLES[table, action]
        place = (parts[0] if len(parts) == 1 else parts,)
    else:
        command = command_named(RECORD_ACTIONS, action)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield command(session, *place, context, **parameters_of(command, pairs))

    world.act(work, made=made)


def act_on_line(
    world: World,
    place: tuple[str, int],
    action: str,
    pairs: Pairs,
    *,
    made: str | None = None,
) -> None:
    """Run a command on a line, counted from 1."""
    command = command_named(LINE_ACTIONS, action)
    name, count = place
    key = documents.key_of(world.document(name))
    line_no = documents.line_no_of(world, name, count)
    pairs = [(_AS_KEYWORD.get(field, field), number_of_name(world, text)) for field, text in pairs]

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield command(session, key, line_no, context, **parameters_of(command, pairs))

    world.act(work, made=made)


def number_of_name(world: World, text: str) -> str:
    """The number of the document that a text names, or the text itself."""
    return str(world.names[text].key[-1]) if text in world.names else text


def act_on_posted(
    world: World, what: tuple[str, str], no: str, pairs: Pairs, *, made: str | None = None
) -> None:
    """Run a command on a posted document; `what` is its kind and what is done with it."""
    command = command_named(POSTED_ACTIONS, what)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield command(session, no, context, **parameters_of(command, pairs))

    world.act(work, made=made)


def run_job(world: World, name: str, pairs: Pairs, *, made: str | None = None) -> None:
    """Run a batch job."""
    if name in DRIVEN_JOBS:
        driven = DRIVEN_JOBS[name]
        parameters = parameters_of(driven, pairs)
        world.drive(lambda database, context: driven(database, context, **parameters), made=made)
        return
    command = command_named(JOBS, name)

    def work(session: Session, context: UserContext) -> Iterator[object]:
        yield command(session, context, **parameters_of(command, pairs))

    world.act(work, made=made)


def parameters_of(command: Command, pairs: Pairs) -> dict[str, object]:
    """The rows of a `… with:` table as the keyword parameters of a command."""
    hints = get_type_hints(inspect.unwrap(command))
    known = inspect.signature(command).parameters
    full = [(column_named(known, name, command.__name__), text) for name, text in pairs]
    return {name: read_as(hints.get(name, str), text) for name, text in full if text}


def read_as(hint: Any, text: str) -> object:  # noqa: ANN401  (any annotation)
    """A text as a value of the annotated type."""
    if get_origin(hint) in {Union, UnionType}:
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if hint is bool:
        assert text in WORDS, f"{text} is neither yes nor no"
        return WORDS[text]
    if hint is Decimal:
        return Decimal(text)
    if hint is int:
        return int(text)
    if hint is date:
        return date.fromisoformat(text)
    if inspect.isclass(hint) and issubclass(hint, enum.Enum):
        return hint(text)
    return text
