"""Makes the letters in ``letters/`` and what is right for each: ``python -m tests.make_letters`` (PDFs need Chromium).

The letters are in the repository, so tests do not run this.  It is kept to change them, or to add one.
"""

# The lines of mails are as long as those who made them have them.
# ruff: noqa: E501

import io
import os
import quopri
import re
import sys
import textwrap
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape as xml

import yaml

from tests import letter_texts as stoff
from tests.letter_texts import Brev, Sak

HERE = Path(__file__).parent / "letters"
PRAKSIS = "Praksisnytt <praksisnytt@fjordbygd-sykehus.example>"
KOMMUNE = "Nesvik kommune <fastlegenytt@nesvik.example>"
PIXEL = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000080000000808020000004b6d29dc0000001249444154789c63689c5e8a15310c2d090053d97601ec9107bd0000000049454e44ae426082"
)


# --- What is right ----------------------------------------------------------------------------------------------------


def right(*letters: Brev) -> str:
    return written([_right(letter) for letter in letters])


def written(rows: Sequence[Mapping[str, Any]]) -> str:
    dumped: str = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=118)
    return dumped


def _right(letter: Brev) -> dict[str, Any]:
    return {
        "title": letter.title,
        "date": letter.day,
        "sender": letter.sender,
        "language": letter.language,
        "introduction": "\n".join(letter.introduction),
        "items": [_right_item(item) for item in letter.items],
    }


def _right_item(item: Sak) -> dict[str, Any]:
    rows = [" ".join(row) for row in item.table]
    text = "\n".join([*item.paragraphs, *item.points, *rows, *filter(None, [item.link[0]])])
    return {"title": item.title, **({"section": item.section} if item.section else {}), "text": text}


# --- Mails ------------------------------------------------------------------------------------------------------------


