"""An issue as e-mail: what is in it, what mail programs make of it, and that nothing gets into its headers."""

import email
import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import fast_mail_parser
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser
from pydantic import TypeAdapter, ValidationError

from generator.base.problems import BuildFailed, UsageError
from generator.body.markdown import Renderer
from generator.commands.mail import Proof, write
from generator.model.fields import Header, is_header
from generator.render.eml import Mail, message
from generator.render.mail import MAX_BYTES
from generator.render.mail_body import as_html, as_text
from tests.driver import TODAY, SiteTest

ROOT = "https://arkiv.example.no/"
SETTINGS = "site_name: Prøvearkiv\nbase_url: https://arkiv.example.no/\nlanguage: nb\nmail_address: post@example.no\n"
MUNICIPALITIES = "- {id: horten, name: Horten}\n- {id: larvik, name: Larvik}\n"
ISSUE = "nyhetsbrev/2026/uke-47"
PARTS = "[nyheter/2026/a, {heading: Lokalt, items: [nyheter/2026/b, nyheter/2026/c]}]"


@pytest.fixture
def issue(site: SiteTest) -> SiteTest:
    """A site with one issue: an item for all, and two in a section, of which each is for one municipality."""
    site.file("site_config.yml", SETTINGS).file("content/registre/kommuner.yml", MUNICIPALITIES)
    site.item("nyheter/2026/a", summary="Kort om A.")
    site.item("nyheter/2026/b", sender="horten", municipalities="[horten]", lang="nn")
    site.item("nyheter/2026/c", municipalities="[larvik]")
    return site.document(ISSUE, "Les [A](../../nyheter/2026/a.md) først.", **matter())


def matter(**fields: object) -> dict[str, Any]:
    contact = "{role: Sekretariatet, email: svar@example.no}"
    return {
        "title": "Nyhetsbrev uke 47",
        "date": "2026-11-20",
        "sender": "siv",
        "items": PARTS,
        "contact": contact,
        **fields,
    }


def mail(site: SiteTest, name: str = ISSUE, municipality: str = "", *, today: date = TODAY) -> dict[str, bytes]:
    """Write an issue, and give the files by suffix."""
    config = site.folder / "site_config.yml"
    return {
        path.suffix: path.read_bytes()
        for path in write(config, name, municipality, site.folder / "post", None, today, site.report)
    }


def opened(files: dict[str, bytes]) -> EmailMessage:
    """Open the mail as Python does."""
    found = email.message_from_bytes(files[".eml"], policy=default)
    assert isinstance(found, EmailMessage)
    return found


def tree(files: dict[str, bytes]) -> Any:
    return html.document_fromstring(files[".html"])


def texts(files: dict[str, bytes], xpath: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in tree(files).xpath(xpath)]


# --- What is in it ----------------------------------------------------------------------------------------------------


def test_headings_are_the_issue_its_sections_and_its_items_each_leading_to_its_page(issue: SiteTest) -> None:
    files = mail(issue)
    found = [(one.tag, one.text_content(), *one.xpath("a/@href")) for one in tree(files).xpath("//h1|//h2|//h3|//h4")]
    assert found == [
        ("h1", "Nyhetsbrev uke 47"),
        ("h2", "A", f"{ROOT}nyheter/2026/a.html"),
        ("h2", "Lokalt"),
        ("h3", "B", f"{ROOT}nyheter/2026/b.html"),
        ("h3", "C", f"{ROOT}nyheter/2026/c.html"),
    ]


def test_the_text_says_the_same_in_the_same_order(issue: SiteTest) -> None:
    assert mail(issue)[".txt"].decode() == (
        "Nyhetsbrev uke 47\n"
        "=================\n"
        "\n"
        "Sykehuset i Vestfold · 20. november 2026\n"
        "\n"
        "Les på nett: https://arkiv.example.no/nyhetsbrev/2026/uke-47.html\n"
        "\n"
        "Les A (https://arkiv.example.no/nyheter/2026/a.html) først.\n"
        "\n"
        "A\n"
        "Sykehuset i Vestfold · 2. november 2026\n"
        "Kort om A.\n"
        "Les mer: https://arkiv.example.no/nyheter/2026/a.html\n"
        "\n"
        "\n"
        "Lokalt\n"
        "------\n"
        "\n"
        "B\n"
        "Horten kommune · 2. november 2026\n"
        "Brødtekst.\n"
        "Les mer: https://arkiv.example.no/nyheter/2026/b.html\n"
        "\n"
        "C\n"
        "Sykehuset i Vestfold · 2. november 2026\n"
        "Brødtekst.\n"
        "Les mer: https://arkiv.example.no/nyheter/2026/c.html\n"
        "\n"
        "-- \n"
        "Du får dette fra Sykehuset i Vestfold.\n"
        "Spørsmål? Kontakt: Sekretariatet, svar@example.no.\n"
        "Alt som er sendt ut, ligger i arkivet: Prøvearkiv, https://arkiv.example.no/index.html\n"
    )


