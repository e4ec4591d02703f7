"""``fagarkiv import``: old newsletters become drafts beside what is there, once, and nothing they hold does harm."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.base.problems import OF_DRAFTS, UsageError, catalogue, say
from generator.cli import main
from generator.importers import limits, report, run
from generator.importers.find.walk import Found, load, mails, walk
from generator.importers.letter import Issue, Item, Letter
from generator.importers.limits import Unreadable
from generator.importers.propose.proposals import Proposed
from generator.importers.propose.senders import by_writing
from generator.importers.read.sandbox import Sandbox
from generator.importers.run import Imported, Left, Summary
from generator.importers.wording import told
from generator.importers.write import drafts, store
from generator.importers.write.notes import remark
from generator.importers.write.store import FOLDER, Done, Store
from generator.model.registers import Organisation
from generator.source.file_names import is_slug
from search import dictionary
from tests import foreign, fuzzing
from tests.driver import ROOT, TODAY, Silent, SiteTest
from tests.foreign import DIALOG, GASTRO, HOSPITERING, PNG, as_html, mail
from tests.problems import identity_number


@dataclass
class Desk:
    """A site, and a folder of files to import."""

    site: SiteTest
    files: Path

    def put(self, name: str, data: bytes) -> Path:
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def imports(self, *names: str, sender: str = "") -> Summary:
        paths = [self.files / name for name in names] or [self.files]
        return run.import_paths(self.site.folder / "site_config.yml", paths, sender, TODAY, Silent())

    def content(self) -> dict[str, bytes]:
        folder = self.site.folder / "content"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def text(self, path: str) -> str:
        return (self.site.folder / "content" / path).read_text("utf-8")

    def codes(self, *, of_drafts: bool = False) -> list[str]:
        """Check the site; what is left to do with drafts is counted only if that is asked for."""
        return [code for code in self.site.codes() if of_drafts or code not in OF_DRAFTS]


@pytest.fixture
def desk(site: SiteTest, tmp_path: Path) -> Desk:
    files = tmp_path / "post"
    files.mkdir()
    return Desk(site, files)


def imported(summary: Summary) -> list[Imported]:
    return [one for one in summary.results if isinstance(one, Imported)]


def left(summary: Summary) -> list[tuple[str, str]]:
    return [(one.name, one.remark.code) for one in summary.results if isinstance(one, Left)]


# --- From a mail to drafts --------------------------------------------------------------------------------------------


def test_a_mail_becomes_a_draft_of_each_item_and_one_of_the_issue(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html()).as_bytes())
    (one,) = imported(desk.imports())
    items = [
        "nyheter/2019/henvisning-til-gastroskopi-pa-sykehuset",
        "nyheter/2019/dialogmelding-nar-noe-er-uklart",
        "nyheter/2019/hospitering-ved-nevrologisk-poliklinikk",
    ]
    assert desk.text("nyhetsbrev/2019/praksisnytt-nr-3.md") == (
        '---\ntitle: "Praksisnytt nr. 3"\ndate: 2019-03-14\nsender: siv\ndraft: true\nitems:\n'
        + "".join(f"  - {item}\n" for item in items)
        + "---\n\n\n"
    )
    first = desk.text(f"{items[0]}.md")
    assert first.startswith(f'---\ntitle: "{GASTRO.title}"\ndate: 2019-03-14\nsender: siv\ndraft: true\n---\n')
    assert " ".join(first.split()).endswith(GASTRO.text)
    assert [entry.id for entry in one.drafts.entries] == items
    assert desk.codes() == []


def test_drafts_are_for_the_municipalities_that_their_sender_writes_to(desk: Desk) -> None:
    organisations = "- {id: siv, name: Sykehuset i Vestfold, municipalities: [larvik, horten]}\n"
    desk.site.file("content/registre/organisasjoner.yml", organisations)
    desk.site.file("content/registre/kommuner.yml", "- {id: horten, name: Horten}\n- {id: larvik, name: Larvik}\n")
    desk.put("brev.eml", mail(html=as_html()).as_bytes())
    (one,) = imported(desk.imports())
    for id_ in (one.drafts.id, *(entry.id for entry in one.drafts.entries)):
        assert "\nmunicipalities: [larvik, horten]\n" in desk.text(f"{id_}.md").partition("\n---\n")[0] + "\n"
    assert "ref-ukjent" not in desk.site.codes()


def test_drafts_are_found_but_not_published(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html()).as_bytes())
    desk.imports()
    assert not [url for url in desk.site.build().urls() if "2019" in url]


def test_every_format_is_imported(desk: Desk) -> None:
    made = {
        "a.eml": mail(html=as_html((GASTRO,))).as_bytes(),
        "b.mbox": foreign.mailbox([mail(html=as_html((DIALOG,)))]),
        "c.html": as_html((HOSPITERING,)).encode(),
        "mappe/d.docx": foreign.word(pieces=(foreign.Piece("Fra Word", "Dette står bare i Word. " * 5),)),
        "mappe/e.pdf": foreign.pdf(
            [[foreign.Set(50, 700 - 12 * at, "Dette står bare i PDF, linje for linje") for at in range(9)]]
        ),
        "f.md": b"# Fra Markdown\n\n" + b"Dette er fra Markdown og ikke noe annet sted. " * 4,
        "g.txt": b"Fra tekst\n\n" + b"Fagutvalget har mange forslag som ligger i en helt vanlig fil. " * 4,
        "h.zip": foreign.packed({"brev/i.html": b"<h2>Fra zip</h2><p>" + b"Dette var pakket i en zip-fil. " * 5}),
    }
    for name, data in made.items():
        desk.put(name, data)
    summary = desk.imports(sender="siv")
    assert left(summary) == []
    names = ["a.eml", "b.mbox#1", "c.html", "f.md", "g.txt", "h.zip/brev/i.html", "mappe/d.docx", "mappe/e.pdf"]
    assert [one.name for one in imported(summary)] == [f"post/{name}" for name in names]
    assert desk.codes() == []


def test_nothing_is_written_over(desk: Desk) -> None:
    desk.site.item("nyheter/2019/henvisning-til-gastroskopi-pa-sykehuset", "Noe helt annet.")
    desk.site.document(
        "nyhetsbrev/2019/praksisnytt-nr-3",
        title="A",
        date="2019-01-01",
        sender="siv",
        items="[nyheter/2019/a]",
        draft="true",
    )
    before = desk.content()
    desk.put("brev.eml", mail(html=as_html()).as_bytes())
    desk.imports()
    after = desk.content()
    assert {path: after[path] for path in before} == before
    assert {
        "nyheter/2019/henvisning-til-gastroskopi-pa-sykehuset-2.md",
        "nyhetsbrev/2019/praksisnytt-nr-3-2.md",
    } <= after.keys()


def test_titles_that_yaml_would_take_for_something_else_stay_titles(desk: Desk) -> None:
    titles = ['no: "ja" # nei', "- &a *b !c", "2019-03-14", "{a: [b", "true", "'", "\\x41 \\\\", "Ny 😀 ordning"]
    pieces = [
        foreign.Piece(title.replace("<", ""), f"Tekst nummer {at} om noe eget. " * 4) for at, title in enumerate(titles)
    ]
    for at, piece in enumerate(pieces):
        desk.put(f"{at}.eml", mail(piece.title, as_html([piece])).as_bytes())
    desk.imports()
    assert desk.codes() == []


def test_no_draft_gets_a_name_that_the_site_keeps_for_its_own_pages() -> None:
    issue = an_issue([Item(title, "a") for title in ("?", "!", "Side", "Side 2", "Index")])
    made = drafts.compose(issue, [(item, PROPOSED) for item in issue.items], TODAY, "siv", lambda _: False, "nb")
    names = [entry.id.rpartition("/")[2] for entry in made.entries]
    assert names == ["side", "side-2-1", "side-3-1", "side-2-1-2", "index-1"]
    assert all(map(is_slug, names))


def test_pictures_are_stored_beside_what_shows_them() -> None:
    shown = "![Kart](bilde.png)\n\nTekst.\n\n![](bilde.png)"
    issue = an_issue([Item("En", shown)], [("bilde.png", PNG), ("ond.svg", b"<svg onload='a'/>")])
    made = drafts.compose(issue, [(issue.items[0], PROPOSED)], TODAY, "siv", lambda _: False, "nb")
    assert made.files["nyheter/2026/en-bilde.png"] == PNG
    text = made.files["nyheter/2026/en.md"].decode()
    assert text.endswith("![Kart](en-bilde.png)\n\nTekst.\n\n![Bilde uten beskrivelse](en-bilde.png)\n")


def test_what_is_no_picture_or_too_large_is_left_out_and_told() -> None:
    large = PNG + b"\0" * limits.IMAGE
    issue = an_issue([Item("En", "a ![x](ond.png) b ![y](stor.png) c")], [("ond.png", b"<svg/>"), ("stor.png", large)])
    made = drafts.compose(issue, [(issue.items[0], PROPOSED)], TODAY, "siv", lambda _: False, "nb")
    assert made.files.keys() == {"nyheter/2026/en.md", "nyhetsbrev/2026/nummer.md"}
    assert made.files["nyheter/2026/en.md"].decode().endswith("a x b y c\n")
    assert [one.code for one in made.remarks] == ["import-bilde-type", "import-vedlegg-stort"]


def test_an_attached_pdf_is_stored_with_the_issue(desk: Desk) -> None:
    message = foreign.with_file(mail(html=as_html()), "../../Program høst.pdf", foreign.two_columns())
    desk.put("brev.eml", foreign.with_file(message, "regneark.xlsx", b"PK").as_bytes())
    (one,) = imported(desk.imports())
    assert "- [Program høst](praksisnytt-nr-3-program-host.pdf)" in desk.text(f"{one.drafts.id}.md")
    assert desk.content()["nyhetsbrev/2019/praksisnytt-nr-3-program-host.pdf"] == foreign.two_columns()
    assert [found.code for found in one.remarks if "vedlegg" in found.code] == [
        "import-vedlegg-les",
        "import-vedlegg-type",
    ]
    assert desk.codes() == []


def test_items_stand_below_the_headings_they_were_sent_under() -> None:
    items = [Item("A", "a", ""), Item("B", "b", "Kort sagt"), Item("C", "c", "Kort sagt"), Item("D", "d", "Kurs")]
    issue = an_issue(items)
    made = drafts.compose(issue, [(one, PROPOSED) for one in items], TODAY, "siv", lambda _: False, "nb")
    listed = made.files["nyhetsbrev/2026/nummer.md"].decode().partition("items:")[2].partition("---")[0]
    assert listed == (
        '\n  - nyheter/2026/a\n  - heading: "Kort sagt"\n    items:\n      - nyheter/2026/b\n      - nyheter/2026/c'
        '\n  - heading: "Kurs"\n    items:\n      - nyheter/2026/d\n'
    )


PROPOSED = Proposed(("gastro",), ())


def an_issue(items: Sequence[Item], images: Sequence[tuple[str, bytes]] = ()) -> Issue:
    from generator.importers.letter import Attachment

    letter = Letter("a.eml", "", "Nummer", TODAY, "", "")
    kept = tuple(Attachment(name, "image/png", data) for name, data in images)
    return Issue(letter, "Nummer", TODAY, "", "nb", "", tuple(items), kept)


# --- What is proposed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Praksisnytt <praksisnytt@siv.no>", "siv"),
        ("Kari <kari@horten.kommune.no>", "horten"),
        ("post@tonsberg.kommune.no", "tonsberg"),
        ("Sykehuset i Vestfold", "siv"),
        ("Tønsberg kommune, kommuneoverlegen", "tonsberg"),
        ("Kompetansebroen <nytt@kompetansebroen.no>", "kompetansebroen"),
        ("a@ikke-siv.no", ""),
        ("a@siv.no.example.com", ""),
        ("Ukjent <a@example.no>", ""),
        ("", ""),
    ],
)
def test_the_sender_is_known_by_name_and_address(written: str, found: str) -> None:
    known = [
        Organisation(id="siv", name="Sykehuset i Vestfold HF"),
        Organisation(id="horten", name="Horten kommune"),
        Organisation(id="tonsberg", name="Tønsberg kommune"),
        Organisation(id="kompetansebroen", name="Bro", url="https://www.kompetansebroen.no/"),
    ]
    sender = by_writing(written, {one.id: one for one in known})
    assert (sender.id if sender else "") == found


def test_topics_are_those_of_the_register_and_related_what_is_near(desk: Desk) -> None:
    desk.site.item("nyheter/2018/gastroskopi", "Om gastroskopi: hva henvisningen bør si.", topics="[gastro]")
    piece = foreign.Piece("Gastro: nye henvisninger", "Gastro ber om bedre henvisninger til gastroskopi. " * 3)
    desk.put("brev.eml", mail(html=as_html((piece,))).as_bytes())
    (one,) = imported(desk.imports())
    (entry,) = one.drafts.entries
    assert entry.proposed == Proposed(("gastro",), ("nyheter/2018/gastroskopi",))
    assert "draft: true\ntopics: [gastro]\nguessed: [topics]\n" in desk.text(f"{entry.id}.md")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Nytt parkeringshus", "Parkeringshuset åpner på mandag. Betal med kort ved utgangen, eller med appen."),
        ("Takk av hele vårt hjerte", "Direktøren går av med pensjon, og takker alle for fine år sammen."),
        ("Kantina", "Kokken byr på suppe og fersk fisk hver dag denne høsten. Velkommen skal dere være."),
    ],
)
def test_where_no_topic_fits_none_is_put_in_and_the_draft_says_so(desk: Desk, title: str, text: str) -> None:
    desk.site.file("content/registre/temaer.yml", "- {id: hjerte, name: Hjerte}\n- {id: gastro, name: Gastro}\n")
    for number in range(3):
        desk.site.item(f"nyheter/2018/{number}", "Sykehuset ber om svar.", title=f"Sak {number}", topics="[gastro]")
    desk.put("brev.eml", mail(html=as_html((foreign.Piece(title, text), DIALOG))).as_bytes())
    (one,) = imported(desk.imports())
    assert [entry.proposed.topics for entry in one.drafts.entries if entry.proposed] == [(), ()]
    assert "topics:" not in desk.text(f"{one.drafts.entries[0].id}.md")
    assert desk.codes() == []
    assert desk.codes(of_drafts=True).count("kladd-mangler") == 2


def test_without_a_day_the_drafts_have_todays_and_that_is_told(desk: Desk) -> None:
    desk.put("brev.html", as_html().encode())
    (one,) = imported(desk.imports(sender="siv"))
    assert (one.drafts.date, one.remarks[0].code) == (TODAY, "import-uten-dato")


# --- Once only --------------------------------------------------------------------------------------------------------


def test_a_second_import_changes_nothing(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html()).as_bytes())
    desk.put("arkiv.mbox", foreign.mailbox([mail("Nr. 4", as_html((DIALOG,)))]))
    desk.imports()
    before = desk.content(), kept(desk)
    assert left(desk.imports()) == [("post/arkiv.mbox#1", "import-kjent"), ("post/brev.eml", "import-kjent")]
    assert (desk.content(), kept(desk)) == before


def kept(desk: Desk) -> Mapping[str, bytes]:
    folder = desk.site.folder / store.FOLDER
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_letter_by_another_way_is_known_again(desk: Desk) -> None:
    desk.put("a.eml", mail(html=as_html()).as_bytes())
    desk.put("b.eml", foreign.sent_on(mail(html=as_html())).as_bytes())
    summary = desk.imports()
    assert [one.name for one in imported(summary)] == ["post/a.eml"]
    assert left(summary) == [("post/b.eml/1", "import-nummer-kjent")]


def test_an_item_that_is_there_is_listed_and_not_written_again(desk: Desk) -> None:
    desk.site.item(
        "nyheter/2018/dialog",
        DIALOG.text.replace("Dialogmelding", "*Dialogmelding*").replace(". ", ".\n"),
        title=DIALOG.title,
        date="2019-02-14",
    )
    desk.put("brev.eml", mail(html=as_html()).as_bytes())
    (one,) = imported(desk.imports())
    assert [entry.id for entry in one.drafts.entries if entry.same] == ["nyheter/2018/dialog"]
    assert "  - nyheter/2018/dialog\n" in desk.text(f"{one.drafts.id}.md")
    assert not [path for path in desk.content() if path.startswith("nyheter/2019/dialog")]
    assert desk.codes() == []


def test_an_item_repeated_in_the_next_letter_is_the_same_item(desk: Desk) -> None:
    desk.put(
        "post.mbox",
        foreign.mailbox([mail("Nr. 1", as_html((GASTRO, DIALOG))), mail("Nr. 2", as_html((DIALOG, HOSPITERING)))]),
    )
    first, second = imported(desk.imports())
    assert second.drafts.entries[0].id == first.drafts.entries[1].id
    assert len([path for path in desk.content() if path.startswith("nyheter/")]) == 3


def test_an_import_that_was_cut_off_leaves_nothing_half_and_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("1.eml", mail("Nr. 1", as_html((GASTRO,))).as_bytes())
    desk.put("2.eml", mail("Nr. 2", as_html((DIALOG, HOSPITERING))).as_bytes())
    desk.imports("1.eml")
    whole = desk.content()
    link, links = os.link, iter(range(2))

    def interrupted(source: Path, target: Path) -> None:
        if next(links, None) is None:
            raise KeyboardInterrupt
        link(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", interrupted)
        with pytest.raises(KeyboardInterrupt):
            desk.imports()
    assert len(desk.content()) == len(whole) + 2
    Store(desk.site.folder)
    assert desk.content() == whole
    summary = desk.imports()
    assert left(summary) == [("post/1.eml", "import-kjent")]
    assert [len(one.drafts.entries) for one in imported(summary)] == [2]
    assert desk.codes() == []


def test_a_draft_that_somebody_has_changed_is_not_taken_back(desk: Desk) -> None:
    store = Store(desk.site.folder)
    path = desk.site.folder / "content" / "nyheter" / "a.md"
    (store.folder / "pagaar.json").write_text(json.dumps({"nyheter/a.md": "0" * 64}), "utf-8")
    desk.site.item("nyheter/a")
    Store(desk.site.folder)
    assert path.exists()


def test_a_log_that_was_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    site = SiteTest(tmp_path / "nettsted").folder
    Store(site).finish("a" * 64, b"a", Done("a.eml", ("nyhetsbrev/a",), ()), {})
    log = site / FOLDER / "logg.jsonl"
    log.write_bytes(log.read_bytes() + b'{"sha256": "bb')
    store = Store(site)
    store.finish("c" * 64, b"c", Done("c.eml", (), ()), {})
    again = Store(site)
    assert [again.done(letter * 64) is not None for letter in "abc"] == [True, False, True]


def test_every_source_is_kept_by_its_hash_where_it_is_not_published(desk: Desk) -> None:
    data = mail(html=as_html()).as_bytes()
    desk.put("brev.eml", data)
    desk.imports()
    (path,) = [name for name in kept(desk) if name.startswith("kilder/")]
    assert (kept(desk)[path], path.endswith(".eml")) == (data, True)
    folder = desk.site.folder / store.FOLDER
    assert (folder.stat().st_mode & 0o777, (folder / ".gitignore").read_text()) == (0o700, "*\n")
    assert not [url for url in desk.site.build().urls() if "kilder" in url]


# --- Walking ----------------------------------------------------------------------------------------------------------


def names(path: Path, tmp_path: Path) -> list[str]:
    spool = tmp_path / "spool"
    spool.mkdir()
    with Sandbox() as sandbox:
        return [
            one.name if isinstance(one, Found) else f"{one.name}: {one.remark.code}"
            for one in walk([path], sandbox, spool)
        ]


def test_files_are_found_in_folders_zip_files_and_mailboxes(desk: Desk, tmp_path: Path) -> None:
    two = foreign.mailbox([mail(), mail()])
    inner = foreign.packed({"c.mbox": two, "__MACOSX/c.html": b"a", "d.exe": b"a"})
    desk.put("a.zip", foreign.packed({"Brev på tur.html": b"a", "b.zip": inner}))
    desk.put("under/post.mbox", two)
    desk.put("under/.DS_Store", b"a")
    desk.put("under/bilde.bmp", b"a")
    (desk.files / "z.html").symlink_to("/etc/passwd")
    assert names(desk.files, tmp_path) == [
        "post/a.zip/Brev på tur.html",
        "post/a.zip/b.zip/c.mbox#1",
        "post/a.zip/b.zip/c.mbox#2",
        "post/a.zip/b.zip/d.exe: import-filtype",
        "post/under/bilde.bmp: import-filtype",
        "post/under/post.mbox#1",
        "post/under/post.mbox#2",
        "post/z.html: import-symlenke",
    ]


def test_zip_files_that_go_too_deep_or_grow_too_large_are_left(desk: Desk, tmp_path: Path) -> None:
    desk.put("dyp.zip", fuzzing.BAD["zip-i-zip.zip"]())
    desk.put("flat.zip", fuzzing.BAD["flat-bombe.zip"]())
    desk.put("skadet.zip", b"PK\3\4")
    found = names(desk.files, tmp_path)
    assert {one.rpartition(": ")[2] for one in found} == {"import-zip-i-zip", "import-bombe", "import-skadet"}
    assert sum("zip-i-zip" in one for one in found) == 8


def test_a_line_of_text_that_begins_with_from_begins_no_mail(tmp_path: Path) -> None:
    box = tmp_path / "a.mbox"
    box.write_bytes(foreign.mailbox([mail(text="Hei.\n\nFrom now on we send it weekly.\n\nFra oss"), mail()]))
    assert len(list(mails(box))) == 2
    box.write_bytes(b"From \r\nSubject: a\r\n\r\na\r\n\r\nFrom - Thu Mar 14 09:30:00 2019\r\nSubject: b\r\n\r\nb\r\n")
    assert [box.read_bytes()[one.start : one.end].split()[1] for one in mails(box)] == [b"a", b"b"]


# --- What must not happen ---------------------------------------------------------------------------------------------


def test_a_national_identity_number_stops_the_file_and_leaves_no_trace_of_it(desk: Desk) -> None:
    number = identity_number(1, 2, 80)
    desk.put("brev.eml", mail(html=as_html(after=f"<p>Pasienten er {number}.</p>")).as_bytes())
    summary = desk.imports()
    assert left(summary) == [("post/brev.eml", "import-fodselsnummer")]
    assert not [path for path in desk.content() if "2019" in path]
    assert not [name for name in kept(desk) if name.startswith(("kilder", "logg"))]


def test_a_broken_file_is_told_and_the_rest_goes_on(desk: Desk) -> None:
    desk.put("1.pdf", b"%PDF-1.4 broken")
    desk.put("2.eml", mail(html=as_html()).as_bytes())
    desk.put("3.docx", b"PK")
    summary = desk.imports()
    assert [code for _, code in left(summary)] == ["import-skadet", "import-skadet"]
    assert len(imported(summary)) == 1


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('ut.txt', 'w')",
        "import pathlib; pathlib.Path('ut.txt').touch()",
        "import os; os.remove('brev.eml')",
        "bytearray(1 << 30)",
    ],
)
def test_the_child_is_refused_what_reading_needs_not(deed: str, tmp_path: Path) -> None:
    shut = "from generator.importers.read import child\nchild._shut_in()\n"
    code = f"{shut}try:\n    {deed}\nexcept (PermissionError, MemoryError):\n    print('nei')\n"
    (tmp_path / "brev.eml").write_bytes(b"a")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, [path.name for path in tmp_path.iterdir()]) == ("nei\n", ["brev.eml"])


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox() as sandbox:
        with monkeypatch.context() as short:
            short.setattr(limits, "SECONDS", 1)
            with pytest.raises(Unreadable) as refused:
                sandbox.read("a.eml", fuzzing.BAD["emne.eml"]())
        assert refused.value.remark == remark("import-tid", seconds=1)
        assert len(sandbox.read("a.eml", mail(html=as_html()).as_bytes()).issues) == 1


def test_a_child_that_dies_is_told_and_another_one_started() -> None:
    with Sandbox() as sandbox:
        sandbox.read("a.eml", mail(html=as_html()).as_bytes())
        assert sandbox._child
        sandbox._child.kill()
        with pytest.raises(Unreadable) as refused:
            sandbox.read("a.eml", mail(html=as_html()).as_bytes())
        assert refused.value.remark.code == "import-krasj"
        assert len(sandbox.read("a.eml", mail(html=as_html()).as_bytes()).issues) == 1


def test_a_child_reads_dictionaries_where_they_lie() -> None:
    # This process may have opened them in another place, before it was told where the tests keep theirs.
    dictionary._forms.cache_clear()
    dictionary.is_word("så")
    with Sandbox() as sandbox:
        sandbox.read("a.eml", mail(html=as_html()).as_bytes())
        assert sandbox._child
        assert "/fagarkiv/simplemma-" in Path(f"/proc/{sandbox._child.pid}/maps").read_text()


# What takes a second or more is left to ``bench/fuzz_import.py``.
SLOW = {
    *("attributter.html", "base64.eml", "bombe.docx", "bombe.pdf", "datoer.txt", "emne.eml", "emner.eml"),
    *("klammer.md", "langt-ord.html", "linjer.txt", "lister.md", "mange-deler.eml", "ordbok.pdf"),
    *("parenteser.pdf", "punkter.txt", "sitat.md", "vinkler.md"),
}


def test_no_bad_file_crashes_the_import_or_gets_out_of_it(desk: Desk) -> None:
    """A few of what ``bench/fuzz_import.py`` tries."""
    before = set(desk.site.folder.parent.rglob("*"))
    for name, make in fuzzing.BAD.items():
        if name not in SLOW:
            desk.put(name, make())
    for name, data in fuzzing.changed(5, len(fuzzing.goods())):
        desk.put(name, data)
    given = {path.name for path in desk.files.iterdir()}
    summary = desk.imports(sender="siv")
    told = " ".join(one.name for one in summary.results)
    assert [name for name in given if name not in told] == []
    assert "\n".join(report.lines(summary, "nb")).isprintable() is False
    assert not {"\x1b", "\u202e"} & set("".join(report.lines(summary, "nb")))
    written = set(desk.site.folder.parent.rglob("*")) - before
    own = (desk.site.folder, desk.files)
    assert [path for path in written if not any(path.is_relative_to(folder) for folder in own)] == []
    assert [code for code in desk.codes() if code != "overskrift-hopp"] == []


# --- The command ------------------------------------------------------------------------------------------------------


def command(desk: Desk, *words: str) -> Result:
    config = os.fspath(desk.site.folder / "site_config.yml")
    return CliRunner(catch_exceptions=False).invoke(main, ["import", "--config", config, *words], prog_name="fagarkiv")


def test_the_command_tells_what_came_and_writes_a_report(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html((GASTRO,))).as_bytes())
    desk.put("ond.pdf", b"%PDF-")
    result = command(desk, os.fspath(desk.files), "--report", os.fspath(desk.files / "rapport.md"))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "+ post/brev.eml: Praksisnytt nr. 3 (2019-03-14)"
    assert "– post/ond.pdf: Fila er skadet og kan ikke leses." in lines
    report = (desk.files / "rapport.md").read_text("utf-8")
    assert "## Kladder som ble laget" in report
    assert "- post/ond.pdf: Fila er skadet og kan ikke leses." in report


def test_a_report_goes_beside_what_is_kept_and_over_no_other(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html((GASTRO,))).as_bytes())
    for _ in range(2):
        command(desk, os.fspath(desk.files))
    assert len([name for name in kept(desk) if name.startswith("rapport-")]) == 2


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_imported(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("a.eml", mail(html=as_html((GASTRO,))).as_bytes())
    desk.put("b.eml", mail(html=as_html((DIALOG,))).as_bytes())
    really_load = load

    def refuse(found: Found, sandbox: Sandbox) -> bytes:
        if found.name == "post/a.eml":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return really_load(found, sandbox)

    monkeypatch.setattr("generator.importers.find.walk.load", refuse)
    left, imported = desk.imports().results
    assert isinstance(left, Left)
    assert told(left.remark, "nb") == "Fila kan ikke leses: disken eller nettverket svikter."
    assert isinstance(imported, Imported)


def test_what_came_from_strangers_is_no_markdown_in_the_report() -> None:
    summary = Summary((Left("[a](x)\x1b<b>.eml", remark("import-ulest", reason="*`|\n# a")),))
    assert "- \\[a\\](x)�\\<b\\>.eml: Fila kan ikke leses: \\*\\`\\| \\# a." in report.markdown(summary, "nb", "i dag")


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_remark_has_a_wording_that_can_be_filled(language: str) -> None:
    assert say(language, "import-tid", seconds=10).endswith(".")
    used = {
        found for file in (ROOT / "generator" / "importers").rglob("*.py") for found in _codes(file.read_text("utf-8"))
    }
    assert used <= catalogue(language).keys()


def _codes(source: str) -> Iterator[str]:
    import re

    yield from re.findall(r'"((?:import|bruk)-[a-z-]+)"', source)


def test_a_wrong_use_is_told_and_nothing_is_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command(desk, "finnes-ikke.eml").stderr == "Finner ikke finnes-ikke.eml.\n"
    desk.put("brev.eml", mail(html=as_html()).as_bytes())
    wrong = command(desk, os.fspath(desk.files), "--sender", "sivv")
    assert (wrong.exit_code, "for eksempel siv." in wrong.stderr) == (2, True)
    monkeypatch.setattr(run, "_PACKAGES", ("finnes_ikke",))
    assert 'pip install "fagarkiv[import]"' in command(desk, os.fspath(desk.files)).stderr
    desk.site.file("content/registre/temaer.yml", "[]")
    monkeypatch.undo()
    with pytest.raises(UsageError):
        desk.imports()
    assert not [path for path in desk.content() if "2019" in path]


def test_other_commands_load_nothing_of_importing() -> None:
    code = (
        "import sys, generator.cli; print([name for name in sys.modules if 'importers' in name or 'mammoth' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "[]\n"
