"""OpenDocument text (LibreOffice, and Word when it is asked) → HTML."""

import io
import zipfile
from collections.abc import Iterator
from html import escape

from lxml import etree

from generator.importers import limits
from generator.importers.letter import Attachment, Letter
from generator.importers.limits import Unreadable
from generator.importers.read import documents, notes, packages
from generator.importers.read.days import UNSAVED, Saved
from generator.importers.read.entries import Entry, as_word
from generator.importers.read.opendocument_styles import DRAW, NS, TABLE, TEXT, Lists, Style, Styles
from generator.importers.read.outline import TABLE as AS_TABLE

_OFFICE, _META = f"{{{NS}office:1.0}}", f"{{{NS}meta:1.0}}"
_HREF, _DC = "{http://www.w3.org/1999/xlink}href", "{http://purl.org/dc/elements/1.1/}"
_SVG = f"{{{NS}svg-compatible:1.0}}"
# What is about the text, and what stands on every page.
_SKIPPED = frozenset(
    [
        *(f"{TEXT}{name}" for name in ("sequence-decls", "variable-decls", "user-field-decls")),
        *(f"{TEXT}{name}" for name in ("table-of-content", "alphabetical-index", "bibliography")),
        *(f"{_OFFICE}{name}" for name in ("forms", "annotation", "annotation-end")),
        *(f"{_SVG}{name}" for name in ("title", "desc")),
    ]
)
_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"}
_TAGS = {f"{TABLE}table": AS_TABLE, f"{TABLE}table-row": "tr"}
_MANIFEST = "META-INF/manifest.xml"
_MOST_SPACES = 100
_DEEPEST = 100


