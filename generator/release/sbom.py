"""What a release is made of, for machines: a parts list (SBOM) as CycloneDX has it, with hashes and licences."""

import json
import re
import sys
import uuid
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import generator
from generator.engine.written import Written

_PACKAGES = Path(__file__).parent / "data" / "packages.json"
_MATERIAL = "mkdocs-material"
_SITE = "nettsted"
# What is taken from Material's package is shipped; all else of the packages only builds.
_STYLE_OF_MATERIAL = "material.css"
_TOLD = ".dist-info"


class Subject(NamedTuple):
    """The release that the list is of: its name, its address and its day."""

    name: str
    url: str
    day: str


def sbom(subject: Subject, statics: Mapping[str, str], files: Mapping[str, Written]) -> bytes:
    """List what is shipped in a site, by the addresses of its ``statics``, and what has built it."""
    shipped = [*_files(statics, files), _icons()]
    listed: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "",
        "version": 1,
        "metadata": {
            "timestamp": f"{subject.day}T00:00:00Z",
            "component": {"type": "data", "bom-ref": _SITE, "name": subject.name, "version": subject.day},
        },
        "components": [*shipped, *_builders()],
        "dependencies": [{"ref": _SITE, "dependsOn": sorted(one["bom-ref"] for one in shipped)}],
    }
    # Not drawn by chance: the same list has the same number.
    listed["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, subject.url + _json(listed))}"
    return _json(listed).encode() + b"\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _files(statics: Mapping[str, str], files: Mapping[str, Written]) -> Iterator[dict[str, Any]]:
    """Yield the style sheets and scripts, which run in readers' browsers."""
    for name, url in sorted(statics.items()):
        yield {
            "type": "file",
            "bom-ref": url,
            "name": url,
            "scope": "required",
            "hashes": [_sha256(files[url].sha256.hex())],
            **_licence("MIT"),
            **({"description": f"from {_MATERIAL}"} if name == _STYLE_OF_MATERIAL else {}),
        }


def _icons() -> dict[str, Any]:
    """Describe the pictures that pages hold within themselves."""
    name = "Material Design Icons"
    return {
        "type": "library",
        "bom-ref": "material-design-icons",
        "name": name,
        "description": f"from {_MATERIAL}",
        "scope": "required",
        **_licence("Apache-2.0"),
    }


def _builders() -> list[dict[str, Any]]:
    program = {"type": "application", "bom-ref": "fagarkiv", "name": "Fagarkiv", "version": generator.__version__}
    # Any version from 3.11 on gives the same bytes, so none is named.
    python = {"type": "platform", "bom-ref": "python", "name": "Python"}
    return [
        {**program, "scope": "excluded", **_licence("MIT")},
        {**python, "scope": "excluded", **_licence("PSF-2.0")},
        *_packages(),
    ]


def _packages() -> Iterator[dict[str, Any]]:
    """Describe the packages; hashes are known of those versions that the lock file names."""
    here = _installed()
    for one in json.loads(_PACKAGES.read_bytes()):
        name, locked = one["name"], one["version"]
        version = here.get(name, locked)
        purl = f"pkg:pypi/{name}@{version}"
        yield {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "purl": purl,
            "scope": "excluded",
            **({"hashes": [_sha256(sha256) for sha256 in one["sha256"]]} if version == locked else {}),
            **_licence(one["licence"]),
        }


@cache
def _installed() -> Mapping[str, str]:
    """Give the versions of what is installed, by the names of the folders that tell of it: to open each takes long."""
    folders = (Path(place) for place in reversed(sys.path) if Path(place).is_dir())
    pairs = (told.name[: -len(_TOLD)].rpartition("-") for folder in folders for told in folder.glob(f"*{_TOLD}"))
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, _, version in pairs}


def _licence(expression: str) -> dict[str, Any]:
    return {"licenses": [{"expression": expression}]}


def _sha256(content: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": content}
