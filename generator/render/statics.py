"""Style sheets and scripts, each at an address that changes with its content."""

import hashlib
import json
from typing import NamedTuple

import theme
from generator.kinds import FACETS
from generator.model.config import Config
from generator.model.shown_fields import offered
from generator.render import styles
from generator.render.translations import translations
from search.scripts import scripts

ASSETS = "assets"
_FOR_SCRIPTS = ("js_", "kind_", "shelf_one_", "status_", "field_", "value_")


class Static(NamedTuple):
    """A style sheet or script; its address holds a hash of its content, so that a browser may keep it for ever.

    Only ``fagarkiv-sok.js``, which other sites name, has an address that stays.
    """

    url: str
    data: bytes


def statics(config: Config) -> dict[str, Static]:
    """Give the style sheets and scripts of the site, by the name that templates use.

    The engine is there twice: a page that is not the site's own cannot know a name that changes.
    """
    texts = {
        "material.css": styles.of_material(),
        "fagarkiv.css": styles.own().encode(),
        "aksent.css": _accent(config),
    }
    for file in sorted((theme.PATH / ASSETS).iterdir()):
        texts[file.name] = file.read_bytes()
    texts.update(scripts())
    texts["tekster.js"] = _client_texts(config.language)
    named = {name: Static(_hashed(name, data), data) for name, data in sorted(texts.items())}
    return {**named, "fagarkiv-sok.js": Static(f"{ASSETS}/fagarkiv-sok.js", texts["motor.js"])}


def _hashed(name: str, data: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{ASSETS}/{stem}.{hashlib.blake2b(data, digest_size=5).hexdigest()}.{suffix}"


def _accent(config: Config) -> bytes:
    light, dark = config.accent, config.accent_on_dark
    return f":root{{--fa-accent:light-dark({light},{dark});--fa-accent-fg:light-dark(#fff,#10161a)}}\n".encode()


def _client_texts(language: str) -> bytes:
    """Give scripts their wording, and the names of the facets in their order."""
    wording = {key: text for key, text in translations(language).items() if key.startswith(_FOR_SCRIPTS)}
    known = {"FagarkivTekster": wording, "FagarkivFasetter": offered(FACETS)}
    return "".join(f"window.{name}={_json(value)};\n" for name, value in known.items()).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
