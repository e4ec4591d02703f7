"""What Word can say and its converter would leave out, made into what it knows or set between signs of our own.

The signs stand in the text while mammoth makes HTML of it, and :func:`finished` then makes tags of them.  They are of
those that Unicode has given nobody; what a document has of them itself is taken out first.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.importers import symbols
from generator.importers.read.entries import Entry, as_word
from generator.importers.read.word_lists import Lists
from generator.importers.read.word_styles import Styles
from generator.importers.read.word_xml import (
    W,
    new,
    number,
    paragraphs,
    part,
    put_first,
    run,
    text_of,
    value,
    with_parts,
)

_BEGIN, _BETWEEN, _END, _HIDE, _SHOW, _DELETE, _KEEP = "\ue010\ue011\ue012\ue013\ue014\ue015\ue016"
_OWN = re.compile("[\ue010-\ue016]")
_ENTRY = re.compile(f"<(p|h[1-6])>{_BEGIN}(\\d){_BETWEEN}([^{_END}<]*){_END}")
_TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_NUMBERING = "word/numbering.xml"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# What the converter does not know, and what says the same to it.
_CALLED = {
    f"{W}cr": f"{W}br",
    f"{W}ptab": f"{W}tab",
    f"{W}bdo": f"{W}smartTag",
    f"{W}dir": f"{W}smartTag",
    f"{W}fldSimple": f"{W}smartTag",
    f"{_MATH}oMathPara": f"{W}smartTag",
}
_LONGEST_INITIAL = 3
_CONTENTS = re.compile(r"(?:toc|innh) ?\d", re.I)


def prepared(data: bytes) -> bytes:
    """Give a document in which everything that is seen is said in a way that its converter knows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = Styles(part(archive, "word/styles.xml"))
        lists = Lists(part(archive, _NUMBERING), styles)
        texts = {name: root for name in _TEXTS if (root := part(archive, name)) is not None}
        for root in texts.values():
            _simplify(root)
            for paragraph in list(paragraphs(root)):
                _mark(paragraph, styles)
            _list(root, lists)
            _head(root, styles)
            _unmerge(root)
        counted = {_NUMBERING: new("numbering")} if _NUMBERING in archive.namelist() else {}
        return with_parts(archive, {**texts, **counted})


def finished(made: str) -> str:
    """Make tags of the signs: entries of lists as Word's own HTML has them, and what is not to be seen."""
    made = _ENTRY.sub(_entry, made)
    for sign, tag in ((_HIDE, "<span hidden>"), (_SHOW, "</span>"), (_DELETE, "<del hidden>"), (_KEEP, "</del>")):
        made = made.replace(sign, tag)
    # Who makes a table in Word means one, with or without lines.
    return _OWN.sub("", made).replace("<table>", '<table border="1">')


def _entry(found: re.Match[str]) -> str:
    tag, depth, marker = found.groups()
    if tag != "p":
        return f"<{tag}>{marker} " if marker not in ("", "•") else f"<{tag}>"
    return as_word(Entry(int(depth), html.unescape(marker), "")).removesuffix("</p>")


def _simplify(root: Any) -> None:
    """Put what the converter does not know in the words that it does."""
    for one in root.iter(f"{W}t", f"{W}delText"):
        one.text = _OWN.sub("", one.text or "")
    for one in list(root.iter(*_CALLED)):
        one.tag = _CALLED[one.tag]
    for one in list(root.iter(f"{_ALTERNATE}AlternateContent")):
        if one.find(f"{_ALTERNATE}Fallback") is None and (chosen := one.find(f"{_ALTERNATE}Choice")) is not None:
            chosen.tag = f"{_ALTERNATE}Fallback"
    for one in list(root.iter(f"{_MATH}oMath")):
        one[:] = [run(text, aligned) for text, aligned in _formula(one, "") if text]
        one.tag = f"{W}smartTag"
    for one in list(root.iter(f"{W}del")):
        _delete(one)
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            _tell_of_row(row)
    for one in list(paragraphs(root)):
        _join_initial(one)


