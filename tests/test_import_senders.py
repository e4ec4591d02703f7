"""Who has sent it: known, guessed or asked for; and an import can be undone."""

import json
import os

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.importers import asking, run
from generator.importers.write.store import FOLDER
from tests import foreign
from tests.desk import PERSONAL, STRANGER, Desk, imported, left, log
from tests.driver import TODAY, Silent
from tests.foreign import DIALOG, GASTRO, HOSPITERING, Piece, as_html, mail

ISSUE = "nyhetsbrev/2019/praksisnytt-nr-3.md"


def test_a_letter_from_a_stranger_becomes_drafts_without_a_sender(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html(), sender=STRANGER).as_bytes())
    (one,) = imported(desk.imports())
    assert "import-avsender" in [found.code for found in one.remarks]
    assert "sender:" not in desk.text(ISSUE).partition("review_notes")[0]
    assert f"Avsenderen «{STRANGER}» er ikke kjent" in desk.text(ISSUE)
    assert desk.codes() == []
    assert (desk.site.folder / FOLDER / "avsendere.yml").read_text("utf-8").endswith('"nytt@ukjent.example":\n')


def test_drafts_get_their_sender_when_the_file_is_filled_in_and_the_import_run_again(desk: Desk) -> None:
    desk.put("1.eml", mail("Nr. 1", as_html((GASTRO,)), sender=STRANGER).as_bytes())
    desk.put("2.eml", mail("Nr. 2", as_html((DIALOG, HOSPITERING)), sender=STRANGER).as_bytes())
    desk.imports()
    paths = sorted(desk.content())
    told = desk.site.folder / FOLDER / "avsendere.yml"
    told.write_text(told.read_text("utf-8").replace('example":', 'example": horten'), "utf-8")
    assert len(imported(desk.imports())) == 2
    assert sorted(desk.content()) == paths
    drafts = [path for path in paths if path.startswith("ny") and "2019" in path]
    assert len(drafts) == 5
    assert all("\nsender: horten\n" in desk.text(path) for path in drafts)
    assert desk.codes(of_drafts=True).count("kladd-mangler") == 3


def test_drafts_that_somebody_works_on_are_left_when_their_sender_is_told(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html(), sender=STRANGER).as_bytes())
    desk.imports()
    changed = desk.text(ISSUE).replace("Praksisnytt nr. 3", "Praksisnytt nr. 3, rettet")
    desk.site.file(f"content/{ISSUE}", changed)
    before = desk.content()
    assert left(desk.imports(sender="horten")) == [("post/brev.eml", "import-kjent")]
    assert desk.content() == before


def test_a_file_of_senders_that_names_nobody_is_told_at_once(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html(), sender=STRANGER).as_bytes())
    desk.imports()
    told = desk.site.folder / FOLDER / "avsendere.yml"
    told.write_text('"nytt@ukjent.example": hortn\n', "utf-8")
    result = command(desk, os.fspath(desk.files))
    assert (result.exit_code, "«hortn» er ikke en organisasjon" in result.stderr) == (2, True)
    told.write_text('"nytt@ukjent.example: horten\n', "utf-8")
    assert (command(desk, os.fspath(desk.files)).exit_code, desk.codes()) == (2, [])


