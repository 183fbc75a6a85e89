"""Giving an item a picture: from a file, from the clipboard, or by dropping it on the card."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog

from desktop.errors import RecordRef
from desktop.services.context import UserContext
from desktop.services.items.pictures import PICTURE_SIDE, put_picture
from desktop.services.items.text_refusals import PictureUnreadable
from desktop.translation import N_, _
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.dropping import Received, received
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.notices import Remedy
from desktop.views.tables.list_spec import PageAction, Session

_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"})


def _spec(name: str, text: str, icon: str) -> ActionSpec:
    return ActionSpec(id=name, text=text, icon=icon, place=Place.MORE, group="picture")


CHOOSE = _spec("choose_picture", N_("Choose Picture…"), "image")
PASTE = _spec("paste_picture", N_("Paste Picture"), "clipboard-list")
REMOVE = _spec("remove_picture", N_("Remove Picture"), "trash-2")


def scaled(content: bytes, no: str, name: str) -> bytes:
    """A picture as a PNG of at most 480 pixels a side; runs on a thread for work.

    Raises PictureUnreadable.
    """
    image = QImage.fromData(content)
    if image.isNull():
        raise PictureUnreadable(record=RecordRef("item", (no,)), field="picture", no=no, name=name)
    if max(image.width(), image.height()) > PICTURE_SIDE:
        image = image.scaled(
            PICTURE_SIDE,
            PICTURE_SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(written.data())


def put_scaled(
    session: Session, *, no: str, source: Path | bytes, name: str, context: UserContext
) -> None:
    """Give an item the picture of a file, or one that was copied."""
    try:
        content = source.read_bytes() if isinstance(source, Path) else source
    except OSError:
        content = b""
    put_picture(session, no, scaled(content, no, name), context)


def offer_dropped(page: CardPage, what: Received) -> None:
    """Offer to make a picture that was dropped on the card, and attached, the item's own."""
    pictures = [path for path in what.paths if path.suffix.lower() in _ENDINGS]
    if page.record is None or not (pictures or what.picture):
        return
    source: Path | bytes = pictures[0] if pictures else what.picture
    name = pictures[0].name if pictures else _("The picture")
    page.notices.info(
        _("{name} is attached. Show it as the picture of the item, too?").format(name=name),
        Remedy(_("Use as Picture"), partial(_put, page, source, name)),
    )


def _put(page: CardPage, source: Path | bytes, name: str) -> None:
    if page.record is None:
        return
    no = str(page.record.key[0])
    page.notices.clear()
    page.write(
        partial(put_scaled, no=no, source=source, name=name, context=page.desk.context),
        done=partial(_done, page),
        busy=_("Reading {name}…").format(name=name),
    )


def _done(page: CardPage, _answer: object) -> None:
    page.reload()


def _choose(page: CardPage) -> None:
    dialog = QFileDialog(page, _("Choose a Picture"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    patterns = " ".join(f"*{ending}" for ending in sorted(_ENDINGS))
    dialog.setNameFilter(_("Pictures ({patterns})").format(patterns=patterns))
    dialog.fileSelected.connect(lambda path: _put(page, Path(path), Path(path).name))
    dialog.open()


def _paste(page: CardPage) -> None:
    found = received(QGuiApplication.clipboard().mimeData())
    if found.picture:
        _put(page, found.picture, _("The picture"))
    elif found.paths:
        _put(page, found.paths[0], found.paths[0].name)
    else:
        page.notices.info(_("There is no picture in the clipboard."))


def _remove(page: CardPage) -> None:
    if page.record is not None:
        no, context = str(page.record.key[0]), page.desk.context
        page.write(
            lambda session: put_picture(session, no, None, context), done=partial(_done, page)
        )


PICTURE_ACTIONS = (
    PageAction(CHOOSE, _choose),
    PageAction(PASTE, _paste),
    PageAction(REMOVE, _remove),
)
"""The commands of the item card about its picture."""
