"""Once only: what was imported is known again, and files are found wherever they lie."""

import json
import os
from pathlib import Path

import pytest

from generator.importers.find.walk import Found, mails, walk
from generator.importers.read.sandbox import Sandbox
from generator.importers.write import store
from generator.importers.write.store import FOLDER, Done, Store
from tests import foreign, fuzzing
from tests.desk import Desk, imported, kept, left
from tests.driver import SiteTest
from tests.foreign import DIALOG, GASTRO, HOSPITERING, as_html, mail


def test_a_second_import_changes_nothing(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html()).as_bytes())
    desk.put("arkiv.mbox", foreign.mailbox([mail("Nr. 4", as_html((DIALOG,)))]))
    desk.imports()
    before = desk.content(), kept(desk)
    assert left(desk.imports()) == [("post/arkiv.mbox#1", "import-kjent"), ("post/brev.eml", "import-kjent")]
    assert (desk.content(), kept(desk)) == before


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
