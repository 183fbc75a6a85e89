"""Printing purchase orders: from their page, their list, and where orders were just made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from desktop.services.context import UserContext
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.reports.archive import ArchivedPdf
from desktop.services.reports.purchase_papers import count_purchase_prints, purchase_orders_pdf
from desktop.translation import N_
from desktop.views.posted.pdf_view import PdfDialog
from desktop.views.posted.printers import PrinterChoice
from desktop.views.shell.actions import ActionSpec
from desktop.views.shell.keys import Key
from desktop.views.tables.list_spec import Needs, PageAction, Session

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage
    from desktop.views.shell.page import Page
    from desktop.views.tables.list_page import ListPage

PRINT_ORDER = ActionSpec(
    id="print_purchase_order",
    text=N_("Print Order…"),
    icon="printer",
    key=Key.PRINT,
    group="papers",
)


def show_purchase_papers(page: Page, keys: Sequence[PurchaseKey]) -> None:
    """Show the papers of orders in one file, to be printed or saved."""
    if keys:
        work = partial(_paper, keys=tuple(keys), context=page.desk.context)
        page.read(work, done=partial(_show, page, tuple(keys)))


def _paper(session: Session, *, keys: Sequence[PurchaseKey], context: UserContext) -> ArchivedPdf:
    return purchase_orders_pdf(session, keys, context)


def _show(page: Page, keys: Sequence[PurchaseKey], paper: ArchivedPdf) -> None:
    dialog = PdfDialog(paper, page, PrinterChoice(page.desk.state, "purchase_order"))
    dialog.view.printed.connect(partial(_count, page, keys))
    dialog.open()


def _count(page: Page, keys: Sequence[PurchaseKey]) -> None:
    page.write(partial(_counted, keys=keys), done=lambda _counted: None)


def _counted(session: Session, *, keys: Sequence[PurchaseKey]) -> None:
    count_purchase_prints(session, keys)


def _of_page(page: DocumentPage) -> None:
    """The order as it stands when everything typed has been kept."""
    page.run(_made, done=partial(_show_one, page))


def _made(session: Session, key: PurchaseKey, context: UserContext) -> ArchivedPdf:
    return purchase_orders_pdf(session, (key,), context)


def _show_one(page: DocumentPage, paper: ArchivedPdf) -> None:
    _show(page, (page.view.key,), paper)


def _of_list(page: ListPage) -> None:
    page.selection.keys(partial(show_purchase_papers, page))


PRINT_OF_PAGE = PageAction(PRINT_ORDER, _of_page)
PRINT_OF_LIST = PageAction(PRINT_ORDER, _of_list, Needs.SELECTION)
