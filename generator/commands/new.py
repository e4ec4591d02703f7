"""New sites, and new documents in them."""

import shutil
from collections.abc import Mapping
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import yaml

from generator.base.problems import UsageError
from generator.kinds import BY_NAME, Kind
from generator.model import registers
from generator.model.registers import FOLDER
from generator.model.unwritten import MANDATE, PROPOSER, UNKNOWN
from generator.source.file_names import MAX_NAME, slugify
from generator.source.files import Source

_PLACEHOLDERS = {
    "title": "{title}",
    "date": "{today}",
    "valid_from": "{today}",
    "sender": "{sender}",
    "topics": "[{topic}]",
    "items": "[{item}]",
    "channels": f"[{{{{channel: '{UNKNOWN}', text: '{UNKNOWN}'}}}}]",
    "purpose": "dialogmelding",
    "questions": f"['{UNKNOWN}']",
    "type": "samhandlingsmote",
    "starts": "{today}",
    "mandate": MANDATE,
    "proposer": PROPOSER,
    "direction": "fastlege-sykehus",
}


def new_site(folder: Path, today: date) -> None:
    """Make a small valid site in a folder that does not exist yet, or is empty.

    Raises:
        UsageError: the folder holds something.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("bruk-finnes", path=folder)
    with as_file(files("generator.commands") / "starter") as starter:
        shutil.copytree(starter, folder, dirs_exist_ok=True)
    (folder / "gitignore").rename(folder / ".gitignore")
    item = folder / "content" / "nyheter" / str(today.year) / "velkommen.md"
    item.parent.mkdir(parents=True, exist_ok=True)
    text = (folder / "velkommen.md").read_text("utf-8")
    (folder / "velkommen.md").unlink()
    item.write_text(text.replace("DATE", today.isoformat()), "utf-8")


def new_document(config_file: Path, kind_name: str, title: str, sender: str, today: date) -> Path:
    """Make a draft of a kind, with the fields that it must have; gives its path.

    Raises:
        UsageError: there is no site or no such kind here, or the file exists.
    """
    if not config_file.exists():
        raise UsageError("bruk-uten-oppsett", path=config_file)
    if kind_name not in BY_NAME:
        raise UsageError("bruk-ukjent-type", value=kind_name, known=", ".join(BY_NAME))
    kind, title = BY_NAME[kind_name], " ".join(title.split())
    content = config_file.parent / "content"
    path = content / kind.name / _place(kind, title, today)
    if path.exists():
        raise UsageError("bruk-finnes", path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {
        "title": quoted(title),
        "today": today.isoformat(),
        "sender": sender or _first(content, "organisasjoner"),
        "topic": _first(content, "temaer"),
        "item": _first_item(content),
    }
    fields = [name for name, field in kind.matter.model_fields.items() if field.is_required()]
    fields += kind.suggested
    matter = "".join(f"{name}: {_PLACEHOLDERS.get(name, UNKNOWN).format_map(values)}\n" for name in fields)
    if sender and "sender" in fields:
        matter += _readers(content, sender)
    series = path.parent / "serie.yml"
    if kind.series and not series.exists():
        series.write_text(f"title: {values['title']}\n", "utf-8")
    path.write_text(f"---\n{matter}draft: true\n---\n\n", "utf-8")
    return path


def _place(kind: Kind, title: str, today: date) -> str:
    slug = slugify(title).replace(".", "-")[:MAX_NAME].rstrip("-")
    if kind.series:
        return f"{slug}/{today.year}.md"
    return f"{today.year}/{slug}.md" if kind.dated or "starts" in kind.suggested else f"{slug}.md"


def quoted(title: str) -> str:
    """Write a text as YAML that is read as the same text."""
    return yaml.safe_dump(title, allow_unicode=True, default_style='"', width=1000).strip()


def _readers(content: Path, sender: str) -> str:
    """Give the field that says for whom it is, where the sender writes to some municipalities."""
    found = registers.municipalities_of(_register(content, "organisasjoner"), sender)
    return f"municipalities: [{', '.join(found)}]\n" if found else ""


def _first(content: Path, register: str) -> str:
    """Give the first id of a register, as something to write over."""
    return next(iter(_register(content, register)), register)


def _register(content: Path, register: str) -> Mapping[str, registers.Entry]:
    file = content / FOLDER / f"{register}.yml"
    found = registers.read([Source(f"{FOLDER}/{file.name}", file.read_bytes())] if file.exists() else [])
    return found.registers[register]


def _first_item(content: Path) -> str:
    newest = max((content / "nyheter").rglob("*.md"), default=None)
    return newest.relative_to(content).with_suffix("").as_posix() if newest else "nyheter/"