def mail(letter: Brev, *parts: bytes, subject: str = "", kind: str = "alternative") -> bytes:
    """Put parts with headers of their own in a mail."""
    head = _head(letter, subject or letter.title)
    if len(parts) == 1:
        return head + parts[0]
    edge = b"----=_Del_0A1B2C"
    body = b"".join(b"--" + edge + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + edge + b"--\r\n"
    return head + b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (kind.encode(), edge) + body


def _head(letter: Brev, subject: str) -> bytes:
    assert letter.day
    moment = datetime(letter.day.year, letter.day.month, letter.day.day, 9, 12, tzinfo=UTC)
    coded = "=?utf-8?B?" + b64encode(subject.encode()).decode() + "?="
    name, _, address = letter.sender.partition(" <")
    return (
        f"From: =?utf-8?Q?{quopri.encodestring(name.encode()).decode().strip().replace(' ', '_')}?= <{address}\r\n"
        f"To: fastleger@liste.example\r\nSubject: {coded}\r\nDate: {format_datetime(moment)}\r\n"
        f"Message-ID: <{letter.name}@post.example>\r\nMIME-Version: 1.0\r\n"
    ).encode()


def part(
    text: str, kind: str = "html", charset: str = "utf-8", encoding: str = "quoted-printable", *, real: str = ""
) -> bytes:
    """Make one part; ``real`` is the charset it truly has, where its label is wrong."""
    raw = text.replace("\n", "\r\n").encode(real or charset, "xmlcharrefreplace")
    if encoding == "quoted-printable":
        raw = quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    elif encoding == "base64":
        raw = b64encode(raw)
        raw = b"\r\n".join(raw[at : at + 76] for at in range(0, len(raw), 76))
    return (
        f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
        + raw
        + b"\r\n"
    )


def picture(cid: str, name: str) -> bytes:
    return (
        (
            f'Content-Type: image/png; name="{name}"\r\nContent-ID: <{cid}>\r\nContent-Disposition: inline; filename="{name}"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n"
        ).encode()
        + b64encode(PIXEL)
        + b"\r\n"
    )


def plain(letter: Brev) -> str:
    """The poor text that list tools send along."""
    return "\n\n".join(
        [letter.title, *letter.introduction, *(f"{one.title}\n{' '.join(one.paragraphs)}" for one in letter.items)]
    )


def links_to(url: str, through: str) -> str:
    return {
        "safe": f"https://eur03.safelinks.protection.outlook.com/?url={quote(url, safe='')}&data=05%7C02%7C%7Cabc&sdata=x%3D&reserved=0",
        "chimp": "https://fjordbygd-sykehus.us14.list-manage.com/track/click?u=0a1b2c&id=9f8e&e=7d6c",
        "make": f"https://trk.nyhetsmotor.example/r?id=77123&url={quote(url, safe='')}&utm_source=nyhetsbrev",
        "": f"{url}{'&' if '?' in url else '?'}utm_source=nyhetsbrev&utm_medium=email&mc_cid=aa&mc_eid=bb",
    }[through]


# --- Outlook ----------------------------------------------------------------------------------------------------------

WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15 (filtered medium)">
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]--><style><!--
/* Font Definitions */ @font-face {font-family:"Cambria Math";} p.MsoNormal {margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;}
--></style><!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]--></head>
<body lang=NO-BOK link="#0563C1" vlink="#954F72" style='word-wrap:break-word'><div class=WordSection1>
"""
WORD_FOOT = """<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Med vennlig hilsen<o:p></o:p></p>
<p class=MsoNormal><b><span style='color:#1F3864'>Redaksjonen i Praksisnytt</span></b><o:p></o:p></p>
<p class=MsoNormal><span style='font-size:9.0pt'>Samhandlingsavdelingen<br>Sykehuset i Fjordbygd<br>Sentralbord: 22 00 00 00</span><o:p></o:p></p>
<p class=MsoNormal><span style='font-size:8.0pt;color:gray'>Denne e-posten er kun ment for mottakeren, og kan inneholde fortrolig informasjon. Har du mottatt den ved en feil, ber vi deg slette den og varsle avsenderen.<o:p></o:p></span></p>
</div></body></html>
"""


def p(text: str, style: str = "MsoNormal") -> str:
    return f"<p class={style}>{text}<o:p></o:p></p>\n"


def outlook(letter: Brev, title: Callable[[int, Sak], str], through: str = "safe") -> str:
    out = [WORD_HEAD, "<p class=MsoTitle>Praksisnytt<o:p></o:p></p>\n"]
    out += [p(escape(text)) for text in letter.introduction]
    for number, item in enumerate(letter.items, 1):
        out += [p("&nbsp;"), title(number, item), *(p(escape(text)) for text in item.paragraphs)]
        for point in item.points:
            out.append(
                "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'>"
                "<span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span>"
                f"<![endif]>{escape(point)}<o:p></o:p></p>\n"
            )
        if item.table:
            rows = "".join(
                "<tr>"
                + "".join(
                    f"<td width=200 valign=top style='width:150.0pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt'><p class=MsoNormal>{escape(cell)}<o:p></o:p></p></td>"
                    for cell in row
                )
                + "</tr>\n"
                for row in item.table
            )
            out.append(
                f"<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>\n{rows}</table>\n"
            )
        if item.link[0]:
            out.append(p(f'<a href="{escape(links_to(item.link[1], through))}">{item.link[0]}</a>'))
    return "".join([*out, WORD_FOOT])


# --- Mailchimp, Make and SharePoint -----------------------------------------------------------------------------------


def body_of(item: Sak, through: str, button: Callable[[str, str], str] | None = None) -> str:
    out = [f"<p>{escape(text)}</p>" for text in item.paragraphs]
    if item.points:
        out.append("<ul>" + "".join(f"<li>{escape(point)}</li>" for point in item.points) + "</ul>")
    if item.table:
        head, *rows = item.table
        out.append(
            "<table border='1' cellpadding='4'><thead><tr>"
            + "".join(f"<th>{escape(cell)}</th>" for cell in head)
            + "</tr></thead><tbody>"
            + "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
            + "</tbody></table>"
        )
    if item.link[0]:
        address = escape(links_to(item.link[1], through))
        out.append(button(item.link[0], address) if button else f'<p><a href="{address}">{item.link[0]}</a></p>')
    return "\n".join(out)


CHIMP_HEAD = """<!doctype html><html xmlns="http://www.w3.org/1999/xhtml"><head><!--[if gte mso 15]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<meta charset="UTF-8"><title>{title}</title><style type="text/css">p{{margin:10px 0;}} .mcnTextContent{{word-break:break-word;}} @media only screen and (max-width:480px){{.mcnImage{{width:100%!important}}}}</style></head>
<body><!--*|IF:MC_PREVIEW_TEXT|*--><!--[if !gte mso 9]><!----><span class="mcnPreviewText" style="display:none; font-size:0px; line-height:0px; max-height:0px; max-width:0px; opacity:0; overflow:hidden; visibility:hidden; mso-hide:all;">{preheader}</span><!--<![endif]--><!--*|END:IF|*-->
<center><table align="center" border="0" cellpadding="0" cellspacing="0" height="100%" width="100%" id="bodyTable"><tr><td align="center" valign="top" id="bodyCell">
<!--[if (gte mso 9)|(IE)]><table align="center" border="0" cellspacing="0" cellpadding="0" width="600" style="width:600px;"><tr><td align="center" valign="top" width="600"><![endif]-->
<table border="0" cellpadding="0" cellspacing="0" width="100%" class="templateContainer"><tr><td valign="top" id="templatePreheader">
<table border="0" cellpadding="0" cellspacing="0" width="100%" class="mcnTextBlock"><tbody class="mcnTextBlockOuter"><tr><td valign="top" class="mcnTextBlockInner"><table align="left" border="0" width="100%" class="mcnTextContentContainer"><tbody><tr>
<td valign="top" class="mcnTextContent" style="text-align:center;"><a href="https://mailchi.mp/0a1b2c/praksisnytt" target="_blank">Vis denne e-posten i nettleseren din</a></td></tr></tbody></table></td></tr></tbody></table></td></tr>
<tr><td valign="top" id="templateHeader"><table border="0" width="100%" class="mcnImageBlock"><tbody><tr><td class="mcnImageContent" style="text-align:center;"><img align="center" alt="" src="https://mcusercontent.com/0a1b2c/images/logo.png" width="564" class="mcnImage"></td></tr></tbody></table></td></tr>
<tr><td valign="top" id="templateBody">
"""
CHIMP_FOOT = """</td></tr><tr><td valign="top" id="templateFooter">
<table border="0" width="100%" class="mcnFollowBlock"><tbody><tr><td align="center"><table><tbody><tr><td align="center" valign="middle" width="24"><a href="https://www.facebook.com/eksempel"><img src="https://cdn-images.mailchimp.com/icons/color-facebook-48.png" alt="Facebook" height="24" width="24"></a></td>
<td align="left"><a href="https://www.facebook.com/eksempel" style="font-size:12px">Facebook</a></td></tr></tbody></table></td></tr></tbody></table>
<table border="0" width="100%" class="mcnDividerBlock"><tbody><tr><td style="min-width:100%; padding:10px 18px 25px;"><table width="100%" style="min-width:100%;border-top:2px solid #EEEEEE;"><tbody><tr><td><span></span></td></tr></tbody></table></td></tr></tbody></table>
<table border="0" width="100%" class="mcnTextBlock"><tbody><tr><td valign="top" class="mcnTextContent" style="font-size:12px"><em>Copyright © 2026 Sykehuset i Fjordbygd, alle rettigheter forbeholdt.</em><br><br><strong>Vår postadresse er:</strong><br>Sykehuset i Fjordbygd<br>Postboks 1<br>0001 Fjordbygd<br><br>
Vil du endre hvordan du mottar disse e-postene?<br>Du kan <a href="https://fjordbygd-sykehus.us14.list-manage.com/profile?u=1">oppdatere innstillingene dine</a> eller <a href="https://fjordbygd-sykehus.us14.list-manage.com/unsubscribe?u=1">melde deg av listen</a>.</td></tr></tbody></table>
</td></tr></table><!--[if (gte mso 9)|(IE)]></td></tr></table><![endif]--></td></tr></table></center>
<img src="https://fjordbygd-sykehus.us14.list-manage.com/track/open.php?u=0a1b2c&id=9f8e&e=7d6c" height="1" width="1"></body></html>
"""


def chimp(letter: Brev, through: str = "chimp") -> str:
    def block(inner: str) -> str:
        return (
            '<table border="0" cellpadding="0" cellspacing="0" width="100%" class="mcnTextBlock" style="min-width:100%;"><tbody class="mcnTextBlockOuter"><tr>'
            '<td valign="top" class="mcnTextBlockInner" style="padding-top:9px;"><!--[if mso]><table align="left" width="100%"><tr><![endif]-->'
            '<table align="left" border="0" width="100%" class="mcnTextContentContainer"><tbody><tr><td valign="top" class="mcnTextContent" style="padding:0 18px 9px;">'
            f"{inner}</td></tr></tbody></table><!--[if mso]></tr></table><![endif]--></td></tr></tbody></table>\n"
        )

    def button(text: str, address: str) -> str:
        return (
            '</td></tr></tbody></table></td></tr></tbody></table><table border="0" width="100%" class="mcnButtonBlock"><tbody><tr><td class="mcnButtonBlockInner" align="center">'
            '<table class="mcnButtonContentContainer" style="border-collapse:separate;border-radius:4px;background-color:#0b5a6f;"><tbody><tr><td align="center" class="mcnButtonContent" style="font-size:16px;">'
            f'<a class="mcnButton" title="{text}" href="{address}" style="font-weight:bold;color:#FFFFFF;">{text}</a></td></tr></tbody></table></td></tr></tbody></table>'
            '<table class="mcnTextBlock"><tbody><tr><td><table><tbody><tr><td>'
        )

    divider = (
        '<table border="0" width="100%" class="mcnDividerBlock"><tbody class="mcnDividerBlockOuter"><tr><td class="mcnDividerBlockInner" style="padding:18px;">'
        '<table class="mcnDividerContent" width="100%" style="min-width:100%;border-top:2px solid #EAEAEA;"><tbody><tr><td><span></span></td></tr></tbody></table></td></tr></tbody></table>\n'
    )
    out = [CHIMP_HEAD.format(title=letter.title, preheader="Dette er nytt i denne utgaven")]
    out.append(block("<h1>Praksisnytt</h1>" + "".join(f"<p>{escape(text)}</p>" for text in letter.introduction)))
    for item in letter.items:
        out += [divider, block(f'<h2 class="null">{escape(item.title)}</h2>\n{body_of(item, through, button)}')]
    return "".join([*out, CHIMP_FOOT])


def make(letter: Brev) -> str:
    """One table for each thing, sizes in styles only, a preheader in white, buttons of cells."""
    cells = [
        '<tr><td style="font-size:1px;line-height:1px;color:#ffffff;max-height:0px;overflow:hidden;">Les om kurs, møter og ledige plasser &#8204;&nbsp;&#8204;&nbsp;</td></tr>',
        '<tr><td align="right" style="font-size:11px;color:#777777;padding:8px 24px;">Ser ikke e-posten riktig ut? <a href="https://trk.nyhetsmotor.example/web/77123">Se den i nettleseren</a></td></tr>',
        '<tr><td style="padding:24px;background:#0b5a6f;"><span style="font-size:32px;color:#fff;font-weight:bold;">Praksisnytt</span><br><span style="font-size:13px;color:#fff;">Nr. 11 – november 2026</span></td></tr>',
        *(
            f'<tr><td style="padding:12px 24px;font-size:15px;">{escape(text)}</td></tr>'
            for text in letter.introduction
        ),
    ]
    for item in letter.items:
        inner = [
            f'<tr><td style="font-size:21px;line-height:26px;font-family:Arial;color:#123;padding-bottom:6px;">{escape(item.title)}</td></tr>'
        ]
        inner += [
            f'<tr><td style="font-size:15px;line-height:22px;">{escape(text)}</td></tr>' for text in item.paragraphs
        ]
        inner += [
            f'<tr><td><table role="presentation"><tr><td width="14" valign="top" style="font-size:15px;">•</td><td style="font-size:15px;">{escape(point)}</td></tr></table></td></tr>'
            for point in item.points
        ]
        if item.link[0]:
            inner.append(
                '<tr><td style="padding-top:10px;"><table role="presentation" border="0" cellspacing="0"><tr><td style="background:#0b5a6f;border-radius:3px;padding:8px 18px;font-size:15px;">'
                f'<a href="{escape(links_to(item.link[1], "make"))}" style="color:#fff;text-decoration:none;">{item.link[0]} &raquo;</a></td></tr></table></td></tr>'
            )
        cells.append(
            f'<tr><td style="padding:18px 24px;border-bottom:1px solid #ddd;"><table role="presentation" width="100%">{"".join(inner)}</table></td></tr>'
        )
    cells.append(
        '<tr><td style="padding:18px 24px;background:#eee;font-size:12px;">Sykehuset i Fjordbygd | Postboks 1, 0001 Fjordbygd | Org.nr. 000 000 000</td></tr>'
        '<tr><td style="padding:0 24px 18px;background:#eee;font-size:12px;">Du mottar denne e-posten fordi du er registrert som fastlege i opptaksområdet. '
        '<a href="https://trk.nyhetsmotor.example/avmelding?id=77123">Klikk her for å melde deg av</a></td></tr>'
    )
    return (
        '<html><head><style>a{color:#0b5a6f}</style></head><body style="margin:0"><table role="presentation" width="100%"><tr><td align="center">'
        f'<table role="presentation" width="600">{"".join(cells)}</table></td></tr></table>'
        '<img src="https://trk.nyhetsmotor.example/o.gif?id=77123" width="1" height="1" alt=""></body></html>'
    )


def sharepoint(letter: Brev) -> str:
    cards = "".join(
        '<tr><td style="padding:16px 0"><table width="100%" cellspacing="0"><tr>'
        f'<td width="160" valign="top"><a href="https://fjordbygd.sharepoint.example/news/{number}"><img src="https://fjordbygd.sharepoint.example/_layouts/15/thumb/{number}.jpg" width="150" height="84" alt=""></a></td>'
        f'<td valign="top" style="padding-left:12px"><div><a href="{escape(item.link[1] or f"https://fjordbygd.sharepoint.example/news/{number}.aspx")}" style="font-size:18px;font-weight:600;color:#333;text-decoration:none">{escape(item.title)}</a></div>'
        + "".join(f'<div style="font-size:14px;color:#555">{escape(text)}</div>' for text in item.paragraphs)
        + "</td></tr></table></td></tr>"
        for number, item in enumerate(letter.items, 1)
    )
    return (
        '<html><body><div style="font-family:Segoe UI"><table width="640" align="center"><tr><td style="font-size:12px"><a href="https://fjordbygd.sharepoint.example">Fastlegenytt</a></td></tr>'
        f'<tr><td style="font-size:28px;font-weight:600">{escape(letter.title)}</td></tr>'
        + "".join(f'<tr><td style="font-size:14px">{escape(text)}</td></tr>' for text in letter.introduction)
        + f'{cards}<tr><td style="font-size:12px;color:#666">Denne e-posten er laget med SharePoint. <a href="https://fjordbygd.sharepoint.example/news">Gå til nettstedet for å endre varslene</a></td></tr></table></div></body></html>'
    )


# --- Plain text, Word, PDF --------------------------------------------------------------------------------------------


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


# --- Which letters there are ------------------------------------------------------------------------------------------

S = stoff


def brev(
    name: str,
    title: str,
    day: int,
    items: Sequence[Sak],
    *introduction: str,
    sender: str = PRAKSIS,
    language: str = "nb",
) -> Brev:
    return Brev(name, title, date(2026, 11, day), sender, introduction, tuple(items), language)


def without_links(items: Iterable[Sak]) -> list[Sak]:
    return [item._replace(link=("", "")) for item in items]


def in_sections(*sections: tuple[str, Sequence[Sak]]) -> list[Sak]:
    return [item._replace(section=section) for section, items in sections for item in items]


HEI = "Kjære kollega. Her er det viktigste som har skjedd siden sist, og litt om det som kommer."


def word_title(_: int, item: Sak) -> str:
    return f"<h2><span lang=NO-BOK>{escape(item.title)}<o:p></o:p></span></h2>\n"


def bold_title(number: int, item: Sak) -> str:
    return f"<p class=MsoNormal><b><span style='font-size:11.0pt'>{number}. {escape(item.title)}<o:p></o:p></span></b></p>\n"


def bold_above(_: int, item: Sak) -> str:
    return f"<p class=MsoNormal><strong>{escape(item.title)}</strong><o:p></o:p></p>\n"


def letters() -> Iterable[tuple[str, bytes, tuple[Brev, ...]]]:
    one = brev(
        "outlook-overskrifter", "Praksisnytt nr. 11 2026", 2, [S.MOTER, S.KALENDER, S.HOSPITERING, S.SKJEMA], HEI
    )
    yield "outlook-overskrifter.eml", mail(one, part(plain(one), "plain"), part(outlook(one, word_title))), (one,)

    one = brev("outlook-fet", "Praksisnytt uke 46", 9, [S.MELDINGER, S.LUNSJ, S.FORUM], HEI)
    html = outlook(one, bold_title).replace("charset=utf-8", "charset=windows-1252")
    yield "outlook-fet.eml", mail(one, part(html, charset="windows-1252")), (one,)

    one = brev("mailchimp", "Nytt fra samhandlingen i november", 5, without_links([S.KONTAKT, S.VEILEDERE]), HEI)
    one = one._replace(items=(S.HOSPITERING, S.KALENDER, *one.items, S.LUNSJ))
    yield "mailchimp.eml", mail(one, part(plain(one), "plain"), part(chimp(one))), (one,)

    one = brev("make", "Nyheter til fastlegene", 12, [S.MOTER, S.BREV, S.PARKERING, S.BIBLIOTEK], HEI)
    yield "make.eml", mail(one, part(make(one), encoding="base64")), (one,)

    cards = [S.MELDINGER, S.BREV._replace(link=("", "")), S.PARKERING, S.VEILEDERE]
    one = brev(
        "sharepoint",
        "Nyheter du kan ha gått glipp av",
        16,
        cards,
        "Dette har skjedd på nettstedet de siste sju dagene.",
    )
    shown = one._replace(items=tuple(item._replace(link=("Les mer", "")) for item in one.items))
    yield "sharepoint.eml", mail(one, part(sharepoint(one))), (shown,)

    one = brev(
        "feil-tegnsett",
        "Informasjon til fastlegene i Nesvik",
        17,
        [S.KONTAKT, S.SKJEMA, S.PARKERING],
        HEI,
        sender=KOMMUNE,
    )
    yield (
        "feil-tegnsett.eml",
        mail(one, part(outlook(one, bold_above, ""), charset="utf-8", encoding="8bit", real="windows-1252")),
        (one,),
    )

    one = brev("utf8-merket-latin1", "Kort nytt fra kommunen", 18, [S.BIBLIOTEK, S.LUNSJ], HEI, sender=KOMMUNE)
    simple = (
        "<html><body>"
        + f"<p>{HEI}</p>"
        + "".join(f"<h3>{item.title}</h3>{body_of(item, '')}" for item in one.items)
        + "</body></html>"
    )
    yield (
        "utf8-merket-latin1.eml",
        mail(one, part(simple, charset="iso-8859-1", encoding="quoted-printable", real="utf-8")),
        (one,),
    )

    one = brev("bilder", "Praksisnytt med bilder", 19, [S.PARKERING, S.MOTER, S.BIBLIOTEK], HEI)
    inner = "".join(
        f'<tr><td><img src="cid:bilde{number}@post" alt="Tegning til saken" width="520" height="180"></td></tr><tr><td><h2>{item.title}</h2>{body_of(item, "safe")}</td></tr>'
        for number, item in enumerate(one.items)
    )
    html = f'<html><body><table width="600"><tr><td><p>{HEI}</p></td></tr>{inner}</table><img src="https://post.example/track/open?x=1" width="1" height="1"></body></html>'
    pictures = [picture(f"bilde{number}@post", f"Bilde {number + 1} (kopi).png") for number in range(3)]
    yield "bilder.eml", mail(one, part(html), *pictures, kind="related"), (one,)

    one = brev("tabeller-i-tabeller", "Samhandlingsnytt 4/2026", 20, [S.KALENDER, S.FORUM, S.HOSPITERING], HEI)
    deep = "".join(
        '<table cellpadding="0"><tr><td>' * 9
        + f'<div style="font-size:20px;font-weight:bold">{item.title}</div>'
        + "</td></tr></table>" * 9
        + '<table><tr><td width="10">&nbsp;</td><td>' * 5
        + body_of(item, "")
        + "</td></tr></table>" * 5
        for item in one.items
    )
    yield (
        "tabeller-i-tabeller.eml",
        mail(one, part(f"<body><table><tr><td><p>{HEI}</p>{deep}</td></tr></table></body>")),
        (one,),
    )

    one = brev("videresendt", "Praksisnytt nr. 10", 3, [S.SKJEMA, S.MELDINGER, S.BREV], HEI)
    head = (
        "<html><body><div class=WordSection1><p class=MsoNormal>Til orientering for alle på kontoret.</p><p class=MsoNormal>Hilsen resepsjonen</p>"
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>Fra:</b> Praksisnytt &lt;praksisnytt@fjordbygd-sykehus.example&gt;<br>"
        "<b>Sendt:</b> tirsdag 3. november 2026 09:12<br><b>Til:</b> fastleger@liste.example<br><b>Emne:</b> Praksisnytt nr. 10<o:p></o:p></p></div></div>"
    )
    inner = f"<p class=MsoNormal>{HEI}</p>" + "".join(
        f"<h2>{item.title}</h2>{body_of(item, 'safe')}" for item in one.items
    )
    around = one._replace(sender="Legekontoret i Nesvik <post@legekontoret-nesvik.example>", day=date(2026, 11, 4))
    yield (
        "videresendt.eml",
        mail(around, part(f"{head}{inner}</div></body></html>"), subject="VS: Praksisnytt nr. 10"),
        (one,),
    )

    one = brev("videresendt-vedlegg", "Praksisnytt nr. 9", 1, [S.FORUM, S.LUNSJ], HEI)
    inner_mail = mail(one, part(chimp(one)))
    attached = (
        b'Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename="Praksisnytt.eml"\r\n\r\n'
        + inner_mail
    )
    around = one._replace(sender="Legekontoret i Nesvik <post@legekontoret-nesvik.example>", day=date(2026, 11, 2))
    yield (
        "videresendt-vedlegg.eml",
        mail(around, part("Se vedlagt.\n", "plain"), attached, subject="VS: Praksisnytt nr. 9", kind="mixed"),
        (one,),
    )

    one = brev("ren-tekst", "Fastlegenytt fra Nesvik", 10, [S.MOTER, S.KONTAKT, S.BIBLIOTEK], HEI, sender=KOMMUNE)
    shown = one._replace(items=tuple(_with_address(item) for item in one.items))
    yield "ren-tekst.eml", mail(one, part(text_body(one, numbered=True), "plain")), (shown,)

    one = brev("understreket-tekst", "Fastlegenytt", 11, [S.HOSPITERING, S.FORUM], HEI, sender=KOMMUNE)
    shown = one._replace(items=tuple(_with_address(item) for item in one.items))
    yield (
        "understreket-tekst.eml",
        mail(one, part(text_body(one, numbered=False), "plain", "iso-8859-15", "8bit")),
        (shown,),
    )

    hei = "Her kjem nytt frå kommunane på Storøya, og litt om det som skjer framover."
    one = brev(
        "nynorsk",
        "Nytt til fastlegane på Storøya",
        13,
        S.PA_NYNORSK,
        hei,
        sender="Storøya kommune <post@storoya.example>",
        language="nn",
    )
    yield "nynorsk.eml", mail(one, part(_nynorsk(chimp(one, "")))), (one,)

    one = brev(
        "rapport", "Referat fra samhandlingsmøtet", 14, without_links([S.KALENDER, S.FORUM, S.KONTAKT]), HEI, sender=""
    )
    yield "rapport.docx", docx(one), (one,)
    one = brev("underoverskrifter", "Notat om samarbeidet", 15, without_links([S.VEILEDERE, S.BREV]), sender="")
    yield "underoverskrifter.docx", docx(one, "Overskrift2"), (one,)

    four = without_links([S.MOTER, S.MELDINGER, S.FORUM, S.VEILEDERE, S.BIBLIOTEK, S.BREV])
    one = brev("to-spalter", "Praksisnytt på papir", 6, four, f"{HEI} 6. november 2026.", sender="")
    yield "to-spalter.pdf", pdf(one, 2), (one,)
    one = brev(
        "en-spalte",
        "Praksisnytt til utskrift",
        7,
        [*without_links([S.SKJEMA]), S.KALENDER, *without_links([S.LUNSJ])],
        f"{HEI} 7. november 2026.",
        sender="",
    )
    yield "en-spalte.pdf", pdf(one, 1), (one,)

    one = brev(
        "skannet",
        "Nytt fra samarbeidet",
        8,
        [item._replace(points=()) for item in without_links([S.HOSPITERING, S.PARKERING, S.BIBLIOTEK, S.KONTAKT])],
        "Datert 8. november 2026, sendt til alle legekontor.",
        sender="",
    )
    spoiled = one._replace(
        introduction=tuple(map(_misread, one.introduction)),
        items=tuple(
            item._replace(title=_misread(item.title), paragraphs=tuple(map(_misread, item.paragraphs)))
            for item in one.items
        ),
    )
    text = "\n\n".join(
        [
            one.title,
            *map(wrapped, spoiled.introduction),
            *("\n\n".join([item.title, *map(wrapped, item.paragraphs)]) for item in spoiled.items),
        ]
    )
    yield "skannet.txt", text.encode(), (spoiled,)

    one = brev("notat", "Notat til legekontorene", 21, [S.PARKERING, S.FORUM, S.KALENDER], HEI, sender="")
    lines = ["---", f"title: {one.title}", f"date: {one.day}", "---", HEI, ""]
    for item in one.items:
        lines += [
            f"## {item.title}",
            "",
            *(line for text in item.paragraphs for line in (text, "")),
            *(f"- {point}" for point in item.points),
            "",
        ]
        if item.table:
            lines += [
                "| " + " | ".join(item.table[0]) + " |",
                "|---|---|---|",
                *("| " + " | ".join(row) + " |" for row in item.table[1:]),
                "",
            ]
        if item.link[0]:
            lines += [f"[{item.link[0]}]({item.link[1]})", ""]
    yield "notat.md", "\n".join(lines).encode(), (one,)

    one = brev(
        "fra-nettet",
        "Samhandlingsbrevet for november",
        22,
        [S.LUNSJ, S.HOSPITERING, S.SKJEMA, S.VEILEDERE],
        HEI,
        sender="",
    )
    contents = "".join(f'<li><a href="#sak-{number}">{item.title}</a></li>' for number, item in enumerate(one.items))
    inner = "".join(
        f'<article id="sak-{number}"><h3>{item.title}</h3>{body_of(item, "")}<p><a href="#topp">Til toppen</a></p></article>'
        for number, item in enumerate(one.items)
    )
    page = (
        f'<!doctype html><html lang="no"><head><meta charset="utf-8"><title>{one.title}</title><script>var a = "<p>ikke tekst</p>";</script></head><body id="topp"><nav><a href="/">Hjem</a> <a href="/om">Om oss</a></nav>'
        f'<main><h1>{one.title}</h1><p class="dato">22. november 2026</p><p>{HEI}</p><h2>I dette brevet</h2><ul>{contents}</ul>{inner}</main>'
        "<footer><p>© Sykehuset i Fjordbygd</p><p>Personvern</p></footer></body></html>"
    )
    yield "fra-nettet.html", page.encode(), (one,)

    one = brev("uten-overskrifter", "Smått og nytt", 23, [S.BREV, S.HOSPITERING, S.BIBLIOTEK], HEI)
    inner = "<hr>".join(f"<p>{item.title}</p>{body_of(item, 'safe')}" for item in one.items)
    yield (
        "uten-overskrifter.eml",
        mail(one, part(f"<body><p>{HEI}</p><hr>{inner}<hr><p>Beste hilsen<br>Redaksjonen</p></body>")),
        (one,),
    )

    sections = in_sections(
        ("Fra sykehuset", [S.MELDINGER, S.BREV]), ("Fra kommunene", [S.KONTAKT, S.FORUM, S.VEILEDERE])
    )
    one = brev("seksjoner", "Fellesbrev til fastlegene", 24, sections, HEI)
    inner = "".join(
        f"<h2>{section}</h2>"
        + "".join(f"<h3>{item.title}</h3>{body_of(item, 'safe')}" for item in one.items if item.section == section)
        for section in ("Fra sykehuset", "Fra kommunene")
    )
    yield "seksjoner.eml", mail(one, part(f"<body><p>{HEI}</p>{inner}</body>")), (one,)

    pairs = [S.PARKERING, S.LUNSJ, S.SKJEMA, S.BREV]
    one = brev("kort-i-to-spalter", "Nyhetsbrev for fastleger", 25, pairs, HEI)
    cells = [
        f'<td width="50%" valign="top" style="padding:10px"><p style="font-size:19px;color:#0b5a6f;margin:0">{item.title}</p><p style="font-size:14px">{"</p><p style=font-size:14px>".join(item.paragraphs)}</p>'
        + (
            f'<p style="font-size:14px"><a href="{escape(links_to(item.link[1], "make"))}">{item.link[0]}</a></p>'
            if item.link[0]
            else ""
        )
        + "</td>"
        for item in one.items
    ]
    rows = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, 4, 2))
    yield (
        "kort-i-to-spalter.eml",
        mail(
            one,
            part(
                f'<body><table role="presentation"><tr><td colspan="2" style="font-size:14px">{HEI}</td></tr>{rows}</table></body>'
            ),
        ),
        (one,),
    )

    first = brev("a", "Praksisnytt nr. 7", 26, [S.SKJEMA, S.LUNSJ], HEI)
    second = brev("b", "Praksisnytt nr. 8", 27, [S.HOSPITERING, S.KONTAKT], HEI)
    mails = [mail(one, part(outlook(one, word_title))) for one in (first, second)]
    mbox = b"".join(
        b"From praksisnytt@fjordbygd-sykehus.example Mon Nov  2 09:12:00 2026\n"
        + re.sub(rb"(?m)^(>*From )", rb">\1", one.replace(b"\r\n", b"\n"))
        + b"\n"
        for one in mails
    )
    yield "innboks.mbox", mbox, (first, second)
    third = brev("c", "Praksisnytt nr. 6", 28, without_links([S.FORUM, S.MOTER]), HEI, sender="")
    yield "samling.zip", zipped({"2026/nr-7.eml": mails[0], "2026/nr-6.docx": docx(third)}), (first, third)


def _with_address(item: Sak) -> Sak:
    return item._replace(link=(f"{item.link[0]}: {item.link[1]}", "")) if item.link[0] else item


def _nynorsk(html: str) -> str:
    for own, other in (
        ("Vis denne e-posten i nettleseren din", "Vis denne e-posten i nettlesaren din"),
        ("alle rettigheter forbeholdt", "alle rettar"),
        ("Vil du endre hvordan du mottar disse e-postene?", "Vil du endre korleis du får desse e-postane?"),
        ("oppdatere innstillingene dine", "oppdatere innstillingane dine"),
        ("melde deg av listen", "melde deg av lista"),
    ):
        html = html.replace(own, other)
    return html


def _misread(text: str) -> str:
    """Read as a scanner does: *å* alone as 4, and the Norwegian letters of longer words as others."""
    letters = str.maketrans({"å": "a", "ø": "o", "æ": "e"})
    return re.sub(r"\w{5,}", lambda found: found[0].translate(letters), re.sub(r"\bå\b", "4", text))


def main() -> None:
    for name, data, expected in letters():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        (HERE / name).write_bytes(data)
        (HERE / f"{name}.expected.yml").write_text(right(*expected), "utf-8")


if __name__ == "__main__":
    main()
