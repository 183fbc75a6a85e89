"""Keeping a version of a document from its page, and the way to its versions and comments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from desktop.services.sales.archive import ArchivedVersion, archive
from desktop.translation import N_, _
from desktop.views.pages.document_comments import COMMENTS_OF_DOCUMENT
from desktop.views.pages.entry_list import Entries
from desktop.views.shell.actions import ActionSpec, Place
from desktop.views.shell.dialogs import Question
from desktop.views.shell.notices import Remedy
from desktop.views.tables.list_spec import PageAction

if TYPE_CHECKING:
    from desktop.views.pages.document_page import DocumentPage

ARCHIVE = ActionSpec(
    id="archive",
    text=N_("Keep Version…"),
    icon="archive",
    group="versions",
    place=Place.MORE,
    tooltip=N_("Keeps the document as it stands now, with lines and comments"),
)
VERSIONS = ActionSpec(
    id="versions", text=N_("Versions"), icon="history", group="versions", place=Place.MORE
)
VERSION_LIST = "document_versions"


def ask_archive(page: DocumentPage) -> Question:
    """Ask why a version is kept, and keep it."""
    dialog = Question(
        page,
        _("Keep a version of {document}").format(document=page.view.key.no),
        _("Header, lines, comments and attachments are kept as they stand now."),
    )
    reason = QLineEdit()
    reason.setMaxLength(250)
    reason.setPlaceholderText(_("Reason (may be left out)"))
    reason.setAccessibleName(_("Reason"))
    dialog.add(reason)
    dialog.add_button(_("Keep Version"), lambda: _archive(page, reason.text()), default=True)
    dialog.add_cancel()
    dialog.open()
    reason.setFocus()
    return dialog


def _archive(page: DocumentPage, reason: str) -> None:
    page.run(archive, done=partial(_tell, page), reason=reason)


def _tell(page: DocumentPage, version: ArchivedVersion) -> None:
    page.notices.done(
        _("Version {version} is kept.").format(version=version.version_no),
        Remedy(_("Show Versions"), partial(open_versions, page)),
    )


def open_versions(page: DocumentPage) -> None:
    """Show the versions of the page's document."""
    key = page.view.key
    where = (("document_type", key.type), ("no", key.no))
    page.desk.navigation.open(VERSION_LIST, Entries(where, key.no))


VERSION_ACTIONS = (
    COMMENTS_OF_DOCUMENT,
    PageAction(ARCHIVE, ask_archive),
    PageAction(VERSIONS, open_versions),
)
"""What orders and quotes offer about their past."""
