"""``new-site`` and ``new``: what they make can be built at once, and nothing is written over."""

import errno
import os
import re
from pathlib import Path

import pytest

from generator.kinds import KINDS
from tests.command import run
from tests.driver import SiteTest


def test_a_new_site_can_be_built_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new-site", "vårt")
    assert (result.exit_code, result.stdout) == (0, "Laget et nytt nettsted i vårt. Kjør «fagarkiv build» der.\n")
    assert (tmp_path / "vårt/.gitignore").exists()
    monkeypatch.chdir("vårt")
    built = run("build", "--strict", "--jobs", "1")
    assert (built.exit_code, built.stderr) == (0, "")
    assert "Arkivet er i gang" in Path("site/index.html").read_text("utf-8")


def test_a_new_site_is_made_in_an_empty_folder_and_in_no_other(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    assert run("new-site", str(tmp_path / "tom")).exit_code == 0
    (tmp_path / "full").mkdir()
    (tmp_path / "full/viktig.txt").write_text("behold meg")
    result = run("new-site", str(tmp_path / "full"))
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path / 'full'} finnes fra før.\n")
    assert list((tmp_path / "full").iterdir()) == [tmp_path / "full/viktig.txt"]


def test_why_the_machine_would_not_is_said_in_norwegian(here: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/arkiv/site")

    monkeypatch.setattr("generator.build.check", full)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith("Maskinen sa nei (/arkiv/site): disken er full. ")
    settings = (here.folder / "site_config.yml").read_text("utf-8")
    here.file("site_config.yml", settings.replace("language: nb", "language: nn"))
    assert run("check").stderr.startswith("Maskina sa nei (/arkiv/site): disken er full. ")


TITLES = ('Hjerte: «nytt» & "mer"', "Dr. Hansen", "Index", "2026", "# 'Æ' \\", "no")


def written_by_an_editor(draft: str) -> str:
    """Write what the program has left to be written, and publish it."""
    return re.sub(r"'\?'|Skriv .*", "Skrevet", draft.replace("draft: true\n", ""))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_what_is_left_to_be_written_can_stand_in_a_draft_only(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new-site", str(tmp_path / "n"))
    monkeypatch.chdir(tmp_path / "n")
    path = Path(run("new", kind, "Prøve").stdout.removeprefix("Laget ").removesuffix(".\n"))
    draft = path.read_text("utf-8")
    left = len(re.findall(r"'\?'|: Skriv ", draft))
    path.write_text(draft.replace("draft: true\n", ""), "utf-8")
    assert run("check").stderr.count("[plassholder]") == left


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_new_document_has_nothing_wrong_with_it(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("new-site", str(tmp_path / "n"))
    monkeypatch.chdir(tmp_path / "n")
    for title in TITLES:
        result = run("new", kind, title)
        assert result.exit_code == 0
        path = Path(result.stdout.removeprefix("Laget ").removesuffix(".\n"))
        assert path.is_relative_to(f"content/{kind}")
        assert "draft: true" in path.read_text("utf-8")
        assert (run("check", "--strict").stderr, title) == ("", title)
        path.write_text(written_by_an_editor(path.read_text("utf-8")), "utf-8")
        assert (run("check", "--strict").stderr, title) == ("", title)
    assert run("build", "--jobs", "1").exit_code == 0
    pages = [page.read_text("utf-8") for page in Path(f"site/{kind}").rglob("*.html")]
    assert any(">Hjerte: «nytt» &amp; &#34;mer&#34;</h1>" in page for page in pages)


@pytest.mark.parametrize("title", ["Ny sak " * 20, "Ny\nsak", "Ny\tsak\r\n", "a" * 150])
def test_a_title_however_long_gives_a_file_with_nothing_wrong(here: SiteTest, title: str) -> None:
    assert run("new", "nyheter", title, "--sender", "siv").exit_code == 0
    assert [problem.code for problem in here.check() if problem.severity == "error"] == []


def test_new_takes_the_sender_and_never_writes_over_a_file(here: SiteTest) -> None:
    assert run("new", "nyheter", "Ny rutine", "--sender", "horten").exit_code == 0
    (file,) = here.folder.glob("content/nyheter/*/ny-rutine.md")
    written = file.read_text("utf-8")
    assert "sender: horten\n" in written
    again = run("new", "nyheter", "Ny rutine")
    assert (again.exit_code, again.stderr.endswith("ny-rutine.md finnes fra før.\n")) == (2, True)
    assert file.read_text("utf-8") == written


WRITE_TO = "- {id: siv, name: SiV}\n- {id: horten, name: Horten kommune, municipalities: [horten]}\n"


@pytest.mark.parametrize("kind", ["nyheter", "arrangementer", "saker"])
def test_new_fills_in_the_municipalities_that_the_sender_writes_to(here: SiteTest, kind: str) -> None:
    here.file("content/registre/organisasjoner.yml", WRITE_TO)
    here.file("content/registre/kommuner.yml", "- {id: horten, name: Horten}\n")
    for sender, expected in (("horten", True), ("siv", False)):
        assert run("new", kind, f"Fra {sender}", "--sender", sender).exit_code == 0
        (file,) = here.folder.glob(f"content/{kind}/**/fra-{sender}.md")
        assert ("municipalities: [horten]\n" in file.read_text("utf-8")) == expected
    assert run("check", "--strict").stderr == ""


def test_new_names_the_kinds_there_are(here: SiteTest) -> None:
    result = run("new", "notater", "Et notat")
    assert (result.exit_code, result.stderr) == (
        2,
        "Det finnes ikke noe innhold av typen «notater». "
        f"Velg en av disse: {', '.join(kind.name for kind in KINDS)}.\n",
    )


def test_new_fills_an_issue_with_what_is_new_since_a_day(here: SiteTest) -> None:
    here.item("nyheter/2026/a")
    result = run("new", "nyhetsbrev", "--sender", "horten", "--since", "2026-11-01")
    path = Path(result.stdout.removeprefix("Laget ").removesuffix(".\n"))
    assert "- nyheter/2026/a\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", "nyheter"], "Skriv en tittel. Bare nyhetsbrev med --since kan være uten.\n"),
        (["new", "nyheter", "Nytt", "--since", "2026-11-01"], "--since kan bare brukes til nyhetsbrev.\n"),
        (
            ["new", "nyhetsbrev", "--since", "2026-11-01", "--sender", "hoten"],
            "«hoten» er ikke en organisasjon i registeret. "
            "Oppgi --sender med en id fra registre/organisasjoner.yml, for eksempel horten.\n",
        ),
        (
            ["new", "nyhetsbrev", "--since", "2026-11-01", "--sender", "horten"],
            "Ingenting er nytt for leserne til Horten kommune siden 2026-11-01. Velg en tidligere dag med --since.\n",
        ),
    ],
)
def test_new_says_what_it_lacks(here: SiteTest, words: list[str], said: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stderr) == (2, said)
