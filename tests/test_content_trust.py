"""What gets past the list of HTML, past the search for identity numbers, or in as a file that is something else."""

import re
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.base import web_addresses
from generator.body.markdown import Renderer
from generator.body.sanitiser import EVERY_ATTRIBUTE, EVERY_TAG
from generator.render.mail_body import as_html
from generator.source import attachments
from generator.source.pictures import has_place, without_metadata
from tests.driver import SiteTest
from tests.problems import identity_number

ROOT = "https://arkiv.example.no/"
RENDERER = Renderer()
TAG = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>')


def told(text: str) -> list[tuple[int, str]]:
    _, found = RENDERER.render(text, "nyheter/2026/a.md")
    return [(one.line, dict(one.values).get("name", one.code)) for one in found if one.code.startswith("html-")]


# --- One tree, one list -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>\n<img lang=x'y src=https://evil.example/t.png alt=z>\n</div>", [(2, "<img>")]),
        ('<div>\n<b lang=x"y onclick=alert(1)>z</b>\n</div>', [(2, "onclick=…")]),
        ("<div>\n\n</div>\n<p lang=a`b><a lang=c'd href=https://a.no>e</a>", [(4, "<a>")]),
        ("<table><tr><td lang='>'><img/src=//evil.example></td></tr></table>", [(1, "<img>")]),
        ("<div>\n<blockquote cite=javascript:x>a</blockquote>\n</div>", [(2, "cite=…")]),
        ("<pre id=a class=b><code>c</code></pre>", [(1, "class=…"), (1, "id=…")]),
        ("<!-- begynner\n\nog slutter aldri", [(1, "html-uavsluttet")]),
        ("Før\n\n<div lang='\n\net **sted**", [(3, "html-uavsluttet")]),
        ("<body onload=alert(1)>\na\n</body>", [(1, "<body>"), (3, "<body>")]),
    ],
)
def test_what_the_sanitiser_takes_away_is_told_at_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert sorted(told(text)) == expected


def test_no_editor_can_give_an_element_a_mark_of_ours() -> None:
    body, _ = RENDERER.render('# A\n\n<h2 id="b" class="fa-x#1234">C</h2>\n\n[d](#a)', "nyheter/2026/a.md")
    assert re.findall(r' (?:id|class)="([^"]*)"', body.html) == ["a"]


@pytest.mark.parametrize("written", ["&#1;", "&#x1f", "&#0;", "&#xfffe;"])
def test_what_no_later_stage_can_read_is_left_out(written: str) -> None:
    body, _ = RENDERER.render(f"## a{written}b", "nyheter/2026/a.md")
    assert "\x01" not in body.html
    assert as_html(body.html, ROOT)


PARTS = st.sampled_from(
    [
        *(
            "<div>",
            "</div>",
            "<b",
            ">",
            "'",
            '"',
            "=",
            " lang=x'y ",
            " src=https://e.example/ ",
            " onclick=x",
            "<img",
            "<a",
        ),
        *(
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<svg>",
            "<math>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
        ),
        *(
            "\n\n",
            "\n",
            "# a",
            "**",
            "[a](b.md)",
            "![a](b.png)",
            "<p>",
            "</p>",
            "<select>",
            "<template>",
            "&lt;",
            "&#60;",
        ),
        *(
            "<noscript>",
            "<textarea>",
            "<title>",
            "<mtext>",
            "<mglyph>",
            "<desc>",
            "<details open>",
            "`",
            "javascript:",
            "x",
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PARTS, max_size=14).map("".join))
def test_whatever_is_written_every_element_and_attribute_is_on_the_list(text: str) -> None:
    body, _ = RENDERER.render(text, "nyheter/2026/a.md")
    for shown in (body.html, as_html(body.html, ROOT)):
        assert not re.search(r"<(?!/?[a-z])", shown)
        for found in re.finditer(r"<([^/][^\s>]*)([^>]*)>", shown):
            assert TAG.fullmatch(found[0]), found[0]
            allowed = EVERY_ATTRIBUTE["*"] | EVERY_ATTRIBUTE.get(found[1], set())
            assert found[1] in EVERY_TAG
            assert set(re.findall(r' ([a-z-]+)="', found[2])) <= allowed


# --- Files ------------------------------------------------------------------------------------------------------------

NUMBER = identity_number(1, 1, 90)
DAY, REST = NUMBER[:6], NUMBER[6:]


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", b"x")
END = chunk(b"IEND", b"")


def jpeg(turn: int = 1) -> bytes:
    tags = struct.pack(">HHIHxx", 0x112, 3, 1, turn) + struct.pack(">HHII", 0x8825, 4, 1, 0)
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\2" + tags
    return (
        b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + b"\xff\xfe\0\x06Kari\xff\xda\0\2pixler\xff\xd9"
    )


def codes(suffix: str, data: bytes) -> list[str]:
    return [code for code, _ in attachments.faults(suffix, data)]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".gif", ".webp", ".avif", ".pdf"])
