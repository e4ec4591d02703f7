"""Old newsletters as hospitals have them lying about, made for tests: mails, mailboxes, Word documents, PDF."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage, Message
from email.mime.text import MIMEText
from email.utils import format_datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
WHEN = datetime(2019, 3, 14, 9, 30, tzinfo=OSLO)
SENDER = "Sykehuset i Vestfold <praksisnytt@siv.no>"

# A picture of one point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636001000000050001"
    "0d0a2db40000000049454e44ae426082"
)


class Piece(NamedTuple):
    """An item as it was sent."""

    title: str
    text: str


GASTRO = Piece(
    "Henvisning til gastroskopi på sykehuset",
    "Skriv i henvisningen hva du vil ha svar på, og hvilke prøver du har tatt. Da slipper sykehuset å spørre, og "
    "pasienten får time raskere. Rådene står også på sykehusets sider for fastleger.",
)
DIALOG = Piece(
    "Dialogmelding når noe er uklart",
    "Er en henvisning uklar, kan legen på sykehuset sende dialogmelding i stedet for å avslå. Fastlegen svarer på "
    "samme måte. Fagutvalget tror mest på dette tiltaket, for det koster lite og lærer begge sider noe.",
)
HOSPITERING = Piece(
    "Hospitering ved nevrologisk poliklinikk",
    "Fastleger kan hospitere en dag og se hvordan botox blir gitt mot migrene. Ta kontakt med samhandlingslegen, som "
    "setter opp dagen. Det blir søkt om godkjenning som tellende timer.",
)
ISSUE = (GASTRO, DIALOG, HOSPITERING)


def as_html(pieces: Iterable[Piece] = ISSUE, *, before: str = "", after: str = "") -> str:
    body = "\n".join(f"<h2>{piece.title}</h2>\n<p>{piece.text}</p>" for piece in pieces)
    return f"<html><body>{before}{body}{after}</body></html>"


def as_text(pieces: Iterable[Piece] = ISSUE) -> str:
    return "\n\n".join(f"{piece.title}\n{'=' * len(piece.title)}\n\n{piece.text}" for piece in pieces)


def mail(
    subject: str = "Praksisnytt nr. 3",
    html: str | None = None,
    text: str | None = None,
    *,
    sender: str = SENDER,
    when: datetime | str = WHEN,
    encoding: str = "quoted-printable",
) -> EmailMessage:
    """A mail as a mail program makes it: text, and HTML where there is any."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, sender, "fastleger@example.no"
    message["Date"] = when if isinstance(when, str) else format_datetime(when)
    message.set_content(text if text is not None else as_text(), cte=encoding)
    if html is not None:
        message.add_alternative(html, subtype="html", cte=encoding)
    return message


def labelled(body: bytes, label: str, subtype: str = "html") -> bytes:
    """A mail whose body has these bytes, and says that they are in the charset ``label``."""
    head = f"Subject: Praksisnytt\nFrom: {SENDER}\nDate: {format_datetime(WHEN)}\nMIME-Version: 1.0\n"
    kind = f"Content-Type: text/{subtype}{f'; charset={label}' if label else ''}\nContent-Transfer-Encoding: 8bit\n\n"
    return (head + kind).encode() + body


def with_picture(html: str) -> EmailMessage:
    """A mail that shows a picture it brings along, ``cid:bilde1``."""
    message = mail(html=html)
    payload = message.get_payload()
    assert isinstance(payload, list)
    shown = payload[1]
    assert isinstance(shown, EmailMessage)
    shown.add_related(PNG, "image", "png", cid="<bilde1>", filename="kart over området.png")
    return message


