"""What was sent before: nothing new is dropped, and what is dropped is named."""

import json
import os
from collections.abc import Sequence
from datetime import timedelta

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.importers import report, run
from generator.importers.write.store import FOLDER
from tests import foreign
from tests.desk import PERSONAL, STRANGER, Desk, imported, left, log
from tests.foreign import DIALOG, GASTRO, HOSPITERING, WHEN, Piece, as_html, mail


def two(first: str, second: str, title: str = "Legevakta i påsken") -> Sequence[Piece]:
    return Piece(title, first), Piece(title, second)


# --- New, though it looks like something old --------------------------------------------------------------------------

CORRECTIONS = {
    "uker og telefon": two(
        "Hudpoliklinikken holder stengt i uke 28, 29 og 30. Haster det, ring vakthavende på telefon 33 34 20 00.",
        "Hudpoliklinikken holder stengt i uke 27, 28 og 29. Haster det, ring vakthavende på telefon 33 34 21 11.",
    ),
    "grense": two(
        "Pasienter over 50 år med jernmangel skal henvises i pakkeforløp. Pasienten får time innen 14 dager.",
        "Pasienter over 55 år med jernmangel skal henvises i pakkeforløp. Pasienten får time innen 21 dager.",
    ),
    "åpen og stengt": two(
        "Legevakta er åpen i påsken. Kontorene må melde fra.", "Legevakta er stengt i påsken. Kontorene må melde fra."
    ),
    "ikkje": two(
        "Avdelinga tek imot tilvisingar med delir frå alle kommunane i området heile sommaren.",
        "Avdelinga tek ikkje imot tilvisingar med delir frå alle kommunane i området heile sommaren.",
    ),
    "navn": two(
        "Spørsmål om ordningen går til overlege Hansen ved avdelingen, som svarer alle hverdager før lunsj.",
        "Spørsmål om ordningen går til overlege Hanssen ved avdelingen, som svarer alle hverdager før lunsj.",
    ),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_what_says_something_else_is_a_new_item_that_names_what_it_is_like(desk: Desk, name: str) -> None:
    first, second = CORRECTIONS[name]
    desk.put("1.eml", mail("Nr. 1", as_html((first, GASTRO))).as_bytes())
    desk.put("2.eml", mail("Nr. 2", as_html((second, DIALOG)), when="Mon, 25 Mar 2019 09:00:00 +0100").as_bytes())
    old, new = imported(desk.imports())
    entry = new.drafts.entries[0]
    assert entry.same is None
    assert entry.id != old.drafts.entries[0].id
    hint = f"Ligner på {old.drafts.entries[0].id} («{first.title}»), se om den erstatter den"
    assert hint in desk.text(f"{entry.id}.md")
    assert desk.codes(of_drafts=True).count("kladd-merknad") >= 1
    summary = run.Summary((old, new))
    assert hint in "\n".join(report.lines(summary, "nb"))
    assert hint.replace("-", "").split(" (")[0] in report.markdown(summary, "nb", "i dag").replace("\\", "").replace(
        "-", ""
    )


def test_next_years_letter_is_an_issue_of_its_own_though_every_word_is_the_same(desk: Desk) -> None:
    desk.put("2019.eml", mail("Nr. 6/2019", as_html((GASTRO, DIALOG))).as_bytes())
    again = format_day(363)
    desk.put("2020.eml", mail("Nr. 6/2020", as_html((GASTRO, DIALOG)), when=again).as_bytes())
    first, second = imported(desk.imports())
    assert [entry.same for one in (first, second) for entry in one.drafts.entries] == [None] * 4
    assert desk.codes() == []


def format_day(later: int) -> str:
    from email.utils import format_datetime

    return format_datetime(WHEN + timedelta(days=later))


def test_a_letter_whose_introduction_corrects_the_last_one_is_an_issue_of_its_own(desk: Desk) -> None:
    body = as_html((GASTRO, DIALOG))
    corrected = as_html((GASTRO, DIALOG), before="<p>Rettelse: Møtet på torsdag er avlyst, og nytt blir i mai.</p>")
    desk.put("1.eml", mail("Nr. 1", body).as_bytes())
    desk.put("2.eml", mail("Nr. 1, rettet", corrected).as_bytes())
    first, second = imported(desk.imports())
    assert [entry.id for entry in second.drafts.entries] == [entry.id for entry in first.drafts.entries]
    assert "Møtet på torsdag er avlyst" in desk.text(f"{second.drafts.id}.md")


def test_a_letter_that_brings_another_file_along_is_an_issue_of_its_own(desk: Desk) -> None:
    desk.put("1.eml", mail("Nr. 1", as_html((GASTRO, DIALOG))).as_bytes())
    with_file = foreign.with_file(mail("Nr. 1", as_html((GASTRO, DIALOG))), "plan.pdf", foreign.two_columns())
    desk.put("2.eml", with_file.as_bytes())
    desk.put("3.eml", foreign.sent_on(with_file).as_bytes())
    summary = desk.imports()
    assert [one.name for one in imported(summary)] == ["post/1.eml", "post/2.eml"]
    assert left(summary) == [("post/3.eml/1", "import-nummer-kjent")]


def test_a_copy_of_a_letter_with_introduction_and_file_is_the_same_letter(desk: Desk) -> None:
    body = as_html((GASTRO, DIALOG), before="<p>Denne gangen handler det om henvisninger og om dialog.</p>")
    letter = foreign.with_file(mail("Nr. 1", body), "plan.pdf", foreign.two_columns())
    desk.put("1.eml", letter.as_bytes())
    desk.put("2.eml", foreign.sent_on(letter).as_bytes())
    assert left(desk.imports()) == [("post/2.eml/1", "import-nummer-kjent")]
    assert left(desk.imports("2.eml")) == [("2.eml", "import-kjent-saker")]


# --- What is dropped is named -----------------------------------------------------------------------------------------


def test_the_log_tells_what_was_drafted_from_what_was_there(desk: Desk) -> None:
    desk.put("1.eml", mail("Nr. 1", as_html((GASTRO, DIALOG))).as_bytes())
    desk.put("2.eml", mail("Nr. 2", as_html((DIALOG, HOSPITERING))).as_bytes())
    desk.put("3.eml", mail("Nr. 3", foreign.as_html((DIALOG, HOSPITERING))).as_bytes())
    desk.imports()
    dialog = "nyheter/2019/dialogmelding-nar-noe-er-uklart"
    hospitering = "nyheter/2019/hospitering-ved-nevrologisk-poliklinikk"
    _, second, third = log(desk)
    assert (second["items"], second["same"]) == ([hospitering], [[DIALOG.title, dialog]])
    assert (third["issues"], third["items"]) == ([], [])
    assert third["same"] == [[DIALOG.title, dialog], [HOSPITERING.title, hospitering]]


def test_the_report_says_of_each_item_of_a_known_letter_which_one_it_is(desk: Desk) -> None:
    desk.put("1.eml", mail("Nr. 1", as_html((GASTRO, DIALOG))).as_bytes())
    desk.put("2.eml", foreign.sent_on(mail("Nr. 1", as_html((GASTRO, DIALOG)))).as_bytes())
    summary = desk.imports()
    told = "\n".join(report.lines(summary, "nb"))
    for piece, id_ in ((GASTRO, "henvisning-til-gastroskopi"), (DIALOG, "dialogmelding-nar-noe")):
        assert f"{piece.title}: Sier det samme som nyheter/2019/{id_}" in told
    written = report.markdown(summary, "nb", "i dag").replace("\\", "")
    assert f"  - {DIALOG.title}: Sier det samme som nyheter/2019/dialogmelding" in written


def test_a_letter_of_which_nothing_was_made_is_told_of_again_when_its_file_is(desk: Desk) -> None:
    desk.put("post.mbox", foreign.mailbox([foreign.sent_on(mail("Nr. 1", as_html((GASTRO, DIALOG))))]))
    desk.imports()
    logged = log(desk)[0]
    path = desk.site.folder / FOLDER / "logg.jsonl"
    path.write_text(json.dumps({**logged, "left": ["post/post.mbox#1/2"]}) + "\n", "utf-8")
    (again,) = desk.imports().results
    assert isinstance(again, run.Left)
    assert (again.remark.code, dict(again.remark.values)["left"]) == ("import-kjent-delvis", "post/post.mbox#1/2")


# --- What a reviewer is told ------------------------------------------------------------------------------------------


def test_what_there_is_to_look_at_stands_in_the_draft_of_the_item_that_it_is_about(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html((PERSONAL, DIALOG))).as_bytes())
    (one,) = imported(desk.imports())
    about, other = (desk.text(f"{entry.id}.md") for entry in one.drafts.entries)
    for value in ("Kari Nordmann ser ut som et personnavn", "91 23 45 67 ser ut", "kari.nordmann@example.no ser ut"):
        assert value in about.partition("\n---\n")[0]
        assert value not in other
    notes = [problem for problem in desk.site.check() if problem.code == "kladd-merknad"]
    lines = about.splitlines()
    assert [lines[problem.line - 1][:9] for problem in notes] == ['  - "«Nyt'] * 3


