"""Foreign files as bad as they come: good ones with bytes changed, and ones that were made to do harm."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator

from tests import foreign, foreign_formats
from tests.foreign import as_html, as_text, mail

_NESTED_MULTIPARTS = 2_000
_CALENDAR = (
    b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Lunsj\r\nDTSTART:20190402T093000Z\r\n"
    b"DTEND:20190402T101500Z\r\nRRULE:FREQ=WEEKLY\r\nDESCRIPTION:Vi g\xc3\xa5r gjennom malen.\r\nEND:VEVENT\r\n"
    b"END:VCALENDAR\r\n"
)


def goods() -> dict[str, bytes]:
    """Files that can be imported, by name."""
    return {
        "outlook.eml": foreign.with_picture(as_html(before='<img src="cid:bilde1">')).as_bytes(),
        "videresendt.eml": foreign.sent_on(mail(html=as_html())).as_bytes(),
        "vedlegg.eml": foreign.with_file(mail(text="Se vedlegg."), "nytt.docx", foreign.word()).as_bytes(),
        "tekst.eml": mail(text=as_text(), encoding="base64").as_bytes(),
        "brev.html": as_html(before="<style>p{}</style>").encode("cp1252"),
        "brev.docx": foreign.word(table=[["Dag", "Sted"], ["Tirsdag", "Tønsberg"]]),
        "brev.pdf": foreign.two_columns(),
        "brev.msg": foreign_formats.msg(
            foreign_formats.told("Nytt", html=as_html()), [foreign_formats.attached("a.png", foreign.PNG)]
        ),
        "winmail.eml": foreign.with_file(
            mail(text="Se vedlegg."),
            "winmail.dat",
            foreign_formats.winmail(foreign_formats.told("Nytt", html=as_html())),
        ).as_bytes(),
        "pakket.msg": foreign_formats.msg(foreign_formats.told("Nytt", rtf=_packed_rtf())),
        "brev.odt": foreign_formats.odt_issue(),
        "brev.rtf": foreign_formats.rtf_issue(),
        "lysark.pptx": foreign_formats.pptx(foreign.ISSUE, notes="Husk dette."),
        "side.mht": foreign_formats.mht(as_html(), {"https://example.no/nytt/a.png": foreign.PNG}),
        "svar.eml": mail(
            "SV: Nytt", text=f"{as_text()}\n\nDen 14. mars 2019 kl. 08:12 skrev A:\n> {as_text()}"
        ).as_bytes(),
        "møte.ics": _CALENDAR,
    }


def _packed_rtf() -> bytes:
    from compressed_rtf import compress

    return bytes(compress(foreign_formats.rtf_around(as_html()), compressed=True))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change a file as a bad disk, a bad program or a bad person would."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 30, 300))):
        at = chance.randrange(len(changed) or 1)
        match chance.randrange(7):
            case 0:
                changed[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                changed[at:at] = b"\0" * chance.choice((1, 10, 1000))
            case 2 if len(changed) > 100:
                del changed[at : at + chance.randrange(50)]
            case 3:
                changed[at:at] = changed[at : at + 200]
            case 4 if chance.random() < 0.1:
                del changed[at:]
            case 5:
                changed[at:at] = chance.choice(
                    (b"<table><tr><td>" * 50, b"<!--", b"=", b"\xff", b"\r\n\r\n", b"--", b"(<<")
                )
            case _:
                other = chance.randrange(len(changed) or 1)
                changed[at : at + 20] = changed[other : other + 20]
    return bytes(changed)


def with_changed_member(data: bytes, chance: random.Random) -> bytes:
    """Change what is packed in a Word document, so that the change is seen by more than the unpacking."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, mutated(old.read(name), chance) if name == chosen else old.read(name))
    return stream.getvalue()


def _bomb() -> bytes:
    return foreign.packed({"word/document.xml": b"<a/>" + b" " * (300 << 20)})


def _entities() -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    xml = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">{lol}]><w:document>&l11;</w:document>'
    return foreign.packed({"word/document.xml": xml.encode(), "[Content_Types].xml": xml.encode()})


def _zips_in_zips() -> bytes:
    data = foreign.packed({"brev.html": as_html().encode()})
    for _ in range(10):
        data = foreign.packed({"a.zip": data, "b.zip": data})
    return data


def _flat_bomb() -> bytes:
    return foreign.packed({f"{number}.html": b"<p>" + b"a" * (20 << 20) for number in range(20)})


def _odd_names() -> bytes:
    html = as_html().encode()
    names = (
        "../../../ut.html",
        "/etc/passwd.html",
        "..\\..\\ut.html",
        "a\x1b[2J.html",
        "content/../x.html",
        "C:\\x.html",
    )
    return foreign.packed(dict.fromkeys(names, html))


