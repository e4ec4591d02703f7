"""Letters as plain text, Word, PDF and zip."""

# The lines of mails are as long as those who made them have them.
# ruff: noqa: E501

import io
import os
import textwrap
import zipfile
from html import escape
from xml.sax.saxutils import escape as xml

from tests.letter_texts import Brev
from tests.make_letters.looks import body_of


def wrapped(text: str, width: int = 72, indent: str = "") -> str:
    return textwrap.fill(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def text_body(letter: Brev, *, numbered: bool) -> str:
    out = [wrapped(text) for text in letter.introduction]
    if numbered:
        out.append(
            "I dette nummeret:\n" + "\n".join(f"{number}. {item.title}" for number, item in enumerate(letter.items, 1))
        )
    for number, item in enumerate(letter.items, 1):
        out.append(f"{number}. {item.title}" if numbered else f"{item.title}\n{'=' * len(item.title)}")
        out += [wrapped(text) for text in item.paragraphs]
        if item.points:
            out.append("\n".join(wrapped(f"- {point}", indent="  ") for point in item.points))
        if item.link[0]:
            out.append(f"{item.link[0]}: {item.link[1]}")
    out.append("Med vennlig hilsen\nRedaksjonen i Fastlegenytt\nNesvik kommune\ntlf. 22 00 00 00")
    out.append(
        "--\nDu får denne e-posten fordi du står på lista til Nesvik kommune.\nMeld deg av: https://www.nesvik.example/avmelding"
    )
    return "\n\n".join(out) + "\n"


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(letter: Brev, heading: str = "Overskrift1") -> bytes:
    def para(text: str, style: str = "", numbered: bool = False) -> str:
        properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if numbered else ""
        )
        return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{xml(text)}</w:t></w:r></w:p>'

    out = [para(letter.title, "Tittel"), *(para(text) for text in letter.introduction)]
    for item in letter.items:
        out += [
            para(item.title, heading),
            *(para(text) for text in item.paragraphs),
            *(para(point, "Listeavsnitt", True) for point in item.points),
        ]
        if item.table:
            rows = "".join(
                "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{para(cell)}</w:tc>" for cell in row) + "</w:tr>"
                for row in item.table
            )
            out.append(f'<w:tbl><w:tblPr><w:tblStyle w:val="Tabellrutenett"/></w:tblPr>{rows}</w:tbl>')
        if item.link[0]:
            out.append(para(item.link[0]))
    files = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>',
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{xml(letter.title)}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">{letter.day}T08:00:00Z</dcterms:created></cp:coreProperties>',
        "word/_rels/document.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
        "word/styles.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:styles {W}>'
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
            for key, name in (
                ("Tittel", "Tittel"),
                ("Overskrift1", "Overskrift 1"),
                ("Overskrift2", "heading 2"),
                ("Listeavsnitt", "List Paragraph"),
            )
        )
        + "</w:styles>",
        "word/numbering.xml": f'<?xml version="1.0"?><w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{"".join(out)}</w:body></w:document>',
    }
    return zipped({name: text.encode() for name, text in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 2, 8, 0, 0)), data)
    return made.getvalue()


def pdf(letter: Brev, columns: int) -> bytes:
    from playwright.sync_api import sync_playwright

    items = "".join(f"<h2>{escape(item.title)}</h2>{body_of(item, '')}" for item in letter.items)
    opening = "".join(f"<p>{escape(text)}</p>" for text in letter.introduction)
    page_html = (
        f"<html lang=no><head><meta charset=utf-8><title>{letter.title}</title><style>@page{{margin:2cm}} body{{font:11pt serif}} h1{{font-size:26pt}} h2{{font-size:15pt;break-after:avoid}} main{{columns:{columns};column-gap:1cm}}</style></head>"
        f"<body><h1>{escape(letter.title)}</h1>{opening}<main>{items}</main></body></html>"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("FAGARKIV_CHROMIUM"))
        page = browser.new_page()
        page.set_content(page_html)
        made = page.pdf(format="A4")
        browser.close()
    return made
