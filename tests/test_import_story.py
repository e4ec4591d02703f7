"""A document of one story is one item, and no issue."""

# The lines of letters are as long as those who made them have them.
# ruff: noqa: E501

import pytest

from generator.importers import report, run
from tests.desk import Desk, imported
from tests.driver import Silent
from tests.foreign import Set, mail, pdf
from tests.foreign_formats import odt
from tests.word_files import heading, paragraph, word

STORY = "Fra 1. januar må legekontoret bestille tolk selv via portalen. Fristen er tre dager før timen."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tolk.docx", word(paragraph("Ny rutine for tolk", style="Title"), paragraph(STORY))),
        ("tolk.docx", word(heading("Ny rutine for tolk"), paragraph(STORY), heading("Slik gjør du"), paragraph("Logg inn."))),
        ("tolk.odt", odt(f'<text:h text:outline-level="1">Ny rutine for tolk</text:h><text:p>{STORY}</text:p>')),
        ("tolk.txt", f"Ny rutine for tolk\n\n{STORY}\n".encode()),
        ("tolk.pdf", pdf([[Set(50, 760, "Ny rutine for tolk", 20, "F2"), Set(50, 720, STORY)]])),
    ],
    ids=["title.docx", "parts.docx", "odt", "txt", "pdf"],
)  # fmt: skip
def test_a_document_of_one_story_is_one_item_and_no_issue(desk: Desk, name: str, data: bytes) -> None:
    desk.put(name, data)
    (one,) = imported(desk.imports(sender="siv"))
    made = [path for path in desk.content() if path.endswith(".md")]
    assert made == [f"{one.drafts.id}.md"]
    assert one.drafts.id.endswith("/ny-rutine-for-tolk")
    assert STORY in desk.text(made[0])
    assert "guessed: [date" in desk.text(made[0]) or name.endswith("pdf")


def test_one_story_is_told_once_known_again_and_taken_back(desk: Desk) -> None:
    desk.put("tolk.docx", word(heading("Ny rutine for tolk"), paragraph(STORY)))
    summary = desk.imports(sender="siv")
    assert [line for line in report.lines(summary, "nb") if "Nyhetsbrev: 0. Nye saker: 1." in line]
    desk.put("igjen.docx", word(heading("Ny rutine for tolk"), paragraph(STORY), paragraph("")))
    # The day was that of the import, so nothing tells that it is the same letter; it is new, and says what it is like.
    before = set(desk.content())
    desk.imports("igjen.docx", sender="siv")
    assert len(set(desk.content()) - before) <= 1
    run.undo_paths(desk.site.folder / "site_config.yml", [desk.files], Silent())
    assert not [path for path in desk.content() if path.endswith(".md")]


def test_a_newsletter_of_one_item_and_a_mail_are_issues(desk: Desk) -> None:
    desk.put("a.docx", word(heading("Praksisnytt nr. 3"), heading("Ny rutine for tolk"), paragraph(STORY)))
    desk.put(
        "b.eml",
        mail("Ny rutine for epikriser", text="Epikrisen skal sendes samme dag som pasienten reiser.").as_bytes(),
    )
    assert [one.drafts.id.split("/")[0] for one in imported(desk.imports(sender="siv"))] == ["nyhetsbrev"] * 2