@pytest.mark.parametrize(
    ("register", "written", "subject", "expected"),
    [
        (
            "- {id: suff, name: Utvalget, mail: [nytt@siv.no]}\n- {id: siv, name: Sykehuset, mail: [siv.no]}",
            "N <nytt@siv.no>",
            "A",
            "suff",
        ),
        (
            "- {id: suff, name: Utvalget, mail: [nytt@siv.no]}\n- {id: siv, name: Sykehuset, mail: [siv.no]}",
            "N <b@x.siv.no>",
            "A",
            "siv",
        ),
        ("- {id: a, name: A, mail: [siv.no]}\n- {id: b, name: B, mail: [siv.no]}", "N <b@siv.no>", "A", ""),
        (
            "- {id: siv, name: Sykehuset, names: [Psykiatrien i Vestfold]}",
            "Psykiatrien i Vestfold <x@y.no>",
            "A",
            "siv?",
        ),
        ("- {id: siv, name: Sykehuset, names: [Praksisnytt]}", "x@y.no", "Praksisnytt nr. 3", "siv?"),
        (
            "- {id: siv, name: Sykehuset, names: [Praksisnytt]}\n- {id: ahus, name: Ahus, names: [Praksisnytt]}",
            "Praksisnytt <x@y.no>",
            "Praksisnytt nr. 3",
            "",
        ),
        (
            "- {id: horten, name: Horten kommune}\n- {id: siv, name: Sykehuset i Vestfold}",
            "x@y.no",
            "Nytt fra Horten kommune",
            "horten?",
        ),
        (
            "- {id: horten, name: Horten kommune}\n- {id: siv, name: Sykehuset i Vestfold}",
            "x@y.no",
            "Nytt fra Horten kommune og Sykehuset i Vestfold",
            "",
        ),
        ("- {id: oslo, name: Oslo kommune}", "x@y.no", "Kurs i Oslo", ""),
        ("- {id: siv, name: Sykehuset}", "N <b@siv.no>", "A", "siv?"),
        ("- {id: siv, name: Sykehuset}", "N <b@siv.no.example.com>", "A", ""),
    ],
)
def test_a_sender_is_known_by_address_or_guessed_by_name_and_what_two_claim_tells_nothing(
    desk: Desk, register: str, written: str, subject: str, expected: str
) -> None:
    desk.site.file("content/registre/organisasjoner.yml", f"{register}\n")
    desk.put("brev.eml", mail(subject, as_html(), sender=written).as_bytes())
    (one,) = imported(desk.imports())
    issue = desk.text(f"{one.drafts.id}.md").partition("review_notes")[0]
    assert ("sender: " in issue, "guessed: [sender]" in issue) == (expected != "", expected.endswith("?"))
    assert f"\nsender: {expected.rstrip('?')}\n" in issue or not expected


def test_each_unknown_sender_is_asked_for_once_and_remembered(desk: Desk) -> None:
    for number, sender in enumerate((STRANGER, "Andre <a@example.no>", STRANGER)):
        piece = Piece(f"Sak {number}", f"Denne saken er nummer {number} og sier noe eget som ingen andre saker sier.")
        desk.put(f"{number}.eml", mail(f"Nr. {number}", as_html((piece,)), sender=sender).as_bytes())
    asked: list[str] = []

    def ask(sender: str) -> str:
        asked.append(sender)
        return "horten" if sender == STRANGER else ""

    config = desk.site.folder / "site_config.yml"
    run.import_paths(config, [desk.files], "", TODAY, Silent(), ask)
    assert asked == [STRANGER, "Andre <a@example.no>"]
    told = (desk.site.folder / FOLDER / "avsendere.yml").read_text("utf-8")
    assert told.splitlines()[1:] == ['"nytt@ukjent.example": horten', '"a@example.no":']


def test_a_person_at_the_terminal_is_asked_until_an_organisation_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put("brev.eml", mail(html=as_html(), sender=STRANGER).as_bytes())
    monkeypatch.setattr(asking, "is_answered", lambda: True)
    result = command(desk, os.fspath(desk.files), typed="hortn\nhorten\n")
    assert (result.exit_code, result.stderr.count("Hvem er avsenderen")) == (0, 2)
    assert "For eksempel horten er det." in result.stderr
    assert "\nsender: horten\n" in desk.text(ISSUE)


# --- Undone -----------------------------------------------------------------------------------------------------------


def command(desk: Desk, *words: str, typed: str | None = None) -> Result:
    config = os.fspath(desk.site.folder / "site_config.yml")
    runner = CliRunner(catch_exceptions=False)
    return runner.invoke(main, ["import", "--config", config, *words], prog_name="fagarkiv", input=typed)


