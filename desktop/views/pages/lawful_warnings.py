"""What an invoice lacks to be lawful, told where it is posted and where it is opened (AO57)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.errors import Notice
from desktop.services.reports.invoice_content import invoice_content
from desktop.services.reports.lawful_content import content_notices
from desktop.views.shell.page import Page
from desktop.views.tables.list_spec import Session


def warn_of_missing_content(page: Page, invoice_no: str) -> None:
    """Read what the law misses on a posted invoice and show it as warnings on a page."""
    page.read(partial(_missing, invoice_no=invoice_no), done=partial(_show, page))


def _missing(session: Session, *, invoice_no: str) -> Sequence[Notice]:
    return content_notices(invoice_content(session, invoice_no))


def _show(page: Page, notices: Sequence[Notice]) -> None:
    for notice in notices:
        page.notices.show_notice(notice)
