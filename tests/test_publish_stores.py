"""Publishing to stores of objects with the real client, rclone: S3's interface by moto, Azure's by a stand-in."""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from generator.base.problems import UsageError
from generator.release import object_store
from generator.release.served import caching
from generator.release.targets import Target
from tests import blob_store, servers
from tests.driver import TODAY, SiteTest
from tests.test_publish import files_of, publish

ROOT = Path(__file__).parent.parent
NOTED = "hosting/publisert.txt"


def of(remote: str, **settings: str) -> dict[str, str]:
    return {f"RCLONE_CONFIG_{remote.upper()}_{name.upper()}": value for name, value in settings.items()}


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    port, program = servers.free_port(), ROOT / ".venvs/stores/bin/moto_server"
    assert program.is_file(), "no moto_server: run the tests with `make test`, or .ci/servers first"
    log = tmp_path_factory.mktemp("moto") / "log"
    with servers.running([str(program), "-H", "127.0.0.1", "-p", str(port)], port, log) as address:
        keys = {"access_key_id": "prove", "secret_access_key": "prove"}
        yield of("lager", type="s3", provider="Other", endpoint=address, **keys)


@pytest.fixture(scope="module")
def azure() -> Iterator[dict[str, str]]:
    if given := os.environ.get("FAGARKIV_AZURE_SAS"):
        yield of("lager", type="azureblob", sas_url=given)
        return
    with blob_store.running() as address:
        yield of("lager", type="azureblob", sas_url=address)


@pytest.fixture(params=["s3", "azure"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A store, with nothing in it below the name of this test."""
    for name, value in request.getfixturevalue(request.param).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)
    return f"rclone:lager:nettsted/{tmp_path.name}"


@pytest.fixture
def own(tmp_path: Path) -> SiteTest:
    site = SiteTest(tmp_path / "nettsted").item("nyheter/2026/a", "Første.").item("nyheter/2026/bort")
    site.build()
    return site


def asked(*words: str) -> str:
    return subprocess.run(["rclone", *words], check=True, capture_output=True, text=True).stdout


def there(store: str, tmp_path: Path) -> dict[str, bytes]:
    copy = tmp_path / "hentet"
    asked("sync", "--ignore-times", store.removeprefix("rclone:"), str(copy))
    return files_of(copy)


def extra(store: str, site: SiteTest, tmp_path: Path) -> set[str]:
    found, release = there(store, tmp_path), files_of(site.folder / "site")
    assert {url: found.get(url) for url in release} == release
    return found.keys() - release.keys()


def test_a_store_has_the_release_what_open_pages_need_for_a_day_and_nothing_else(
    own: SiteTest, store: str, tmp_path: Path
) -> None:
    publish(own, store)
    assert extra(store, own, tmp_path) == {NOTED}
    former = {url for url in there(store, tmp_path) if url.startswith("assets/sok/ord-")}
    own.item("nyheter/2026/a", "Andre.").without("content/nyheter/2026/bort.md")
    own.file("content/registre/adresser.txt", "").build()
    publish(own, store, TODAY + timedelta(1))
    assert former <= extra(store, own, tmp_path)
    assert "nyheter/2026/bort.html" not in there(store, tmp_path)
    publish(own, store, TODAY + timedelta(3))
    assert extra(store, own, tmp_path) == {NOTED}


def test_an_earlier_release_can_be_published_again(own: SiteTest, store: str, tmp_path: Path) -> None:
    first, before = (own.folder / "site").readlink().name, files_of(own.folder / "site")
    own.item("nyheter/2026/a", "Feil.").build()
    publish(own, store)
    publish(own, store, release=first[:8])
    found = there(store, tmp_path)
    assert {url: found.get(url) for url in before} == before


def test_objects_have_their_types_and_say_how_long_they_may_be_kept(own: SiteTest, store: str) -> None:
    publish(own, store)
    types = {"html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "ics": "text/calendar"}
    listed = json.loads(asked("lsjson", "-R", "-M", "--files-only", store.removeprefix("rclone:")))
    assert len(listed) > 50
    for one in listed if os.environ["RCLONE_CONFIG_LAGER_TYPE"] == "s3" else ():
        told = one["Metadata"]
        assert told["cache-control"] == caching(one["Path"]), one["Path"]
        assert told["content-type"].startswith(types.get(one["Path"].rpartition(".")[2], "")), one["Path"]


def test_what_is_somebody_elses_is_left_alone(own: SiteTest, store: str, tmp_path: Path) -> None:
    (tmp_path / "deres.txt").write_text("deres", "utf-8")
    asked("copyto", str(tmp_path / "deres.txt"), f"{store.removeprefix('rclone:')}/deres.txt")
    with pytest.raises(UsageError) as refused:
        publish(own, store)
    assert refused.value.code == "bruk-publiser-fremmed"
    assert there(store, tmp_path) == {"deres.txt": b"deres"}


def test_a_store_that_is_not_there_is_told(own: SiteTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    with pytest.raises(UsageError) as refused:
        publish(own, "rclone:ukjent:nettsted")
    assert (refused.value.code, refused.value.values["program"]) == ("bruk-publiser-feil", "rclone")


def test_files_whose_order_counts_are_copied_one_after_another(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copied = list[list[str]]()

    def note(*command: str, fine: tuple[int, ...] = (0,)) -> int:
        (names,) = (word.partition("=")[2] for word in command if word.startswith("--files-from-raw"))
        copied.append(Path(names).read_text("ascii").split())
        return 0

    monkeypatch.setattr(object_store, "run", note)
    target: Target = object_store.ObjectStore("lager:nettsted")
    target.put(tmp_path, ["assets/fagarkiv-sok.js", "assets/sok/indeks.js", "uten-nett.js"])
    assert copied == [["assets/fagarkiv-sok.js"], ["assets/sok/indeks.js"], ["uten-nett.js"]]
    copied.clear()
    target.put(tmp_path, [f"{name}.{suffix}" for name in "abcdefgh" for suffix in ("html", "ics")])
    assert sorted(map(len, copied)) == [8, 8]
