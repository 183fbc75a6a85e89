"""What a file is: told by its bytes, so that a program cannot pass for a picture.

Kontor opens only what a viewer shows and nothing else runs from. Everything else is saved.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from desktop.models.words import ContentKind

HEAD = 4096
"""How many bytes at the beginning are looked at."""

_BEGINNINGS: tuple[tuple[bytes, ContentKind], ...] = (
    (b"MZ", ContentKind.PROGRAM),
    (b"\x7fELF", ContentKind.PROGRAM),
    (b"\xfe\xed\xfa\xce", ContentKind.PROGRAM),
    (b"\xfe\xed\xfa\xcf", ContentKind.PROGRAM),
    (b"\xce\xfa\xed\xfe", ContentKind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", ContentKind.PROGRAM),
    (b"\xca\xfe\xba\xbe", ContentKind.PROGRAM),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", ContentKind.PROGRAM),  # a shortcut of Windows
    (b"#!", ContentKind.SCRIPT),
    (b"%PDF-", ContentKind.PDF),
    (b"\x89PNG\r\n\x1a\n", ContentKind.PICTURE),
    (b"\xff\xd8\xff", ContentKind.PICTURE),
    (b"GIF87a", ContentKind.PICTURE),
    (b"GIF89a", ContentKind.PICTURE),
    (b"BM", ContentKind.PICTURE),
    (b"II*\x00", ContentKind.PICTURE),
    (b"MM\x00*", ContentKind.PICTURE),
    # The old formats of Office keep macros where only Office finds them.
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ContentKind.MACROS),
)
_ZIP = b"PK\x03\x04"
_OFFICE = (b"[Content_Types].xml", b"application/vnd.oasis.opendocument.")
_MACROS = (b"vbaProject.bin", b"vbaData.xml", b"Basic/script-lc.xml", b"Scripts/", b"activeX")
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<head", b"<body", b"<iframe")
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OVERLAP = max(map(len, (*_OFFICE, *_MACROS)))

_OPENED: dict[ContentKind, dict[str, str]] = {
    ContentKind.PDF: {".pdf": "application/pdf"},
    ContentKind.PICTURE: {
        ".png": "image/png",
        ".jpg": "image/jpeg",
        ".jpeg": "image/jpeg",
        ".gif": "image/gif",
        ".bmp": "image/bmp",
        ".tif": "image/tiff",
        ".tiff": "image/tiff",
        ".webp": "image/webp",
    },
    ContentKind.TEXT: {".txt": "text/plain", ".csv": "text/csv", ".log": "text/plain"},
    ContentKind.DOCUMENT: {
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".odt": "application/vnd.oasis.opendocument.text",
        ".ods": "application/vnd.oasis.opendocument.spreadsheet",
        ".odp": "application/vnd.oasis.opendocument.presentation",
    },
}
_KIND_OF_NAME = {ending: kind for kind, media_types in _OPENED.items() for ending in media_types}
UNKNOWN_TYPE = "application/octet-stream"


def may_open(name: str, kind: ContentKind) -> bool:
    """Whether a file may be opened by the system: its name and its bytes say the same.

    All else is saved by the user, who decides then what to do with it.
    """
    return _KIND_OF_NAME.get(ending_of(name)) is kind


def opens_by_name(name: str) -> bool:
    """Whether a file elsewhere, of which only the name is known, is of a kind to be opened."""
    return ending_of(name) in _KIND_OF_NAME


def media_type(name: str, kind: ContentKind) -> str:
    """The media type of a file; one that is not what its name says has none of its own."""
    return _OPENED.get(kind, {}).get(ending_of(name), UNKNOWN_TYPE)


def ending_of(name: str) -> str:
    """The ending of a file name in lower case, with its point."""
    return PurePosixPath(name).suffix.lower()


class Sniffer:
    """Looks at the bytes of a file as they come by, and tells what it is."""

    def __init__(self) -> None:
        self._head = b""
        self._tail = b""
        self._is_office = False
        self._has_macros = False

    def look(self, piece: bytes) -> None:
        """Look at the next piece."""
        if len(self._head) < HEAD:
            self._head += piece[: HEAD - len(self._head)]
        if not self._head.startswith(_ZIP):
            return
        # The names of the files in an archive are not packed; one may lie across two pieces.
        seen = self._tail + piece
        self._is_office = self._is_office or any(mark in seen for mark in _OFFICE)
        self._has_macros = self._has_macros or any(mark in seen for mark in _MACROS)
        self._tail = seen[-_OVERLAP:]

    def kind(self) -> ContentKind:
        """What the bytes seen so far are."""
        head = self._head
        for beginning, kind in _BEGINNINGS:
            if head.startswith(beginning):
                return kind
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return ContentKind.PICTURE
        if head.startswith(_ZIP):
            return self._kind_of_archive()
        if any(mark in head[:1024].lower().replace(b"\x00", b"") for mark in _MARKUP):
            return ContentKind.WEB_PAGE
        return ContentKind.TEXT if _is_text(head) else ContentKind.OTHER

    def _kind_of_archive(self) -> ContentKind:
        if not self._is_office:
            return ContentKind.OTHER
        return ContentKind.MACROS if self._has_macros else ContentKind.DOCUMENT


def _is_text(head: bytes) -> bool:
    """Whether bytes can be read as text: marked as Unicode, or without control characters."""
    if head.startswith(_TEXT_MARKS):
        return True
    allowed = {7, 8, 9, 10, 12, 13, 27}
    return all(byte >= 32 or byte in allowed for byte in head)  # noqa: PLR2004  (the first sign)
