"""A paper as a list of what stands where, and its PDF.

Laying out and painting are two steps: "page 2 of 7" is known only when all pages are laid out.
Lengths are points, the origin is the lower left corner of the page. Equal drawings give equal
bytes (AO63).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from desktop.services.reports.fonts import Face, regular

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM

Colour = tuple[float, float, float]


def _hex(colour: str) -> Colour:
    red, green, blue = bytes.fromhex(colour)
    return (red / 255, green / 255, blue / 255)


INK = _hex("1B2430")
MUTED = _hex("5B6675")
ACCENT = _hex("1F5FBF")
HAIRLINE = _hex("C9D0DA")
PANEL = _hex("F1F4F9")
BLACK: Colour = (0.0, 0.0, 0.0)


class Text(NamedTuple):
    """A line of text; x is its left end, y its base line."""

    face: Face
    size: float
    colour: Colour
    x: float
    y: float
    text: str


class Rule(NamedTuple):
    """A horizontal line."""

    x: float
    y: float
    length: float
    width: float
    colour: Colour


class Panel(NamedTuple):
    """A filled box; x and y are its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


class Picture(NamedTuple):
    """An image file's content in a box, its proportions kept, at the box's upper left corner."""

    x: float
    y: float
    width: float
    height: float
    content: bytes


@dataclass(slots=True)
class Page:
    """One page; boxes and lines lie under the texts, texts are read out in their order."""

    panels: list[Panel] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole paper with the facts that stand in the file's properties."""

    title: str
    author: str
    language: str
    pages: tuple[Page, ...]
    width: float = PAGE_WIDTH
    height: float = PAGE_HEIGHT


class UnreadablePicture(ValueError):
    """The bytes of a picture are no image that can be printed."""


def pdf_bytes(drawing: Drawing) -> bytes:
    """The PDF of a drawing; the fonts are embedded, nothing but our own faces is named."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  # slow; only when printing

    buffer = io.BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(drawing.width, drawing.height),
        invariant=1,
        pageCompression=1,
        # Without it reportlab names an unembedded Helvetica in every file.
        initialFontName=regular().name,  # type: ignore[arg-type]  # the stubs say float
        lang=drawing.language,
    )
    canvas.setTitle(drawing.title)
    canvas.setAuthor(drawing.author)
    canvas.setSubject(drawing.title)
    canvas.setCreator("Kontor")
    for page in drawing.pages:
        _paint(canvas, page)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _paint(canvas: Canvas, page: Page) -> None:
    for panel in page.panels:
        canvas.setFillColorRGB(*panel.colour)
        canvas.rect(panel.x, panel.y, panel.width, panel.height, stroke=0, fill=1)
    for rule in page.rules:
        canvas.setStrokeColorRGB(*rule.colour)
        canvas.setLineWidth(rule.width)
        canvas.line(rule.x, rule.y, rule.x + rule.length, rule.y)
    for picture in page.pictures:
        _paint_picture(canvas, picture)
    writing = canvas.beginText()
    _write(writing, page.texts)
    canvas.drawText(writing)


def _write(writing: PDFTextObject, texts: Iterable[Text]) -> None:
    """All texts of a page in one text object: half the work of one object for each."""
    font: tuple[Face, float] | None = None
    ink: Colour | None = None
    for face, size, colour, x, y, text in texts:
        if (face, size) != font:
            writing.setFont(face.name, size)
            font = (face, size)
        if colour != ink:
            writing.setFillColorRGB(*colour)
            ink = colour
        writing.setTextOrigin(x, y)
        writing.textLine(text)


def _paint_picture(canvas: Canvas, picture: Picture) -> None:
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415  # slow; only when printing

    try:
        image = ImageReader(io.BytesIO(picture.content))
        canvas.drawImage(
            image,
            picture.x,
            picture.y,
            picture.width,
            picture.height,
            mask="auto",
            preserveAspectRatio=True,
            anchor="nw",
        )
    except OSError as error:  # Pillow's way to say that it knows no such format
        raise UnreadablePicture(str(error)) from error
