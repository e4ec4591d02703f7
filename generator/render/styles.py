"""The style sheets of every site: our own, and what is needed of Material's."""

import contextlib
import hashlib
import re
from pathlib import Path

import theme
from generator.base.version import code_version
from generator.render import material, vocabulary
from search.places import read_whole, take_away, user_cache, write_whole

_PARTS = re.compile(r'^@import "([\w-]+\.css)";$', re.MULTILINE)


def own() -> str:
    """Join the style sheets that ``theme/styles/fagarkiv.css`` names, in its order."""
    folder = theme.PATH / "styles"
    names = _PARTS.findall((folder / "fagarkiv.css").read_text("utf-8"))
    return "".join((folder / name).read_text("utf-8") for name in names)


def of_material() -> bytes:
    """Give those rules of Material's style sheet that can match something in a page.

    What comes out is kept in the user's own cache folder, by all that it is made of.
    """
    whole, ours, (pages, code) = material.stylesheet(), own(), vocabulary.sources()
    file = user_cache() / "stiler" / _name_of(whole, ours, pages, code)
    if (kept := read_whole(file)) is not None:
        return kept

    from generator.render.trimming import trimmed  # loads tinycss2, which most builds do without

    css = trimmed(whole, vocabulary.vocabulary(pages, code), ours).encode()
    with contextlib.suppress(OSError):
        _keep(file, css)
    return css


def _name_of(*texts: str) -> str:
    digest = hashlib.blake2b(code_version(), digest_size=16)
    for text in texts:
        digest.update(hashlib.blake2b(text.encode()).digest())
    return f"{digest.hexdigest()}.css"


def _keep(file: Path, data: bytes) -> None:
    """Keep a style sheet, and take away what was kept of other versions."""
    write_whole(file, data)
    for other in file.parent.glob("*.css"):
        if other != file:
            take_away(other)
