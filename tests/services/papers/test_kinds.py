"""A file is what its bytes say; only what nothing runs from is opened."""

import pytest

from desktop.models.words import ContentKind
from desktop.services.papers.kinds import Sniffer, may_open, media_type, opens_by_name
from tests.services.papers.contents import JPEG, OLD_OFFICE, PDF, PNG, PROGRAM, TEXT, archive

DOCX = archive("[Content_Types].xml", "word/document.xml")
DOCM = archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")


def kind_of(content: bytes, piece: int = 1024) -> ContentKind:
    """What a sniffer says that gets the content in pieces."""
    sniffer = Sniffer()
    for at in range(0, len(content), piece):
        sniffer.look(content[at : at + piece])
    return sniffer.kind()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("invoice.pdf", PDF),
        ("chair.PNG", PNG),
        ("chair.jpeg", JPEG),
        ("chair.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
        ("list.txt", TEXT),
        ("list.csv", "Vara;Antal\nStol Åland;2\n".encode()),
        ("utf16.txt", "Stol".encode("utf-16")),
        ("letter.docx", DOCX),
        ("prices.xlsx", archive("[Content_Types].xml", "xl/workbook.xml")),
    ],
)
def test_what_a_viewer_shows_is_opened(name: str, content: bytes) -> None:
    assert may_open(name, kind_of(content))
    assert media_type(name, kind_of(content)) != "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("setup.exe", PROGRAM),
        ("invoice.pdf", PROGRAM),
        ("invoice.pdf.exe", PDF),
        ("invoice.pdf", b"\x7fELF\x02"),
        ("run.bat", b"@echo off\r\n"),
        ("run.js", b"alert(1)"),
        ("run.ps1", b"Get-Item"),
        ("run.txt", b"#!/bin/sh\nrm -r x\n"),
        ("link.lnk", b"\x4c\x00\x00\x00\x01\x14\x02\x00"),
        ("letter.docm", DOCM),
        ("letter.docx", DOCM),
        (
            "letter.odt",
            archive("mimetype-application/vnd.oasis.opendocument.text", "Basic/script-lc.xml"),
        ),
        ("letter.doc", OLD_OFFICE),
        ("letter.docx", OLD_OFFICE),
        ("letter.docx", archive("secret.txt")),
        ("packed.zip", archive("a.txt")),
        ("page.html", b"<!DOCTYPE html><p>x"),
        ("page.txt", b"\n <script>alert(1)</script>"),
        ("drawing.svg", b"<svg xmlns='x'/>"),
        ("no_ending", PDF),
        ("data.bin", b"\x00\x01\x02"),
    ],
)
def test_what_could_run_is_only_saved(name: str, content: bytes) -> None:
    assert not may_open(name, kind_of(content))


@pytest.mark.parametrize("piece", [1, 7, 64])
def test_macros_are_found_wherever_the_pieces_part(piece: int) -> None:
    assert kind_of(DOCM, piece) is ContentKind.MACROS
    assert kind_of(DOCX, piece) is ContentKind.DOCUMENT


def test_of_a_file_elsewhere_only_the_name_can_be_judged() -> None:
    assert opens_by_name("offer.PDF")
    assert not opens_by_name("offer.pdf.exe")
