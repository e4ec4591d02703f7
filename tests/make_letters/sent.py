"""Letters that were sent, and sent on, from Outlook, list tools and by hand."""

# The lines of mails are as long as those who made them have them.
# ruff: noqa: E501

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from tests import letter_texts as stoff
from tests.letter_texts import Brev, Sak
from tests.make_letters.files import text_body
from tests.make_letters.looks import body_of, chimp, make, outlook, sharepoint
from tests.make_letters.mails import mail, part, picture, plain

PRAKSIS = "Praksisnytt <praksisnytt@fjordbygd-sykehus.example>"
KOMMUNE = "Nesvik kommune <fastlegenytt@nesvik.example>"


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


Made = tuple[str, bytes, tuple[Brev, ...]]


def sent() -> Iterable[Made]:
    """Letters that were sent, and sent on, from Outlook, list tools and by hand."""
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


def _with_address(item: Sak) -> Sak:
    return item._replace(link=(f"{item.link[0]}: {item.link[1]}", "")) if item.link[0] else item
