"""Damage the cache and the local index of a small site in a thousand ways, and see that nothing stops or is wrong.

usage: python bench/damage.py [--times N]

After each harm the site is built, or searched, and then once more.  What is told: how many were noticed, and for how
many a page was wrong, a build was stopped, or the next one was.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from generator import build as stages
from generator.stages import contents
from search.places import user_cache
from tests.damage import damage
from tests.driver import TODAY, Silent, SiteTest

CACHE = ".fagarkiv/cache.sqlite"


def make(folder: Path) -> SiteTest:
    contents._WORTH_KEEPING = 1
    site = SiteTest(folder / "nettsted")
    for number in range(8):
        site.item(f"nyheter/2026/sak-{number}", f"Tekst {number} om tilvising og epikrise. " * 60)
    site.build()
    site.item("nyheter/2026/sak-3", "En rettet tekst.")
    return site


def again(site: SiteTest, kept: Path) -> None:
    shutil.rmtree(site.folder)
    shutil.copytree(kept, site.folder, symlinks=True)
    site.report = Silent()


def caches(site: SiteTest, kept: Path, times: int, right: dict[str, bytes]) -> Counter[str]:
    found = Counter[str]()
    for number in range(times):
        again(site, kept)
        damage(site.folder / CACHE, number)
        judge(found, number, lambda: site.build().bytes(), right)
        found["noticed"] += bool(site.report.said)
        judge(found, number, lambda: site.build().bytes(), right)
    return found


def judge(found: Counter[str], number: int, work: Callable[[], object], right: object) -> None:
    try:
        is_right = work() == right
    except Exception as error:
        found["stopped"] += 1
        print(f"{number}: {error!r}")
    else:
        found["wrong"] += not is_right


def searched(site: SiteTest) -> list[str]:
    with stages.local_index(site.folder / "site_config.yml", TODAY, site.report) as local:
        return [hit.path for hit in local.search("rettet epikrise", 5)]


def index_files() -> list[Path]:
    """Give the files that Whoosh has made, and the hashes of them."""
    return sorted(
        file for toc in user_cache().rglob("_MAIN_*.toc") for file in toc.parent.iterdir() if file.stat().st_size
    )


def indexes(site: SiteTest, times: int) -> Counter[str]:
    found, right = Counter[str](), searched(site)
    for number in range(times):
        site.report = Silent()
        files = index_files()
        damage(files[number % len(files)], number)
        judge(found, number, lambda: searched(site), right)
        found["noticed"] += bool(site.report.said)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=1000)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(XDG_CACHE_HOME=f"{folder}/lager", XDG_CONFIG_HOME=f"{folder}/oppsett")
        site, kept = make(Path(folder)), Path(folder) / "før"
        shutil.copytree(site.folder, kept, symlinks=True)
        shutil.rmtree(site.folder / ".fagarkiv")
        right = site.build(output="ren").bytes()
        for name, found in (("cache", caches(site, kept, times, right)), ("local index", indexes(site, times))):
            counts = ", ".join(f"{found[what]} {what}" for what in ("noticed", "stopped", "wrong"))
            print(f"{name:12} {times:6} damaged: {counts}")


if __name__ == "__main__":
    main()
