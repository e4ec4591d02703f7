"""An issue that was sent comes back: the archive knows its own items again, and another archive gets all of them."""

import email
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from generator.base.problems import OF_DRAFTS
from generator.build import parsed
from generator.check.ledger import Ledger
from generator.commands import mail
from generator.importers import run
from generator.importers.letter import Item
from generator.importers.propose.own_pages import OwnPages
from generator.importers.run import Imported, Left
from tests import foreign
from tests.driver import TODAY, Silent, SiteTest

SETTINGS = "site_name: Prøvearkiv\nbase_url: {}\nlanguage: nb\nmail_address: post@example.no\n"
ISSUE = "nyhetsbrev/2026/uke-47"
ITEMS = {
    "nyheter/2026/gastro": {"title": "Ny rutine for gastroskopi", "summary": "Skriv hva du vil ha svar på."},
    "nyheter/2026/dialog": {"title": "Dialogmelding i 2 trinn – nå svarer vi", "date": "2026-11-10"},
    "nyheter/2026/hospitering": {"title": "Hospitering ved nevrologisk avdeling", "lang": "nn"},
    "nyheter/2026/kurs": {"title": "Kurs i mars", "summary": "Meld deg på innen 1. februar.", "sender": "horten"},
}
PARTS = (
    "[nyheter/2026/gastro, {heading: Samarbeid, items: [nyheter/2026/dialog, nyheter/2026/hospitering]},"
    " {heading: Kort sagt, items: [nyheter/2026/kurs]}]"
)
TITLES = [fields["title"] for fields in ITEMS.values()]
SECTIONS = {"Samarbeid": TITLES[1:3], "Kort sagt": TITLES[3:]}


