"""Files in PDF of known content: pages of paragraphs in columns, locked ones, and pages without a text."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

STYLES = {
    "head": ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=20, leading=24, spaceAfter=8),
    "text": ParagraphStyle("text", fontName="Times-Roman", fontSize=10, leading=12, firstLineIndent=10),
    "spaced": ParagraphStyle("spaced", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=10),
    "small": ParagraphStyle("small", fontName="Helvetica", fontSize=7, leading=8),
}


def pdf(
    parts: Sequence[tuple[str, str]], *, columns: int = 1, top: str = "", foot: str = "{page}", title: str = "a.docx"
) -> bytes:
    """A file of these paragraphs, each with the name of its style."""

    def edges(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(60, 815, top)
        canvas.drawCentredString(297, 25, foot.format(page=document.page))

    made = io.BytesIO()
    width = (475 - 20 * (columns - 1)) / columns
    frames = [Frame(60 + n * (width + 20), 60, width, 730, leftPadding=0, rightPadding=0) for n in range(columns)]
    document = BaseDocTemplate(made, pagesize=A4, title=title)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=edges))
    document.build([Paragraph(text, STYLES[style]) for style, text in parts])
    return made.getvalue()


def locked(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    writer.write(made := io.BytesIO())
    return made.getvalue()


def pages_of_nothing(number: int) -> bytes:
    writer = PdfWriter()
    for _ in range(number):
        writer.add_blank_page(width=100, height=100)
    writer.write(made := io.BytesIO())
    return made.getvalue()


def picture() -> bytes:
    canvas = Canvas(made := io.BytesIO())
    canvas.rect(10, 10, 400, 400, fill=1)
    canvas.save()
    return made.getvalue()
