"""One page → HTML.  The only module that knows the theme."""

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import jinja2
import yaml
from babel.dates import format_date
from markupsafe import Markup

import theme
from generator import addresses, material
from generator.config import Config
from generator.kinds import KINDS
from generator.pages import Page, Planned
from generator.registers import Registers
from generator.views import Key
from search import CLIENT

ASSETS = "assets"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; require-trusted-types-for 'script'; trusted-types fagarkiv"
)


class Static(NamedTuple):
    """A style sheet or script; its address holds a hash of its content, so that a browser may keep it for ever.

    Only ``fagarkiv-sok.js``, which other sites name, has an address that stays.
    """

    url: str
    data: bytes


@cache
def translations(language: str) -> Mapping[str, str]:
    """Read ``theme/translations/LANGUAGE.yml``."""
    text = (theme.PATH / "translations" / f"{language}.yml").read_text("utf-8")
    return {str(key): str(value) for key, value in yaml.safe_load(text).items()}


def statics(config: Config) -> dict[str, Static]:
    """Give the style sheets and scripts of the site, by the name that templates use.

    The engine is there twice: a page that is not the site's own cannot know a name that changes.
    """
    texts = {"material.css": material.stylesheet(), "aksent.css": _accent(config)}
    for file in sorted((theme.PATH / ASSETS).iterdir()):
        texts[file.name] = file.read_bytes()
    for file in sorted(CLIENT.glob("*.js")):
        texts[file.name] = file.read_bytes()
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


def fingerprint(page: Planned, salt: bytes) -> bytes:
    """Hash what a page is made of; ``salt`` stands for what all pages share."""
    made_of = json.dumps((page.url, page.inputs), ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.blake2b(made_of, key=salt, digest_size=16).digest()


class Theme:
    """The templates, ready for one site."""

    def __init__(self, config: Config, statics: Mapping[str, str]) -> None:
        """Take the settings and the addresses of the statics by name."""
        self._config = config
        self._translate = _translator(config.language)
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(theme.PATH / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        language = config.language
        self._environment.globals.update(
            site=config,
            policy=CONTENT_SECURITY_POLICY,
            kinds=[(kind.name, addresses.kind_url(kind.name)) for kind in KINDS],
            addresses=addresses,
            t=self._translate,
            material_t=lambda key: material.translation(language, key),
            icon=lambda name: Markup(material.icon(name)),  # noqa: S704 - from the package, not from content
            day=_day(language),
        )
        self._statics = statics

    def render(self, page: Page, body: Callable[[bytes], str]) -> bytes:
        """Render a page; ``body`` gives the HTML of a document's body by its key."""
        shared = page.url == addresses.NOT_FOUND
        values: dict[str, Any] = {
            **page.data,
            "title": page.title,
            "url": page.url,
            "href": self._absolute if shared else _relative(page.url),
            "content": self._body(page, body),
        }
        values["static"] = lambda name: values["href"](self._statics[name])
        values["label"] = lambda text: self._translate(text.key) if isinstance(text, Key) else text
        return self._environment.get_template(page.template).render(values).encode()

    def _absolute(self, url: str) -> str:
        return self._config.path + url

    def _body(self, page: Page, body: Callable[[bytes], str]) -> Markup:
        key = page.data.get("body")
        if not isinstance(key, str):
            return Markup()
        text = body(bytes.fromhex(key))
        for hidden in page.data.get("unpublished", ()):  # type: ignore[attr-defined]
            text = re.sub(rf'<a href="{re.escape(hidden)}"', '<a class="fa-unpublished"', text)
        return Markup(text)  # noqa: S704 - sanitised when it was parsed, and sealed in the cache


def salt(config: Config, registers: Registers, statics: Mapping[str, str], code: bytes) -> bytes:
    """Hash what every page depends on: settings, registers, statics, templates, translations and the program itself."""
    digest = hashlib.blake2b(code + config.model_dump_json().encode(), digest_size=32)
    digest.update(json.dumps(statics, sort_keys=True).encode())
    for name, entries in sorted(registers.items()):
        digest.update(name.encode() + repr(list(entries.values())).encode())
    for folder in ("templates", "translations"):
        for file in sorted((theme.PATH / folder).iterdir()):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.digest()


def _relative(page_url: str) -> Callable[[str], str]:
    folder = posixpath.dirname(page_url) or "."
    up = "../" * page_url.count("/")

    def href(url: str) -> str:
        if "/" in page_url and url.startswith(f"{folder}/"):
            return url[len(folder) + 1 :]
        return up + url

    return href


def _translator(language: str) -> Callable[..., str]:
    wording = translations(language)

    def translate(key: str, **values: object) -> str:
        return wording[key].format_map(values) if values else wording[key]

    return translate


def _day(language: str) -> Callable[[str], str]:
    @cache
    def written(iso: str) -> str:
        return format_date(date.fromisoformat(iso), "d. MMMM y", locale=language)

    return written