def sent(folder: Path) -> tuple[SiteTest, Mapping[str, bytes]]:
    """Make an archive with an issue, and the files that are sent of it, by suffix."""
    site = SiteTest(folder).file("site_config.yml", SETTINGS.format("https://arkiv.example.no/vestfold/"))
    for id_, fields in ITEMS.items():
        words = f"Det lange svaret på {fields['title']} står bare på siden. " * 20
        site.item(id_, f"Dette er ingressen til {fields['title']}, med noen ord til.\n\n{words}", **fields)
    fields = {"title": "Nyhetsbrev uke 47", "date": "2026-11-20", "sender": "siv", "preheader": "Slutt på å gjette."}
    contact = "{role: Sekretariatet, email: svar@example.no, phone: 33 34 20 00}"
    site.document(ISSUE, "**Ukas råd:** les om dialogmelding.", items=PARTS, contact=contact, **fields)
    config = site.folder / "site_config.yml"
    paths = mail.write(config, ISSUE, "", folder / "post", None, TODAY, site.report)
    return site, {path.suffix: path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[SiteTest, Mapping[str, bytes]]:
    """One for all who import into it what it has already, for that leaves it as it was."""
    return sent(tmp_path_factory.mktemp("tur-retur"))


def put(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def imports(site: SiteTest, path: Path, sender: str = "siv") -> Imported | Left:
    (result,) = run.import_paths(site.folder / "site_config.yml", [path], sender, TODAY, Silent()).results
    return result


def content(site: SiteTest) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in (site.folder / "content").rglob("*") if path.is_file()}


def as_sent(files: Mapping[str, bytes]) -> bytes:
    return files[".eml"]


def page_alone(files: Mapping[str, bytes]) -> bytes:
    return files[".html"]


def attached(files: Mapping[str, bytes]) -> bytes:
    inner = email.message_from_bytes(files[".eml"], policy=default)
    assert isinstance(inner, EmailMessage)
    return foreign.sent_on(inner).as_bytes()


def inline(files: Mapping[str, bytes]) -> bytes:
    """Send it on as Outlook does, whose links go through a service that looks at them first."""
    head = (
        "<p>Til orientering.</p><div><p><b>Fra:</b> SiV &lt;post@example.no&gt;<br><b>Sendt:</b> fredag 20. november "
        "2026 13:00<br><b>Til:</b> fastleger@example.no<br><b>Emne:</b> Nyhetsbrev uke 47</p></div>"
    )
    looked_at = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Farkiv.example.no%2Fvestfold%2F"
    html = files[".html"].decode().replace("https://arkiv.example.no/vestfold/", looked_at)
    begin, body, rest = html.partition('<div class="preheader"')
    assert body
    return foreign.mail("VS: Nyhetsbrev uke 47", begin + head + body + rest, text="Se under.").as_bytes()


WAYS = [(as_sent, "a.eml"), (page_alone, "a.html"), (attached, "a.eml"), (inline, "a.eml")]


@pytest.mark.parametrize(("way", "name"), WAYS)
def test_an_archive_knows_its_own_issue_again(
    archive: tuple[SiteTest, Mapping[str, bytes]],
    tmp_path: Path,
    way: Callable[[Mapping[str, bytes]], bytes],
    name: str,
) -> None:
    site, files = archive
    before = content(site)
    result = imports(site, put(tmp_path / "post", name, way(files)))
    assert isinstance(result, Left)
    assert (result.remark.code, result.is_known) == ("import-nummer-kjent", True)
    assert dict(result.remark.values) == {"issue": ISSUE}
    assert content(site) == before


@pytest.mark.parametrize(("way", "name"), WAYS)
def test_another_archive_gets_every_item_and_nothing_around_them(
    archive: tuple[SiteTest, Mapping[str, bytes]],
    tmp_path: Path,
    way: Callable[[Mapping[str, bytes]], bytes],
    name: str,
) -> None:
    other = SiteTest(tmp_path / "annet")
    result = imports(other, put(tmp_path / "post", name, way(archive[1])))
    assert isinstance(result, Imported)
    made = {path: data.decode() for path, data in result.drafts.files.items()}
    ids = [entry.id for entry in result.drafts.entries]
    assert [entry.title for entry in result.drafts.entries] == TITLES
    issue = made[f"{result.drafts.id}.md"]
    assert issue.startswith('---\ntitle: "Nyhetsbrev uke 47"\ndate: 2026-11-20\nsender: siv\ndraft: true\n')
    assert issue.partition("items:\n")[2].startswith(
        f'  - {ids[0]}\n  - heading: "Samarbeid"\n    items:\n      - {ids[1]}\n      - {ids[2]}\n'
        f'  - heading: "Kort sagt"\n    items:\n      - {ids[3]}\n---\n\n**Ukas råd:** les om dialogmelding.\n'
    )
    assert issue.endswith("dialogmelding.\n")
    assert all("date: 2026-11-20\n" in made[f"{id_}.md"] for id_ in ids)
    bodies = [made[f"{id_}.md"].split("\n---\n\n")[1] for id_ in ids]
    assert bodies[3] == (
        "Horten kommune · 2. november 2026\n\nMeld deg på innen 1. februar.\n\n"
        "[Les mer](https://arkiv.example.no/vestfold/nyheter/2026/kurs.html)\n"
    )
    around = ("Slutt på å gjette", "Du får dette", "svar@example.no", "33 34", "Les på nett", "index.html")
    assert not [words for words in around for text in made.values() if words in text]
    assert set(other.codes()) <= set(OF_DRAFTS)


def test_an_issue_with_something_new_lists_what_is_there(tmp_path: Path) -> None:
    site, files = sent(tmp_path / "arkiv")
    gone = "nyheter/2026/dialog"
    site.without(f"content/{gone}.md").document(
        ISSUE, title="Nyhetsbrev uke 47", date="2026-11-20", sender="siv", items="[nyheter/2026/gastro]"
    )
    result = imports(site, put(tmp_path / "post", "a.eml", files[".eml"]))
    assert isinstance(result, Imported)
    assert [entry.id for entry in result.drafts.entries if entry.same] == [id_ for id_ in ITEMS if id_ != gone]
    (new,) = [entry for entry in result.drafts.entries if not entry.same]
    assert new.title == ITEMS[gone]["title"]


def test_the_mail_for_one_municipality_is_a_part_of_the_issue(tmp_path: Path) -> None:
    site, _ = sent(tmp_path / "arkiv")
    site.file("content/registre/kommuner.yml", "- {id: horten, name: Horten}\n- {id: larvik, name: Larvik}\n")
    site.item("nyheter/2026/kurs", municipalities="[larvik]", **ITEMS["nyheter/2026/kurs"])
    config = site.folder / "site_config.yml"
    eml, *_ = mail.write(config, ISSUE, "horten", tmp_path / "post", None, TODAY, site.report)
    result = imports(site, eml)
    assert isinstance(result, Left)
    assert dict(result.remark.values) == {"issue": ISSUE}


# --- Whose page a link leads to ---------------------------------------------------------------------------------------

BASE = "https://arkiv.example.no/vestfold/"
OWN = f"{BASE}nyheter/2026/a.html"


def pages(site: SiteTest) -> OwnPages:
    ledger = Ledger(frozenset(), {"nyheter/2024/eldst.html": ("nyheter/2025/eldre.html",)})
    with parsed(site.folder / "site_config.yml", TODAY, site.report) as (archive, _):
        return OwnPages(archive, BASE, ledger.led)


@pytest.mark.parametrize(
    ("link", "is_own"),
    [
        (OWN, True),
        (f"{OWN}?marker=x#punkt", True),
        (OWN.replace("https:", "http:"), True),
        (f"{BASE}nyheter/2025/eldre.html", True),
        (f"{BASE}nyheter/2024/eldst.html", True),
        (f"{BASE}nyheter/2026/b.html", False),
        ("https://arkiv.example.no/nyheter/2026/a.html", False),
        ("https://arkiv.example.no.evil.no/vestfold/nyheter/2026/a.html", False),
        ("mailto:a@example.no", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_a_link_is_known_by_the_sites_address_and_by_former_addresses(site: SiteTest, link: str, is_own: bool) -> None:
    site.item("nyheter/2026/a", aliases="[nyheter/2025/eldre.html]")
    found = pages(site).document(link)
    assert (found.id if found else "") == ("nyheter/2026/a" if is_own else "")


@pytest.mark.parametrize(
    ("title", "text", "is_same"),
    [
        ("Ny Rutine!", "", True),
        ("Et eldre navn", "Siv · 2. november\n\nSkriv i henvisningen hva du vil ha svar på. Les mer", True),
        ("Et eldre navn", "Noe ganske annet, som et annet brev sier om saken i arkivet.", False),
    ],
)
def test_what_only_refers_to_a_page_is_not_the_page(site: SiteTest, title: str, text: str, is_same: bool) -> None:
    site.item("nyheter/2026/a", title="Ny rutine", summary="Skriv i henvisningen hva du vil ha svar på.")
    found = pages(site).item(Item(title, text, link=OWN))
    assert (found is not None) == is_same
