"""Web pages as they were saved: alone, with their pictures in a folder, or all in one file (MHTML)."""

import email.policy
from collections.abc import Mapping
from email.parser import BytesParser
from urllib.parse import urljoin

from lxml import html

from generator.importers.letter import Attachment, Letter
from generator.importers.limits import Unreadable
from generator.importers.read import charset, documents, furniture, pictures
from generator.importers.read.mail import Message, Parts, header, label_of
from generator.importers.read.post import told
from generator.importers.read.transfer import decoded


def read_page(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read an HTML file; a mail that was saved as one tells its title and language as web pages do."""
    return read_saved_page(name, digest, data, {})


def read_saved_page(name: str, digest: str, data: bytes, beside: Mapping[str, bytes]) -> list[Letter]:
    """Read an HTML file with the pictures that lie beside it."""
    text = charset.decode(data, charset.declared(data)).replace("\0", "")
    shown, found = pictures.from_beside(text, beside, pictures.path_key)
    return [_letter(name, digest, shown, found)]


def read_archive(name: str, digest: str, data: bytes) -> list[Letter]:
    """Read a page that was saved as one file with all its pictures."""
    message = BytesParser(policy=email.policy.compat32).parsebytes(data)
    page = next((one for one in message.walk() if one.get_content_type() == "text/html"), None)
    if page is None or not message.keys():
        raise Unreadable("import-ikke-nettside")
    written = decoded(page).data
    label = label_of(page.get_param("charset") or "") or charset.declared(written)
    base = header(page, "Content-Location")
    beside = {
        urljoin(base, header(one, "Content-Location")): decoded(one).data
        for one in message.walk()
        if one.get_content_maintype() == "image" and one["Content-Location"]
    }
    text = charset.decode(written, label).replace("\0", "")
    shown, found = pictures.from_beside(text, beside, lambda source: urljoin(base, source))
    return [_letter(name, digest, shown, (*found, *_by_id(message)), header(message, "Subject"))]


def _by_id(message: Message) -> list[Attachment]:
    """Give the pictures that a page shows by their Content-ID, as mails do."""
    parts = Parts()
    parts.gather(message)
    return [one for one in parts.attachments if one.cid and one.type.startswith("image/")]


def _letter(name: str, digest: str, text: str, found: tuple[Attachment, ...], called: str = "") -> Letter:
    """Make a letter of a page, without what its site has around every page."""
    body, written_in = pictures.from_data(text)
    tree = documents.parsed(body)
    title = tree.findtext(".//head/title") or tree.findtext(".//title") or called
    left_out = tuple(one for said in furniture.cut(tree) for one in told("import-utelatt-nettside", said))
    shown = html.tostring(tree, encoding="unicode") if left_out else body
    return documents.letter(name, digest, shown, title=title, attachments=(*found, *written_in), left_out=left_out)
