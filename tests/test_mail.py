"""An issue as e-mail: what is in it, what is asked for wrongly, and that nothing gets into its headers."""

import email
import re
from datetime import date
from email.policy import default
from pathlib import Path

import fast_mail_parser
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.base.problems import BuildFailed, UsageError
from generator.model.fields import Header, is_header
from generator.render.eml import Mail, message
from tests.driver import SiteTest
from tests.post import ISSUE, ROOT, SETTINGS, mail, matter, opened, texts, tree

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
