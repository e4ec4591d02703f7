"""Publishing to a folder, over ssh and into a branch, in an order that never breaks a reader; packed files."""

import gzip
import os
import re
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.commands import publish as publishing
from generator.commands.publish import Place
from generator.release.publication import There, steps
from tests import servers
from tests.command import run
from tests.driver import TODAY, Silent, SiteTest

ROOT = Path(__file__).parent.parent
HASH = bytes(32)


def publish(site: SiteTest, target: Path | str, day: date = TODAY, *, branch: str = "", release: str = "") -> None:
    settings, output = site.folder / "site_config.yml", site.folder / "site"
    publishing.publish(settings, output, Place(str(target), branch), release, day, Silent())


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".git/" not in path.as_posix())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def extra(folder: Path, site: SiteTest) -> set[str]:
    """Name what lies in a folder besides the release in use, which is there byte for byte."""
    there, release = files_of(folder), files_of(site.folder / "site")
    assert {url: there.get(url) for url in release} == release
    return there.keys() - release.keys()


@pytest.fixture
def own(tmp_path: Path) -> SiteTest:
    site = SiteTest(tmp_path / "nettsted").item("nyheter/2026/a", "Første.").item("nyheter/2026/bort")
    site.build()
    return site


def test_what_open_pages_need_is_kept_for_a_day_and_pages_that_are_gone_go_at_once(
    own: SiteTest, tmp_path: Path
) -> None:
    target = tmp_path / "delt/fagarkiv"
    publish(own, target)
    assert extra(target, own) == {"hosting/publisert.txt"}
    assert not any(path.is_symlink() for path in target.rglob("*"))
    former = {url for url in files_of(target) if url.startswith("assets/sok/ord-")}
    own.item("nyheter/2026/a", "Andre.").without("content/nyheter/2026/bort.md")
    own.file("content/registre/adresser.txt", "").build()
    for days in (0, 1):
        publish(own, target, TODAY + timedelta(days))
        assert former <= extra(target, own)
        assert not (target / "nyheter/2026/bort.html").exists()
    publish(own, target, TODAY + timedelta(2))
    assert extra(target, own) == {"hosting/publisert.txt"}


def test_a_folder_that_was_published_to_can_be_verified_each_night(own: SiteTest, tmp_path: Path) -> None:
    target = tmp_path / "delt/fagarkiv"
    publish(own, target)
    own.item("nyheter/2026/a", "Andre.").build()
    publish(own, target)
    assert run("verify", str(target)).exit_code == 0
    (target / "nyheter/2026/a.html").write_text("endret", "utf-8")
    (target / "nyheter/2026/bort.html").unlink()
    (target / "annet.html").write_text("ikke vår", "utf-8")
    (target / "lenke").symlink_to(target / "index.html")
    answer = run("verify", str(target))
    assert answer.exit_code == 1
    for said in ("a.html: innholdet er", "bort.html: fila mangler", "annet.html: fila er ikke", "lenke: en lenke"):
        assert said in answer.stdout


def test_the_names_on_a_share_are_such_as_windows_can_hold(own: SiteTest, tmp_path: Path) -> None:
    publish(own, tmp_path / "delt")
    urls = files_of(tmp_path / "delt").keys()
    assert len({url.lower() for url in urls}) == len(urls)
    for part in {part for url in urls for part in url.split("/")}:
        assert re.fullmatch(r"[a-z0-9_.-]*[a-z0-9]", part), part
        assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", part), part


def test_the_order_never_breaks_a_reader() -> None:
    new = ["assets/side.0123456789.js", "assets/sok/ord-0-0123456789.js", "index.html", "assets/sok/indeks.js"]
    new += ["assets/fagarkiv-sok.js", "uten-nett.js", "hosting/nginx.map"]
    before = There({"gammel.html": HASH, "assets/gammel.0123456789.js": HASH, "index.html": b"andre"}, {})
    todo = steps(dict.fromkeys(new, HASH), before, TODAY)
    assert todo.copied == (
        ("assets/side.0123456789.js", "assets/sok/ord-0-0123456789.js"),
        ("hosting/nginx.map", "index.html"),
        ("assets/fagarkiv-sok.js", "assets/sok/indeks.js", "uten-nett.js"),
    )
    assert (todo.gone, todo.leaving) == (("gammel.html",), {"assets/gammel.0123456789.js": TODAY})


def test_an_earlier_release_can_be_published_again(own: SiteTest, tmp_path: Path) -> None:
    first = (own.folder / "site").readlink().name
    before = files_of(own.folder / "site")
    publish(own, tmp_path / "ut")
    own.item("nyheter/2026/a", "Feil.").build()
    publish(own, tmp_path / "ut")
    publish(own, tmp_path / "ut", release=first[:6])
    there = files_of(tmp_path / "ut")
    assert {url: there.get(url) for url in before} == before


