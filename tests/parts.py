"""Writes down what the program is made of, by the lock file: names, versions, licences and hashes (``make lock``).

A release tells of it in its parts list (SBOM).  Licences are those that the packages say themselves, as SPDX writes
them; ``LICENCES`` has those that say it in other words, or not at all.
"""

import json
import re
from collections.abc import Iterator
from importlib.metadata import metadata, requires
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
FILE = ROOT / "generator/release/data/packages.json"
LICENCES = {
    "cached-property": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "css-inline": "MIT",
    "ghp-import": "Apache-2.0",
    "jinja2": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "mergedeep": "MIT",
    # What it does is MIT; the word lists in it have other licences, and nothing of them is published.
    "simplemma": "MIT AND ODbL-1.0 AND CC-BY-4.0 AND CC-BY-SA-3.0",
    "pathspec": "MPL-2.0",
    "tinycss2": "BSD-3-Clause",
    "webencodings": "BSD-3-Clause",
    "whoosh-reloaded": "BSD-2-Clause",
}


def locked(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name, version and hashes of each package in a lock file."""
    for part in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE):
        if found := re.match(r"([a-z0-9.-]+)==(\S+)", part):
            yield found[1], found[2], re.findall(r"--hash=sha256:([0-9a-f]{64})", part)


def needed(name: str, found: set[str]) -> set[str]:
    """Name a package and all that it needs, without its extras."""
    if name not in found:
        found.add(name)
        for one in map(Requirement, requires(name) or ()):
            if one.marker is None or one.marker.evaluate({"extra": ""}):
                needed(one.name.lower().replace("_", "-").replace(".", "-"), found)
    return found


def licence(name: str) -> str:
    said = metadata(name)
    return LICENCES.get(name) or said["License-Expression" if "License-Expression" in said else "License"]


def packages() -> list[dict[str, object]]:
    """Give what builds a site, without what only imports or installs."""
    builds = needed("fagarkiv", set())
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    return [
        {"name": name, "version": version, "licence": licence(name), "sha256": hashes}
        for name, version, hashes in locked(lock)
        if name in builds
    ]


def text() -> str:
    return json.dumps(packages(), indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