def with_file(message: EmailMessage, name: str, data: bytes, kind: str = "application/octet-stream") -> EmailMessage:
    main, _, sub = kind.partition("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message


def sent_on(inner: Message, note: str = "Til orientering.") -> EmailMessage:
    """A mail that was sent on as an attachment."""
    message = mail(
        "VS: Praksisnytt nr. 3",
        text=note,
        sender="Kari <kari@horten.kommune.no>",
        when="Tue, 2 Apr 2019 08:00:00 +0200",
    )
    message.add_attachment(inner)
    return message


def mailbox(messages: Iterable[Message | bytes]) -> bytes:
    found = []
    for message in messages:
        data = message if isinstance(message, bytes) else bytes(message)
        quoted = b"\n".join(b">" + line if line.startswith(b"From ") else line for line in data.split(b"\n"))
        found.append(b"From post@example.no Thu Mar 14 09:30:00 2019\n" + quoted + b"\n\n")
    return b"".join(found)


def packed(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(
    title: str = "Praksisnytt nr. 3",
    pieces: Iterable[Piece] = ISSUE,
    *,
    style: str = "Overskrift 1",
    table: Sequence[Sequence[str]] = (),
    saved: str = "2019-03-14T08:30:00Z",
) -> bytes:
    """A Word document with headings of a named style, and perhaps a table."""

    def paragraph(text: str, style_id: str = "") -> str:
        chosen = f'<w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>' if style_id else ""
        return f'<w:p>{chosen}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in table)
    body = paragraph(title, "T") + "".join(paragraph(one.title, "H") + paragraph(one.text) for one in pieces)
    document = f"<w:document {_WORD}><w:body>{body}{f'<w:tbl>{rows}</w:tbl>' if rows else ''}</w:body></w:document>"
    named = {"T": "Tittel", "H": style}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in named.items()
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dcterms:modified>{saved}</dcterms:modified></cp:coreProperties>"
    )
    return packed(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument"'
                ' Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/styles"'
                ' Target="styles.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": document.encode(),
            "word/styles.xml": f"<w:styles {_WORD}>{styles}</w:styles>".encode(),
            "docProps/core.xml": core.encode(),
        }
    )


class Set(NamedTuple):
    """A line of text set on a page, from the left and the bottom in points."""

    left: float
    bottom: float
    text: str
    size: float = 10
    font: str = "F1"


def pdf(pages: Sequence[Sequence[Set]], made: str = "20190314093000", *, drawn: str = "") -> bytes:
    """A PDF with lines of text at their places, and perhaps lines ``drawn`` on every page.

    ``F2`` is bold, and the letters of ``F3`` are all as wide as 0.6 of their size.
    """
    objects = ["", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>")
    objects.append(f"<</CreationDate(D:{made})>>")
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>")
    kids = []
    for lines in pages:
        texts = (
            f"BT /{one.font} {one.size} Tf {one.left} {one.bottom} Td ({_escaped(one.text)}) Tj ET" for one in lines
        )
        content = "\n".join([drawn, *texts])
        objects.append(f"<</Length {len(content.encode('cp1252'))}>>\nstream\n{content}\nendstream")
        fonts = "<</Font<</F1 3 0 R/F2 4 0 R/F3 6 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources{fonts}/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = "<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010d} 00000 n \n" for place in places).encode())
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def two_columns(pieces: Sequence[Piece] = ISSUE) -> bytes:
    """A newsletter of two pages in two columns, with a header, page numbers and parted words."""
    pages = []
    for number in (1, 2):
        lines = [Set(50, 800, "Praksisnytt 14. mars 2019", 9), Set(290, 30, f"Side {number} av 2", 9)]
        if number == 1:
            lines.append(Set(50, 750, "Praksisnytt nr. 3: Nytt fra sykehuset til fastlegene", 20, "F2"))
        for column, piece in zip((50, 320), pieces[2 * number - 2 : 2 * number], strict=False):
            lines.append(Set(column, 700, piece.title, 13, "F2"))
            lines += [Set(column, 680 - 12 * at, text) for at, text in enumerate(_parted(piece.text, 42))]
        pages.append(lines)
    return pdf(pages)


def _parted(text: str, width: int) -> list[str]:
    """Break text into lines, the word at the end in two where it is long."""
    lines, line = [], ""
    for one in text.split():
        if len(line) + len(one) + 1 <= width:
            line = f"{line} {one}".strip()
        elif len(one) > 8 and one.isalpha() and len(line) + 6 <= width:
            lines.append(f"{line} {one[:4]}-")
            line = one[4:]
        else:
            lines.append(line)
            line = one
    return [*lines, line]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def plain_part(text: str, charset: str = "utf-8") -> Message:
    return MIMEText(text, "plain", charset)