def test_a_folder_that_is_somebody_elses_is_left_alone(
    own: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own.folder)
    (tmp_path / "andre").mkdir()
    (tmp_path / "andre/index.html").write_text("deres", "utf-8")
    answer = run("publish", str(tmp_path / "andre"))
    assert (answer.exit_code, "har ikke publisert der før" in answer.stderr) == (2, True)
    assert files_of(tmp_path / "andre") == {"index.html": b"deres"}
    answer = run("publish", str(tmp_path / ("m" * 120) / ("n" * 120)))
    assert (answer.exit_code, "259 tegnene" in answer.stderr) == (2, True)


@contextmanager
def ssh_server(folder: Path) -> Iterator[str]:
    """Run a server for ssh on this machine; gives what rsync must use for it."""
    for name in ("vert", "bruker"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    shutil.copy(folder / "bruker.pub", folder / "tillatt")
    port = servers.free_port()
    (folder / "sshd.conf").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/vert\nAuthorizedKeysFile {folder}/tillatt\n"
        f"StrictModes no\nUsePAM no\nPidFile {folder}/pid\nPermitRootLogin yes\n",
        "utf-8",
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    with servers.running([servers.program("sshd"), "-D", "-e", "-f", f"{folder}/sshd.conf"], port, folder / "log"):
        trust = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
        yield f"ssh -i {folder}/bruker -p {port} {trust}"


def test_a_site_is_published_over_ssh_by_rsync(own: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with servers.place() as folder, ssh_server(folder) as command:
        monkeypatch.setenv("RSYNC_RSH", command)
        target = folder / "ny/fagarkiv"
        publish(own, f"127.0.0.1:{target}")
        assert extra(target, own) == {"hosting/publisert.txt"}
        own.item("nyheter/2026/a", "Andre.").build()
        publish(own, f"127.0.0.1:{target}")
        assert len(extra(target, own)) > 1
        publish(own, f"127.0.0.1:{target}", TODAY + timedelta(2))
        assert extra(target, own) == {"hosting/publisert.txt"}
    monkeypatch.chdir(own.folder)
    answer = run("publish", f"127.0.0.1:{target}")
    assert (answer.exit_code, answer.stderr.startswith("rsync stoppet: ")) == (2, True)


def test_a_site_is_published_in_a_branch(own: SiteTest, tmp_path: Path) -> None:
    remote = tmp_path / "lager.git"
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    for text in ("Første.", "Andre.", "Andre."):
        own.item("nyheter/2026/a", text).build()
        publish(own, remote, branch="pages")
    log = subprocess.run(
        ["git", "-C", remote, "log", "--format=%s", "pages"], check=True, capture_output=True, text=True
    )
    assert [line.split()[0] for line in log.stdout.splitlines()] == ["Fagarkiv", "Fagarkiv"]
    subprocess.run(["git", "clone", "--quiet", "--branch=pages", remote, tmp_path / "klone"], check=True)
    assert {".nojekyll", "hosting/publisert.txt"} <= extra(tmp_path / "klone", own)


def test_the_guides_command_for_one_file_lays_it_where_one_stands(own: SiteTest) -> None:
    guide = (ROOT / "docs/hosting.md").read_text("utf-8")
    (command,) = re.findall(r"^\(cd site && zip .*$", guide, re.MULTILINE)
    subprocess.run(["bash", "-c", command], cwd=own.folder, check=True)
    with zipfile.ZipFile(own.folder / "fagarkiv.zip") as archive:
        assert {name for name in archive.namelist() if not name.endswith("/")} == files_of(own.folder / "site").keys()
    assert list((own.folder / ".site-releases").glob("*.zip")) == []


def test_the_guides_commands_for_publishing_are_as_the_program_has_them(
    own: SiteTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (ROOT / "docs/hosting.md").read_text("utf-8")
    commands = re.findall(r"^fagarkiv publish (.+)$", guide, re.MULTILINE)
    assert len(commands) == 5
    monkeypatch.chdir(own.folder)
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "lager.git"], check=True)
    monkeypatch.setenv("RCLONE_CONFIG_LAGER_TYPE", "local")
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    places = {"git@example.no:arkiv.git": "lager.git", "server:/srv": "server", "/mnt/share": "delt", "$web": "web"}
    for command in commands:
        place = next(one for one in places if one in command)
        answer = run("publish", *shlex.split(command.replace(place, str(tmp_path / places[place]))))
        assert (answer.exit_code, answer.stderr) == (0, "")


def test_packed_files_are_the_same_and_follow_the_content(own: SiteTest) -> None:
    settings = (own.folder / "site_config.yml").read_text("utf-8")
    own.file("site_config.yml", f"{settings}compress: true\n").build()
    assert own.build().made == 0
    kept = (own.folder / "site/nyheter/2026/bort.html.gz").stat().st_ino
    built = own.item("nyheter/2026/a", "Andre tekst.").build()
    assert built.bytes() == own.build(output="ren").bytes()
    assert gzip.decompress(built.bytes()["nyheter/2026/a.html.gz"]) == built.bytes()["nyheter/2026/a.html"]
    assert {url for url in built.urls() if url.endswith((".gif.gz", ".zip.gz", ".gz.gz"))} == set()
    assert (built.folder / "nyheter/2026/bort.html.gz").stat().st_ino == kept