def _many_parts() -> bytes:
    head = b"Subject: a\nFrom: a@siv.no\nContent-Type: multipart/mixed; boundary=b\n\n"
    return head + b"--b\nContent-Type: text/html\n\n<p>a</p>\n" * 100_000


def _deep_parts() -> bytes:
    parts = [
        f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(_NESTED_MULTIPARTS)
    ]
    return b"Subject: a\nFrom: a@siv.no\n" + "".join(parts).encode() + b"Content-Type: text/plain\n\na"


def _html(body: str) -> Callable[[], bytes]:
    return lambda: f"<html><body>{body}</body></html>".encode()


def _pdf_of_itself() -> bytes:
    return foreign.two_columns().replace(b"/Kids[", b"/Kids[2 0 R ")


def _pdf_bomb() -> bytes:
    import zlib

    packed = zlib.compress(b"BT /F1 10 Tf (a) Tj ET " * 4_000_000)
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed) + packed + b"\nendstream"
    head = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    head += b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    page = b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>\nendobj\n4 0 obj\n"
    return head + page + stream + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def _msg_in_circles() -> bytes:
    """A mail of Outlook whose list of sectors leads back to where it began."""
    data = bytearray(foreign_formats.msg(foreign_formats.told("a", text="a" * 9000)))
    at = int.from_bytes(data[76:80], "little") * 512 + 512
    data[at : at + 200] = b"\0\0\0\0" * 50
    return bytes(data)


def _packed_bomb() -> bytes:
    """A text that says it is packed, and repeats itself for ever."""
    packed = b"\x00\x10\x00\x00\xff\xff\xff\x7fLZFu\0\0\0\0" + b"\xff\x00\x0f" * 300_000
    return foreign_formats.msg(foreign_formats.told("a", rtf=packed))


def _tnef_bomb() -> bytes:
    count = b"\xff\xff\xff\x7f"
    data = count + b"\x1f\x10\x37\0" + count + b"\0\0\0\0" * 1000
    return b"\x78\x9f\x3e\x22\x01\x00" + b"\x01\x03\x90\x06\x00" + len(data).to_bytes(4, "little") + data + b"\0\0"


def _odt_entities() -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return foreign.packed({"content.xml": f'<!DOCTYPE l [<!ENTITY l0 "lol">{lol}]><a>&l11;</a>'.encode()})


