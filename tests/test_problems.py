"""Everything that can be wrong with content, what is said of it, and how it is mended: the cases are in problems/."""

import errno
import os
import re

import pytest

from generator.base.problems import Problem, Severity, catalogue
from generator.release.publish import doubled
from tests.driver import SiteTest
from tests.expected import Rewrite
from tests.problems import Case, cases, identity_number, said, with_expected

CASES = cases()
CODES = {key.removesuffix(".hint") for key in catalogue("nb") if key.endswith(".hint")}


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_wrong_is_said_where_it_is_and_how_it_is_mended(
    site: SiteTest, case: Case, rewrite: Rewrite | None
) -> None:
    told = "\n".join(map(said, case.problems(site.folder)))
    if rewrite:
        rewrite(case.file, with_expected(case.file.read_text("utf-8"), case.title, told))
    else:
        assert told == case.expected


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_rewriting_what_is_right_changes_nothing(case: Case) -> None:
    text = case.file.read_text("utf-8")
    assert with_expected(text, case.title, case.expected) == text


def unreadable(site: SiteTest, number: int = errno.EACCES) -> tuple[Problem, ...]:
    """Check a site with a page that cannot be read, as on a file server; root may read anything on a disk."""
    site.document("sider/om", title="Om oss")
    really_open = os.open

    def refuse(path: str, flags: int, *mode: int) -> int:
        if str(path).endswith("om.md"):
            raise OSError(number, os.strerror(number))
        return really_open(path, flags, *mode)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.source.files.os.open", refuse)
        return site.check()


def test_a_file_that_may_not_be_read_is_named(site: SiteTest) -> None:
    assert "\n".join(map(said, unreadable(site))) == (
        "content/sider/om.md:0 - [fil-ulest] Fila kan ikke leses: du har ikke tilgang.\n"
        "    Sjekk at den finnes og at du har lov til å lese den."
    )


@pytest.mark.parametrize(
    ("number", "nb", "nn"),
    [
        (errno.EPERM, "du har ikke tilgang", "du har ikkje tilgang"),
        (errno.ENOENT, "fila eller mappa finnes ikke", "fila eller mappa finst ikkje"),
        (errno.EISDIR, "det er en mappe, ikke en fil", "det er ei mappe, ikkje ei fil"),
        (errno.EIO, "disken eller nettverket svikter", "disken eller nettverket sviktar"),
        (errno.ESTALE, "nettverksdisken svarer ikke", "nettverksdisken svarer ikkje"),
        (errno.EBUSY, "et annet program bruker den", "eit anna program bruker ho"),
        (errno.EXDEV, "maskinen ga feilkoden EXDEV", "maskina gav feilkoden EXDEV"),
        (0, "maskinen sa ikke hvorfor", "maskina sa ikkje kvifor"),
    ],
)
def test_why_a_file_cannot_be_read_is_said_in_norwegian(site: SiteTest, number: int, nb: str, nn: str) -> None:
    (problem,) = unreadable(site, number)
    assert problem.message("nb") == f"Fila kan ikke leses: {nb}."
    assert problem.message("nn") == f"Fila kan ikkje lesast: {nn}."


def test_every_code_has_a_case_and_can_be_said_in_nynorsk(site: SiteTest) -> None:
    found = [
        problem for number, case in enumerate(CASES) for problem in case.problems(site.folder.with_name(f"{number}"))
    ]
    found += [*unreadable(site), *doubled(["index.html", "index.html"])]
    assert {problem.code for problem in found} == CODES
    for problem in found:
        for text in (problem.message("nn"), problem.hint("nn")):
            assert text
            assert re.search(r"\{\w*\}", text) is None, f"{problem.code}: {text}"
    assert {problem.code for problem in found if problem.severity is Severity.WARNING} == {
        "dato-usannsynlig",
        "felt-sitattegn",
        "fotnote-ubrukt",
        "kladd-gjettet",
        "kladd-mangler",
        "kladd-merknad",
        "merknad-igjen",
        "nummer-dobbelt",
        "overskrift-h1",
        "overskrift-hopp",
        "overskrift-mellomrom",
        "overskrift-strek",
        "punkt-tatt-ut",
        "region-motsier",
        "sak-uten-rad",
        "utgave-hull",
        "vedlegg-ulest",
    }
    assert {problem.code for problem in found if problem.severity is Severity.NOTICE} == {
        "adresse-ny",
        "adresse-venter",
        "bilde-sted",
        "fil-utelatt",
        "ikke-publisert",
        "lenke-http",
        "punkt-flyttet",
        "region-eldre-utgave",
        "region-variant-av",
        "revisjon-forfalt",
        "revisjon-frist",
        "revisjon-ubekreftet",
        "variant-eldre-utgave",
    }


BOMB = "\n".join(
    ["a0: &a0 [lol, lol, lol]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30))]
)


def test_ten_mistakes_are_all_found_at_once_and_nothing_is_published(site: SiteTest) -> None:
    """An editor sees every mistake in one go; readers see none of it."""
    before = site.item("nyheter/2026/fra-foer", "Alt er i orden.").build()
    published = before.bytes()

    site.item("nyheter/2026/alias", sources=f"\n{BOMB}")
    site.item("nyheter/2026/dato", date="2024-02-30")
    site.item("nyheter/2026/dobbelt", summary="Først\nsummary: Sist")
    site.item("nyheter/2026/fodselsnummer", f"Gjelder pasient {identity_number(24, 12, 85)}.")
    site.item("nyheter/2026/lenke", "Se [avtalen](javascript:alert(1)).")
    site.item("nyheter/2026/sender", sender=None)
    site.item("nyheter/2026/skript", "Hei.\n\n<script>alert(1)</script>")
    site.item("nyheter/2026/tabulator", summary="\n\tKort sagt")
    site.item("nyheter/2026/tema", topics="[gastro, hudsykdommer]")
    site.item("nyheter/2026/vindu")
    saved_by_notepad = site.folder / "content/nyheter/2026/vindu.md"
    saved_by_notepad.write_bytes(b"\xef\xbb\xbf" + saved_by_notepad.read_bytes().replace(b"\n", b"\r\n"))

    problems = site.check()
    assert [(problem.path.rpartition("/")[2], problem.line, problem.field, problem.code) for problem in problems] == [
        ("alias.md", 7, "a0", "yaml-alias"),
        ("dato.md", 3, "date", "dato-finnes-ikke"),
        ("dobbelt.md", 7, "summary", "yaml-dobbel"),
        ("fodselsnummer.md", 8, "", "fodselsnummer"),
        ("lenke.md", 8, "", "lenke-type"),
        ("sender.md", 2, "sender", "felt-mangler"),
        ("skript.md", 10, "", "html-ikke-tillatt"),
        ("tabulator.md", 7, "", "yaml-tab"),
        ("tema.md", 5, "topics.1", "ref-ukjent"),
        ("vindu.md", 1, "", "fil-bom"),
    ]
    for problem in problems:
        assert problem.path.startswith("content/nyheter/2026/")
        assert len(problem.hint("nb")) > len("Rett det.")
    assert site.fails() == problems
    assert {url: (site.folder / "site" / url).read_bytes() for url in before.urls()} == published
    assert before.urls() == sorted(published)
