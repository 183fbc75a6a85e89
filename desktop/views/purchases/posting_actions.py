"""Posting from a purchase document's page: the choice, the preview and what was posted."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.errors import RecordRef
from desktop.models.supply_words import PurchaseType
from desktop.services.posting.purchases.choice import PurchaseChoice, PurchaseResult
from desktop.services.posting.purchases.post import post_purchase
from desktop.services.purchases.views import PurchaseView
from desktop.translation import N_, NP_, _, pgettext, user_localizer
from desktop.views.pages.posting_preview import PreviewKey
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Option, choose, confirm
from desktop.views.shell.keys import Key
from desktop.views.shell.notices import Remedy

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

POST = ActionSpec(
    id="post", text=N_("Post…"), icon="check", key=Key.POST, primary=True, group="post"
)
PREVIEW = ActionSpec(
    id="preview_posting", text=N_("Preview Posting"), icon="eye", group="post", place=Place.MORE
)
CHOICES: tuple[tuple[str, PurchaseChoice, str], ...] = (
    ("receive", PurchaseChoice(receive=True, invoice=False), NP_("verb", "Receive")),
    ("invoice", PurchaseChoice(receive=False, invoice=True), NP_("verb", "Invoice")),
    (
        "receive_and_invoice",
        PurchaseChoice(receive=True, invoice=True),
        NP_("verb", "Receive and Invoice"),
    ),
)
Do = Callable[["DocumentPage", PurchaseChoice], object]

_SECTION = "posting"
_LAST = "last_purchase_choice"


def ask_and_post(page: DocumentPage) -> None:
    """Ask what to post of an order, or whether to post an invoice, and post it."""
    view: PurchaseView | None = page.view
    if view is None:
        return
    title = _("Post {document}").format(document=name_of(view))
    if view.key.type is PurchaseType.ORDER:
        _choose(page, title, _("Post"), _post)
        return
    confirm(
        page,
        title,
        _("The invoice is numbered and entered in the books, and its goods come in."),
        verb=_("Post"),
        done=lambda: _post(page, PurchaseChoice()),
    )


def ask_and_preview(page: DocumentPage) -> None:
    """Show the entries that posting would make."""
    view: PurchaseView | None = page.view
    if view is None:
        return
    if view.key.type is PurchaseType.ORDER:
        title = _("Preview Posting of {document}").format(document=name_of(view))
        _choose(page, title, _("Preview"), _preview)
        return
    _preview(page, PurchaseChoice())


def name_of(view: PurchaseView) -> str:
    """A document and its amount, as a question names it: "Purchase Order PO-1 (125,00 SEK)"."""
    localizer = user_localizer()
    currency = str(view.header["currency_code"] or view.header["lcy_code"] or "")
    amount = f"{localizer.amount(view.totals.payable)} {currency}".strip()
    if view.key.type is PurchaseType.ORDER:
        return _("Purchase Order {no} ({amount})").format(no=view.key.no, amount=amount)
    return _("Purchase Invoice {no} ({amount})").format(no=view.key.no, amount=amount)


def _choose(page: DocumentPage, title: str, verb: str, do: Do) -> None:
    names = [name for name, _choice, _text in CHOICES]
    last: str = page.desk.state.get(_SECTION, _LAST, names[0])
    options = [Option(name, pgettext("verb", text)) for name, _choice, text in CHOICES]

    def chosen(name: str) -> None:
        page.desk.state.set(_SECTION, _LAST, name)
        do(page, next(choice for known, choice, _text in CHOICES if known == name))

    choose(page, title, options, verb=verb, done=chosen, chosen=last)


def _preview(page: DocumentPage, choice: PurchaseChoice) -> None:
    page.desk.navigation.open("posting_preview", PreviewKey(page.view.key, choice))


def _post(page: DocumentPage, choice: PurchaseChoice) -> None:
    # The id makes a repeat after a lost connection give the first result again (SD105).
    page.run(
        post_purchase,
        choice,
        done=lambda result: _posted(page, result),
        posting_id=str(uuid.uuid4()),
    )


def _posted(page: DocumentPage, result: PurchaseResult) -> None:
    page.editor.steps.clear()  # what is in the books is not undone but taken back
    if page.view.key.type is PurchaseType.INVOICE:
        page.closed.emit()
        if result.invoice_no:
            page.desk.navigation.open("posted_purchase_invoice", result.invoice_no)
        return
    page.notices.clear()
    for notice in result.notices:
        page.notices.show_notice(notice)
    page.notices.done(sentence_of(result), _remedy_of(page, result))
    page.reload()


def sentence_of(result: PurchaseResult) -> str:
    """What was posted, in words."""
    if result.receipt_no and result.invoice_no:
        return _("Posted: receipt {receipt}, invoice {invoice}.").format(
            receipt=result.receipt_no, invoice=result.invoice_no
        )
    if result.invoice_no:
        return _("Posted: invoice {invoice}.").format(invoice=result.invoice_no)
    return _("Posted: receipt {receipt}.").format(receipt=result.receipt_no or "")


def _remedy_of(page: DocumentPage, result: PurchaseResult) -> Remedy:
    if result.invoice_no:
        ref = RecordRef("purchase_invoice_header", (result.invoice_no,))
        return Remedy(_("Open Invoice"), lambda: page.desk.navigation.open_record(ref))
    ref = RecordRef("purchase_receipt_header", (result.receipt_no or "",))
    return Remedy(_("Open Receipt"), lambda: page.desk.navigation.open_record(ref))
