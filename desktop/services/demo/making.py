"""Making the demo company: beside its place first, by the services alone, step by step."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from desktop.services.company import PlaceTaken, create_company, open_company
from desktop.services.context import NoProgress, Progress, UserContext
from desktop.services.database import Database
from desktop.services.demo.clerk import Clerk
from desktop.services.demo.currencies import first_of_month
from desktop.services.demo.customers import Buyer, add_customers
from desktop.services.demo.finishing import finish
from desktop.services.demo.items import add_items, add_references
from desktop.services.demo.offering import offer
from desktop.services.demo.people import ADMIN
from desktop.services.demo.plan import MONTHS, PlannedDocument, history, open_documents
from desktop.services.demo.receiving import receiving
from desktop.services.demo.setting_up import set_up
from desktop.services.demo.stock import receipts
from desktop.services.demo.supplying import supply
from desktop.services.demo.trading import Task, Trader
from desktop.services.demo.working_days import working_days, years_around
from desktop.services.standard_setup.working_days import swedish_holidays
from desktop.translation import _, user_localizer

logger = logging.getLogger(__name__)

SET_UP, ENTERED, SOLD, OFFERED, ALL = 3, 8, 94, 98, 100
"""How much of the work is done, in percent: after set-up, cards, sales, and what is on offer."""


def make_demo_company(
    url: str | URL, work_date: date, progress: Progress | None = None
) -> Database:
    """Make Fjell Furniture AB with the twelve months before `work_date` behind it, and open it.

    The same work date always makes the same company. A file is made beside its place and moved
    there when it is complete, so that a run that was cancelled or killed leaves nothing half
    made. Raises PlaceTaken, or Cancelled when the user stops it.
    """
    url, progress = make_url(url), progress or NoProgress()
    if url.get_backend_name() != "sqlite":
        return _filled(url, work_date, progress)
    place = Path(str(url.database))
    if place.exists():
        raise PlaceTaken(place=str(place))
    draft = place.with_name(f"{place.name}.draft")
    _clear_away(draft)
    try:
        _filled(url.set(database=str(draft)), work_date, progress).close()
        draft.rename(place)
    finally:
        _clear_away(draft)
    return open_company(url)


def _clear_away(draft: Path) -> None:
    for leftover in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm")):
        leftover.unlink(missing_ok=True)


def _filled(url: URL, work_date: date, progress: Progress) -> Database:
    progress.step(0, ALL, _("Making the tables…"))
    database = create_company(url)
    is_complete = False
    try:
        _fill(database, work_date, progress)
        is_complete = True
    finally:
        if not is_complete:
            database.close()
    logger.info("made the demo company for %s", work_date)
    return database


def _fill(database: Database, work_date: date, progress: Progress) -> None:
    free_days = swedish_holidays(years_around(work_date))
    first = first_of_month(work_date, -MONTHS)
    context = UserContext(user=ADMIN, work_date=work_date)
    progress.check_cancelled()
    with database.write() as session:
        set_up(Clerk(session, context), first, free_days)
    progress.step(SET_UP, ALL, _("Entering customers and items…"))
    progress.check_cancelled()
    with database.write() as session:
        clerk = Clerk(session, context)
        add_items(clerk)
        buyers = add_customers(clerk)
        numbers = {buyer.name: buyer.no for buyer in buyers}
        add_references(clerk, numbers)
    ahead = working_days(first, date(work_date.year + 1, 12, 31), free_days)
    days = [day for day in ahead if day <= work_date]
    plan = [*history(work_date, buyers, days), *open_documents(buyers, days, ahead)]
    _trade(database, _tasks(work_date, plan, days), progress)
    progress.step(SOLD, ALL, _("Entering prices, quotes and contacts…"))
    progress.check_cancelled()
    with database.write() as session:
        clerk = Clerk(session, context)
        offer(clerk, numbers, days)
        supply(clerk, numbers, days)
    _end(database, context, buyers, progress)


def _tasks(
    work_date: date, plan: Sequence[PlannedDocument], days: Sequence[date]
) -> list[tuple[date, Task]]:
    """All receipts, documents and postings day by day; goods come in before they leave."""
    tasks = [*receiving(receipts(plan, days)), *Trader(work_date).tasks(plan)]
    return sorted(tasks, key=lambda task: task[0])


def _trade(database: Database, tasks: Sequence[tuple[date, Task]], progress: Progress) -> None:
    """Do the tasks, a month in one transaction: a disk needs its time for each of them."""
    done = 0
    for month, group in groupby(tasks, lambda task: first_of_month(task[0])):
        text = _("Entering the sales since {date}…").format(date=user_localizer().date(month))
        with database.write() as session:
            for _day, task in group:
                progress.check_cancelled()
                progress.step(ENTERED + (SOLD - ENTERED) * done // len(tasks), ALL, text)
                task(session)
                session.flush()  # the next task is another command: it reads all anew
                session.expunge_all()
                done += 1


def _end(
    database: Database, context: UserContext, buyers: Sequence[Buyer], progress: Progress
) -> None:
    progress.step(OFFERED, ALL, _("Closing the books of the demo company…"))
    progress.check_cancelled()
    with database.write() as session:
        finish(Clerk(session, context), buyers)
    progress.step(ALL, ALL)
