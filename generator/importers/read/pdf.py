"""PDF → HTML: columns in the order they are read, headings by their size, and nothing of what every page repeats."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generator.importers import limits
from generator.importers.letter import Letter, Remark
from generator.importers.limits import Unreadable
from generator.importers.read import dates, documents, notes, pdf_notes
from generator.importers.read.days import Saved
from generator.importers.read.pdf_blocks import as_html, grouped, in_order, usual_size
from generator.importers.read.pdf_lines import Line, drawn, tidied
from generator.importers.read.pdf_strokes import Rule, struck_by_notes
from generator.importers.read.pdf_tables import with_tables

_EDGE = 0.09
# Less of a letter needs to be beside the one before: a raised figure is of the same line.
_BESIDE = 0.25
_NO_TITLE = re.compile(
    r"\.\w{3,4}$|^(?:microsoft word|\(?anonymous|untitled|uten navn|about:|https?:|file:)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:side|page|s\.)?\s*\d{1,3}(?:\s*(?:/|av|of)\s*\d{1,3})?", re.IGNORECASE)


class Page(NamedTuple):
    """The lines of a page, its height, and what is drawn on it."""

    lines: tuple[Line, ...]
    height: float
    rules: tuple[Rule, ...] = ()


def read_pdf(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read the text of a PDF, also one that was scanned and has text below the picture."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("import-skadet")
    logging.disable(logging.CRITICAL)
    pages, title, saved, is_cut = _read(data)
    kept = without_repeats(pages)
    if not any(page.lines for page in kept):
        raise Unreadable("import-bare-bilder" if pages else "import-tom")
    usual = usual_size(line for page in kept for line in page.lines)
    noted: list[str] = []
    texts = [pdf_notes.parted(page.lines, page.rules, usual, noted) for page in kept]
    usual = usual_size(line for lines in texts for line in lines)
    blocks = [block for lines in texts for block in grouped(in_order(lines), usual)]
    body = "\n".join(as_html(blocks, usual)) + notes.listed(noted)
    dropped = sum(len(page.lines) for page in pages) - sum(len(page.lines) for page in kept)
    remarks = [Remark("import-topp-og-bunn", (("count", str(dropped)),))] if dropped else []
    if is_cut:
        remarks.append(Remark("import-mange-sider", (("count", str(limits.PAGES)),)))
    return [documents.letter(name, digest, body, title=title, saved=Saved(saved), remarks=tuple(remarks))]


def _read(data: bytes) -> tuple[list[Page], str, date | None, bool]:
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        information = {key: _information(value) for found in document.info for key, value in found.items()}
        pages = list(_pages(io.BytesIO(data)))
    except PDFPasswordIncorrect as error:
        raise Unreadable("import-passord") from error
    saved = re.match(r"D:(\d{4})(\d\d)(\d\d)", information.get("CreationDate", ""))
    title = information.get("Title", "").strip()
    is_file = re.search(
        r"\.\w{3,4}$|^(?:microsoft word|\(?anonymous|untitled|uten navn|about:|https?:|file:)", title, re.IGNORECASE
    )
    return pages[: limits.PAGES], "" if is_file else title, _saved(saved), len(pages) > limits.PAGES


def _pages(file: io.BytesIO) -> Iterator[Page]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    layout = PDFPageAggregator(resources, laparams=LAParams(line_overlap=_BESIDE, boxes_flow=None, all_texts=True))
    interpreter = PDFPageInterpreter(resources, layout)
    for number, page in enumerate(PDFPage.get_pages(file, maxpages=limits.PAGES + 1)):
        interpreter.process_page(page)
        found = drawn(layout.get_result(), number, list(struck_by_notes(page)))
        yield Page(tuple(tidied(found, with_tables(found, number))), found.height, found.rules)


def _information(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
    return ""


def _saved(found: re.Match[str] | None) -> date | None:
    return dates.find("-".join(found.groups())) if found else None


def without_repeats(pages: Sequence[Page]) -> list[Page]:
    """Leave out page numbers, and what stands at the edge of at least half of the pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_same(line.text) for line in page.lines if _is_at_edge(line, page)})
    often = {text for text, count in edges.items() if count >= 2 and count * 2 >= len(pages)}

    def is_kept(line: Line, page: Page) -> bool:
        if not _is_at_edge(line, page):
            return True
        return _same(line.text) not in often and not _NUMBER.fullmatch(line.text)

    return [page._replace(lines=tuple(line for line in page.lines if is_kept(line, page))) for page in pages]


def _same(text: str) -> str:
    return re.sub(r"\d+", "0", text.lower())


def _is_at_edge(line: Line, page: Page) -> bool:
    margin = page.height * _EDGE
    return line.top < margin or line.bottom > page.height - margin
