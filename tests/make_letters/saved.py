"""Letters in Nynorsk, documents, texts, web pages, and files that hold several."""

# The lines of mails are as long as those who made them have them.
# ruff: noqa: E501

import re
from collections.abc import Iterable
from html import escape

from tests.make_letters.files import docx, pdf, wrapped, zipped
from tests.make_letters.looks import body_of, chimp, outlook
from tests.make_letters.mails import links_to, mail, part
from tests.make_letters.sent import HEI, Made, S, brev, in_sections, without_links, word_title


def saved() -> Iterable[Made]:
    """Letters from Mailchimp in Nynorsk, documents, texts, web pages, and files that hold several."""
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
