"""The parts of a Word document as XML, to be read and changed before they are turned into HTML."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = ("0", "false", "off", "none")


def part(archive: zipfile.ZipFile, name: str) -> Any | None:
    """Read one part; None where there is none, or it is no XML."""
    try:
        data = archive.read(name)
    except KeyError:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data.replace(_STRICT, _USUAL), parser)
    except etree.XMLSyntaxError:
        return None


def with_parts(archive: zipfile.ZipFile, changed: Mapping[str, Any]) -> bytes:
    """Give the document with some of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as made:
        for name in dict.fromkeys(archive.namelist()):
            data = etree.tostring(changed[name], encoding="utf-8") if name in changed else archive.read(name)
            made.writestr(name, data)
    return stream.getvalue()


def value(element: Any | None, name: str) -> str | None:
    """Give the value of a child; None where there is no child of that name."""
    child = element.find(f"{W}{name}") if element is not None else None
    return None if child is None else (child.get(f"{W}val") or "")


def is_on(element: Any | None, name: str) -> bool | None:
    """Whether a property is on; None where nothing is said of it."""
    said = value(element, name)
    return None if said is None else said not in _OFF


def number(text: str | None) -> int | None:
    """Read a whole number, as lengths in twentieths of a point are."""
    bare = (text or "").removesuffix(".0")
    return int(bare) if bare.lstrip("-").isdecimal() and len(bare) < 8 else None


def text_of(element: Any) -> str:
    """Give the words of an element, those that were deleted too."""
    return "".join(one.text or "" for one in element.iter(f"{W}t", f"{W}delText"))


def new(tag: str, **values: str) -> Any:
    """Make an element with attributes."""
    return etree.Element(f"{W}{tag}", {f"{W}{name}": said for name, said in values.items()})


def run(text: str, aligned: str = "") -> Any:
    """Make a run of text, perhaps raised or lowered."""
    made, said = new("r"), new("t")
    said.text = text
    if aligned:
        properties = new("rPr")
        properties.append(new("vertAlign", val=aligned))
        made.append(properties)
    made.append(said)
    return made


def put_first(paragraph: Any, *elements: Any) -> None:
    """Put elements before all that a paragraph says."""
    at = 1 if paragraph.find(f"{W}pPr") is not None else 0
    paragraph[at:at] = list(elements)


def paragraphs(root: Any) -> Iterator[Any]:
    """Yield the paragraphs of a part in their order."""
    yield from root.iter(f"{W}p")