def read_odt(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read a document with its headings, tables, lists, notes and pictures."""
    packages.look_over(data, "content.xml", "import-ikke-odt", read=())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
            raise Unreadable("import-passord")
        reader = _Reader(archive)
        body = reader.body()
        title, saved = _meta(archive)
    return [documents.letter(name, digest, body, title=title, saved=saved, attachments=tuple(reader.pictures))]


class _Reader:
    """Writes what stands in a document as HTML."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.pictures: list[Attachment] = []
        self._archive = archive
        self._notes: list[str] = []
        content = _tree(archive, "content.xml")
        trees = [content, *([_tree(archive, "styles.xml")] if "styles.xml" in archive.namelist() else [])]
        self._styles, self._lists = Styles(trees), Lists(trees)
        self._body = content.find(f"{_OFFICE}body/{_OFFICE}text")

    def body(self) -> str:
        """Give the text, with its notes at the end."""
        if self._body is None:
            raise Unreadable("import-ikke-odt")
        return "".join(self._blocks(self._body, 0)) + notes.listed(self._notes)

    def _blocks(self, element: etree._Element, depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            raise Unreadable("import-mange-deler")
        for one in element:
            tag = one.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag != f"{TEXT}list":
                self._lists.end()
            yield self._block(one, depth)

    def _block(self, one: etree._Element, depth: int) -> str:
        tag = one.tag
        if tag in (f"{TEXT}p", f"{TEXT}h"):
            return self._paragraph(one)
        if tag == f"{TEXT}tracked-changes":
            return _deleted(one)
        if tag == f"{TEXT}list":
            name = one.get(f"{TEXT}style-name") or ""
            return "".join(self._entries(one, 0, name, self._lists.begin(one), depth + 1))
        inner = "".join(self._blocks(one, depth + 1))
        if tag == f"{TABLE}table-cell":
            return f"<td{_spans(one)}>{inner}</td>"
        if tag in _TAGS:
            return f"<{_TAGS[tag]}>{inner}</{_TAGS[tag].partition(' ')[0]}>"
        if tag == f"{TABLE}table-header-rows":
            return inner.replace("<td", "<th").replace("</td>", "</th>")
        return f"<div hidden>{inner}</div>" if one.get(f"{TEXT}display") == "none" else inner

    def _entries(
        self, element: etree._Element, level: int, style: str, counts: dict[int, int], depth: int
    ) -> Iterator[str]:
        """Yield the entries of a list, and of those within it."""
        if depth > _DEEPEST:
            raise Unreadable("import-mange-deler")
        for item in element:
            marker = ""
            if item.tag == f"{TEXT}list-item" and any(one.tag == f"{TEXT}p" for one in item):
                marker = self._lists.marker(style, level, counts, item.get(f"{TEXT}start-value"))
            for one in item:
                heading, shown = self._said(one) if one.tag == f"{TEXT}p" else (0, "")
                if one.tag == f"{TEXT}list":
                    own = one.get(f"{TEXT}style-name") or style
                    yield from self._entries(one, level + 1, own, counts, depth + 1)
                elif one.tag != f"{TEXT}p" or heading:
                    yield self._block(one, depth + 1) if isinstance(one.tag, str) else ""
                elif shown:
                    yield as_word(Entry(self._lists.depth(style, level), marker, shown))
                    marker = ""

    def _paragraph(self, element: etree._Element) -> str:
        heading, shown = self._said(element)
        if not shown:
            return ""
        return f"<h{heading}>{shown}</h{heading}>" if heading else f"<p>{shown}</p>"

    def _said(self, element: etree._Element) -> tuple[int, str]:
        """Give the level of a paragraph that is a heading, and what it says."""
        style = self._styles.of(element)
        level = element.get(f"{TEXT}outline-level") or ""
        is_heading = element.tag == f"{TEXT}h" or bool(style.heading)
        heading = style.heading or (int(level) if level.isdigit() else 1) if is_heading else 0
        shown = "".join(self._inline(element, 0)).strip()
        marked = _marked(shown, style._replace(marks=frozenset()) if heading else style)
        return min(heading, 6), marked if shown else ""

    def _inline(self, element: etree._Element, depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            raise Unreadable("import-mange-deler")
        yield escape(element.text or "", quote=False)
        for one in element:
            if isinstance(one.tag, str) and one.tag not in _SKIPPED:
                yield self._piece(one, depth + 1)
            yield escape(one.tail or "", quote=False)

    def _piece(self, element: etree._Element, depth: int) -> str:
        tag = element.tag
        if tag == f"{TEXT}s":
            count = element.get(f"{TEXT}c") or "1"
            return " " * min(int(count) if count.isdigit() else 1, _MOST_SPACES)
        if tag == f"{TEXT}tab":
            return "\t"
        if tag == f"{TEXT}line-break":
            return "<br>"
        if tag == f"{TEXT}note":
            return self._note(element)
        if tag == f"{DRAW}image":
            return self._picture(element)
        shown = "".join(self._inline(element, depth))
        if tag == f"{TEXT}span":
            return _marked(shown, self._styles.of(element))
        if tag == f"{TEXT}hidden-text":
            return f"<span hidden>{shown}</span>"
        if tag == f"{TEXT}a" and element.get(_HREF):
            return f'<a href="{escape(element.get(_HREF) or "")}">{shown}</a>'
        return f"{shown}<br>" if tag in (f"{TEXT}p", f"{TEXT}h") else shown

    def _note(self, element: etree._Element) -> str:
        body = element.find(f"{TEXT}note-body")
        if body is None:
            return ""
        said = " ".join("".join(self._inline(one, 0)) for one in body.iter(f"{TEXT}p"))
        self._notes.append(said)
        return notes.mark(len(self._notes))

    def _picture(self, element: etree._Element) -> str:
        name = (element.get(_HREF) or "").removeprefix("./")
        kind = _TYPES.get(name[name.rfind(".") :].lower(), "")
        if not kind or name not in self._archive.namelist() or self._archive.getinfo(name).file_size > limits.IMAGE:
            return ""
        cid = f"bilde-{len(self.pictures)}"
        self.pictures.append(Attachment(f"bilde-{len(self.pictures) + 1}", kind, self._archive.read(name), cid))
        frame = element.getparent()
        said = frame.findtext(f"{_SVG}desc") if frame is not None else ""
        return f'<img src="cid:{cid}" alt="{escape(said or "")}">'


def _marked(shown: str, style: Style) -> str:
    for mark in sorted(style.marks):
        shown = f"<{mark}>{shown}</{mark}>"
    return f"<span hidden>{shown}</span>" if style.hidden else shown


def _spans(cell: etree._Element) -> str:
    """Write how many columns and rows a cell reaches over."""
    told = (("colspan", "number-columns-spanned"), ("rowspan", "number-rows-spanned"))
    said = ((name, cell.get(f"{TABLE}{own}") or "") for name, own in told)
    return "".join(f' {name}="{int(value)}"' for name, value in said if value.isdigit())


def _deleted(changes: etree._Element) -> str:
    """Give what was deleted while changes were tracked, to be told of."""
    said = (" ".join("".join(one.itertext()).split()) for one in _deletions(changes))
    return "".join(f"<p><del hidden>{escape(text, quote=False)}</del></p>" for text in said if text)


def _deletions(changes: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs that were deleted, without who has done it and when."""
    for deletion in changes.iter(f"{TEXT}deletion"):
        yield from (one for one in deletion if one.tag in (f"{TEXT}p", f"{TEXT}h"))


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        tree = etree.fromstring(archive.read(name), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise Unreadable("import-skadet") from error
    if sum(1 for _ in tree.iter()) > limits.ELEMENTS:
        raise Unreadable("import-mange-deler")
    return tree


def _meta(archive: zipfile.ZipFile) -> tuple[str, Saved]:
    if "meta.xml" not in archive.namelist():
        return "", UNSAVED
    meta = _tree(archive, "meta.xml")
    saved = meta.findtext(f".//{_DC}date") or meta.findtext(f".//{_META}creation-date") or ""
    return (meta.findtext(f".//{_DC}title") or "").strip(), Saved(documents.moment(saved))
