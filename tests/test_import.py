"""From a mail to drafts: what is written, and what is proposed."""

from collections.abc import Sequence

import pytest

from generator.importers import limits
from generator.importers.letter import Issue, Item, Letter
from generator.importers.propose.proposals import Proposed
from generator.importers.propose.senders import by_writing
from generator.importers.write import drafts
from generator.model.registers import Organisation
from generator.source.file_names import is_slug
from tests import foreign
from tests.desk import Desk, imported, left
from tests.driver import TODAY
from tests.foreign import DIALOG, GASTRO, HOSPITERING, PNG, as_html, mail

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
