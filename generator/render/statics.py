"""Style sheets and scripts, each at an address that changes with its content."""

import hashlib
import json
from typing import NamedTuple

import theme
from generator.model.config import Config
from generator.render import material
from generator.render.translations import translations
from search.scripts import scripts

ASSETS = "assets"


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
    texts = {"material.css": material.stylesheet(), "aksent.css": _accent(config)}
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
    rules = (
        f":root{{--fa-accent:{light};--fa-accent-fg:#fff}}\n"
        f"@media (prefers-color-scheme:dark){{"
        f":root:not([data-tema=lyst]){{--fa-accent:{dark};--fa-accent-fg:#10161a}}}}\n"
        f":root[data-tema=morkt]{{--fa-accent:{dark};--fa-accent-fg:#10161a}}\n"
        f"@media print{{:root:root{{--fa-accent:{light}}}}}\n"
    )
    return rules.encode()


def _client_texts(language: str) -> bytes:
    wording = {key: text for key, text in translations(language).items() if key.startswith(("js_", "kind_", "status_"))}
    return f"window.FagarkivTekster={json.dumps(wording, ensure_ascii=False, sort_keys=True)};\n".encode()
