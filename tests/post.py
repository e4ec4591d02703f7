"""What tests of mail share: a site with one issue, the mail that is made of it, and what is in that."""

import email
from datetime import date
from email.message import EmailMessage
from email.policy import default
from typing import Any

from lxml import html

from generator.commands.mail import write
from tests.driver import TODAY, SiteTest

ROOT = "https://arkiv.example.no/"
SETTINGS = "site_name: Prøvearkiv\nbase_url: https://arkiv.example.no/\nlanguage: nb\nmail_address: post@example.no\n"
MUNICIPALITIES = "- {id: horten, name: Horten}\n- {id: larvik, name: Larvik}\n"
ISSUE = "nyhetsbrev/2026/uke-47"
PARTS = "[nyheter/2026/a, {heading: Lokalt, items: [nyheter/2026/b, nyheter/2026/c]}]"


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


def with_issue(site: SiteTest) -> SiteTest:
    """Give a site one issue: an item for all, and two in a section, of which each is for one municipality."""
    site.file("site_config.yml", SETTINGS).file("content/registre/kommuner.yml", MUNICIPALITIES)
    site.item("nyheter/2026/a", summary="Kort om A.")
    site.item("nyheter/2026/b", sender="horten", municipalities="[horten]", lang="nn")
    site.item("nyheter/2026/c", municipalities="[larvik]")
    return site.document(ISSUE, "Les [A](../../nyheter/2026/a.md) først.", **matter())
