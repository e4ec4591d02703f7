"""A release's passport: what it is made of and what was looked into, as a page, for machines, and signed."""

import hashlib
import json
import subprocess
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing
from playwright.sync_api import Browser

from generator import build as stages
from generator.base.problems import UsageError
from generator.release.signing import Signing
from tests import parts
from tests.command import run
from tests.driver import TODAY, Built, SiteTest
from tests.test_accessibility import SCREENS, complaints

PAGE, PASSPORT, PARTS = "om-utgaven/index.html", "om-utgaven/pass.json", "om-utgaven/deler.cdx.json"
SUMS, SIGNATURE = "hosting/sjekksummer.txt", "hosting/sjekksummer.txt.minisig"


@pytest.fixture
def own(site: SiteTest) -> SiteTest:
    site.item("nyheter/2026/a", "Se [den andre](b.md).").item("nyheter/2026/b", lang="nn")
    return site.item("nyheter/2026/c")


def told(built: Built) -> Any:
    return json.loads(built.bytes()[PASSPORT])


# --- What is told -----------------------------------------------------------------------------------------------------


def test_a_page_tells_what_the_release_holds_and_what_was_looked_into(own: SiteTest) -> None:
    page = own.build().page(PAGE)
    assert page.title == "Om denne utgaven"
    rows = dict(zip(page.find("//main//dt"), page.find("//main//dd"), strict=True))
    assert (rows["Slik det er"], rows["Dokumenter"]) == ("22. november 2026", "3")
    assert (rows["Bokmål"], rows["Nynorsk"]) == ("2 (67 %)", "1 (33 %)")
    assert rows["Lenker"].startswith("Lenker i tekstene til noe i arkivet: 1.")
    assert {"pass.json", "deler.cdx.json", "../hosting/sjekksummer.txt"} <= set(page.links)
    assert "minisign" not in page.main


def test_every_page_leads_to_it_in_both_languages(own: SiteTest) -> None:
    for language, name in (("nb", "Om denne utgaven"), ("nn", "Om denne utgåva")):
        settings = (own.folder / "site_config.yml").read_text("utf-8")
        own.file("site_config.yml", settings.replace("language: nb", f"language: {language}"))
        built = own.build()
        for page in built.pages():
            if page.find("//footer"):
                assert name in page.find("//footer//a"), page.url
        assert built.page(PAGE).title == name


def test_machines_are_told_the_same_in_figures(own: SiteTest) -> None:
    built = own.build()
    files = built.bytes()
    passport = told(built)
    assert (passport["as_of"], passport["documents"]["languages"]) == ("2026-11-22", {"nb": 2, "nn": 1})
    pages = [url for url in files if url.endswith(".html") and url != PAGE]
    assert passport["sizes"]["pages"] == {"files": len(pages), "bytes": sum(len(files[url]) for url in pages)}
    index = [url for url in files if url.startswith(("assets/sok/", "assets/utdrag/"))]
    assert passport["sizes"]["index"] == {"files": len(index), "bytes": sum(len(files[url]) for url in index)}
    checks = passport["checks"]
    assert (checks["identity_numbers"]["found"], checks["external_requests"]["found"]) == (0, 0)
    assert (checks["internal_links"], checks["external_links"]) == ({"checked": 1, "broken": 0}, {"checked": 0})


def test_an_archive_without_documents_has_a_passport_too(site: SiteTest) -> None:
    assert told(site.build())["documents"] == {"count": 0, "languages": {}}


# --- Parts ------------------------------------------------------------------------------------------------------------


def test_the_parts_list_is_what_cyclonedx_asks_for(own: SiteTest) -> None:
    text = own.build().bytes()[PARTS].decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_every_part_has_a_licence_and_what_readers_run_has_the_hash_of_the_file(own: SiteTest) -> None:
    files = (built := own.build()).bytes()
    components = json.loads(files[PARTS])["components"]
    licensing = get_spdx_licensing()
    for part in components:
        (licence,) = part["licenses"]
        assert licensing.validate(licence["expression"]).errors == [], part["name"]
    shipped = {part["name"]: part["hashes"][0]["content"] for part in components if part["type"] == "file"}
    runs = {url for url in built.urls() if url.startswith("assets/") and url.count("/") == 1}
    assert shipped == {url: hashlib.sha256(files[url]).hexdigest() for url in runs}


def test_packages_are_told_as_the_lock_file_has_them(own: SiteTest) -> None:
    assert parts.FILE.read_text("utf-8") == parts.text(), "run `make lock`"
    lock = (parts.ROOT / "requirements.lock").read_text("utf-8")
    components = json.loads(own.build().bytes()[PARTS])["components"]
    packages = [part for part in components if part.get("purl")]
    assert {"jinja2", "nh3", "pydantic-core", "webencodings"} <= {part["name"] for part in packages}
    assert not {"python-pptx", "hatchling", "pytest"} & {part["name"] for part in packages}
    for part in packages:
        assert f"{part['name']}=={part['version']} " in lock
        assert part["hashes"]
        assert all(f"sha256:{one['content']}" in lock for one in part["hashes"])


# --- The same bytes ---------------------------------------------------------------------------------------------------


def test_the_passport_of_an_incremental_build_is_that_of_a_clean_one(own: SiteTest) -> None:
    settings = (own.folder / "site_config.yml").read_text("utf-8")
    own.file("site_config.yml", f"{settings}compress: true\ndownload: true\n").build()
    built = own.item("nyheter/2026/d", lang="nn").without("content/nyheter/2026/c.md")
    own.file("content/registre/adresser.txt", "")
    assert built.build().bytes() == own.build(output="ren").bytes()