@pytest.mark.parametrize(
    "data", [b"<html><script>alert(1)</script>", b'<?xml version="1.0"?><svg/>', b"PK\x03\x04docx", b""]
)
def test_a_file_is_what_its_name_says(suffix: str, data: bytes) -> None:
    assert codes(suffix, data) == ["vedlegg-annet"]


@pytest.mark.parametrize(
    "act",
    [
        b"/OpenAction <</S /JavaScript /JS (x)>>",
        b"/AA <</O <</S /L#61unch /F (cmd.exe)>>>>",
        b"/Names <</EmbeddedFiles 3 0 R>>",
        b"/Type /ObjStm >> stream\n" + zlib.compress(b"<</S /JavaScript>>") + b"\nendstream",
    ],
)
def test_a_document_that_does_something_is_refused(act: bytes) -> None:
    assert codes(".pdf", b"%PDF-1.7\n1 0 obj <<" + act + b">> endobj") == ["vedlegg-handling"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("shown", [f"({DAY} {REST}) Tj", f"[({DAY}) -20 ({REST})] TJ", f"<{NUMBER.encode().hex()}> Tj"])
def test_a_number_is_found_in_what_a_document_shows(shown: str, packed: bool) -> None:
    page = f"BT /F1 10 Tf {shown} ET".encode()
    data = b"%PDF-1.7\n<<>> stream\n" + (zlib.compress(page) if packed else page) + b"\nendstream"
    assert codes(".pdf", data) == ["fodselsnummer"]


@pytest.mark.parametrize(
    "told",
    [
        chunk(b"tEXt", b"Comment\0" + NUMBER.encode()),
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(f"{DAY} {REST}".encode())),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<dc:title>" + NUMBER.encode() + b"</dc:title>"),
    ],
)
def test_a_number_is_found_in_what_a_picture_tells_and_none_of_it_is_published(told: bytes) -> None:
    assert codes(".png", PNG + told + END) == ["fodselsnummer"]
    assert without_metadata(".png", PNG + told + END) == PNG + END


def test_a_picture_is_published_without_its_place_and_still_the_right_way_up() -> None:
    assert codes(".jpg", jpeg()) == ["bilde-sted"]
    assert without_metadata(".jpg", jpeg()) == b"\xff\xd8\xff\xda\0\2pixler\xff\xd9"
    turned = without_metadata(".jpg", jpeg(turn=6))
    assert not has_place(".jpg", turned)
    assert struct.pack(">HHIH", 0x112, 3, 1, 6) in turned
    assert b"Kari" not in turned


def test_what_is_published_of_a_picture_has_lost_its_place(site: SiteTest) -> None:
    site.file("content/nyheter/2026/a.jpg", jpeg()).item("nyheter/2026/a", "![Et kart](a.jpg)")
    assert b"Exif" not in site.build().bytes()["nyheter/2026/a.jpg"]


# --- Addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "code"),
    [
        *(
            (one, "lenke-bruker")
            for one in ("https://a:b@c.no/", "https://a@c.no", "https:/\\a@c.no", "https://a%40c.no/")
        ),
        *(
            (f"mailto:{one}", "lenke-post")
            for one in ("a@b.no%0d%0aBcc:c@d.no", "a@b.no?bcc=c@d.no", "a@b.no?cc=x%0Ay@z.no")
        ),
        *(
            (f"tel:{one}", "lenke-telefon")
            for one in ("ring", "113;post=x", "+47<b>", "%0d%0a113", "+4733%0d%0a", "11%0a3", "11%093")
        ),
        *(
            (one, "lenke-form")
            for one in (
                "https:///a",
                "https://a\u200b.no/",
                "https://a%2eno/",
                "https://a b.no/",
                "https://a..no/",
                "https://.no/",
            )
        ),
        *((one, "lenke-alfabet") for one in ("https://www.b\u0430nk.no/", "https://xn--bnk-7cd.no/")),
        *(
            (one, "")
            for one in ("https://blåbær.no/@b", "https://a.no:8080?x=a@b.no", "mailto:a@b.no,c@d.no?subject=E%20f")
        ),
        *((one, "") for one in ("tel:113", "tel:+47%2033%2034", "mailto:?subject=a", "https://例え.jp/")),
    ],
)
def test_an_address_does_what_it_seems_to_do(address: str, code: str) -> None:
    assert web_addresses.fault(address) == code
