"""PDF → HTML: columns in the order they are read, headings by their size, and nothing of what every page repeats."""

import html
import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from generator.importers import limits
from generator.importers.letter import Letter, Remark
from generator.importers.limits import Unreadable
from generator.importers.read import dates, documents
from generator.importers.read.days import Saved

_LARGER = 1.12
_EDGE = 0.09
_WIDE = 0.62
_BULLET = re.compile(r"(?:[•▪●◦‣·–-]|\uf0b7|o(?=\s))\s+")
_BULLET_FIRST = re.compile(rf"^(?:{_BULLET.pattern})")
_NUMBER = re.compile(r"(?:side|page|s\.)?\s*\d{1,3}(?:\s*(?:/|av|of)\s*\d{1,3})?", re.IGNORECASE)
_KEPT_HYPHEN = re.compile(r"(?:og|eller|samt|and|or)\b")


class Line(NamedTuple):
    """A line on a page: its text, its place from the lower left corner, and how it is set."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    is_bold: bool


class Page(NamedTuple):
    """The lines of a page, and its height."""

    lines: tuple[Line, ...]
    height: float


class Block(NamedTuple):
    """Lines that belong together, to be shown as ``tag``."""

    tag: str
    lines: tuple[Line, ...]


def read_pdf(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read the text of a PDF, also one that was scanned and has text below the picture."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("import-skadet")
    logging.disable(logging.CRITICAL)
    pages, title, saved, is_cut = _read(data)
    kept = without_repeats(pages)
    if not any(page.lines for page in kept):
        raise Unreadable("import-bare-bilder" if pages else "import-tom")
    blocks = [block for page in kept for block in grouped(in_order(page.lines))]
    body = "\n".join(as_html(blocks))
    dropped = sum(len(page.lines) for page in pages) - sum(len(page.lines) for page in kept)
    remarks = [Remark("import-topp-og-bunn", (("count", str(dropped)),))] if dropped else []
    if is_cut:
        remarks.append(Remark("import-mange-sider", (("count", str(limits.PAGES)),)))
    return [documents.letter(name, digest, body, title=title, saved=Saved(saved), remarks=tuple(remarks))]


def _read(data: bytes) -> tuple[list[Page], str, date | None, bool]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        information = {key: _information(value) for found in document.info for key, value in found.items()}
        layout = LAParams(boxes_flow=None, all_texts=True)
        found = extract_pages(io.BytesIO(data), maxpages=limits.PAGES + 1, laparams=layout)
        pages = [Page(tuple(_lines(page, number)), page.height) for number, page in enumerate(found)]
    except PDFPasswordIncorrect as error:
        raise Unreadable("import-passord") from error
    saved = re.match(r"D:(\d{4})(\d\d)(\d\d)", information.get("CreationDate", ""))
    title = information.get("Title", "").strip()
    is_file = re.search(r"\.\w{3,4}$|^(?:microsoft word|untitled|uten navn|about:|https?:|file:)", title, re.IGNORECASE)
    return pages[: limits.PAGES], "" if is_file else title, _saved(saved), len(pages) > limits.PAGES


def _information(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")
    return ""


def _saved(found: re.Match[str] | None) -> date | None:
    return dates.find("-".join(found.groups())) if found else None


def _lines(container: object, page: int) -> Iterator[Line]:
    """Yield every line of text in what pdfminer has laid out."""
    from pdfminer.layout import LTChar, LTContainer, LTTextLine

    if isinstance(container, LTTextLine):
        letters = [one for one in container if isinstance(one, LTChar)]
        text = " ".join(container.get_text().replace("\0", "").split())
        if letters and text:
            size = Counter(round(one.size, 1) for one in letters).most_common(1)[0][0]
            bold = sum("bold" in one.fontname.lower() for one in letters) > len(letters) / 2
            yield Line(page, text, container.x0, container.x1, container.y0, container.y1, size, bold)
    elif isinstance(container, LTContainer):
        for one in container:
            yield from _lines(one, page)


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


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Put a page's lines in the order they are read: what is wide parts the page, between lie columns."""
    if not lines:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    middle = (left + right) / 2
    found: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda one: (-one.top, one.left)):
        if line.right - line.left > _WIDE * (right - left) and line.left < middle < line.right:
            found += _columns(band)
            band = []
            found.append(line)
        else:
            band.append(line)
    return found + _columns(band)