def test_a_release_with_no_other_change_than_the_day_takes_the_place_of_the_one_before(own: SiteTest) -> None:
    first = own.item("nyheter/2026/a", "Før.").build(TODAY).release
    days = [own.item("nyheter/2026/a", "Nå.").build(TODAY + timedelta(number)).release for number in range(5)]
    there = {path.name for path in (own.folder / ".site-releases").iterdir() if path.is_dir() and path.name[0] != "."}
    assert there == {first, *days[-2:]}
    assert len(set(days)) == 5


def test_rollback_passes_over_what_differs_by_its_day_alone(here: SiteTest) -> None:
    first = here.item("nyheter/2026/a", "Før.").build(TODAY).release
    for number in range(3):
        here.item("nyheter/2026/a", "Feil.").build(TODAY + timedelta(number))
    assert run("rollback").exit_code == 0
    assert (here.folder / "site").readlink().name == first


# --- Signed -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return new_key(tmp_path / "nokkel")


def new_key(file: Path) -> Path:
    made = ["minisign", "-G", "-W", "-f", "-s", f"{file}.key", "-p", f"{file}.pub"]
    subprocess.run(made, check=True, capture_output=True)
    return Path(f"{file}.key")


def public(key: Path) -> str:
    return key.with_suffix(".pub").read_text("ascii").splitlines()[1]


@pytest.fixture
def signed(own: SiteTest, key: Path) -> SiteTest:
    settings = (own.folder / "site_config.yml").read_text("utf-8")
    return own.file("site_config.yml", f"{settings}public_key: {public(key)}\n")


def build_with(site: SiteTest, key: Path, output: str = "site") -> None:
    signing = Signing(is_wanted=True, key=key)
    stages.build(site.folder / "site_config.yml", site.folder / output, TODAY, 1, site.report, signing=signing)


def test_a_host_can_sign_and_anybody_can_check_with_minisign_itself(signed: SiteTest, key: Path) -> None:
    build_with(signed, key)
    folder = signed.folder / "site"
    check: list[str | Path] = ["minisign", "-V", "-m", folder / SUMS, "-P", public(key)]
    said = subprocess.run(check, check=True, capture_output=True, text=True).stdout
    assert "https://arkiv.example.no/ 2026-11-22" in said
    page = (folder / PAGE).read_text("utf-8")
    assert f"minisign -Vm sjekksummer.txt -P {public(key)}" in page
    sums = (folder / SUMS).read_text("ascii")
    (signed.folder / "falsk.txt").write_text(sums.replace("a", "b", 1), "ascii")
    check = ["minisign", "-V", "-m", signed.folder / "falsk.txt", "-x", folder / SIGNATURE, "-P", public(key)]
    assert subprocess.run(check, capture_output=True).returncode != 0


def test_a_signature_is_the_same_each_time(signed: SiteTest, key: Path) -> None:
    build_with(signed, key)
    first = (signed.folder / "site").readlink()
    build_with(signed, key)
    build_with(signed, key, "ren")
    assert (signed.folder / "site").readlink() == first
    assert (signed.folder / "ren").readlink().name == first.name


def test_a_key_that_is_not_the_sites_is_refused_and_what_is_published_stays(
    signed: SiteTest, key: Path, tmp_path: Path
) -> None:
    before = signed.build().release
    with pytest.raises(UsageError) as refused:
        build_with(signed, new_key(tmp_path / "annen"))
    assert refused.value.code == "bruk-signatur-annen"
    signed.file("site_config.yml", "site_name: A\nbase_url: https://a.example.no/\nlanguage: nb\n")
    with pytest.raises(UsageError) as refused:
        build_with(signed, key)
    assert refused.value.code == "bruk-signatur-nokkel"
    assert (signed.folder / "site").readlink().name == before


def test_a_wrong_public_key_is_told_at_its_line(site: SiteTest) -> None:
    settings = (site.folder / "site_config.yml").read_text("utf-8")
    site.file("site_config.yml", f"{settings}public_key: untrusted comment\n")
    (problem,) = site.check()
    assert (problem.code, problem.line) == ("felt-nokkel", 4)


def test_the_command_takes_the_key_from_an_option_or_the_environment(
    signed: SiteTest, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(signed.folder)
    assert run("build", "--jobs", "1", "--sign", str(key)).exit_code == 0
    assert (signed.folder / "site" / SIGNATURE).is_file()
    assert run("build", "--jobs", "1").exit_code == 0
    assert not (signed.folder / "site" / SIGNATURE).exists()
    monkeypatch.setenv("FAGARKIV_SIGN", str(key))
    assert run("build", "--jobs", "1").exit_code == 0
    assert (signed.folder / "site" / SIGNATURE).is_file()


def test_the_copy_to_take_along_has_a_page_that_leads_to_what_is_in_it(own: SiteTest) -> None:
    settings = (own.folder / "site_config.yml").read_text("utf-8")
    built = own.file("site_config.yml", f"{settings}download: true\n").build()
    with zipfile.ZipFile(built.folder / "uten-nett/arkivet.zip") as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(PAGE)]
        text = archive.read(name).decode()
    assert "pass.json" in text
    assert "sjekksummer.txt" not in text


def test_the_page_is_without_violations_of_wcag_with_a_signature_and_without(
    signed: SiteTest, key: Path, chromium: Browser
) -> None:
    build_with(signed, key)
    signed.build(output="uten")
    with chromium.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        for output in ("site", "uten"):
            page.goto((signed.folder / output / PAGE).as_uri())
            assert complaints(page, SCREENS) == []
