"""The dialog that copies an item: the new number, and what goes along."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from desktop.services.copying_items import USUAL_PARTS, ItemPart, copy_item
from desktop.services.records import RecordView
from desktop.translation import N_, _
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.paper_dialogs import EntryDialog
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.tables.list_spec import PageAction

COPY = ActionSpec(id="copy_item", text=N_("Copy Item…"), icon="copy", place=Place.MORE)

PARTS = {
    ItemPart.UNITS: N_("Units"),
    ItemPart.VARIANTS: N_("Variants"),
    ItemPart.TRANSLATIONS: N_("Translations"),
    ItemPart.REFERENCES: N_("References"),
    ItemPart.SUBSTITUTES: N_("Substitutes"),
    ItemPart.TEXTS: N_("Texts"),
    ItemPart.PICTURE: N_("Picture"),
}


def _ask(page: CardPage) -> None:
    if page.record is None:
        return
    no, context = str(page.record.key[0]), page.desk.context
    dialog = EntryDialog(page, _("Copy Item {no}").format(no=no), _("Copy"))
    number = dialog.add_line(_("New No. (blank: the next of the series)"))
    boxes = {}
    for part, text in PARTS.items():
        boxes[part] = box = QCheckBox(_(text))
        box.setChecked(part in USUAL_PARTS)
        dialog.add(box)

    def submit() -> None:
        parts = {part for part, box in boxes.items() if box.isChecked()}
        new_no = number.text().strip()
        page.write(
            lambda session: copy_item(session, no, context, new_no=new_no, parts=parts),
            done=made,
            refused=dialog.show_refusal,
        )

    def made(copy: RecordView) -> None:
        dialog.accept()
        page.desk.navigation.open("item", copy.key[0])

    dialog.ask(submit)


COPY_ACTION = PageAction(COPY, _ask)
"""The command of the item card."""
