"""``avsendere.yml``: who sends letters from addresses that no register has, as somebody has told once."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from generator.base.problems import UsageError, near_to, say
from generator.source import hardened_yaml

FILE = "avsendere.yml"
# No file of settings may be larger.
_MOST = 400


def read(folder: Path, organisations: Iterable[str], language: str) -> Mapping[str, str]:
    """Read what was told; nothing stands for a sender of whom nobody has told yet.

    Raises:
        UsageError: the file can't be read, or names an organisation that there is not.
    """
    file, known = folder / FILE, set(organisations)
    if not file.exists():
        return {}
    loaded = hardened_yaml.load(file.read_text("utf-8", "replace"), FILE)
    for problem in loaded.problems:
        raise UsageError("bruk-avsendere", path=file, line=problem.line, problem=problem.message(language))
    written = loaded.value if isinstance(loaded.value, dict) else {}
    told = {key: str(value or "") for key, value in written.items()}
    for value in filter(None, told.values()):
        if value not in known:
            near = near_to(value, known) or min(known)
            raise UsageError("bruk-avsendere-ukjent", path=file, value=value, near=near)
    return told


def write(folder: Path, told: Mapping[str, str], language: str) -> None:
    """Keep what was told, with a place to tell of those that are unknown still."""
    listed = list(told.items())[:_MOST]
    lines = [f"# {say(language, 'import-avsendere')}", *(f"{_quoted(key)}: {id_}".rstrip() for key, id_ in listed)]
    file = folder / FILE
    file.with_suffix(".ny").write_text("\n".join(lines) + "\n", "utf-8")
    file.with_suffix(".ny").replace(file)


def _quoted(key: str) -> str:
    return yaml.safe_dump(key, allow_unicode=True, default_style='"', width=10_000).strip()
