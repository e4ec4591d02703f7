"""Word documents → HTML by their styles, also where those have Norwegian names."""

import io
import zipfile
from contextlib import suppress
from datetime import date
from typing import Any

from lxml import etree

from generator.importers import limits
from generator.importers.letter import Attachment, Letter
from generator.importers.read import documents, packages

_STYLES = "\n".join(
    [
        "p[style-name='Tittel'] => h1:fresh",
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Undertittel'] => p:fresh",
        *(f"p[style-name='Overskrift {level}'] => h{level}:fresh" for level in range(1, 7)),
        *(f"p[style-name='Heading {level}'] => h{level}:fresh" for level in range(1, 7)),
        "p[style-name='Sitat'] => blockquote > p:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
        "r[style-name='Sterk'] => strong",
    ]
)
_CORE = "docProps/core.xml"
_TERMS = "{http://purl.org/dc/terms/}"


def read_word(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read a Word document with its headings, tables, lists and pictures."""
    import mammoth  # type: ignore[import-untyped]

    packages.look_over(data, "word/document.xml", "import-ikke-word")
    images: list[Attachment] = []

    def keep(image: Any) -> dict[str, str]:
        with image.open() as stream:
            content = stream.read(limits.IMAGE + 1)
        if len(content) > limits.IMAGE:
            return {}
        images.append(Attachment(f"bilde-{len(images) + 1}", str(image.content_type), content, f"bilde-{len(images)}"))
        return {"src": f"cid:{images[-1].cid}"}

    made = mammoth.convert_to_html(
        io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(keep), external_file_access=False
    )
    title, saved = _core(data)
    return [documents.letter(name, digest, made.value, title=title, saved=saved, attachments=tuple(images))]


def _core(data: bytes) -> tuple[str, date | None]:
    """Give the title that a document's properties have, and the day it was last saved."""
    with suppress(KeyError, etree.XMLSyntaxError, ValueError), zipfile.ZipFile(io.BytesIO(data)) as archive:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        core = etree.fromstring(archive.read(_CORE), parser)
        title = core.findtext("{http://purl.org/dc/elements/1.1/}title") or ""
        saved = core.findtext(f"{_TERMS}modified") or core.findtext(f"{_TERMS}created") or ""
        is_real = len(title.strip()) > 3 and not title.lower().startswith(("microsoft word", "document", "dokument"))
        return (title if is_real else ""), documents.moment(saved)
    return "", None