def test_the_mail_opens_in_two_parsers(issue: SiteTest) -> None:
    files = mail(issue)
    ours, other = opened(files), fast_mail_parser.parse_email(files[".eml"])
    assert ours.defects == []
    assert ours.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in ours.iter_parts()] == ["text/plain", "text/html"]
    assert ours["Subject"] == other.subject == "Nyhetsbrev uke 47"
    assert ours["From"] == "Sykehuset i Vestfold <post@example.no>"
    assert ours["Reply-To"] == "svar@example.no"
    assert ours["Date"] == "Fri, 20 Nov 2026 12:00:00 +0000"
    assert ours["To"] is None
    for kind, suffix, theirs in (("plain", ".txt", other.text_plain), ("html", ".html", other.text_html)):
        part = ours.get_body((kind,))
        assert part is not None
        said = part.get_content().replace("\r\n", "\n").strip()
        assert said == files[suffix].decode().strip()
        assert "".join(theirs).replace("\r\n", "\n").strip() == said


def test_the_same_issue_gives_the_same_bytes_on_any_day_and_in_any_folder(issue: SiteTest, tmp_path: Path) -> None:
    first = mail(issue)
    assert mail(issue, today=date(2027, 3, 1)) == first
    (issue.folder).rename(tmp_path / "flyttet")
    issue.folder = tmp_path / "flyttet"
    assert mail(issue, f"content/{ISSUE}.md") == first


def test_another_text_is_another_message(issue: SiteTest) -> None:
    first = opened(mail(issue))["Message-ID"]
    issue.document(ISSUE, "Noe annet.", **matter())
    second = opened(mail(issue))["Message-ID"]
    assert first != second
    assert re.fullmatch(r"<nyhetsbrev\.2026\.uke-47\.[0-9a-f]{24}@example\.no>", second)


def test_subject_preheader_and_name_come_from_the_settings(issue: SiteTest) -> None:
    more = 'mail_name: Praksisnytt\nmail_subject: "SENDER: TITLE"\nmail_preheader: Nytt for fastleger\n'
    files = mail(issue.file("site_config.yml", SETTINGS + more))
    assert opened(files)["Subject"] == "Sykehuset i Vestfold: Nyhetsbrev uke 47"
    assert opened(files)["From"] == "Praksisnytt <post@example.no>"
    assert texts(files, "//*[@class='preheader']") == ["Nytt for fastleger"]


def test_subject_and_preheader_of_the_issue_go_before(issue: SiteTest) -> None:
    issue.file("site_config.yml", f"{SETTINGS}mail_subject: 'Nytt: TITLE'\nmail_preheader: Nytt\n")
    files = mail(issue.document(ISSUE, **matter(subject="Åtte saker – på ett minutt", preheader="Kort fortalt")))
    assert opened(files)["Subject"] == "Åtte saker – på ett minutt"
    assert texts(files, "//*[@class='preheader']") == ["Kort fortalt"]


def test_the_summary_is_the_preheader_where_nothing_else_is_said(issue: SiteTest) -> None:
    assert texts(mail(issue), "//*[@class='preheader']") == ["Les A først."]
    files = mail(issue.document(ISSUE, **matter(summary="Tre saker.")))
    assert texts(files, "//*[@class='preheader']") == ["Tre saker."]


def test_answers_go_to_the_contact_if_its_address_is_a_plain_one(issue: SiteTest) -> None:
    files = mail(issue.document(ISSUE, **matter(contact="{role: Sekretariatet, email: søk@example.no}")))
    assert opened(files)["Reply-To"] is None
    assert "søk@example.no" in files[".txt"].decode()


def test_an_issue_in_nynorsk_speaks_nynorsk(issue: SiteTest) -> None:
    files = mail(issue.document(ISSUE, **matter(lang="nn")))
    assert tree(files).get("lang") == "nn"
    assert opened(files)["Content-Language"] == "nn"
    assert "Les meir: " in files[".txt"].decode()
    assert tree(files).xpath("//td[@class='item']/@lang") == ["nb", "nb"]


# --- One municipality -------------------------------------------------------------------------------------------------


def test_the_mail_to_a_municipality_holds_what_is_for_all_and_what_is_for_it(issue: SiteTest) -> None:
    files = mail(issue, municipality="horten")
    assert texts(files, "//h2|//h3") == ["A", "Lokalt", "B"]
    assert opened(files)["Subject"] == "Nyhetsbrev uke 47 (Horten)"
    assert opened(files)["From"] == "Sykehuset i Vestfold <post@example.no>"
    assert "20. november 2026 · For leger i Horten" in files[".txt"].decode()
    assert (issue.folder / "post" / "2026-uke-47-horten.eml").exists()


