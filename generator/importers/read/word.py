"""Word documents → HTML by their styles, also where those have Norwegian names."""

import io
import zipfile
from contextlib import suppress
from typing import Any

from lxml import etree

from generator.importers import limits
from generator.importers.letter import Attachment, Letter
from generator.importers.read import documents, packages, word_marks
from generator.importers.read.days import UNSAVED, Saved

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
_CORE_TERMS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


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
        io.BytesIO(word_marks.prepared(data)),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(keep),
        external_file_access=False,
    )
    title, saved = _core(data)
    body = word_marks.finished(made.value)
    return [documents.letter(name, digest, body, title=title, saved=saved, attachments=tuple(images))]


def _core(data: bytes) -> tuple[str, Saved]:
    """Give the title that a document's properties have, and the day it was last saved.

    What was never saved after it was made may have got its day, and its title, from the template it was made of.
    """
    with suppress(KeyError, etree.XMLSyntaxError, ValueError), zipfile.ZipFile(io.BytesIO(data)) as archive:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        core = etree.fromstring(archive.read(_CORE), parser)
        title = core.findtext("{http://purl.org/dc/elements/1.1/}title") or ""
        created, modified = (core.findtext(f"{_TERMS}{name}") or "" for name in ("created", "modified"))
        is_own = not (created == modified and (core.findtext(f"{_CORE_TERMS}revision") or "1") in ("0", "1"))
        is_real = len(title.strip()) > 3 and not title.lower().startswith(("microsoft word", "document", "dokument"))
        return (title if is_real else ""), Saved(documents.moment(modified or created), is_own)
    return "", UNSAVED
