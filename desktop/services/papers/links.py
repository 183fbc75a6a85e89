"""Links of records: addresses of what lies elsewhere, checked before they are kept."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.attachments import RecordLink
from desktop.services.context import UserContext
from desktop.services.database import report_changes
from desktop.services.papers.kinds import opens_by_name
from desktop.services.papers.owners import key_text, lock_owner
from desktop.services.papers.refusals import LinkNotAllowed, PaperFieldBlank
from desktop.services.papers.removal import load_paper

_WEB = frozenset({"http", "https"})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SERVER_FILE = re.compile(r"\\\\[^\\/]+[\\/].+")
_MAIL_ADDRESS = re.compile(r"[^@:/\s]+@[^@:/\s]+\.[^@:/\s]+")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
LONGEST_DESCRIPTION = 250


def add_link(
    session: Session, owner: RecordRef, url: str, description: str, context: UserContext
) -> int:
    """Add an address to a record; returns the link's id.

    A blank description shows the address. Raises OwnerMissing, PaperFieldBlank or LinkNotAllowed.
    """
    lock_owner(session, owner)
    link_id = session.scalars(
        insert(RecordLink).returning(RecordLink.id),
        {
            "owner_table": owner.table,
            "owner_key": key_text(owner),
            "url": checked_address(url, owner),
            "description": _described(description),
            "added_by": context.user,
            "added_at": context.now(),
            "kept": False,
        },
    ).one()
    report_changes(session, RecordLink.__tablename__)
    return link_id


def change_link(session: Session, link_id: int, url: str, description: str) -> None:
    """Mend a link; raises PaperGone, KeptWithBooks, PaperFieldBlank or LinkNotAllowed."""
    link = load_paper(session, RecordLink, link_id)
    link.url = checked_address(url)
    link.description = _described(description)
    session.flush()  # a later command of the same transaction must find it so


def checked_address(text: str, owner: RecordRef | None = None) -> str:
    r"""An address as it is kept: https, http, mailto, or a file on a server.

    A name such as `kontor.example` gets `https://` before it, `\\server\folder\file` becomes
    `file://server/folder/file`. Raises PaperFieldBlank, or LinkNotAllowed for everything that
    could start something: scripts, programs, files of this computer.
    """
    address = text.strip()
    if not address:
        raise PaperFieldBlank(
            record=owner, field="url", entered_field="url", table=RecordLink.__tablename__
        )
    if _SERVER_FILE.fullmatch(address):
        return "file:" + quote(address.replace("\\", "/"), safe="/$()!',;=@&+~-._")
    if _MAIL_ADDRESS.fullmatch(address):
        address = f"mailto:{address}"
    elif not _SCHEME.match(address) and "." in address.partition("/")[0]:
        address = f"https://{address}"
    address = address.replace(" ", "%20")
    if not _is_allowed(address):
        raise LinkNotAllowed(record=owner, field="url", url=text.strip())
    return address


def is_web_or_mail(url: str) -> bool:
    """Whether a link opens a page or a letter, and no file."""
    return not url.startswith("file:")


def may_follow(url: str) -> bool:
    """Whether the system may open a link: of files only those that nothing runs from."""
    return is_web_or_mail(url) or opens_by_name(unquote(url.rpartition("/")[2]))


def shown_address(url: str) -> str:
    r"""An address as people write it: a file on a server as `\\server\folder\file`."""
    if is_web_or_mail(url):
        return url
    return unquote(url.removeprefix("file:")).replace("/", "\\")


def _is_allowed(address: str) -> bool:
    if _UNSEEN.search(address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # a port or an IPv6 address that is none
        return False
    if parts.scheme in _WEB:
        return bool(host) and parts.username is None
    if parts.scheme == "mailto":
        return bool(_MAIL_ADDRESS.fullmatch(parts.path))
    return parts.scheme == "file" and host not in {"", "localhost"} and len(parts.path) > 1


def _described(text: str) -> str:
    return " ".join(text.split())[:LONGEST_DESCRIPTION]
