"""A release can be made again from its content, elsewhere, to the byte; if not, the files that differ are named."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import run
from tests.driver import SiteTest
from tests.test_passport import build_with, new_key, public
from tests.test_publish import publish

CHANGE = "content/nyheter/2026/a.md"


@pytest.fixture
def own(tmp_path: Path) -> SiteTest:
    site = SiteTest(tmp_path / "nettsted").item("nyheter/2026/a", "Første æøå.").item("nyheter/2026/b", lang="nn")
    site.build()
    return site


def reproduced(site: SiteTest, release: Path | str, *words: str) -> tuple[int, list[str]]:
    settings = str(site.folder / "site_config.yml")
    answer = run("build", "--config", settings, "--jobs", "1", "--reproduce", str(release), *words)
    return answer.exit_code, answer.stdout.splitlines()


@pytest.mark.parametrize(("zone", "locale", "umask", "jobs", "seed"), [("Pacific/Apia", "tr_TR.UTF-8", 0o077, 4, "7")])
def test_another_place_zone_locale_umask_number_of_workers_and_seed_give_the_same_bytes(
    own: SiteTest, tmp_path: Path, zone: str, locale: str, umask: int, jobs: int, seed: str
) -> None:
    elsewhere = tmp_path / f"et annet sted {random.randrange(10**6)}" / "arkiv"
    for part in ("content", "site_config.yml"):
        source, target = own.folder / part, elsewhere / part
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    copy = tmp_path / "kopi"
    shutil.copytree(own.folder / "site", copy)
    surroundings = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "HOME": str(tmp_path / "hjem")}
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        surroundings[name] = str(tmp_path / name)
    command = [sys.executable, "-m", "generator", "build", "--jobs", str(jobs), "--reproduce", str(copy)]
    done = subprocess.run(command, cwd=elsewhere, env=surroundings, umask=umask, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    count = sum(path.is_file() for path in copy.rglob("*"))
    assert done.stdout == f"Alle {count} filer er like, byte for byte.\n"
    assert not (elsewhere / "site").exists()


def test_files_that_differ_are_named(own: SiteTest) -> None:
    (own.folder / CHANGE).write_text((own.folder / CHANGE).read_text("utf-8").replace("Første", "Siste"), "utf-8")
    own.item("nyheter/2026/ny").without("content/nyheter/2026/b.md")
    own.file("content/registre/adresser.txt", "")
    before = (own.folder / "site").readlink()
    code, said = reproduced(own, before.name[:8])
    assert code == 1
    assert "nyheter/2026/a.html: blir annerledes her." in said
    assert "nyheter/2026/b.html: er i bygget, men lages ikke her." in said
    assert "nyheter/2026/ny.html: lages her, men er ikke i bygget." in said
    assert said[-1].endswith("filer er ulike.")
    assert (own.folder / "site").readlink() == before
    assert (own.folder / "content/registre/adresser.txt").read_text("utf-8") == ""


def test_what_was_published_can_be_made_again_though_it_keeps_former_files(own: SiteTest, tmp_path: Path) -> None:
    publish(own, tmp_path / "ut")
    own.item("nyheter/2026/a", "Andre.").build()
    publish(own, tmp_path / "ut")
    code, said = reproduced(own, tmp_path / "ut")
    assert (code, len(said)) == (0, 1)
    (tmp_path / "ut/nyheter/2026/a.html").write_text("endret", "utf-8")
    assert reproduced(own, tmp_path / "ut")[0] == 1


def test_a_signed_release_is_made_again_without_the_key(own: SiteTest, tmp_path: Path) -> None:
    key = new_key(tmp_path / "nokkel")
    settings = (own.folder / "site_config.yml").read_text("utf-8")
    build_with(own.file("site_config.yml", f"{settings}public_key: {public(key)}\n"), key)
    assert reproduced(own, (own.folder / "site").readlink().name)[0] == 0


def test_another_version_of_the_program_is_told(own: SiteTest) -> None:
    passport = own.folder / "site/om-utgaven/pass.json"
    text = passport.read_text("utf-8")
    passport.unlink()
    passport.write_text(
        text.replace('"name": "Fagarkiv",\n  "version": "', '"name": "Fagarkiv",\n  "version": "0.'), "utf-8"
    )
    code, said = reproduced(own, own.folder / "site")
    assert (code, said[0]) == (1, "om-utgaven/pass.json: blir annerledes her.")
    assert said[-2].startswith("Bygget er laget med Fagarkiv 0.0.")


@pytest.mark.parametrize("passport", [None, "", "[]", '{"as_of": "i går"}'])
def test_what_has_no_passport_is_refused(own: SiteTest, tmp_path: Path, passport: str | None) -> None:
    folder = tmp_path / "fremmed/om-utgaven"
    folder.mkdir(parents=True)
    if passport is not None:
        (folder / "pass.json").write_text(passport, "utf-8")
    answer = run("build", "--config", str(own.folder / "site_config.yml"), "--reproduce", str(folder.parent))
    assert (answer.exit_code, "mangler eller er skadet" in answer.stderr) == (2, True)
