"""Posting from a document's page: the choice, the question, the preview and what was posted."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.errors import RecordRef
from desktop.models.labels import enum_label
from desktop.models.values.keys import DocumentType
from desktop.models.words import JobQueueStatus
from desktop.services.jobs.queue import post_or_schedule
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.sales.notices import NOT_POSTED
from desktop.services.sales.views import DocumentView
from desktop.translation import N_, NP_, _, pgettext, user_localizer
from desktop.views.pages.lawful_warnings import warn_of_missing_content
from desktop.views.pages.posting_preview import PreviewKey
from desktop.views.pages.run_printing import PaperPrinting
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Option, choose, confirm
from desktop.views.shell.keys import Key
from desktop.views.shell.notices import Remedy
from desktop.views.tables.list_spec import NewRecord

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

POST = ActionSpec(
    id="post", text=N_("Post…"), icon="check", key=Key.POST, primary=True, group="post"
)
POST_AND_NEW = ActionSpec(
    id="post_and_new",
    text=N_("Post and New…"),
    icon="plus",
    key=Key.POST_AND_NEW,
    group="post",
    place=Place.MORE,
)
POST_AND_PRINT = ActionSpec(
    id="post_and_print",
    text=N_("Post and Print…"),
    icon="printer",
    group="post",
    place=Place.MORE,
)
PREVIEW = ActionSpec(
    id="preview_posting", text=N_("Preview Posting"), icon="eye", group="post", place=Place.MORE
)
REMOVE_FROM_QUEUE = ActionSpec(
    id="remove_from_queue", text=N_("Remove from Queue"), icon="undo-2", framed=True, group="post"
)

CHOICES: tuple[tuple[str, PostingChoice, str], ...] = (
    ("ship_and_invoice", PostingChoice(ship=True, invoice=True), NP_("verb", "Ship and Invoice")),
    ("ship", PostingChoice(ship=True, invoice=False), NP_("verb", "Ship")),
    ("invoice", PostingChoice(ship=False, invoice=True), NP_("verb", "Invoice")),
)
Afterwards = Callable[["DocumentPage", PostingResult], object]
"""What comes after a posting (SD79): with the page that shows what was posted, and the result."""

_SECTION = "posting"
_LAST = "last_choice"


def ask_and_post(
    page: DocumentPage, afterwards: Afterwards | None = None, *, verb: str = N_("Post")
) -> None:
    """Ask what to post of an order, or whether to post an invoice, and post it.

    `verb` is what the button says, as N_ text.
    """
    do = partial(_post, afterwards=afterwards)
    view: DocumentView | None = page.view
    if view is None:
        return
    if view.key.type is DocumentType.ORDER:
        _choose(page, _("Post {document}").format(document=name_of(view)), _(verb), do)
        return
    confirm(
        page,
        _("Post {document}").format(document=name_of(view)),
        _("The invoice is numbered and entered in the books. That cannot be undone."),
        verb=_(verb),
        done=partial(do, page, PostingChoice()),
    )


def post_and_new(page: DocumentPage) -> None:
    """Post, then begin the next document of the kind, where it is told what was posted (SD79)."""
    ask_and_post(page, _begin_new, verb=N_("Post and New"))


def post_and_print(page: DocumentPage) -> None:
    """Post, then print what was posted on the printer that the user chooses (SD79)."""
    ask_and_post(page, _print, verb=N_("Post and Print"))


def ask_and_preview(page: DocumentPage) -> None:
    """Show the entries that posting would make."""
    view: DocumentView | None = page.view
    if view is None:
        return
    if view.key.type is DocumentType.ORDER:
        title = _("Preview Posting of {document}").format(document=name_of(view))
        _choose(page, title, _("Preview"), _preview)
        return
    _preview(page, PostingChoice())


def name_of(view: DocumentView) -> str:
    """A document and its amount, as a question names it: "Sales Order SO-1 (125,00 SEK)"."""
    localizer = user_localizer()
    currency = str(view.header["currency_code"] or view.header["lcy_code"] or "")
    amount = localizer.amount(view.totals.payable)
    return _("{type} {no} ({amount})").format(
        type=_(enum_label(view.key.type)), no=view.key.no, amount=f"{amount} {currency}".strip()
    )


def _choose(page: DocumentPage, title: str, verb: str, do: object) -> None:
    names = [name for name, _choice, _text in CHOICES]
    last: str = page.desk.state.get(_SECTION, _LAST, names[0])
    options = [Option(name, pgettext("verb", text)) for name, _choice, text in CHOICES]

    def chosen(name: str) -> None:
        page.desk.state.set(_SECTION, _LAST, name)
        choice = next(choice for known, choice, _text in CHOICES if known == name)
        if callable(do):
            do(page, choice)

    choose(page, title, options, verb=verb, done=chosen, chosen=last)


def _preview(page: DocumentPage, choice: PostingChoice) -> None:
    page.desk.navigation.open("posting_preview", PreviewKey(page.view.key, choice))


def _post(
    page: DocumentPage, choice: PostingChoice, *, afterwards: Afterwards | None = None
) -> None:
    # The id makes a repeat after a lost connection give the first result again (SD105).
    done = partial(_posted_or_scheduled, page, afterwards)
    page.run(post_or_schedule, choice, done=done, posting_id=str(uuid.uuid4()))


def _posted_or_scheduled(
    page: DocumentPage, afterwards: Afterwards | None, result: PostingResult | DocumentView
) -> None:
    if isinstance(result, PostingResult):
        _posted(page, result)
        if afterwards is not None:
            afterwards(page, result)
        return
    page.editor.take_changed(result)
    page.notices.done(
        _("{type} {no} will be posted in the background. You are told when that is done.").format(
            type=_(enum_label(result.key.type)), no=result.key.no
        ),
        Remedy(_("Show Queue"), lambda: page.desk.navigation.open("job_queue")),
    )


def is_queued(view: DocumentView) -> bool:
    """Whether a document waits to be posted in the background, or that has failed."""
    return view.header["job_queue_status"] is not JobQueueStatus.BLANK


def tell_failed_posting(page: DocumentPage, view: DocumentView) -> None:
    """Say why a document that is opened could not be posted in the background."""
    for notice in view.notices:
        if (
            notice.code == NOT_POSTED
            and user_localizer().notice(notice) not in page.notices.texts()
        ):
            page.notices.show_notice(notice)


def _posted(page: DocumentPage, result: PostingResult) -> None:
    key = page.view.key
    page.editor.steps.clear()  # what is in the books is not undone but corrected
    if key.type is DocumentType.INVOICE:
        page.closed.emit()
        if result.invoice_no:
            page.desk.navigation.open("posted_invoice", result.invoice_no)
        return
    page.notices.clear()
    for notice in result.notices:
        page.notices.show_notice(notice)
    page.notices.done(sentence_of(result), remedy_of(page, result))
    page.reload()
    if result.invoice_no:
        warn_of_missing_content(page, result.invoice_no)


def _begin_new(page: DocumentPage, result: PostingResult) -> None:
    navigation = page.desk.navigation
    navigation.open(page.spec.name, NewRecord())
    navigation.current.notices.done(sentence_of(result), remedy_of(page, result))


def _print(page: DocumentPage, result: PostingResult) -> None:
    documents = [
        RecordRef(table, (no,))
        for table, no in (
            ("sales_shipment_header", result.shipment_no),
            ("sales_invoice_header", result.invoice_no),
        )
        if no
    ]
    # A posted invoice has left its own page; what was posted is shown.
    PaperPrinting(page.desk.navigation.current, documents).ask()


def sentence_of(result: PostingResult) -> str:
    """What was posted, in words."""
    if result.shipment_no and result.invoice_no:
        return _("Posted: shipment {shipment}, invoice {invoice}.").format(
            shipment=result.shipment_no, invoice=result.invoice_no
        )
    if result.invoice_no:
        return _("Posted: invoice {invoice}.").format(invoice=result.invoice_no)
    return _("Posted: shipment {shipment}.").format(shipment=result.shipment_no or "")


def remedy_of(page: DocumentPage, result: PostingResult) -> Remedy:
    """The button that opens what was posted."""
    if result.invoice_no:
        ref = RecordRef("sales_invoice_header", (result.invoice_no,))
        return Remedy(_("Open Invoice"), lambda: page.desk.navigation.open_record(ref))
    ref = RecordRef("sales_shipment_header", (result.shipment_no or "",))
    return Remedy(_("Open Shipment"), lambda: page.desk.navigation.open_record(ref))
