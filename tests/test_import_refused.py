"""What must not happen: numbers of persons, bad files and slow ones, and the command that tells of them."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.base.problems import UsageError, catalogue, say
from generator.cli import main
from generator.importers import limits, report, run
from generator.importers.find.walk import Found, load
from generator.importers.limits import Unreadable
from generator.importers.read.sandbox import Sandbox
from generator.importers.run import Imported, Left, Summary
from generator.importers.wording import told
from generator.importers.write.notes import remark
from search import dictionary
from tests import fuzzing
from tests.desk import Desk, imported, kept, left
from tests.driver import ROOT
from tests.foreign import DIALOG, GASTRO, as_html, mail
from tests.problems import identity_number


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