def test_an_import_is_undone_and_can_be_done_again_with_the_right_sender(desk: Desk) -> None:
    before = desk.content()
    picture = foreign.with_picture(as_html((GASTRO, DIALOG), before='<p><img src="cid:bilde1" alt="Kart"></p>'))
    file = desk.put("brev.eml", picture.as_bytes())
    desk.imports(sender="horten")
    assert len(desk.content()) > len(before) + 3
    result = command(desk, "--undo", os.fspath(file))
    assert (result.exit_code, "brev.eml: 4 filer er tatt tilbake" in result.stdout) == (0, True)
    assert desk.content() == before
    assert len(imported(desk.imports(sender="siv"))) == 1
    assert "\nsender: siv\n" in desk.text(ISSUE)


def test_what_was_changed_by_hand_or_is_named_elsewhere_is_left_and_told(desk: Desk) -> None:
    first = desk.put("1.eml", mail("Nr. 1", as_html((GASTRO, DIALOG, HOSPITERING))).as_bytes())
    desk.put("2.eml", mail("Nr. 2", as_html((DIALOG,))).as_bytes())
    gastro, dialog, hospitering = (entry.id for entry in imported(desk.imports("1.eml"))[0].drafts.entries)
    desk.put("2.eml", mail("Nr. 2", as_html((DIALOG, PERSONAL))).as_bytes())
    desk.imports("2.eml")
    desk.site.file(f"content/{gastro}.md", desk.text(f"{gastro}.md").replace("Skriv", "Skriv alltid"))
    result = command(desk, "--undo", os.fspath(first))
    assert f"content/{gastro}.md er endret siden importen, og står igjen" in result.stdout
    assert f"content/{dialog}.md er nevnt i en annen fil, og står igjen" in result.stdout
    there = desk.content()
    assert (f"{gastro}.md" in there, f"{dialog}.md" in there, f"{hospitering}.md" in there) == (True, True, False)
    assert desk.codes() == []


def test_an_issue_that_was_changed_keeps_the_items_that_it_lists(desk: Desk) -> None:
    file = desk.put("brev.eml", mail(html=as_html()).as_bytes())
    desk.imports()
    desk.site.file(f"content/{ISSUE}", desk.text(ISSUE).replace("nr. 3", "nr. 3, rettet"))
    before = desk.content()
    assert "står igjen" in command(desk, "--undo", os.fspath(file)).stdout
    assert (desk.content(), desk.codes()) == (before, [])


def test_files_are_undone_together_though_one_lists_and_resembles_what_another_brought(desk: Desk) -> None:
    before = desk.content()
    nearly = GASTRO._replace(text=GASTRO.text.replace("raskere", "innen 14 dager"))
    desk.put("1.eml", mail("Nr. 1", as_html((GASTRO, DIALOG)), sender=STRANGER).as_bytes())
    desk.put("2.eml", mail("Nr. 2", as_html((DIALOG, nearly)), sender=STRANGER).as_bytes())
    assert [len(one.drafts.files) for one in imported(desk.imports())] == [3, 2]
    assert len(imported(desk.imports(sender="horten"))) == 2
    assert all("sender: horten" in desk.text(path) for path in desk.content() if "2019" in path)
    command(desk, "--undo", os.fspath(desk.files))
    assert desk.content() == before


def test_there_is_nothing_to_undo_of_a_file_that_was_not_imported_or_of_which_nothing_is_known(desk: Desk) -> None:
    file = desk.put("brev.eml", mail(html=as_html()).as_bytes())
    assert "ingenting å angre" in command(desk, "--undo", os.fspath(file)).stdout
    desk.imports()
    (entry,) = log(desk)
    older = {name: entry[name] for name in ("sha256", "name", "issues", "items")}
    (desk.site.folder / FOLDER / "logg.jsonl").write_text(json.dumps(older) + "\n", "utf-8")
    before = desk.content()
    assert "eldre utgave av Fagarkiv" in command(desk, "--undo", os.fspath(file)).stdout
    assert desk.content() == before