# Made when they are met, for some are large.
BAD: dict[str, Callable[[], bytes]] = {
    "bombe.docx": _bomb,
    "entiteter.docx": _entities,
    "zip-i-zip.zip": _zips_in_zips,
    "flat-bombe.zip": _flat_bomb,
    "navn.zip": _odd_names,
    "mange-deler.eml": _many_parts,
    "dype-deler.eml": _deep_parts,
    "tabeller.html": _html("<table><tr><td>" * 100_000 + "a"),
    "elementer.html": _html("<b>a</b>" * 400_000),
    "spenn.html": _html("<span>" * 200_000 + "a"),
    "uavsluttet.html": _html("<a href='" * 200_000),
    "langt-ord.html": _html("<h2>a</h2>" + "a" * 8_000_000),
    "attributter.html": _html("<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">a</p>"),
    "fra.html": _html("<p>Fra: a<br>" * 30_000),
    "klammer.md": lambda: b"[![](" * 200_000,
    "vinkler.md": lambda: b"a <script " * 100_000,
    "sitat.md": lambda: b"> " * 100_000 + b"a",
    "lister.md": lambda: b"\n".join(b"  " * number + b"- a" for number in range(1500)),
    "linjer.txt": lambda: b"a\n" * 2_000_000,
    "sitat.txt": lambda: b"> " * 2_000_000,
    "punkter.txt": lambda: b"- a\n" * 500_000,
    "hode.txt": lambda: b"Fra: a\nEmne: b\n" + b" x\n" * 700_000,
    "datoer.txt": lambda: b"31.02.2018 " * 300_000,
    "nuller.eml": lambda: b"\0" * 1_000_000,
    "nuller.pdf": lambda: b"%PDF-1.4\n" + b"\0" * 1_000_000,
    "parenteser.pdf": lambda: b"%PDF-1.4\n1 0 obj\n" + b"[" * 1_000_000,
    "ordbok.pdf": lambda: b"%PDF-1.4\n1 0 obj\n" + b"<</A " * 300_000,
    "seg-selv.pdf": _pdf_of_itself,
    "bombe.pdf": _pdf_bomb,
    "emne.eml": lambda: b"Subject: " + b"=?utf-8?Q?a?= " * 100_000 + b"\nFrom: a@siv.no\n\na",
    "emner.eml": lambda: b"Subject: a\n" * 300_000 + b"\na",
    "tegnsett.eml": lambda: foreign.labelled(as_html().encode(), "zip"),
    "base64.eml": lambda: (
        b"Subject: a\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + b"PHA+" * 3_000_000
    ),
    "tidlig.eml": lambda: b"Subject: a\nDate: Mon, 1 Jan 0001 00:00:00 +2359\n\n" + as_text().encode(),
    "stor.eml": lambda: b"Subject: a\n\n" + b"a" * (40 << 20),
    "linje.mbox": lambda: b"From " + b"a" * 10_000_000,
    "grupper.rtf": lambda: b"{\\rtf1 " + b"{" * 1_000_000,
    "merker.rtf": lambda: b"{\\rtf1 " + b"\\b\\b0 a" * 1_500_000,
    "punkter.rtf": lambda: b"{\\rtf1 " + b"{\\listtext 1.}\\li1 a\\par " * 200_000,
    "celler.rtf": lambda: b"{\\rtf1 " + b"a\\cell " * 500_000,
    "bilder.rtf": lambda: b"{\\rtf1 " + b"{\\pict\\pngblip ff}" * 300_000,
    "lange.rtf": lambda: b"{\\rtf1 \\bin2147483647 " + b"a" * 8_000_000,
    "ringer.msg": _msg_in_circles,
    "mange.msg": lambda: foreign_formats.msg(
        foreign_formats.told("a", text="a"), [foreign_formats.attached("a", b"a")] * 2_000
    ),
    "pakkebombe.msg": _packed_bomb,
    "tnef.eml": lambda: foreign.with_file(mail(text="a"), "winmail.dat", _tnef_bomb()).as_bytes(),
    "elementer.odt": lambda: foreign_formats.odt("<text:p>a</text:p>" * 400_000),
    "dyp.odt": lambda: foreign_formats.odt("<text:list><text:list-item>" * 200 + "</text:list-item></text:list>" * 200),
    "mellomrom.odt": lambda: foreign_formats.odt('<text:p><text:s text:c="999999999"/></text:p>' * 50_000),
    "bombe.odt": lambda: foreign.packed({"content.xml": b"<a/>" + b" " * (300 << 20)}),
    "entiteter.odt": _odt_entities,
    "bombe.pptx": lambda: foreign.packed({"ppt/presentation.xml": b"<a/>" + b" " * (300 << 20)}),
    "deler.mht": lambda: foreign_formats.mht("<p>a</p>", {f"https://a.no/{number}": b"a" for number in range(20_000)}),
    "sitater.eml": lambda: mail("SV: a", text="Den 1. mai 2019 kl. 08:12 skrev A:\n> a\n" * 100_000).as_bytes(),
    "hoder.eml": lambda: mail(
        "VS: a", html="<div>Fra: a@b<br>Sendt: 1. mai 2019 08:12<br>Til: a<br>Emne: a<br>" * 3_000
    ).as_bytes(),
    "linjeskift.eml": lambda: mail("VS: a", html="<div>" + "Fra: a<br>" * 200_000 + "</div>").as_bytes(),
    "skrev.eml": lambda: mail("SV: a", html="<div>" + "on 08:12 skrev " * 300_000 + "</div>").as_bytes(),
    "regler.ics": lambda: _CALENDAR.replace(b"RRULE:FREQ=WEEKLY", b"RRULE:FREQ=WEEKLY;BYDAY=" + b"MO," * 500_000),
    "hendelser.ics": lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 100_000,
    "databilder.html": _html(
        "<img src='data:image/png;base64," + "A" * 9_000_000 + "'>" + "<img src=data:image/png,a>" * 50_000
    ),
    "pynt.html": _html("<main>a</main>" + "<div class='share'>Les også<a>b</a>" * 20_000),
    "overstyring.eml": lambda: mail("Nytt \u202e\u2066fra\u0000 sykehuset\x1b[2J", text=as_text()).as_bytes(),
}


def changed(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield good files with changes, each in its turn."""
    chance = random.Random(seed)
    good = goods()
    for number in range(count):
        name = list(good)[number % len(good)]
        is_within = name.endswith((".docx", ".odt", ".pptx")) and chance.random() < 0.6
        data = with_changed_member(good[name], chance) if is_within else mutated(good[name], chance)
        yield f"{number}-{name}", data


def cases(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield all the bad files, then as many changed ones as are left."""
    for name, made in BAD.items():
        yield name, made()
    yield from changed(seed, count - len(BAD))
