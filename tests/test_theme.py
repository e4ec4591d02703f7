"""What holds for every page, and what is expected of the packages the theme stands on."""

import posixpath
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

import theme
from generator.base.problems import BuildFailed
from generator.kinds import BY_NAME
from generator.model.config import Config, contrast
from generator.render import material
from generator.render.theme import CONTENT_SECURITY_POLICY
from generator.render.translations import translations
from tests.driver import Built, SiteTest

ROOT = Path(__file__).parent.parent


def test_every_page_has_one_title_a_language_and_the_policy(archive: Built) -> None:
    for page in archive.pages():
        assert len(page.find("//h1")) == 1, page.url
        assert page.one("/html/@lang") == "nb"
        assert page.one("//head/title")
        assert page.find("//meta[@http-equiv='Content-Security-Policy']/@content") == [CONTENT_SECURITY_POLICY]


def test_no_page_holds_script_or_style_or_asks_for_anything_from_elsewhere(archive: Built) -> None:
    for page in archive.pages():
        assert page.tree.xpath("//script[not(@src)] | //style | //*[@style] | //iframe | //object | //base") == []
        assert [name for element in page.tree.iter() for name in element.attrib if name.startswith("on")] == []
        for url in page.find("//script/@src | //img/@src | //link[not(@rel='canonical')]/@href"):
            assert not urlsplit(url).scheme, f"{page.url}: {url}"
            assert not url.startswith("//"), f"{page.url}: {url}"


def test_every_link_leads_somewhere(archive: Built) -> None:
    there = set(archive.urls())
    anchors = {page.url: set(page.find("//*/@id")) for page in archive.pages()}
    for page in archive.pages():
        if page.url == "404.html":
            continue
        for link in page.find("//*/@href | //*/@src"):
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("https", "mailto", "tel"), f"{page.url}: {link}"
                continue
            folder = posixpath.dirname(page.url)
            target = posixpath.normpath(posixpath.join(folder, parts.path)) if parts.path else page.url
            assert target in there, f"{page.url}: {link}"
            if parts.fragment:
                assert unquote(parts.fragment) in anchors[target], f"{page.url}: {link}"


# What the menu and the foot mark on the pages of views; those that it does not lead to are in nobody's way.
MARKED = {
    "a-aa": "A–Å",
    "avsender": "Avsendere",
    "endringer": "Endret siste 90 dager",
    "index.html": "Fagarkiv",
    "kontakter": "Samarbeid",
    "mal": "Læringsmål",
    "om-utgaven": "Om denne utgaven",
    "region": "Anbefalinger",
    "revisjon": "Til revisjon",
    "samarbeid": "Samarbeid",
    "tema": "Temaer",
    "uten-nett": "Bruk uten nett",
}


def marked(url: str) -> list[str]:
    """Say which entry of the menu or the foot a page belongs to: its kind's, or that of arenas."""
    folder = url.partition("/")[0]
    kind = BY_NAME.get(folder)
    name = (
        MARKED.get(folder, "") if kind is None else "Samarbeid" if kind.arena else translations("nb")[f"kind_{folder}"]
    )
    return [name] if name else []


def test_every_page_shows_where_in_the_site_it_is(archive: Built) -> None:
    outside = "(//header | //footer)//a[@aria-current]"
    for page in filter(lambda page: page.find("//nav"), archive.pages()):
        assert page.find(outside) == marked(page.url), page.url
        here = page.find(f"{outside}[@aria-current='page']/@href")
        assert set(here) <= {posixpath.basename(page.url)}, page.url
    assert {page.url.partition("/")[0] for page in archive.pages()} >= set(MARKED)
    assert marked("laeringsmal/alis/index.html") == ["Læringsmål"]
    assert marked("avvik/index.html") == ["Samarbeid"]


def test_headings_do_not_skip_levels(archive: Built) -> None:
    for page in archive.pages():
        levels = [
            int(element.tag[1])
            for element in page.tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
        ]
        for above, below in pairwise(levels):
            assert below <= above + 1, f"{page.url}: {levels}"


@pytest.mark.parametrize("folder", ["templates", "mail"])
def test_a_line_of_a_template_can_be_read(folder: str) -> None:
    for template in (theme.PATH / folder).iterdir():
        for number, line in enumerate(template.read_text("utf-8").splitlines(), 1):
            assert len(line) <= 150, f"{template.name}:{number}: part it, see docs/development.md"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_wording_that_the_templates_use_exists(language: str) -> None:
    known = set(translations(language))
    for template in (theme.PATH / "templates").iterdir():
        for key in re.findall(r"""\bt\(["']([a-z_0-9]+)["'][,)]""", template.read_text("utf-8")):
            assert key in known, f"{template.name}: {key}"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_wording_is_given_twice(language: str) -> None:
    """YAML keeps the last of two and says nothing."""
    text = (theme.PATH / "translations" / f"{language}.yml").read_text("utf-8")
    keys = re.findall(r"^([\w-]+):", text, re.MULTILINE)
    assert [key for key in dict.fromkeys(keys) if keys.count(key) > 1] == []


def test_every_wording_that_the_scripts_use_exists() -> None:
    known = set(translations("nb"))
    for script in [ROOT / "search/client/sokeside.js", *(ROOT / "search/client/page").iterdir()]:
        for key in re.findall(r"texts\.(\w+)", script.read_text("utf-8")):
            assert key in known, f"{script.name}: {key}"


def _rgb(value: str) -> tuple[int, int, int]:
    full = value if len(value) == 6 else "".join(digit * 2 for digit in value)
    return int(full[0:2], 16), int(full[2:4], 16), int(full[4:6], 16)


@pytest.mark.parametrize("accent", ["#0b5a6f", "#000000", "#7a1f5c", "#8a4b00"])
def test_a_hosts_colour_is_made_readable_in_the_dark(accent: str) -> None:
    config = Config(site_name="A", base_url="https://a.no/", language="nb", accent=accent)
    dark = _rgb(config.accent_on_dark.removeprefix("#"))
    assert contrast(dark, (0x14, 0x1A, 0x1F)) >= 4.5
    assert contrast(dark, (0x1D, 0x26, 0x2C)) >= 4.5


def test_a_colour_that_nobody_can_read_is_refused(site: SiteTest) -> None:
    site.item("nyheter/2026/a")
    config = yaml.safe_load((site.folder / "site_config.yml").read_text("utf-8")) | {"accent": "#ffcc00"}
    site.file("site_config.yml", yaml.safe_dump(config))
    with pytest.raises(BuildFailed) as failed:
        site.build()
    assert [problem.code for problem in failed.value.problems] == ["felt-kontrast"]


def test_material_still_has_what_we_take_from_it() -> None:
    styles = material.stylesheet()
    for used in (".md-typeset table:not([class])", ".md-typeset .md-button", "--md-typeset-a-color", "--md-text-font"):
        assert used in styles
    assert "@import" not in styles
    assert "url(http" not in styles
    assert material.icon("material/magnify").startswith("<svg aria-hidden")
    assert material.translation("nn", "action.skip")
