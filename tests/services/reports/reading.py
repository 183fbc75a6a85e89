"""Reading a PDF back: what a person would read, and which fonts it holds."""

import io
import re

from pypdf import PdfReader


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, with plain minus signs and one blank between words."""
    return [
        re.sub(r"\s+", " ", page.extract_text().replace("\N{MINUS SIGN}", "-"))
        for page in PdfReader(io.BytesIO(pdf)).pages
    ]


def text_of(pdf: bytes) -> str:
    """The whole text."""
    return " ".join(pages_of(pdf))


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Each font named on a page, and whether it is embedded."""
    fonts = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            found = font.get_object()
            described = found.get("/FontDescriptor")
            fonts[str(found["/BaseFont"])] = bool(described and "/FontFile2" in described)
    return fonts
