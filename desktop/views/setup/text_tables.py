"""Extended texts, standard texts, substitutes and purchasing codes: their lists and cards."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from desktop.models.words import TextOwner
from desktop.services.context import UserContext
from desktop.services.items.extended_texts import TextKey, read_text, write_text
from desktop.translation import N_, _
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.entry_list import Entries
from desktop.views.pages.facts import FactBlock
from desktop.views.pages.field_groups import Group
from desktop.views.pages.paper_dialogs import EntryDialog
from desktop.views.pages.record_pages import RecordPages
from desktop.views.shell.actions import ActionSpec
from desktop.views.tables.list_spec import PageAction, Session

WRITE = ActionSpec(id="write_text", text=N_("Write Text…"), icon="pencil", framed=True)
TEXTS = ActionSpec(id="texts", text=N_("Texts"), icon="file-text")


def texts_action(owner: TextOwner) -> PageAction:
    """The command of a card that opens the extended texts of its record."""
    return PageAction(TEXTS, partial(_open_texts, owner=owner))


def _open_texts(page: CardPage, *, owner: TextOwner) -> None:
    if page.record is not None:
        no = str(page.record.key[0])
        page.desk.navigation.open("owner_texts", Entries((("owner_type", owner), ("no", no)), no))


def _key_of(key: Sequence[str | int]) -> TextKey:
    kind, no, text_no = key
    return TextOwner(str(kind)), str(no), int(text_no)


def _ask_text(page: CardPage) -> None:
    if page.record_key is None:
        page.notices.info(_("Choose whose text it is first."))
        return
    key = _key_of(page.record_key)
    page.read(partial(read_text, key=key), done=partial(_ask, page, key))


def _ask(page: CardPage, key: TextKey, text: str) -> None:
    dialog = EntryDialog(page, _("Text of {no}").format(no=key[1]), _("Save"))
    field = dialog.add_text(_("Text"), text)
    context = page.desk.context

    def submit() -> None:
        written = field.toPlainText()
        page.write(
            lambda session: write_text(session, key, written, context),
            done=partial(_written, page, dialog),
            refused=dialog.show_refusal,
        )

    dialog.ask(submit)


def _written(page: CardPage, dialog: EntryDialog, _lines: object) -> None:
    dialog.accept()
    page.reload()


def _facts(
    session: Session, key: tuple[str | int, ...], _context: UserContext
) -> Sequence[FactBlock]:
    """The text as it stands."""
    text = read_text(session, _key_of(key))
    return (FactBlock(title=N_("Text"), text=text or _("Nothing is written yet.")),)


_DOCUMENTS = (
    "quote",
    "blanket_order",
    "order",
    "invoice",
    "return_order",
    "credit_memo",
    "reminder",
    "prepayment",
)

TEXT_TABLES: tuple[RecordPages, ...] = (
    RecordPages(
        table="standard_text",
        title=N_("Standard Texts"),
        record=N_("Standard Text"),
        new=N_("New Text"),
        icon="file-text",
        card_actions=(texts_action(TextOwner.STANDARD_TEXT),),
    ),
    RecordPages(
        table="extended_text",
        title=N_("Extended Texts"),
        record=N_("Extended Text"),
        new=N_("New Text"),
        name_field="language_code",
        icon="file-text",
        groups=(
            Group(
                N_("General"),
                (
                    "owner_type",
                    "no",
                    "text_no",
                    "language_code",
                    "all_languages",
                    "starting_date",
                    "ending_date",
                ),
            ),
            Group(N_("Documents"), _DOCUMENTS),
        ),
        card_actions=(PageAction(WRITE, _ask_text),),
        facts=_facts,
    ),
    RecordPages(
        table="extended_text_line",
        title=N_("Extended Text Lines"),
        record=N_("Extended Text Line"),
        name_field="text",
        icon="file-text",
    ),
    RecordPages(
        table="item_substitution",
        title=N_("Item Substitutions"),
        record=N_("Item Substitution"),
        name_field="substitute_no",
        icon="refresh-cw",
        # What may be blank in the key comes first: the record is made when the key is whole.
        groups=(
            Group(
                N_("General"),
                (
                    "item_no",
                    "variant_code",
                    "substitute_variant_code",
                    "substitute_no",
                    "interchangeable",
                    "condition_text",
                    "relation",
                ),
            ),
        ),
    ),
    RecordPages(
        table="purchasing_code",
        title=N_("Purchasing Codes"),
        record=N_("Purchasing Code"),
        icon="truck",
    ),
)