def _columns(band: Sequence[Line]) -> list[Line]:
    """Give the lines of each column, from the left; columns are where no line crosses."""
    columns: list[list[Line]] = []
    edge = float("-inf")
    for line in sorted(band, key=lambda one: one.left):
        if line.left > edge + 2 or not columns:
            columns.append([])
        columns[-1].append(line)
        edge = max(edge, line.right)
    return [line for column in columns for line in sorted(column, key=lambda one: (-round(one.top), one.left))]


def grouped(lines: Sequence[Line]) -> list[Block]:
    """Join lines to paragraphs, headings and items of lists, by their distance and how they are set."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Block("li" if _BULLET.match(group[0].text) else "p", tuple(group)) for group in groups]


def _goes_on(group: Sequence[Line], line: Line) -> bool:
    last = group[-1]
    same_row = abs(last.bottom - line.bottom) < last.size / 3 and line.left >= last.right - 1
    gap = last.bottom - line.top
    is_below = -last.size * 0.6 < gap < last.size * 0.75 and line.left < last.right and last.left < line.right
    is_set_alike = abs(last.size - line.size) < 0.6 and last.is_bold == line.is_bold
    return (same_row or (is_below and is_set_alike)) and not _BULLET.match(line.text)


def as_html(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield HTML; what is larger than most of the text is a heading, the largest of the first level."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        for line in block.lines:
            sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = sorted({round(size) for size in sizes if size > usual * _LARGER}, reverse=True)
    for is_list, run in groupby(_across_pages(blocks), key=lambda block: block.tag == "li"):
        if is_list:
            yield f"<ul>{''.join(f'<li>{_text(block.lines)}</li>' for block in run)}</ul>"
        else:
            yield from (_shown(block, usual, larger) for block in run)


def _across_pages(blocks: Iterable[Block]) -> list[Block]:
    """Join a paragraph that goes on in the next column or on the next page."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _is_cut(joined[-1], block):
            joined[-1] = joined[-1]._replace(lines=joined[-1].lines + block.lines)
        else:
            joined.append(block)
    return joined


def _is_cut(block: Block, following: Block) -> bool:
    last, first = block.lines[-1], following.lines[0]
    elsewhere = first.page != last.page or first.bottom > last.top
    goes_on = last.text[-1] not in ".!?:»" and first.text[:1].islower()
    alike = abs(last.size - first.size) < 0.6 and last.is_bold == first.is_bold
    return elsewhere and goes_on and alike and following.tag == "p" and len(block.lines) > 1


def _shown(block: Block, usual: float, larger: Sequence[int]) -> str:
    first, text = block.lines[0], _text(block.lines)
    is_short = sum(len(line.text) for line in block.lines) < 200
    if first.size > usual * _LARGER and is_short:
        level = min(larger.index(round(first.size)) + 1, 4) if round(first.size) in larger else 4
        return f"<h{level}>{text}</h{level}>"
    if first.is_bold and is_short and text[-1] not in ".,;:":
        level = min(len(larger) + 1, 5)
        return f"<h{level}>{text}</h{level}>"
    return f"<p><strong>{text}</strong></p>" if first.is_bold else f"<p>{text}</p>"


def _text(lines: Sequence[Line]) -> str:
    """Join lines, and words that were parted at their end.

    >>> _text([Line(0, text, 0, 0, 0, 0, 0, False) for text in ("Fast-", "legen i helse-", "og omsorg")])
    'Fastlegen i helse- og omsorg'
    """
    text = ""
    for line in lines:
        piece = _BULLET_FIRST.sub("", line.text) if not text else line.text
        if text.endswith("\u00ad") or _is_parted(text, piece):
            text = text[:-1] + piece
        else:
            text = f"{text} {piece}" if text else piece
    return html.escape(text.replace("\u00ad", ""), quote=False)


def _is_parted(text: str, following: str) -> bool:
    ends = text.endswith("-") and text[-2:-1].isalpha()
    return ends and following[:1].islower() and not _KEPT_HYPHEN.match(following)
