"""A site on real web servers: settings that are written for it, and what `verify` sees."""

import gzip
import http.client
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from generator.commands.verify_site import verify_site
from generator.hosts.served_site import Wishes, served_site
from generator.hosts.servers import SERVERS
from generator.model import config
from generator.release.verify_site import Answer
from tests import servers
from tests.command import run
from tests.driver import SiteTest

ROOT = Path(__file__).parent.parent
BASES = {"at the root": "https://arkiv.example.no/", "below a path": "https://www.example.no/fag-arkiv/"}


class Hosted(NamedTuple):
    """A copy of a built site, and the settings of a server for it."""

    root: Path
    settings: str
    port: int
    path: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """A site with something of each type."""
    site = SiteTest(tmp_path_factory.mktemp("nettsted"))
    settings = "site_name: P\nbase_url: https://arkiv.example.no/\nlanguage: nb\nmail_address: nytt@example.no\n"
    site.file("site_config.yml", f"{settings}download: true\ncompress: true\n")
    site.file("content/nyheter/2026/bilde.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,")
    site.file("content/nyheter/2026/ark.pdf", b"%PDF-1.4")
    site.item("nyheter/2026/a", "![Et bilde](bilde.gif)\n\n[Ark](ark.pdf)")
    site.item("nyheter/2026/b", aliases="[nyheter/2026/gammel.html, nyheter/2026/mappe/index.html]")
    site.document("nyhetsbrev/2026/uke-48", title="Uke 48", date="2026-11-20", sender="siv", items="[nyheter/2026/a]")
    event = {"type": "emnekurs", "starts": "2026-12-01 09:00", "ends": "2026-12-01 12:00", "place": "Her"}
    site.document("arrangementer/2026/kurs", title="Kurs", date="2026-11-02", sender="siv", topics="[gastro]", **event)
    return site


@contextmanager
def hosted(site: SiteTest, server: str, base: str = BASES["at the root"]) -> Iterator[Hosted]:
    """Build for an address, and copy to where the server's user can read."""
    text = (site.folder / "site_config.yml").read_text("utf-8")
    site.file("site_config.yml", re.sub(r"base_url: \S+", f"base_url: {base}", text))
    own, _ = config.read(site.folder / "site_config.yml")
    assert own
    with servers.place() as folder:
        shutil.copytree(site.build(output=f"site-{server}").folder, folder / "nett")
        port = servers.free_port()
        wishes = Wishes(folder / "nett", f"127.0.0.1:{port}", hsts=300)
        yield Hosted(folder / "nett", SERVERS[server](served_site(own, wishes)), port, own.path)


def ask(port: int, path: str, **headers: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, {name.title(): value for name, value in answer.getheaders()}, answer.read())