def test_a_section_without_items_for_the_municipality_is_left_out(issue: SiteTest) -> None:
    parts = "[nyheter/2026/a, {heading: Lokalt, items: [nyheter/2026/c]}]"
    files = mail(issue.document(ISSUE, **matter(items=parts)), municipality="horten")
    assert texts(files, "//h2|//h3") == ["A"]


# --- What is not published --------------------------------------------------------------------------------------------


def test_a_draft_can_be_seen_as_a_mail_and_what_is_not_published_is_named(issue: SiteTest) -> None:
    issue.item("nyheter/2026/a", draft="true").document(ISSUE, **matter(draft="true"))
    assert texts(mail(issue), "//h2|//h3") == ["A", "Lokalt", "B", "C"]
    assert [code for code in issue.report.said if code.startswith("post-")] == ["post-kladd", "post-venter"]


def test_an_issue_can_be_made_before_its_day(issue: SiteTest) -> None:
    issue.document(ISSUE, **matter(date="2026-12-01")).item("nyheter/2026/a", date="2026-11-30")
    issue.item("nyheter/2026/b", date="2026-12-24")
    assert texts(mail(issue), "//h2|//h3") == ["A", "Lokalt", "C"]
    assert [code for code in issue.report.said if code.startswith("post-")] == ["post-venter", "post-utelatt"]


# --- What mail programs make of it ------------------------------------------------------------------------------------