def _formula(element: Any, aligned: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a formula, with what is raised and lowered in it; a fraction is written on the line."""
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "t":
            yield child.text or "", aligned
        elif name in ("sup", "sub"):
            yield from _formula(child, f"{name}erscript" if name == "sup" else "subscript")
        elif name == "den":
            yield "/", aligned
            yield from _formula(child, aligned)
        elif name not in ("rPr", "ctrlPr") and not name.endswith("Pr"):
            yield from _formula(child, aligned)


def _delete(element: Any) -> None:
    """Set what was deleted while changes were tracked between signs; a row or paragraph says so itself."""
    if element.getparent().tag in (f"{W}rPr", f"{W}trPr"):
        return
    for one in element.iter(f"{W}delText"):
        one.tag = f"{W}t"
    element.tag = f"{W}ins"
    element[:] = [run(_DELETE), *list(element), run(_KEEP)]


def _tell_of_row(row: Any) -> None:
    """Set what a deleted row says between signs above its table, for the row itself will be gone."""
    texts = (text_of(cell) for cell in row.iter(f"{W}tc"))
    paragraph = new("p")
    paragraph.extend([run(_DELETE), run(" ".join(filter(None, texts))), run(_KEEP)])
    next(row.iterancestors(f"{W}tbl")).addprevious(paragraph)


def _join_initial(paragraph: Any) -> None:
    """Put a large first letter, which Word keeps in a frame, back in the paragraph that it begins."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    following = paragraph.getnext()
    if frame is None or frame.get(f"{W}dropCap") in (None, "none") or following is None:
        return
    runs = [one for one in paragraph if one.tag != f"{W}pPr"]
    letters = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
    if following.tag == f"{W}p" and len(letters.strip()) <= _LONGEST_INITIAL:
        for one in list(paragraph.iter(f"{W}position")):
            one.getparent().remove(one)
        put_first(following, *runs)
        paragraph.getparent().remove(paragraph)


def _mark(paragraph: Any, styles: Styles) -> None:
    """Say of each run itself what its styles say: struck out, raised, lowered, hidden, and a sign by its font."""
    around = styles.of_paragraph(paragraph)
    if any(_CONTENTS.match(value(one, "name") or "") for one in around[:1]):
        _lead_to_page(paragraph)
    for one in [one for one in paragraph.iter(f"{W}r") if _paragraph_of(one) is paragraph]:
        if one.find(f"{W}footnoteReference") is not None or one.find(f"{W}endnoteReference") is not None:
            continue
        own = one.find(f"{W}rPr")
        struck = any(styles.marked(one, around, name) for name in ("strike", "dstrike"))
        aligned, hidden = styles.aligned(one), styles.marked(one, around, "vanish")
        _say_font(one, own)
        if own is None and (struck or aligned):
            own = new("rPr")
            one.insert(0, own)
        if own is not None:
            for name, said in (("strike", "1" if struck else "0"), ("vertAlign", aligned or "baseline")):
                for old in own.findall(f"{W}{name}"):
                    own.remove(old)
                own.append(new(name, val=said))
        if hidden and any((text.text or "").strip() for text in one.iter(f"{W}t")):
            one.addprevious(run(_HIDE))
            one.addnext(run(_SHOW))


def _lead_to_page(paragraph: Any) -> None:
    """Write the dots that Word draws in a list of contents, by which it is known."""
    for tab in list(paragraph.iter(f"{W}tab")):
        if tab.getparent().tag == f"{W}r":
            tab.tag, tab.text = f"{W}t", " ........ "


def _paragraph_of(element: Any) -> Any:
    return next(one for one in element.iterancestors(f"{W}p"))


def _say_font(element: Any, own: Any | None) -> None:
    fonts = own.find(f"{W}rFonts") if own is not None else None
    named = fonts.get(f"{W}ascii") if fonts is not None else None
    for text in element.iter(f"{W}t"):
        text.text = symbols.meant(text.text or "", (named or "").lower())


def _list(root: Any, lists: Lists) -> None:
    """Let each paragraph of a list begin with a sign of how deep it lies, and of what it is counted by."""
    for paragraph in list(paragraphs(root)):
        if not any((one.text or "").strip() for one in paragraph.iter(f"{W}t")):
            continue
        if (before := paragraph.getprevious()) is None or before.tag == f"{W}tbl":
            lists.end()
        found = lists.entry(paragraph)
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            for one in properties.findall(f"{W}numPr"):
                properties.remove(one)
        if found:
            marker = _OWN.sub("", found.marker)
            put_first(paragraph, run(f"{_BEGIN}{min(found.depth, 9)}{_BETWEEN}{marker}{_END}"))


def _head(root: Any, styles: Styles) -> None:
    """Say that the first row of a table is its heading where the table's style sets it apart from the others."""
    for table in root.iter(f"{W}tbl"):
        properties, row = table.find(f"{W}tblPr"), table.find(f"{W}tr")
        look = properties.find(f"{W}tblLook") if properties is not None else None
        if look is None or row is None or not _sets_first_row_apart(look):
            continue
        chain = styles.chain(value(properties, "tblStyle"))
        if any(one.get(f"{W}type") == "firstRow" for style in chain for one in style.iter(f"{W}tblStylePr")):
            own = row.find(f"{W}trPr")
            if own is None:
                own = new("trPr")
                row.insert(0, own)
            own.append(new("tblHeader"))


def _sets_first_row_apart(look: Any) -> bool:
    said = look.get(f"{W}firstRow")
    if said is not None:
        return said in ("1", "true", "on")
    flags = look.get(f"{W}val") or "0"
    return bool(int(flags, 16) & 0x20) if re.fullmatch(r"[0-9A-Fa-f]{1,8}", flags) else False


def _unmerge(root: Any) -> None:
    """Put a cell in where a row begins or ends further in than the others."""
    for row in root.iter(f"{W}tr"):
        properties = row.find(f"{W}trPr")
        for name, at in (("gridBefore", 0), ("gridAfter", None)):
            for _ in range(min(number(value(properties, name)) or 0, 60)):
                cell = new("tc")
                cell.append(new("p"))
                row.insert(_first_cell(row) if at == 0 else len(row), cell)


def _first_cell(row: Any) -> int:
    return next((place for place, one in enumerate(row) if one.tag == f"{W}tc"), len(row))