# --- Settings of servers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", BASES.values(), ids=BASES)
@pytest.mark.parametrize("server", servers.RUN)
def test_a_server_with_the_settings_written_for_it_serves_all_as_it_should(
    site: SiteTest, server: str, base: str
) -> None:
    with hosted(site, server, base) as here, servers.RUN[server](here.settings, here.port) as address:
        files, faults = verify_site(f"{address}{here.path}")
        assert faults == []
        assert files > 60
        types = {
            "arrangementer/oversikt/kalender.ics": "text/calendar; charset=utf-8",
            "nyhetsbrev/2026/uke-48.eml": "message/rfc822",
            "nyheter/2026/a.html": "text/html; charset=utf-8",
            "atom.xml": "application/atom+xml; charset=utf-8",
            "uten-nett/arkivet.zip": "application/zip",
        }
        told = {url: ask(here.port, here.path + url).headers["Content-Type"] for url in types}
        assert told == types
        moved = ask(here.port, f"{here.path}nyheter/2026/gammel.html?q=a")
        assert moved.status == 301
        assert moved.headers["Location"].endswith(f"{here.path}nyheter/2026/b.html?q=a")
        assert ask(here.port, f"{here.path}nyheter/2026/mappe/").headers["Location"].endswith("/nyheter/2026/b.html")
        assert moved.headers["Strict-Transport-Security"] == "max-age=300"
        packed = ask(here.port, f"{here.path}index.html", **{"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert packed.body == (here.root / "index.html.gz").read_bytes()
        assert ask(here.port, f"{here.path}index.html").headers.get("Content-Encoding") is None
        if here.path != "/":
            assert ask(here.port, here.path[:-1]).headers["Location"].endswith(here.path)
            assert ask(here.port, "/").status == 404


def test_settings_for_iis_say_the_same_and_follow_its_schema(site: SiteTest) -> None:
    with hosted(site, "iis", BASES["below a path"]) as here:
        tree = etree.fromstring(here.settings.encode())
        etree.XMLSchema(etree.parse(ROOT / "tests/iis.xsd")).assertValid(tree)
        headers = dict(
            zip(tree.xpath("//customHeaders/add/@name"), tree.xpath("//customHeaders/add/@value"), strict=True)
        )
        (nginx,) = re.findall(r'add_header Content-Security-Policy "([^"]+)"', written(site, "nginx"))
        assert headers["Content-Security-Policy"] == nginx
        assert headers["Cache-Control"] == "no-cache"
        types = {one.get("fileExtension"): one.get("mimeType") for one in tree.iterfind(".//mimeMap")}
        assert types[".ics"] == "text/calendar; charset=utf-8"
        (kept,) = tree.xpath("//outboundRules/rule/conditions/add[@input='{URL}']/@pattern")
        assert re.match(kept, "/fag-arkiv/assets/sok/ord-0-0123456789.js")
        assert not re.match(kept, "/fag-arkiv/assets/sok/indeks.js")


def written(site: SiteTest, server: str, *options: str) -> str:
    answer = run(
        "hosting", server, "--config", str(site.folder / "site_config.yml"), "--root", "/srv/fagarkiv", *options
    )
    assert answer.exit_code == 0, answer.stderr
    return answer.stdout


def test_certificates_hsts_and_trusted_proxies_are_the_hosts_to_choose(site: SiteTest, tmp_path: Path) -> None:
    key = tmp_path / "nokkel.pem"
    request = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x"
    subprocess.run([*request.split(), "-keyout", str(key), "-out", str(key)], check=True, capture_output=True)
    options = ["--certificate", str(key), "--hsts", "63072000", "--proxy", "10.0.0.0/8", "--listen", "127.0.0.1:8443"]
    nginx, apache, caddy = (written(site, name, *options) for name in ("nginx", "apache", "caddy"))
    assert "listen 127.0.0.1:8443 ssl;" in nginx
    assert "set_real_ip_from 10.0.0.0/8;" in nginx
    assert "RemoteIPInternalProxy 10.0.0.0/8" in apache
    assert f"tls {key} {key}" in caddy
    for text in (nginx, apache, caddy):
        assert "max-age=63072000" in text
        assert str(key) in text


@pytest.mark.parametrize("root", ["/srv/a;b", "/srv/a b", "/srv/{x}", '/srv/"', "/srv/a\n"])
def test_no_path_can_become_a_setting(site: SiteTest, root: str) -> None:
    answer = run("hosting", "nginx", "--config", str(site.folder / "site_config.yml"), "--root", root)
    assert (answer.exit_code, answer.stdout) == (2, "")


# --- verify -----------------------------------------------------------------------------------------------------------


def other(old: str, new: str) -> Callable[[Hosted], str]:
    """Plant a fault in the settings."""

    def plant(here: Hosted) -> str:
        assert old in here.settings
        return here.settings.replace(old, new)

    return plant


def in_file(url: str, harm: Callable[[Path], object]) -> Callable[[Hosted], str]:
    """Plant a fault in a file, which is not sent packed."""

    def plant(here: Hosted) -> str:
        harm(here.root / url)
        (here.root / f"{url}.gz").unlink(missing_ok=True)
        return here.settings

    return plant


def lay_open(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("[core]", "utf-8")


def track(page: Path) -> None:
    page.write_text(
        page.read_text("utf-8").replace("</main>", "<img src='https://evil.example/t.png'></main>"), "utf-8"
    )


FAULTS = {
    "no content security policy": (other("add_header Content-Security-Policy", "# "), "tjener-topp", "index.html"),
    "types are guessed": (
        other('add_header X-Content-Type-Options "nosniff" always;', ""),
        "tjener-topp",
        "index.html",
    ),
    "calendars of no type": (other("text/calendar ics;", ""), "tjener-type", "arrangementer/oversikt/kalender.ics"),
    "everything is kept for ever": (
        other('default "no-cache"', 'default "max-age=99"'),
        "tjener-lagring",
        "index.html",
    ),
    "former addresses are not read": (
        other("{ return 301 $fagarkiv_ny$is_args$args; }", "{ }"),
        "tjener-omdirigering",
        "nyheter/2026/gammel.html",
    ),
    "the server's own page for errors": (other("error_page", "# error_page"), "tjener-404", "finnes/ikke.html"),
    "a cookie": (other("server_tokens off;", "add_header Set-Cookie spor=1 always;"), "tjener-kapsel", "index.html"),
    "a page that was changed": (
        in_file("nyheter/2026/a.html", lambda page: page.write_text("løgn", "utf-8")),
        "tjener-innhold",
        "nyheter/2026/a.html",
    ),
    "a page that was lost": (in_file("nyheter/2026/a.html", Path.unlink), "tjener-status", "nyheter/2026/a.html"),
    "something of another site": (in_file("nyheter/2026/a.html", track), "tjener-utenfra", "nyheter/2026/a.html"),
    "folders that are listed": (other("gzip_static on;", "gzip_static on; autoindex on;"), "tjener-apen", "assets/"),
    "a repository that lies open": (
        in_file(".git/config", lay_open),
        "tjener-apen",
        ".git/config",
    ),
    "an old file sent packed": (
        lambda here: (here.root / "index.html.gz").write_bytes(gzip.compress(b"gammel")) and here.settings,
        "tjener-innhold",
        "index.html",
    ),
}


@pytest.mark.parametrize(("plant", "code", "url"), FAULTS.values(), ids=FAULTS)
def test_verify_names_each_planted_fault(site: SiteTest, plant: Callable[[Hosted], str], code: str, url: str) -> None:
    with hosted(site, "nginx") as here:
        settings = plant(here)
        with servers.nginx(settings, here.port) as address:
            _, faults = verify_site(address)
            assert (code, url) in {(fault.code, fault.url) for fault in faults}
            answer = run("verify", address)
            assert answer.exit_code == 1
            assert url in answer.stdout


def test_verify_says_when_there_is_no_archive_or_nobody_answers(site: SiteTest, tmp_path: Path) -> None:
    with hosted(site, "nginx") as here, servers.nginx(here.settings, here.port) as address:
        answer = run("verify", f"{address}/feil/sted/")
        assert (answer.exit_code, "lista over filene mangler (404)" in answer.stdout) == (1, True)
    assert run("verify", f"http://127.0.0.1:{servers.free_port()}/").exit_code == 2
    assert run("verify", "ftp://x/").exit_code == 2