EVERYTHING = """
    Avsnitt med **vekt**, `kode` og en [lenke](../../nyheter/2026/a.md).[^1]

    ## En overskrift

    | Kanal | Svar |
    |---|---|
    | Epikrise | Ja |

    1. Først
        - under

    > Sitat

    <details><summary>Mer</summary>Skjult tekst.</details>

    ![En tegning](tegning.png)

    Skriv til [oss](mailto:svar@example.no).

    [^1]: En fotnote.
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000"
    "000049454e44ae426082"
)


@pytest.fixture
def everything(issue: SiteTest) -> SiteTest:
    """An issue with all that an introduction can hold, and an item that says that it was withdrawn."""
    issue.item("nyheter/2026/a", summary="Kort om A.", withdrawn="{date: 2026-11-18, reason: Feil.}")
    return issue.document(ISSUE, EVERYTHING, **matter()).file("content/nyhetsbrev/2026/tegning.png", PNG)


def faults(text: str) -> list[str]:
    """Name what mail programs take away, or what they would have to fetch."""
    whole = html.document_fromstring(text)
    found = [f"<{one.tag}>" for one in whole.xpath("//script|//link|//iframe|//form|//input|//object|//video|//svg")]
    found += [f"{one.tag} {name}" for one in whole.iter() for name in one.attrib if name.startswith("on")]
    found += [f"href {link}" for link in whole.xpath("//@href") if not re.match(r"https://|mailto:|tel:", link)]
    found += [f"src {link}" for link in whole.xpath("//@src") if not link.startswith("https://")]
    found += ["no alt" for _ in whole.xpath("//img[not(@alt)]")]
    found += [f"style {name}" for name in re.findall(r"\b(?:position|float|flex|grid|url|var|@import)\b", text)]
    found += [f"no style: {one.tag}.{one.get('class')}" for one in whole.xpath("//body//*[@class and not(@style)]")]
    found += ["layout" for _ in whole.xpath("//table[@class and not(@role='presentation')]")]
    found += ["id" for _ in whole.xpath("//@id")]
    return found


def test_the_html_has_nothing_that_mail_programs_take_away(everything: SiteTest) -> None:
    files = mail(everything)
    text = files[".html"].decode()
    assert faults(text) == []
    assert len(text.encode()) < MAX_BYTES
    (style,) = tree(files).xpath("//style/text()")
    assert style.count("@media") == 1
    assert "prefers-color-scheme: dark" in style
    assert tree(files).xpath("//meta[@name='color-scheme']/@content") == ["light dark"]
    assert tree(files).xpath("//html/@lang") == ["nb"]


def test_the_headings_of_the_introduction_are_no_headings_of_the_mail(everything: SiteTest) -> None:
    files = mail(everything)
    assert texts(files, "//h1|//h2|//h3") == ["Nyhetsbrev uke 47", "A", "Lokalt", "B", "C"]
    assert texts(files, "//td[@class='introduction']//p/strong") == ["vekt", "En overskrift"]


def test_the_introduction_as_text(everything: SiteTest) -> None:
    text = mail(everything)[".txt"].decode().split("\n\n\n")[0].partition("uke-47.html\n\n")[2]
    assert text.partition("\nA\n")[0].split("\n\n") == [
        "Avsnitt med vekt, kode og en lenke\n(https://arkiv.example.no/nyheter/2026/a.html).[1]",
        "En overskrift",
        "Kanal | Svar\nEpikrise | Ja",
        "1. Først\n   - under",
        "Sitat",
        "Mer",
        "Skjult tekst.",
        "En tegning",
        "Skriv til oss (svar@example.no).",
        "1. En fotnote.\n",
    ]


def test_the_mail_fits_a_phone_and_can_be_read_by_all(everything: SiteTest, chromium: Browser) -> None:
    mail(everything)
    with chromium.new_context(offline=True) as context:
        page = context.new_page()
        page.goto((everything.folder / "post" / "2026-uke-47.html").as_uri())
        page.evaluate(Axe().axe_script)
        grounds = set()
        for scheme in ("light", "dark"):
            for width in (320, 600):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                answer = page.evaluate("axe.run", {"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})
                assert [(rule["id"], rule["nodes"][0]["html"]) for rule in answer["violations"]] == []
                grounds.add(page.evaluate("getComputedStyle(document.querySelector('.letter')).backgroundColor"))
        assert grounds == {"rgb(255, 255, 255)", "rgb(20, 26, 31)"}
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.locator(".letter").bounding_box()["width"] == 600  # type: ignore[index]


def test_summaries_are_cut_where_the_mail_would_be_too_large(issue: SiteTest) -> None:
    ids = [f"nyheter/2026/sak-{number}" for number in range(60)]
    for one in ids:
        issue.item(one, summary=" ".join(["sammendrag"] * 150))
    files = mail(issue.document(ISSUE, **matter(items=f"[{', '.join(ids)}]")))
    assert len(files[".html"]) <= MAX_BYTES
    assert "sammendrag …" in files[".txt"].decode()
    assert "post-kortet" in issue.report.said


def test_an_issue_too_large_without_summaries_is_refused(issue: SiteTest) -> None:
    long = "\n\n".join(["Innledningen er alt for lang."] * 3000)
    with pytest.raises(UsageError, match="bruk-post-stor"):
        mail(issue.document(ISSUE, long, **matter()))


# --- Headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["Nytt\nBcc: a@b.no", "Nytt\rBcc: a@b.no", "a\0", "a\x85b", "a\u2028b", "=?utf-8?q?a?="]
)
def test_what_could_add_a_header_or_hide_a_text_is_no_header(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Header).validate_python(text)


LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from(',;:<>@"\\()=?_ ')


@settings(max_examples=60)
@given(st.text(LETTERS, min_size=1, max_size=300), st.text(LETTERS, min_size=1, max_size=60))
def test_no_title_or_name_adds_a_header(subject: str, name: str) -> None:
    subject, name = f"a{subject}a", f"a{name}a"
    assume(is_header(subject) and is_header(name))
    raw = message(Mail("a", "2026-11-20", subject, name, "post@example.no", "", "nb", "Tekst", "<p>Tekst</p>"))
    found = email.message_from_bytes(raw, policy=default)
    assert found.keys() == [
        *("From", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Language"),
    ]
    assert found["From"].addresses[0].addr_spec == "post@example.no"
    assert len(found["From"].addresses) == 1
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_title_that_looks_encoded_stops_the_mail(issue: SiteTest) -> None:
    issue.document(ISSUE, **matter(title='"=?utf-8?q?Nytt?="'))
    with pytest.raises(BuildFailed) as failed:
        mail(issue)
    assert [problem.code for problem in failed.value.problems] == ["felt-linje"]


# --- What is asked for wrongly ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "municipality", "code"),
    [("nyhetsbrev/2026/uke-48", "", "bruk-post-nummer"), (ISSUE, "skien", "bruk-post-kommune")],
)
def test_an_issue_or_municipality_that_is_not_there_is_named(
    issue: SiteTest, name: str, municipality: str, code: str
) -> None:
    with pytest.raises(UsageError, match=code) as error:
        mail(issue, name, municipality)
    assert ("uke-47" if not municipality else "horten, larvik") in error.value.text("nb")


def test_a_mail_needs_a_sender_and_items(issue: SiteTest) -> None:
    with pytest.raises(UsageError, match="bruk-post-tomt"):
        mail(issue.document(ISSUE, **matter(items="[nyheter/2026/c]")), municipality="horten")
    with pytest.raises(UsageError, match="bruk-post-avsender"):
        mail(issue.file("site_config.yml", SETTINGS.replace("mail_address: post@example.no\n", "")))


# --- The proof --------------------------------------------------------------------------------------------------------

CERTIFICATE = Path(__file__).parent / "smtp" / "localhost.pem"


class Server(socketserver.ThreadingTCPServer):
    """A mail server that takes what it is given, and remembers it; over TLS if it has a certificate."""

    daemon_threads = True

    def __init__(self, *, with_tls: bool = False, refuses: bool = False) -> None:
        super().__init__(("localhost", 0), Session)
        self.with_tls, self.refuses = with_tls, refuses
        self.taken: list[tuple[str, list[str], bytes, bool]] = []


class Session(socketserver.StreamRequestHandler):
    """One conversation (RFC 5321, RFC 3207)."""

    server: Server

    def handle(self) -> None:
        sender, to, secure = "", [], False
        self.say("220 localhost")
        while line := self.rfile.readline():
            word, _, rest = line.decode().strip().partition(" ")
            word = word.upper()
            if word == "EHLO":
                offered = ["250-STARTTLS"] if self.server.with_tls and not secure else []
                self.say("250-localhost", *offered, "250 8BITMIME")
            elif word == "STARTTLS":
                self.say("220 Go")
                if not self.secure():
                    return
                secure = True
            elif word == "MAIL":
                sender = rest
                self.say("250 OK")
            elif word == "RCPT":
                to.append(rest)
                self.say("550 Ukjent mottaker" if self.server.refuses else "250 OK")
            elif word == "DATA":
                self.say("354 Go")
                data = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.taken.append((sender, to, data, secure))
                self.say("250 OK")
            else:
                self.say("221 Bye" if word == "QUIT" else "250 OK")

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def secure(self) -> bool:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        try:
            self.connection = context.wrap_socket(self.connection, server_side=True)
        except ssl.SSLError:
            return False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        return True


@contextmanager
def listening(server: Server) -> Iterator[str]:
    """Let a server listen, and give its address."""
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"localhost:{server.server_address[1]}"
        server.shutdown()


def prove(site: SiteTest, host: str, to: str = "korrektur@example.no") -> None:
    config, folder = site.folder / "site_config.yml", site.folder / "post"
    write(config, ISSUE, "", folder, Proof(host, to), TODAY, site.report)


def test_a_proof_goes_to_one_address_as_it_will_be_sent(issue: SiteTest) -> None:
    server = Server()
    with listening(server) as host:
        prove(issue, host)
    ((sender, to, data, secure),) = server.taken
    assert (sender, to, secure) == ("FROM:<post@example.no>", ["TO:<korrektur@example.no>"], False)
    sent = email.message_from_bytes(data, policy=default)
    assert sent["To"] == "korrektur@example.no"
    assert sent["X-Unsent"] is None
    assert sent["Message-ID"] == opened(mail(issue))["Message-ID"]


def test_a_proof_goes_over_tls_where_the_server_offers_it(issue: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    server = Server(with_tls=True)
    with listening(server) as host:
        prove(issue, host)
    assert [secure for *_, secure in server.taken] == [True]


def test_a_server_whose_certificate_is_not_trusted_gets_nothing(issue: SiteTest) -> None:
    server = Server(with_tls=True)
    with listening(server) as host, pytest.raises(UsageError, match="bruk-post-sending") as error:
        prove(issue, host)
    assert server.taken == []
    assert "certificate verify failed" in error.value.text("nb")


def test_what_a_server_answers_is_told(issue: SiteTest) -> None:
    with listening(Server(refuses=True)) as host, pytest.raises(UsageError, match="bruk-post-sending") as error:
        prove(issue, host)
    assert "550 Ukjent mottaker" in error.value.text("nb")


def test_a_server_that_is_not_there_is_told(issue: SiteTest) -> None:
    with Server() as server:
        host = f"localhost:{server.server_address[1]}"
    with pytest.raises(UsageError, match="bruk-post-sending"):
        prove(issue, host)


@pytest.mark.parametrize("to", ["a@example.no,b@example.no", "a@example.no b@example.no", "alle", "a@example.no\n"])
def test_a_proof_goes_to_no_more_than_one(issue: SiteTest, to: str) -> None:
    with pytest.raises(UsageError, match="bruk-post-til"):
        prove(issue, "localhost:1", to)


# --- On the site ------------------------------------------------------------------------------------------------------


def test_the_page_of_an_issue_offers_the_mail(issue: SiteTest) -> None:
    built = issue.build()
    page = built.page(f"{ISSUE}.html")
    assert page.find("//a[@download]/@href") == ["uke-47.eml"]
    there = (built.folder / f"{ISSUE}.eml").read_bytes()
    assert mail(issue)[".eml"].replace(b"X-Unsent: 1\r\n", b"") == there


def test_without_an_address_there_is_no_mail(issue: SiteTest) -> None:
    built = issue.file("site_config.yml", SETTINGS.replace("mail_address: post@example.no\n", "")).build()
    assert built.page(f"{ISSUE}.html").find("//a[@download]") == []
    assert not [url for url in built.urls() if url.endswith(".eml")]


def test_a_changed_item_makes_the_mail_anew(issue: SiteTest) -> None:
    issue.build()
    issue.item("nyheter/2026/a", summary="Noe annet om A.")
    anew = issue.build().bytes()
    assert "Noe annet om A." in anew[f"{ISSUE}.eml"].decode()
    assert anew == issue.build(output="ren").bytes()


# --- A body made fit --------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["# a", "## b [c](d.md)", "- [e](#f)", "[^1]", "\n[^1]: g", "> h", "![i](j.png)", "<b id=k>l"])
    )
)
def test_no_body_adds_headings_ids_or_addresses_that_are_not_whole(lines: list[str]) -> None:
    body, _ = Renderer().render("\n\n".join(lines), "nyhetsbrev/2026/a.md")
    fitted = html.document_fromstring(f"<main>{as_html(body.html, ROOT)}</main>")
    assert fitted.xpath("//h1|//h2|//h3|//h4|//h5|//h6|//@id|//@class") == []
    assert all(link.startswith("https://") for link in fitted.xpath("//@href|//@src"))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("5. x\n6. y", "5. x\n6. y"),
        ('<ol start="x"><li>a</li><li>b</li></ol>', "1. a\n2. b"),
        ("- a\n\n    b\n\n    - c", "- a\n  b\n  - c"),
        ("```\na\n  b\n```\n\nEtter", "a\n  b\n\nEtter"),
        ("https://a.no er [https://a.no](https://a.no)", "https://a.no er https://a.no"),
        ("[a](https://[b)", f"a ({ROOT})"),
        ("a<br>b", "a b"),
        ("Dosen er ~~1000 mg~~ 500 mg.", "Dosen er [strøket: 1000 mg] 500 mg."),
        ("- [ ] ring\n- [x] skriv", "- ☐ ring\n- ☑ skriv"),
        ("10<sup>9</sup>/l og H<sub>2</sub>O", "10⁹/l og H₂O"),
        ("Sal 2[^1].\n\n[^1]: Bak.", "Sal 2[1].\n\n1. Bak."),
        ("<div>" * 250 + "a" + "</div>" * 250, "a"),
    ],
)
def test_a_body_as_text(written: str, text: str) -> None:
    body, _ = Renderer().render(written, "nyhetsbrev/2026/a.md")
    assert as_text(body.html, ROOT) == text


def test_what_is_struck_and_what_is_to_tick_are_in_a_mail() -> None:
    body, _ = Renderer().render("~~1000 mg~~ 500 mg\n\n- [ ] ring\n- [x] skriv", "nyhetsbrev/2026/a.md")
    fitted = html.document_fromstring(as_html(body.html, ROOT))
    assert (fitted.xpath("string(//del)"), fitted.xpath("//input")) == ("1000 mg", [])
    assert [" ".join(one.text_content().split()) for one in fitted.xpath("//li")] == ["☐ ring", "☑ skriv"]


def test_a_body_nested_without_end_does_not_stop_a_mail(issue: SiteTest) -> None:
    files = mail(issue.document(ISSUE, "<div>" * 1400 + "a" + "</div>" * 1400, **matter()))
    assert texts(files, "//h1") == ["Nyhetsbrev uke 47"]


def test_a_body_of_nothing_is_nothing() -> None:
    assert (as_html("", ROOT), as_text("", ROOT)) == ("", "")


# --- Signs that show by their looks alone -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Sal 2[^1]", "Sal 2"),
        ("Under 10<sup>9</sup>/l", "Under 10⁹/l"),
        ("'~~1000 mg~~ 500 mg'", "500 mg"),
        ("'Dosen er <del>2</del>, nå 1.'", "Dosen er, nå 1."),
        ("Pasienter < 5 år, ca. ~3 timer", "Pasienter < 5 år, ca. ~3 timer"),
    ],
)
def test_a_summary_says_what_it_means_wherever_it_stands(issue: SiteTest, written: str, shown: str) -> None:
    issue.item("nyheter/2026/a", summary=written)
    files, built = mail(issue), issue.build()
    assert texts(files, "//td[@class='item']/p[@class='text']")[0] == shown
    assert built.page("nyheter/2026/a.html").find("//meta[@name='description']/@content") == [shown]
    assert built.page("nyheter/index.html").find("//li[contains(., 'nyheter') or h2/a='A']/p[last()]")[:1] == [shown]
    for feed in ("atom.xml", "feed.json"):
        said = (built.folder / feed).read_text("utf-8")
        assert shown in html.fromstring(said.encode()).text_content() if feed.endswith("xml") else shown in said


# --- What does not apply as it stands ---------------------------------------------------------------------------------

GONE = {
    "avlyst": {"starts": "2026-12-03 16:00", "cancelled": "{date: 2026-11-19, reason: For få påmeldte.}"},
    "holdt": {"starts": "2026-11-05 16:00"},
    "trukket": {"withdrawn": "{date: 2026-11-18, reason: Nummeret var feil.}"},
    "utlopt": {"valid_to": "2026-11-10"},
    "kommende": {"valid_from": "2027-01-01"},
    "forfalt-revisjon": {"review_by": "2026-11-01"},
}


@pytest.mark.parametrize(
    ("status", "word", "said"),
    [
        ("avlyst", "Avlyst", "Arrangementet er avlyst. Grunn: For få påmeldte."),
        ("holdt", "Har vært", "Dagen er forbi."),
        ("trukket", "Trukket", "skal ikke brukes. Trukket 18. november 2026. Grunn: Nummeret var feil."),
        ("utlopt", "Utløpt", "Dette gjelder ikke lenger. Det gjaldt til og med 10. november 2026."),
        ("kommende", "Kommer", "Dette gjelder ikke ennå. Det gjelder fra 1. januar 2027."),
        ("forfalt-revisjon", "Revisjon forfalt", "Fristen for å gå gjennom dette er passert."),
    ],
)
def test_what_does_not_apply_says_so_in_the_mail_and_on_the_terminal(
    issue: SiteTest, status: str, word: str, said: str
) -> None:
    if "starts" in GONE[status]:
        more = {"type": "emnekurs", "date": "2026-11-01", **GONE[status]}
        issue.document("arrangementer/2026/kurs", title="Kurs", sender="siv", **more)
    else:
        issue.item("nyheter/2026/kurs", **GONE[status])
    item = "arrangementer/2026/kurs" if "starts" in GONE[status] else "nyheter/2026/kurs"
    files = mail(issue.document(ISSUE, **matter(items=f"[{item}, nyheter/2026/a]")))
    assert texts(files, "//p[@class='notice']/strong") == [f"{word}."]
    assert said in texts(files, "//p[@class='notice']")[0]
    text = " ".join(files[".txt"].decode().split())
    assert f"Kurs {word.upper()}." in text
    assert said in text
    assert [code for code in issue.report.said if code.startswith("post-")] == [f"post-{status}"]


def test_what_was_replaced_leads_to_what_applies(issue: SiteTest) -> None:
    issue.item("nyheter/2026/ny", title="Den nye", date="2026-11-19", replaces="[nyheter/2026/a]")
    files = mail(issue)
    assert texts(files, "//p[@class='notice']") == [
        "Erstattet. Dette er erstattet av noe nyere. Les heller: Den nye",
    ]
    assert f"- Den nye: {ROOT}nyheter/2026/ny.html" in files[".txt"].decode()
    assert "post-erstattet" in issue.report.said


def test_status_words_are_in_the_language_of_the_mail(issue: SiteTest) -> None:
    issue.item("nyheter/2026/a", withdrawn="{date: 2026-11-18, reason: Feil.}")
    files = mail(issue.document(ISSUE, **matter(lang="nn")))
    assert texts(files, "//p[@class='notice']/strong") == ["Trekt."]
    assert "TREKT." in files[".txt"].decode()


def test_an_event_says_when_and_where_in_the_mail(issue: SiteTest) -> None:
    event = {"title": "Kurs", "type": "emnekurs", "sender": "siv", "date": "2026-11-01"}
    more = {"starts": "2026-12-03 16:00", "ends": "2026-12-03 18:30", "place": "Rådhuset, sal 2"}
    issue.document("arrangementer/2026/kurs", **event, **more, link="https://example.no/kurs")
    issue.document("arrangementer/fast", **event, recurs="[Hver måned]")
    files = mail(issue.document(ISSUE, **matter(items="[arrangementer/2026/kurs, arrangementer/fast]")))
    assert texts(files, "//p[@class='fact']") == [
        "Når: torsdag 3. desember 2026 kl. 16.00–18.30",
        "Sted: Rådhuset, sal 2",
        "Digitalt: https://example.no/kurs",
        "Når: Hver måned",
    ]
    text = files[".txt"].decode()
    assert "Når: torsdag 3. desember 2026 kl. 16.00–18.30\nSted: Rådhuset, sal 2\nDigitalt: https://" in text


def test_what_was_changed_of_late_says_what_changed(issue: SiteTest) -> None:
    issue.item("nyheter/2026/a", updated="[{date: 2026-11-10, change: Rettet telefonnummeret.}]")
    assert texts(mail(issue), "//p[@class='fact']") == ["Endret 10. november 2026: Rettet telefonnummeret."]


# --- The introduction for one municipality ----------------------------------------------------------------------------

OTHERS = """
    **Kort sagt:**

    - [Felles sak](../../nyheter/2026/a.md)
    - [Legevakta er flyttet](../../nyheter/2026/c.md)

    Les også om [det som er nytt](https://arkiv.example.no/nyheter/2026/c.html#1) hos naboen.

    ## Larvik

    Der er mye nytt.

    ## Til slutt

    God helg.[^1] Husk vaktlista.[^2]

    [^1]: Fra oss alle.
    [^2]: Den gamle.
"""


def test_the_introduction_for_a_municipality_holds_only_what_concerns_it(issue: SiteTest) -> None:
    files = mail(issue.document(ISSUE, OTHERS, **matter()), municipality="horten")
    assert texts(files, "//td[@class='introduction']//p|//td[@class='introduction']//li")[:5] == [
        "Kort sagt:",
        "Felles sak",
        "Til slutt",
        "God helg.1 Husk vaktlista.2",
        "Fra oss alle.",
    ]
    for text in (files[".txt"].decode(), files[".html"].decode()):
        assert not re.search("Larvik|naboen|flyttet|nyheter/2026/c", text)
    assert [code for code in issue.report.said if code.startswith("post-")] == ["post-innledning"] * 3
    whole = mail(issue)[".txt"].decode()
    assert "naboen" in whole
    assert "Larvik" in whole


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Nytt:\n\n- [C](../../nyheter/2026/c.md)\n\nHei.", "Hei."),
        ("| Sak | Hvem |\n|---|---|\n| [C](../../nyheter/2026/c.md) | x |\n| Alt | alle |", "Sak | Hvem Alt | alle"),
        ("Les om ny legevakt i nabokommunen.\n\nHei.", "Hei."),
        ("**For leger i Larvik:**\n\nRing det nye nummeret.\n\nHei.", "Hei."),
        ("Larvik kommune: Ring det nye nummeret.\n\nHei.", "Hei."),
        ("I Larvik er ny telefonvakt på plass.\n\nHei.", "Hei."),
        ("> Se [C](../../nyheter/2026/c.md).\n\nHei.", "Hei."),
        ("Alt for [Larvik](../../kommune/larvik/index.html).\n\nHei.", "Hei."),
        ("- Felles\n    - [C](../../nyheter/2026/c.md)\n\nHei.", "- Felles Hei."),
        ("Møtet er på sykehuset i Larvik, for alle.", "Møtet er på sykehuset i Larvik, for alle."),
        ("Sak[^1] for [Larvik](../../nyheter/2026/c.md).\n\nHei[^2].\n\n[^1]: En.\n[^2]: To.", "Hei[1]. 1. To."),
    ],
)
def test_what_speaks_of_another_municipalitys_item_is_left_out(issue: SiteTest, body: str, left: str) -> None:
    title = "Ny legevakt i nabokommunen"
    issue.item("nyheter/2026/c", title=title, summary="Ny telefonvakt.", municipalities="[larvik]")
    files = mail(issue.document(ISSUE, body, **matter()), municipality="horten")
    text = files[".txt"].decode().partition("uke-47.html\n\n")[2].partition("\n\nA\n")[0]
    assert " ".join(text.split()) == left


def test_what_names_another_municipality_and_stays_is_told(issue: SiteTest) -> None:
    mail(issue.document(ISSUE, "Møtet er på sykehuset i Larvik.", **matter()), municipality="horten")
    assert [code for code in issue.report.said if code.startswith("post-")] == ["post-nevner"]


@pytest.mark.parametrize(
    ("fields", "preheader"),
    [
        ({"preheader": "Ny legevakt i Larvik"}, "Les A først."),
        ({"preheader": "Nytt nummer", "summary": "Alt om telefonvakta."}, "Nytt nummer"),
        ({"preheader": "Legevakt med ny telefonvakt", "summary": "Tre saker."}, "Tre saker."),
        ({"summary": "For leger i Larvik: ring."}, "Les A først."),
    ],
)
def test_the_preheader_for_a_municipality_is_of_what_concerns_it(
    issue: SiteTest, fields: dict[str, str], preheader: str
) -> None:
    issue.item("nyheter/2026/c", title="Legevakta flytter", summary="Ny telefonvakt.", municipalities="[larvik]")
    body = "[C](../../nyheter/2026/c.md)\n\nLes A først."
    values = {name: f"'{text}'" for name, text in fields.items()}
    files = mail(issue.document(ISSUE, body, **matter(**values)), municipality="horten")
    assert texts(files, "//*[@class='preheader']") == [preheader]
    assert ("post-forhandsvisning" in issue.report.said) == (preheader not in list(fields.values())[:1])


def test_a_subject_about_another_municipality_gives_way_to_the_title(issue: SiteTest) -> None:
    files = mail(issue.document(ISSUE, **matter(subject="Larvik får ny legevakt")), municipality="horten")
    assert opened(files)["Subject"] == "Nyhetsbrev uke 47 (Horten)"
    assert "post-emne" in issue.report.said
