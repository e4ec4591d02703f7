"""How Outlook and list tools set a letter."""

# The lines of mails are as long as those who made them have them.
# ruff: noqa: E501

from collections.abc import Callable
from html import escape

from tests.letter_texts import Brev, Sak
from tests.make_letters.mails import links_to

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
