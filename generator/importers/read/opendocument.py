"""OpenDocument text (LibreOffice, and Word when it is asked) → HTML."""

import io
import zipfile
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from lxml import etree

from generator.importers import limits
from generator.importers.letter import Attachment, Letter
from generator.importers.limits import Unreadable
from generator.importers.read import documents, notes, packages
from generator.importers.read.days import UNSAVED, Saved
from generator.importers.read.outline import TABLE

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW, _STYLE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "table", "drawing", "style"))
_OFFICE, _META, _FO = f"{{{_NS}office:1.0}}", f"{{{_NS}meta:1.0}}", f"{{{_NS}xsl-fo-compatible:1.0}}"
_HREF, _DC = "{http://www.w3.org/1999/xlink}href", "{http://purl.org/dc/elements/1.1/}"
_SVG = f"{{{_NS}svg-compatible:1.0}}"
# What was struck by one who tracks changes, what is about the text, and what stands on every page.
_SKIPPED = frozenset(
    [
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")),
        *(f"{_TEXT}{name}" for name in ("table-of-content", "alphabetical-index", "bibliography", "hidden-text")),
        *(f"{_OFFICE}{name}" for name in ("forms", "annotation", "annotation-end")),
        *(f"{_SVG}{name}" for name in ("title", "desc")),
    ]
)
_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"}
_TAGS = {f"{_TABLE}table": TABLE, f"{_TABLE}table-row": "tr", f"{_TEXT}list-item": "li", f"{_TEXT}list-header": "li"}
_MANIFEST = "META-INF/manifest.xml"
_MOST_SPACES = 100
_DEEPEST = 100


class _Style(NamedTuple):
    """How text of a style looks, and which level of heading it has."""

    marks: frozenset[str] = frozenset()
    heading: int = 0


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
        self._styles = {name: style for tree in reversed(trees) for name, style in _styles(tree)}
        self._numbered = {name for tree in trees for name in _numbered(tree)}
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
            inner = self._blocks(one, depth + 1)
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield self._paragraph(one)
            elif tag == f"{_TEXT}list":
                kind = "ol" if one.get(f"{_TEXT}style-name") in self._numbered else "ul"
                yield f"<{kind}>{''.join(inner)}</{kind}>"
            elif tag == f"{_TABLE}table-cell":
                spans = "".join(
                    f' {name}="{int(value)}"'
                    for name in ("colspan", "rowspan")
                    if (
                        value := one.get(f"{_TABLE}number-{name[:3]}{'umns' if name[0] == 'c' else 's'}-spanned", "")
                    ).isdigit()
                )
                yield f"<td{spans}>{''.join(inner)}</td>"
            elif tag in _TAGS:
                yield f"<{_TAGS[tag]}>{''.join(inner)}</{_TAGS[tag].partition(' ')[0]}>"
            elif tag == f"{_TABLE}table-header-rows":
                yield "".join(inner).replace("<td", "<th").replace("</td>", "</th>")
            else:
                yield "".join(inner)

    def _paragraph(self, element: etree._Element) -> str:
        style = self._styles.get(element.get(f"{_TEXT}style-name") or "", _Style())
        level = element.get(f"{_TEXT}outline-level") or ""
        is_heading = element.tag == f"{_TEXT}h"
        heading = style.heading or (int(level) if level.isdigit() else 1) if is_heading or style.heading else 0
        shown = "".join(self._inline(element, 0)).strip()
        if not shown:
            return ""
        return f"<h{min(heading, 6)}>{shown}</h{min(heading, 6)}>" if heading else f"<p>{_marked(shown, style)}</p>"

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
        if tag == f"{_TEXT}s":
            count = element.get(f"{_TEXT}c") or "1"
            return " " * min(int(count) if count.isdigit() else 1, _MOST_SPACES)
        if tag == f"{_TEXT}tab":
            return "\t"
        if tag == f"{_TEXT}line-break":
            return "<br>"
        if tag == f"{_TEXT}note":
            return self._note(element)
        if tag == f"{_DRAW}image":
            return self._picture(element)
        shown = "".join(self._inline(element, depth))
        if tag == f"{_TEXT}span":
            return _marked(shown, self._styles.get(element.get(f"{_TEXT}style-name") or "", _Style()))
        if tag == f"{_TEXT}a" and element.get(_HREF):
            return f'<a href="{escape(element.get(_HREF) or "")}">{shown}</a>'
        return f"{shown}<br>" if tag in (f"{_TEXT}p", f"{_TEXT}h") else shown

    def _note(self, element: etree._Element) -> str:
        body = element.find(f"{_TEXT}note-body")
        if body is None:
            return ""
        said = " ".join("".join(self._inline(one, 0)) for one in body.iter(f"{_TEXT}p"))
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


def _marked(shown: str, style: _Style) -> str:
    for mark in sorted(style.marks):
        shown = f"<{mark}>{shown}</{mark}>"
    return shown


def _tree(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        tree = etree.fromstring(archive.read(name), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise Unreadable("import-skadet") from error
    if sum(1 for _ in tree.iter()) > limits.ELEMENTS:
        raise Unreadable("import-mange-deler")
    return tree


def _styles(tree: etree._Element) -> Iterator[tuple[str, _Style]]:
    for style in tree.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name") or ""
        called = (style.get(f"{_STYLE}display-name") or name).replace("_20_", " ").lower()
        level = style.get(f"{_STYLE}default-outline-level") or ""
        heading = int(level) if level.isdigit() else 1 if called in ("title", "tittel") else 0
        yield name, _Style(frozenset(_marks(style)), heading)


def _marks(style: etree._Element) -> Iterator[str]:
    looks = style.find(f"{_STYLE}text-properties")
    if looks is None:
        return
    if looks.get(f"{_FO}font-weight") in ("bold", "700", "800", "900"):
        yield "strong"
    if looks.get(f"{_FO}font-style") == "italic":
        yield "em"
    if looks.get(f"{_STYLE}text-line-through-style", "none") != "none":
        yield "s"
    position = looks.get(f"{_STYLE}text-position") or ""
    if position.startswith(("super", "sub", "-")):
        yield "sup" if position.startswith("super") else "sub"
    elif position[:1].isdigit() and not position.startswith("0"):
        yield "sup"


def _numbered(tree: etree._Element) -> Iterator[str]:
    """Name the styles of lists whose entries have numbers."""
    for style in tree.iter(f"{_TEXT}list-style"):
        if style.find(f"{_TEXT}list-level-style-number") is not None and style[0].tag.endswith("number"):
            yield style.get(f"{_STYLE}name") or ""


def _meta(archive: zipfile.ZipFile) -> tuple[str, Saved]:
    if "meta.xml" not in archive.namelist():
        return "", UNSAVED
    meta = _tree(archive, "meta.xml")
    saved = meta.findtext(f".//{_DC}date") or meta.findtext(f".//{_META}creation-date") or ""
    return (meta.findtext(f".//{_DC}title") or "").strip(), Saved(documents.moment(saved))
