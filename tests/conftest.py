"""Fixtures shared by all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.driver import SiteTest


@pytest.fixture(autouse=True)
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
