"""Looks into pictures and documents: those that are not as they were when they were looked into."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from generator.base.problems import Problem, Severity, fault, placeholders
from generator.engine.cache import Cache
from generator.source import attachments
from generator.source.file_stamps import Stamp, moment, stamp
from generator.source.files import MAX_ASSET_BYTES, Asset

_MEMO = "attachments"
_SEVERITY = {"bilde-sted": Severity.NOTICE}


class _Looked(NamedTuple):
    """The stamp of a file that was looked into, and what is wrong with it."""

    stamp: Stamp | None
    problems: tuple[Problem, ...]


def look_into(assets: Sequence[Asset], cache: Cache) -> list[Problem]:
    """Say what is wrong with pictures and documents."""
    if not assets:
        return []
    known: dict[str, _Looked] = cache.recall(_MEMO) or {}
    now = moment(cache.folder)
    found = dict[str, _Looked]()
    # One whose name is wrong is given by the name that it was to have, too.
    for asset in (one for one in assets if one.path.endswith(one.file.name)):
        try:
            mark = stamp(asset.file.stat(), now)
            before = known.get(asset.path)
            found[asset.path] = before if before and mark and before.stamp == mark else _Looked(mark, _problems(asset))
        except OSError as error:
            found[asset.path] = _Looked(None, (Problem.at(f"content/{asset.path}", "fil-ulest", errno=fault(error)),))
    if found != known:
        cache.keep(_MEMO, found)
    return [problem for looked in found.values() for problem in looked.problems]


def _problems(asset: Asset) -> tuple[Problem, ...]:
    if asset.file.stat().st_size > MAX_ASSET_BYTES:
        return ()
    told = attachments.faults(PurePath(asset.path).suffix.lower(), asset.file.read_bytes())
    return tuple(
        Problem(f"content/{asset.path}", 0, code, "", placeholders(values), _SEVERITY.get(code, Severity.ERROR))
        for code, values in told
    )
