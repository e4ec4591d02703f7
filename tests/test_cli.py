"""The command line: what is typed, what is printed where, and what it ends with."""

import json
import os
from pathlib import Path

import pytest

from generator import __version__
from generator.cli import main
from tests.command import process, run
from tests.driver import SiteTest

# --- Help -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_fits_a_terminal(command: str) -> None:
    result = run(*filter(None, [command]), "--help")
    lines = result.stdout.splitlines()
    assert (result.exit_code, len(lines) <= (24 if command else 28)) == (0, True)
    assert max(map(len, lines)) <= 100
    assert "..." not in result.stdout.partition("\n")[2], "nothing is cut off"


def test_help_names_every_command() -> None:
    assert sorted(main.commands) == [
        "build",
        "check",
        "hosting",
        "import",
        "mail",
        "migrate",
        "new",
        "new-site",
        "package",
        "publish",
        "releases",
        "rollback",
        "schema",
        "search",
        "serve",
        "verify",
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
        ["migrate"],
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
    leads = "Gå rett til:\n  Sykehuset i Vestfold\n            avsender/siv/index.html\n"
    assert run("search", "sykehuset").stdout == leads + hits["a"]
    assert run("search", "koloskopi").stdout == "Ingen treff.\n"

    here.item("nyheter/2026/c", "Om koloskopi.", title="Annet").without("content/nyheter/2026/a.md")
    assert run("search", "koloskopi").stdout == "2026-11-02  Annet\n            content/nyheter/2026/c.md\n"
    assert run("search", "sykehus").stdout == f"{leads}Ingen treff.\n"
    assert run("search", "henvisning").stdout == hits["b"]


def test_search_puts_titles_first_and_stops_at_the_limit(here: SiteTest) -> None:
    here.item("nyheter/2026/a", "Om epikriser.", title="Skjema").item("nyheter/2026/b", "Hei.", title="Epikrise")
    assert run("search", "epikrise").stdout.splitlines()[:4] == [
        "Gå rett til:",
        "  Epikrise",
        "            nyheter/2026/b.html",
        "2026-11-02  Epikrise",
    ]
    assert len(run("search", "epikrise", "--limit", "1").stdout.splitlines()) == 3 + 2