def test_what_a_reviewer_is_told_is_never_published(desk: Desk) -> None:
    desk.site.item(
        "nyheter/2026/a", guessed="[topics, date]", review_notes='["Kari Nordmann er nevnt", "Se på 91 23 45 67"]'
    ).item("nyheter/2026/b", draft="true", review_notes="[Kari Nordmann igjen]")
    built = desk.site.build()
    assert {problem.code for problem in built.problems} == {"merknad-igjen"}
    for url, data in built.bytes().items():
        for text in ("Nordmann", "91 23 45 67", "review_notes"):
            assert text.encode() not in data, url


def test_drafts_that_are_not_ready_stop_no_build_however_strict(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html((PERSONAL, DIALOG)), sender="A <a@example.no>").as_bytes())
    desk.imports()
    desk.site.item("nyheter/2026/klar")
    assert {"kladd-mangler", "kladd-merknad"} <= set(desk.codes(of_drafts=True))
    assert "nyheter/2026/klar.html" in desk.site.build(strict=True).urls()


def test_a_draft_without_a_sender_is_not_written_as_mail(desk: Desk) -> None:
    desk.site.file(
        "site_config.yml",
        "site_name: A\nbase_url: https://a.example.no/\nlanguage: nb\nmail_address: post@example.no\n",
    )
    desk.put("brev.eml", mail(html=as_html(), sender=STRANGER).as_bytes())
    (one,) = imported(desk.imports())
    config = os.fspath(desk.site.folder / "site_config.yml")
    result = CliRunner().invoke(main, ["mail", one.drafts.id, "--config", config], prog_name="fagarkiv")
    assert (result.exit_code, "mangler avsender" in result.stderr) == (2, True)


def test_a_draft_that_loses_its_mark_must_have_all_that_an_item_must(desk: Desk) -> None:
    desk.put("brev.eml", mail(html=as_html((GASTRO, DIALOG)), sender="A <a@example.no>").as_bytes())
    (one,) = imported(desk.imports())
    path = f"content/{one.drafts.entries[0].id}.md"
    desk.site.file(path, desk.text(f"{one.drafts.entries[0].id}.md").replace("draft: true\n", ""))
    missing = [(problem.field, problem.code) for problem in desk.site.check() if problem.path == path]
    assert ("sender", "felt-mangler") in missing
    assert ("topics", "felt-mangler") in missing


def test_a_day_that_was_not_found_is_a_guess_in_every_draft(desk: Desk) -> None:
    desk.put("brev.html", as_html((GASTRO, DIALOG)).encode())
    (one,) = imported(desk.imports(sender="siv"))
    for id_ in (one.drafts.id, *(entry.id for entry in one.drafts.entries)):
        assert "guessed: [date]\n" in desk.text(f"{id_}.md")
