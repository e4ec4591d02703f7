"""What the name of a file or folder below ``content/`` says is wrong with it, before it is opened."""

import os
import re
import unicodedata

from generator.base.problems import Problem, Severity

TEXT_SUFFIXES = (".md", ".yml", ".txt")
ASSET_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf")
# Names of pages are made of these: two of them and more must fit in the 255 bytes that disks take.
MAX_NAME = 100
# Windows takes 260 characters from the drive's letter on; the site's own folder must fit as well.
MAX_PATH = 180

_SLUG = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_RESERVED = re.compile(r"(?:index|side-\d+|con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_PLAIN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
# What systems and programs leave behind in folders, and nobody meant to publish.
_LITTER = re.compile(
    r"(?:eh)?thumbs\.db|desktop\.ini|\.ds_store|\._.*|icon\r|__macosx|\.spotlight-v100|\.trashes|\.apdisk|\.directory"
    r"|~\$.*|~.*\.tmp|.*~|.*\.(?:tmp|temp|bak|old|orig|rej|swp|swo|swn|lnk|crdownload|part)|#.*#|\.#.*|\.~lock\..*#",
    re.IGNORECASE,
)
_OTHER_SUFFIXES = {".yaml": ".yml", ".markdown": ".md", ".mdown": ".md", ".jpe": ".jpg", ".jfif": ".jpg"}


def slugify(name: str) -> str:
    """Propose a name that is safe in every address and on every disk.

    >>> slugify("Gastroskopi – nå på Ås")
    'gastroskopi-na-pa-as'
    """
    lowered = name.lower().translate(_PLAIN_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "side"
    return slug if is_slug(slug) else f"{slug}-1"


def is_slug(name: str) -> bool:
    """Whether ``name`` may be a part of an address."""
    return _SLUG.fullmatch(name) is not None and _RESERVED.fullmatch(name) is None


def printable(name: str) -> str:
    r"""Write a file's name so that it can be shown: neither control characters nor bytes that are no text.

    >>> printable("a\x1b[2J.md"), printable("\udce6.md")
    ('a�[2J.md', '�.md')
    """
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def is_litter(name: str) -> bool:
    """Whether a file or folder was left behind by a system or a program.

    >>> is_litter("Thumbs.db"), is_litter("~$sak.docx"), is_litter(".DS_Store"), is_litter("sak.md")
    (True, True, True, False)
    """
    return _LITTER.fullmatch(name) is not None


def left_out(shown: str, name: str) -> Problem:
    """Say that litter is left out."""
    return Problem.at(shown, "fil-utelatt", severity=Severity.NOTICE, name=printable(name))


def fault(shown: str, relative: str, name: str, *, is_folder: bool) -> Problem | None:
    """Say what is wrong with the name of a file or folder, if anything is."""
    stem, suffix = (name, "") if is_folder else os.path.splitext(name)  # noqa: PTH122
    if len(stem) > MAX_NAME:
        return Problem.at(shown, "fil-langt-navn", limit=MAX_NAME, count=len(stem))
    if len(relative) > MAX_PATH:
        return Problem.at(shown, "fil-lang-sti", limit=MAX_PATH, count=len(relative))
    if not is_folder and suffix not in TEXT_SUFFIXES + ASSET_SUFFIXES:
        if proposed := meant_suffix(suffix):
            return Problem.at(shown, "fil-endelse", name=printable(name), suffix=suffix, proposal=proposed)
        return Problem.at(shown, "fil-type", name=printable(name))
    if not is_folder and suffix == ".txt" and (inner := os.path.splitext(stem)[1]) in (".md", ".yml"):  # noqa: PTH122
        return Problem.at(shown, "fil-endelse", name=printable(name), suffix=f"{inner}.txt", proposal=inner)
    if not is_slug(stem):
        return Problem.at(shown, "fil-navn", name=printable(name), proposal=slugify(stem) + suffix)
    return None


def meant_suffix(suffix: str) -> str:
    """Give the suffix that a file should have had, where it is known but written otherwise; else nothing."""
    lowered = _OTHER_SUFFIXES.get(suffix.lower(), suffix.lower())
    return lowered if lowered in TEXT_SUFFIXES + ASSET_SUFFIXES else ""
