"""Looks into pictures and documents: those that are not as they were when they were looked into."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from generator.base.problems import Problem, Severity, fault, placeholders
from generator.engine.cache import Cache
from generator.source import attachments, pdf_text
from generator.source.file_stamps import Moment, Stamp, moment, stamp
from generator.source.files import MAX_ASSET_BYTES, Asset

_MEMO = "attachments"
_SEVERITY = {"bilde-sted": Severity.NOTICE, "vedlegg-ulest": Severity.WARNING}


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
    # One whose name is wrong is given by the name that it was to have, too.
    own = [one for one in assets if one.path.endswith(one.file.name)]
    found = {one.path: known[one.path] for one in own if _is_same(one, known, now)}
    fresh = [one for one in own if one.path not in found]
    texts = pdf_text.texts([one.file for one in fresh if _is_readable(one)])
    for asset in fresh:
        try:
            found[asset.path] = _Looked(stamp(asset.file.stat(), now), tuple(_problems(asset, texts)))
        except OSError as error:
            found[asset.path] = _Looked(None, (Problem.at(f"content/{asset.path}", "fil-ulest", errno=fault(error)),))
    if found != known:
        cache.keep(_MEMO, found)
    return [problem for looked in found.values() for problem in looked.problems]


def _is_same(asset: Asset, known: Mapping[str, _Looked], now: Moment) -> bool:
    with contextlib.suppress(OSError):
        mark = stamp(asset.file.stat(), now)
        return mark is not None and asset.path in known and known[asset.path].stamp == mark
    return False


def _is_readable(asset: Asset) -> bool:
    if PurePath(asset.path).suffix != ".pdf":
        return False
    with contextlib.suppress(OSError):
        return asset.file.stat().st_size <= MAX_ASSET_BYTES
    return False


def _problems(asset: Asset, texts: Mapping[Path, str | None]) -> Iterator[Problem]:
    if asset.file.stat().st_size > MAX_ASSET_BYTES:
        return
    text = texts.get(asset.file, "")
    told = [*attachments.faults(PurePath(asset.path).suffix.lower(), asset.file.read_bytes(), text or "")]
    if text is None and not told:
        told.append(("vedlegg-ulest", {}))
    for code, values in told:
        severity = _SEVERITY.get(code, Severity.ERROR)
        yield Problem(f"content/{asset.path}", 0, code, "", placeholders(values), severity)
