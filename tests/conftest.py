"""Fixtures shared by all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests import expected
from tests.browser import Reader, chromium_path
from tests.desk import Desk
from tests.driver import READ, Built, SiteTest
from tests.post import with_issue
from tests.region import in_region

# The outcome of a property test must not hang on how busy the machine is.
# The same examples every time; `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fagarkiv", settings.get_profile("explore"), derandomize=True)
settings.load_profile("fagarkiv")


def pytest_addoption(parser: pytest.Parser) -> None:
    expected.add_option(parser)


# Before the plugin that starts the other processes.
@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    expected.prepare(config)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if said := expected.summary(terminalreporter.config):
        terminalreporter.write_line(said)


@pytest.fixture
def rewrite(pytestconfig: pytest.Config) -> expected.Rewrite | None:
    """What rewrites files of expected texts, with ``--update``."""
    return expected.rewriting(pytestconfig)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's secret and local indexes out of the real home folder."""
    home = tmp_path_factory.getbasetemp() / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", os.fspath(home / "config"))
        patch.setenv("XDG_CACHE_HOME", os.fspath(home / "cache"))
        yield


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    """A minimal site without documents."""
    return SiteTest(tmp_path / "nettsted")


@pytest.fixture
def here(site: SiteTest, monkeypatch: pytest.MonkeyPatch) -> SiteTest:
    """The minimal site, and we stand in its folder."""
    monkeypatch.chdir(site.folder)
    return site


@pytest.fixture
def desk(site: SiteTest, tmp_path: Path) -> Desk:
    """A desk with nothing on it yet."""
    files = tmp_path / "post"
    files.mkdir()
    return Desk(site, files)


@pytest.fixture
def issue(site: SiteTest) -> SiteTest:
    """The minimal site with one issue."""
    return with_issue(site)


@pytest.fixture
def region(site: SiteTest) -> SiteTest:
    """The minimal site in a region."""
    return in_region(site)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real content, built once for all who only look, in a folder whose name needs escaping."""
    return SiteTest.of_the_project(tmp_path_factory.mktemp("arkiv på disk")).build(READ)


@pytest.fixture
def home(archive: Built) -> str:
    """The address of the front page, in a folder."""
    return (archive.folder / "index.html").as_uri()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Reader]:
    """A reader without a network."""
    context = chromium.new_context(offline=True)
    reader = Reader(context)
    yield reader
    context.close()
    assert reader.complaints == []
