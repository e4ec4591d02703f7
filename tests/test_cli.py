"""The command line: what is typed, what is printed where, and what it ends with."""

import errno
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result

from generator import __version__
from generator.base.problems import Problem
from generator.cli import main
from generator.commands.serve import serve
from generator.kinds import KINDS
from generator.render.theme import CONTENT_SECURITY_POLICY
from tests.driver import TODAY, Silent, SiteTest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def here(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> SiteTest:
    """The minimal site, and we stand in its folder."""
    monkeypatch.chdir(site.folder)
    return site


def run(*words: str, terminal: bool = False) -> Result:
    """Run ``fagarkiv`` with these words, as on a ``terminal`` or not; an exception that gets out of it is raised."""
    runner = CliRunner(catch_exceptions=False)
    return runner.invoke(main, words, color=terminal, prog_name="fagarkiv", terminal_width=100)


def process(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run ``fagarkiv`` in a process of its own."""
    return subprocess.run([sys.executable, "-m", "generator", *words], cwd=cwd, capture_output=True, text=True)


# --- Help -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_fits_a_terminal(command: str) -> None:
    result = run(*filter(None, [command]), "--help")
    lines = result.stdout.splitlines()
    assert (result.exit_code, len(lines) <= 24) == (0, True)
    assert max(map(len, lines)) <= 100
    assert "..." not in result.stdout.partition("\n")[2], "nothing is cut off"


def test_help_names_every_command() -> None:
    assert sorted(main.commands) == [
        "build",
        "check",
        "import",
        "mail",
        "new",
        "new-site",
        "package",
        "releases",
        "rollback",
        "schema",
        "search",
        "serve",
    ]
    listed = [line.split()[0] for line in run("-h").stdout.partition("Commands:\n")[2].splitlines()]
    assert listed == sorted(main.commands)


def test_version() -> None:
    assert run("--version").stdout == f"fagarkiv, version {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [["bygg"], ["build", "--jobs", "0"], ["check", "--as-of", "2026-02-30"], ["check", "--format", "xml"], ["new"]],
)
def test_what_is_typed_wrongly_gives_2(here: SiteTest, words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: ")


@pytest.mark.parametrize(
    "command",
    [
        ["build"],
        ["check"],
        ["serve"],
        ["search", "ord"],
        ["new", "sider", "Om"],
        ["new", "nyhetsbrev", "--since", "2026-11-01"],
        ["mail", "nyhetsbrev/2026/a"],
        ["package"],
        ["releases"],
        ["rollback"],
    ],
)
def test_outside_a_site_every_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Finner ikke oppsettet site_config.yml.")
    assert list(tmp_path.iterdir()) == []


# --- build and check --------------------------------------------------------------------------------------------------


def test_build_says_what_it_made_and_where(here: SiteTest) -> None:
    here.item("nyheter/2026/a")
    result = run("build", "--jobs", "1")
    files = len([path for path in (here.folder / "site").rglob("*") if path.is_file()])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Bygget {files} filer ({files} nye eller endret).\nÅpne site/index.html i en nettleser.\n"


def test_build_takes_settings_output_and_day_from_elsewhere(
    site: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.item("nyheter/2025/a", date="2025-01-01").item("nyheter/2026/b")
    monkeypatch.chdir(tmp_path)
    words = ["--config", "nettsted/site_config.yml", "--output", "ut", "--as-of", "2025-06-01", "--jobs", "1"]
    assert run("build", *words).exit_code == 0
    assert (tmp_path / "ut/nyheter/2025/a.html").exists()
    assert not (tmp_path / "ut/nyheter/2026/b.html").exists()


def test_problems_are_told_on_stderr_and_nothing_is_published(here: SiteTest) -> None:
    here.item("nyheter/2026/a", sender="ingen")
    result = process("build", "--jobs", "1", cwd=here.folder)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        "content/nyheter/2026/a.md:4: feil: sender: «ingen» finnes ikke i registre/organisasjoner.yml. [ref-ukjent]\n"
        "    Slik retter du det: Rett verdien, eller legg den til i registeret.\n"
        "Feil: 1. Advarsler: 0. Merknader: 0.\n"
        "Ingenting er publisert; siden er som den var.\n"
    )
    assert not (here.folder / "site").exists()


def test_a_site_in_nynorsk_is_spoken_to_in_nynorsk(here: SiteTest) -> None:
    here.file("site_config.yml", "site_name: Arkiv\nbase_url: https://a.example.no/\nlanguage: nn\n")
    result = run("check", "--jobs", "1")
    assert (result.exit_code, result.stdout) == (0, "Ingen problem.\n")
    here.item("nyheter/2026/a", sender="ingen")
    assert "«ingen» finst ikkje i registre/organisasjoner.yml." in run("check", "--jobs", "1").stderr


def test_a_scheduled_job_learns_what_is_due_for_review(here: SiteTest) -> None:
    here.item("nyheter/2026/a", review_by="2027-02-20").item("nyheter/2026/b", review_by="2026-11-01")
    words = ("check", "--as-of", "2026-11-22", "--format", "json", "--jobs", "1")
    assert run(*words).exit_code == 0
    result = run(*words, "--due", "90")
    assert [(entry["code"], entry["path"]) for entry in json.loads(result.stdout)] == [
        ("revisjon-frist", "content/nyheter/2026/a.md"),
        ("revisjon-forfalt", "content/nyheter/2026/b.md"),
    ]
    assert [run(*words, "--due", days).exit_code for days in ("90", "89")] == [3, 3]
    here.item("nyheter/2026/b", review_by="2027-11-01")
    assert [run(*words, "--due", days).exit_code for days in ("90", "89")] == [3, 0]
    here.item("nyheter/2026/b", sender="ingen")
    assert run(*words, "--due", "90").exit_code == 1


def test_check_is_quiet_when_all_is_well(here: SiteTest) -> None:
    result = process("check", "--jobs", "1", cwd=here.item("nyheter/2026/a").folder)
    assert (result.returncode, result.stdout, result.stderr) == (0, "Ingen problemer.\n", "")
    assert not (here.folder / "site").exists()


def test_warnings_stop_only_what_is_strict(here: SiteTest) -> None:
    here.item("nyheter/2026/a", "## Bakgrunn\n\n#### Historie")
    assert [run(*words).exit_code for words in (["check"], ["check", "--strict"])] == [0, 1]
    strict = run("build", "--strict", "--jobs", "1")
    assert strict.exit_code == 1
    assert "advarsel: Overskriften «Historie» hopper over et nivå. [overskrift-hopp]" in strict.stderr
    assert not (here.folder / "site").exists()
    assert run("build", "--jobs", "1").exit_code == 0


def test_notices_never_stop_anything(here: SiteTest) -> None:
    here.item("nyheter/2026/a", date="2026-12-24")
    result = run("check", "--strict", "--as-of", "2026-11-22", "--format", "json")
    assert (result.exit_code, [entry["severity"] for entry in json.loads(result.stdout)]) == (0, ["notice"])
    assert json.loads(run("check", "--as-of", "2026-12-24", "--format", "json").stdout) == []


def test_json_is_alone_on_stdout(here: SiteTest) -> None:
    for number in range(120):
        here.item(f"nyheter/2026/sak-{number}")
    here.item("nyheter/2026/sak-7", sender="ingen")
    result = process("check", "--format", "json", "--jobs", "1", cwd=here.folder)
    assert result.returncode == 1
    assert json.loads(result.stdout) == [
        {
            "path": "content/nyheter/2026/sak-7.md",
            "line": 4,
            "field": "sender",
            "code": "ref-ukjent",
            "severity": "error",
            "message": "«ingen» finnes ikke i registre/organisasjoner.yml.",
            "hint": "Rett verdien, eller legg den til i registeret.",
        }
    ]
    assert result.stderr == "Leser 120 …\n"


def test_places_are_named_as_an_editor_counts(here: SiteTest) -> None:
    here.item("nyheter/2026/a", topics="[gastro, ingen]")
    assert "content/nyheter/2026/a.md:5: feil: topics, nr. 2: «ingen» finnes ikke" in run("check").stderr


@pytest.mark.parametrize("day", ["0001-03-01", "9999-12-31"])
def test_a_day_beyond_which_none_can_be_counted_is_refused(here: SiteTest, day: str) -> None:
    result = run("build", "--as-of", day)
    assert (result.exit_code, result.stderr) == (2, f"Dagen {day} kan ikke brukes. Velg et år fra 1800 til 2199.\n")


def test_github_shows_problems_beside_the_lines(here: SiteTest) -> None:
    here.item("nyheter/2026/a", "## Bakgrunn\n\n#### Historie", sender="ingen")
    result = run("check", "--format", "github")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "::error file=content/nyheter/2026/a.md,line=4,title=ref-ukjent::«ingen» finnes ikke i "
        "registre/organisasjoner.yml. Rett verdien, eller legg den til i registeret.",
        "::warning file=content/nyheter/2026/a.md,line=10,title=overskrift-hopp::Overskriften «Historie» hopper over "
        "et nivå. Bruk ett # mer enn overskriften den hører under.",
    ]


def test_no_file_name_can_give_github_a_command(here: SiteTest) -> None:
    here.file("content/sider/100%, a:b\n::warning::c.md", "---\ntitle: A\n---\n")
    (line,) = run("check", "--format", "github").stdout.splitlines()
    assert line.startswith(
        "::error file=content/sider/100%25%2C a%3Ab\ufffd%3A%3Awarning%3A%3Ac.md,line=1,title=fil-navn::"
        "Navnet «100%25, a:b\ufffd::warning::c.md» kan ikke stå i en nettadresse."
    )


@pytest.mark.parametrize("style", ["text", "json", "github"])
def test_a_file_name_that_is_not_unicode_is_a_problem_like_others(here: SiteTest, style: str) -> None:
    latin_1 = os.fsdecode(b"\xe5r")
    here.item(f"nyheter/{latin_1}/a")
    result = process("check", "--format", style, "--jobs", "1", cwd=here.folder)
    assert (result.returncode, "Traceback" in result.stderr) == (1, False)
    assert "fil-navn" in result.stdout + result.stderr


def test_what_is_shown_in_a_terminal_cannot_steer_it(here: SiteTest) -> None:
    here.file("content/sider/\x1b[2Ja.md", "---\ntitle: A\n---\n")
    here.document("sider/b", title="B", **{'"\\e[2J"': "x"})
    result = run("check", terminal=True)
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr


# --- new-site and new -------------------------------------------------------------------------------------------------


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


# --- mail -------------------------------------------------------------------------------------------------------------


def test_mail_writes_three_files_and_says_where(here: SiteTest) -> None:
    here.file("site_config.yml", (here.folder / "site_config.yml").read_text("utf-8") + "mail_address: a@example.no\n")
    here.item("nyheter/2026/a")
    here.document("nyhetsbrev/2026/b", title="B", date="2026-11-10", sender="siv", items="[nyheter/2026/a]")
    result = run("mail", "nyhetsbrev/2026/b", "--output", "ut")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Laget ut/2026-b.eml.\nLaget ut/2026-b.html.\nLaget ut/2026-b.txt.\n"
    refused = run("mail", "nyhetsbrev/2026/b", "--smtp", "localhost:1", "--to", "a@example.no")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "Korrekturen ble ikke sendt; localhost:1 svarte ikke som det skulle: " in refused.stderr


def test_mail_says_what_it_lacks(here: SiteTest) -> None:
    assert run("mail", "nyhetsbrev/2026/b", "--to", "a@example.no").stderr == (
        "--smtp og --to hører sammen. Oppgi begge, eller ingen av dem.\n"
    )
    assert run("mail", "nyhetsbrev/2026/b").stderr == (
        "Finner ikke nummeret «nyhetsbrev/2026/b». Skriv det som nyhetsbrev/2026/uke-48.\n"
    )


# --- search -----------------------------------------------------------------------------------------------------------


def test_search_finds_other_forms_of_a_word_and_what_was_changed_since(here: SiteTest) -> None:
    here.item("nyheter/2026/a", "Om tilvisingar til sjukehus.", lang="nn", title="Rutine")
    here.item("nyheter/2026/b", "Om henvisningen.", title="Skjema", date="2026-10-01")
    here.item("nyheter/2026/c", "Om noe helt annet.", title="Annet")
    hits = {
        "a": "2026-11-02  Rutine\n            content/nyheter/2026/a.md\n",
        "b": "2026-10-01  Skjema\n            content/nyheter/2026/b.md\n",
    }
    for query in ("henvisning", "tilvisingar", "HENVISNINGER"):
        result = run("search", query)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout in (hits["a"] + hits["b"], hits["b"] + hits["a"])
    assert run("search", "sykehuset").stdout == hits["a"]
    assert run("search", "gastroskopi").stdout == "Ingen treff.\n"

    here.item("nyheter/2026/c", "Om gastroskopi.", title="Annet").without("content/nyheter/2026/a.md")
    assert run("search", "gastroskopi").stdout == "2026-11-02  Annet\n            content/nyheter/2026/c.md\n"
    assert run("search", "sykehus").stdout == "Ingen treff.\n"
    assert run("search", "henvisning").stdout == hits["b"]


def test_search_puts_titles_first_and_stops_at_the_limit(here: SiteTest) -> None:
    here.item("nyheter/2026/a", "Om epikriser.", title="Skjema").item("nyheter/2026/b", "Hei.", title="Epikrise")
    assert run("search", "epikrise").stdout.splitlines()[0] == "2026-11-02  Epikrise"
    assert len(run("search", "epikrise", "--limit", "1").stdout.splitlines()) == 2


# --- serve ------------------------------------------------------------------------------------------------------------


class Preview(Silent):
    """A preview running in a thread, as a browser and its editor see it."""

    def __init__(self, site: SiteTest) -> None:
        super().__init__()
        self.site = site
        self.shown: list[tuple[Problem, ...]] = []
        self._stop = threading.Event()
        self._address = ""
        self._thread = threading.Thread(target=self._serve)

    def _serve(self) -> None:
        serve(self.site.folder / "site_config.yml", 0, self, lambda: TODAY, self.shown.append, self._stop)

    def say(self, code: str, **values: object) -> None:
        super().say(code, **values)
        self._address = str(values.get("url", self._address))

    def __enter__(self) -> Self:
        self._thread.start()
        self.until(lambda: bool(self._address))
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(30)
        assert not self._thread.is_alive()

    @property
    def problems(self) -> list[str]:
        """Give the codes of what was wrong the last time."""
        return [problem.code for problem in self.shown[-1]]

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that takes a tenth of a second, for twenty at most."""
        deadline = time.monotonic() + 20
        while not happened():
            assert self._thread.is_alive()
            assert time.monotonic() < deadline, f"{self.said} {self.shown}"
            time.sleep(0.02)

    def get(self, path: str) -> tuple[http.client.HTTPResponse, str]:
        host = urlsplit(self._address)
        connection = http.client.HTTPConnection(str(host.hostname), host.port, timeout=30)
        connection.request("GET", path)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response, text


@pytest.fixture
def preview(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with Preview(site.item("nyheter/2026/a", "Gammel tekst.")) as running:
        yield running


def test_the_preview_follows_the_editor_and_survives_mistakes(preview: Preview) -> None:
    page = "/nyheter/2026/a.html"
    response, text = preview.get(page)
    assert (response.status, "Gammel tekst." in text) == (200, True)
    assert response.headers["Content-Security-Policy"] == f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"

    preview.site.item("nyheter/2026/a", "Ny tekst.")
    preview.until(lambda: "Ny tekst." in preview.get(page)[1])
    assert preview.problems == []

    preview.site.item("nyheter/2026/a", "Siste tekst.", sender="ingen")
    preview.until(lambda: preview.problems == ["ref-ukjent"])
    assert "Ny tekst." in preview.get(page)[1]

    preview.site.item("nyheter/2026/a", "Siste tekst.")
    preview.until(lambda: "Siste tekst." in preview.get(page)[1])
    assert not (preview.site.folder / "site").exists()
    assert not (preview.site.folder / "content/registre/adresser.txt").exists(), "a preview promises nothing"


def test_the_preview_shows_the_site_and_nothing_beside_it(preview: Preview) -> None:
    missing, text = preview.get("/finnes/ikke.html")
    assert (missing.status, "Fant ikke siden" in text) == (404, True)
    assert missing.headers["Content-Security-Policy"].startswith(CONTENT_SECURITY_POLICY)
    for path in ("/../cache.sqlite", "/..%2fcache.sqlite", "/%2e%2e/cache.sqlite", "/../../site_config.yml"):
        assert preview.get(path)[0].status == 404


def test_a_preview_of_a_broken_site_waits_for_it_to_be_mended(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with Preview(site.item("nyheter/2026/a", sender="ingen")) as running:
        assert running.problems == ["ref-ukjent"]
        assert running.get("/nyheter/2026/a.html")[0].status == 404
        site.item("nyheter/2026/a")
        running.until(lambda: running.get("/nyheter/2026/a.html")[0].status == 200)


def test_the_preview_sees_every_change_of_the_settings(preview: Preview) -> None:
    """Many editors save by putting a new file in the place of the old."""
    settings = preview.site.folder / "site_config.yml"
    for name in ("Legearkivet", "Fastlegearkivet", "Praksisarkivet"):
        draft = settings.with_suffix(".ny")
        draft.write_text(f"site_name: {name}\nbase_url: https://a.example.no/\nlanguage: nb\n", "utf-8")
        draft.replace(settings)
        preview.until(lambda name=name: name in preview.get("/index.html")[1])  # type: ignore[misc]


def test_the_preview_outlives_a_moment_without_content(preview: Preview, tmp_path: Path) -> None:
    """As when another branch is checked out."""
    content, kept = preview.site.folder / "content", tmp_path / "kopi"
    shutil.copytree(content, kept)
    said = len(preview.said)
    shutil.rmtree(content)
    preview.until(lambda: len(preview.said) > said)
    shutil.copytree(kept, content)
    preview.site.item("nyheter/2026/a", "Ny tekst.")
    preview.until(lambda: "Ny tekst." in preview.get("/nyheter/2026/a.html")[1])


def test_serve_is_started_with_what_was_typed(here: SiteTest, monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[object] = []
    monkeypatch.setattr(
        "generator.commands.serve.serve", lambda config_file, port, *_: typed.extend((config_file, port))
    )
    assert run("serve", "--port", "8123").exit_code == 0
    assert typed == [Path("site_config.yml"), 8123]


# --- The package ------------------------------------------------------------------------------------------------------


def test_the_wheel_makes_and_builds_a_site_on_its_own(tmp_path: Path) -> None:
    """What is installed has templates, texts, scripts and the starter site with it."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", tmp_path, ROOT], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("fagarkiv-*.whl")
    installed = tmp_path / "installert"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    assert {path.name for path in installed.iterdir()} == {
        "generator",
        "search",
        "theme",
        f"fagarkiv-{__version__}.dist-info",
    }
    environment = {**os.environ, "PYTHONPATH": os.fspath(installed)}

    def python(*words: str, cwd: Path) -> str:
        command = [sys.executable, *words]
        return subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True, text=True).stdout

    where = "import generator, search, theme; print(generator.__file__, search.__file__, theme.__file__)"
    assert all(Path(file).is_relative_to(installed) for file in python("-c", where, cwd=tmp_path).split())
    python("-m", "generator", "new-site", "nytt", cwd=tmp_path)
    assert python("-m", "generator", "build", "--jobs", "1", cwd=tmp_path / "nytt").startswith("Bygget ")
    assert "Arkivet er i gang" in (tmp_path / "nytt/site/index.html").read_text("utf-8")
    assert list((tmp_path / "nytt/site/assets").glob("motor.*.js"))


def test_a_worker_process_that_loads_the_program_loads_nothing_of_it() -> None:
    script = "import sys, generator.__main__; print([name for name in sys.modules if name.startswith('generator.')])"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "['generator.__main__']\n"
