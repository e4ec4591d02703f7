"""The archive as a zip: taken along, the same bytes, and only where the host wants it."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.release.download import megabytes
from tests.browser import Reader
from tests.driver import TODAY, Built, SiteTest


@pytest.fixture
def downloadable(site: SiteTest) -> SiteTest:
    settings = (site.folder / "site_config.yml").read_text("utf-8")
    return site.file("site_config.yml", settings + "download: true\n").item("nyheter/2026/a", "Om gastroskopi.")


def test_the_archive_can_be_taken_along_and_searched_from_a_folder(
    reader: Reader, downloadable: SiteTest, tmp_path: Path
) -> None:
    built = downloadable.build()
    told = built.page("uten-nett/index.html")
    zipped = built.folder / "uten-nett/arkivet.zip"
    assert told.one("//a[@download]") == f"Last ned hele arkivet (zip, {megabytes(zipped.stat().st_size)})"
    assert told.find("//a[@download]/@*[name() = 'href' or name() = 'download']") == [
        "arkivet.zip",
        f"provearkiv-{TODAY}.zip",
    ]
    assert told.find("//footer//a[contains(@href, 'last-ned')]") == ["Last ned hele arkivet"]

    with zipfile.ZipFile(zipped) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "pakket ut")
    (folder,) = (tmp_path / "pakket ut").iterdir()
    assert folder.name == f"provearkiv-{TODAY}"
    left_out = {url for url in built.urls() if not (folder / url).is_file()}
    assert left_out == {
        "404.html",
        "hosting/apache.map",
        "hosting/caddy.map",
        "hosting/iis.config",
        "hosting/nginx.map",
        "hosting/sjekksummer.txt",
        "uten-nett.js",
        "uten-nett/arkivet.zip",
        "uten-nett/ikke-lagret/index.html",
    }
    assert (folder / "LES-MEG.txt").read_text("utf-8").startswith("Prøvearkiv slik arkivet var 22. november 2026\n")

    page = reader.page
    page.goto((folder / "index.html").as_uri())
    copy = "Dette er en kopi. Den er slik arkivet var 22. november 2026. "
    expect(page.locator(".fa-offline")).to_have_text(f"{copy}Det som gjelder nå, står på https://arkiv.example.no/")
    assert reader.search("gastroskopi") == ["A"]
    page.locator("footer").get_by_role("link", name="Last ned hele arkivet").click()
    expect(page.locator("h2:target")).to_have_text("Last ned hele arkivet")
    expect(page.locator("main")).to_contain_text("Du leser en kopi som er lastet ned.")
    assert page.locator("a[download]").count() == 0


def test_the_zip_is_the_same_bytes_and_follows_the_content(downloadable: SiteTest) -> None:
    downloadable.build()
    assert downloadable.build().made == 0
    second = downloadable.item("nyheter/2026/b").build()
    url = "uten-nett/arkivet.zip"
    assert second.bytes() == downloadable.build(output="ren").bytes()
    with zipfile.ZipFile(second.folder / url) as archive:
        names = archive.namelist()
        assert f"provearkiv-{TODAY}/nyheter/2026/b.html" in names
        assert names == sorted(names)
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}


def test_there_is_no_zip_unless_the_host_wants_one(archive: Built) -> None:
    assert "uten-nett/arkivet.zip" not in archive.urls()
    assert archive.page("uten-nett/index.html").find("//a[@download]") == []


def test_a_host_may_offer_the_zip_without_a_worker(downloadable: SiteTest) -> None:
    settings = (downloadable.folder / "site_config.yml").read_text("utf-8")
    built = downloadable.file("site_config.yml", settings + "offline: false\n").build()
    page = built.page("uten-nett/index.html")
    assert page.find("//main//h2") == ["Last ned hele arkivet"]
    assert page.find("//script[contains(@src, '/nett.')]/@data-arbeider") == []
