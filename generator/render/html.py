"""One page → HTML.  The only module that knows the theme."""

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import jinja2
import yaml
from babel.dates import format_date
from markupsafe import Markup

import theme
from generator.compare import variants
from generator.compare.changes import Point, align
from generator.compare.wording import tell
from generator.kinds import KINDS
from generator.model.config import Config
from generator.model.lineage import Comparison, shorten
from generator.model.registers import Registers
from generator.pages import addresses
from generator.pages.feeds import Entry, as_json
from generator.pages.ics import Event, calendar
from generator.pages.page import ATOM, CALENDAR, JSON_FEED, MAIL, Page
from generator.pages.timeline import Event as Changed
from generator.pages.views import Key
from generator.render import material, styles
from generator.render.templates import compiled
from search import CLIENT

if TYPE_CHECKING:
    from generator.render.mail import Letters

ASSETS = "assets"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; "
    "trusted-types fagarkiv fagarkiv-uten-nett"
)
# Only our own tree processor gives a heading an anchor, and a heading holds no other.
_POINT = re.compile(r'<h([2-6]) id="([^"]+)"[^>]*>.*?</h\1>', re.DOTALL)


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
    return {str(key): str(value) for key, value in yaml.load(text, yaml.CSafeLoader).items()}


def statics(config: Config) -> dict[str, Static]:
    """Give the style sheets and scripts of the site, by the name that templates use.

    The engine is there twice: a page that is not the site's own cannot know a name that changes.
    """
    texts = {"material.css": styles.of_material(), "fagarkiv.css": styles.own().encode(), "aksent.css": _accent(config)}
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
    return f":root{{--fa-accent:light-dark({light},{dark});--fa-accent-fg:light-dark(#fff,#10161a)}}\n".encode()


def _client_texts(language: str) -> bytes:
    wording = {key: text for key, text in translations(language).items() if key.startswith(("js_", "kind_", "status_"))}
    return f"window.FagarkivTekster={json.dumps(wording, ensure_ascii=False, sort_keys=True)};\n".encode()


class Theme:
    """The templates, ready for one site."""

    def __init__(self, config: Config, statics: Mapping[str, str]) -> None:
        """Take the settings and the addresses of the statics by name."""
        self._config = config
        self._translate = translator(config.language)
        self._environment = jinja2.Environment(
            bytecode_cache=compiled(),
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
            arenas=[kind.name for kind in KINDS if kind.arena],
            addresses=addresses,
            t=self._translate,
            material_t=lambda key: material.translation(language, key),
            icon=lambda name: Markup(material.icon(name)),  # noqa: S704 - from the package, not from content
            day=written_day(language),
            moments=_moments(language),
            counted=self._counted,
            edition_name=self._edition_name,
            point_name=self._point_name,
        )
        self._statics = statics
        self._letters: Letters | None = None

    def render(self, page: Page, body: Callable[[bytes], str]) -> bytes:
        """Render a page; ``body`` gives the HTML of a document's body by its key."""
        if page.template == CALENDAR:
            return self._calendar(page)
        if page.template in (ATOM, JSON_FEED):
            return self._feed(page)
        if page.template == MAIL:
            return self._mail(page, body)
        shared = page.url == addresses.NOT_FOUND
        values: dict[str, Any] = {
            **page.data,
            "title": page.title,
            "url": page.url,
            "href": self._absolute if shared else _relative(page.url),
            "content": self._body(page, body),
            **_compared(page, body),
        }
        values["static"] = lambda name: values["href"](self._statics[name])
        values["label"] = self._label
        if "there" in page.data:
            values["rows"] = self._side_by_side(page, body)
        return self._environment.get_template(page.template).render(values).encode()

    def _label(self, text: str | Key) -> str:
        return self._translate(text.key) if isinstance(text, Key) else text

    def _calendar(self, page: Page) -> bytes:
        """Write a calendar: what it is called and how its events are worded are keys of the translation files."""
        events: Any = page.data["events"]
        key, wording = str(page.data["name"]), str(page.data["wording"])
        said: Iterable[Event] = events
        if wording:
            said = (event._replace(summary=self._translate(wording, title=event.summary)) for event in events)
        name = f"{self._translate(key)}: {self._config.site_name}" if key else self._config.site_name
        if isinstance(page.title, str):
            name = f"{name}, {page.title}"
        return calendar(name, self._config.base_url, said)

    def _feed(self, page: Page) -> bytes:
        data: Mapping[str, Any] = page.data
        found = [self._changed(event) for event in data["events"]] if "events" in data else data["entries"]
        title, site = f"{self._config.site_name}: {self._label(page.title)}", self._config
        if page.template == JSON_FEED:
            return as_json(site.base_url, page.url, data["list"], title, site.language, found)
        values = {"name": title, "url": page.url, "list": data["list"], "entries": found}
        return self._environment.get_template(page.template).render(values).encode()

    def _changed(self, event: Changed) -> Entry:
        """Say what has changed as an entry of a feed."""
        card, names = event.card, [event.card.title]
        names += [self._edition_name(event.edition)] if event.edition else []
        said = [event.text or card.summary]
        if event.what == "kunngjort" and event.starts:
            said.append(self._translate("banner_from", date=written_day(self._config.language)(event.starts)))
        said += [f"{self._counted(event.compared)}."] if event.compared else []
        for other in event.by:
            said.append(f"{self._translate('banner_now')} {other.title} ({self._config.base_url}{other.url})")
        title = f"{self._translate(f'event_{event.what}')}: {', '.join(names)}"
        url = event.comparison or card.url
        return Entry(event.key, url, title, card.lang, event.day, event.day, " ".join(said), card.sender)

    def _mail(self, page: Page, body: Callable[[bytes], str]) -> bytes:
        from generator.render.eml import message  # only where an issue has changed: it takes long to load
        from generator.render.mail import Letters

        if self._letters is None:
            self._letters = Letters(self._config)
        return message(self._letters.mail(page, body).mail)

    def _side_by_side(self, page: Page, body: Callable[[bytes], str]) -> list[variants.Row]:
        """Align the points of two bodies, made fit to stand on this page."""

        def fitted(point: variants.Point | None, side: Any) -> variants.Point | None:
            if point is None:
                return None
            html = variants.moved(point.html, side["card"].url, page.url)
            return point._replace(html=Markup(html))  # noqa: S704 - cut from a sanitised body

        sides: list[Any] = [page.data["here"], page.data["there"]]
        texts = (without(body(bytes.fromhex(side["body"])), side["unpublished"]) for side in sides)
        here, there = (variants.points(text, side["outline"]) for text, side in zip(texts, sides, strict=True))
        rows = variants.align(here, there)
        return [variants.Row(row.state, fitted(row.here, sides[0]), fitted(row.there, sides[1])) for row in rows]

    def _absolute(self, url: str) -> str:
        return self._config.path + url

    def _body(self, page: Page, body: Callable[[bytes], str]) -> Markup:
        key = page.data.get("body")
        if not isinstance(key, str):
            return Markup()
        unpublished: Any = page.data.get("unpublished", ())
        text = without(body(bytes.fromhex(key)), unpublished)
        if page.data.get("former") or page.data.get("elsewhere"):
            text = _POINT.sub(lambda found: found[0] + self._note(page, found[2]), text)
        return Markup(text)  # noqa: S704 - sanitised when it was parsed, and sealed in the cache

    def _note(self, page: Page, anchor: str) -> str:
        """Say below a point's heading what it was called in earlier editions, and what else had its number."""
        former: Mapping[str, object] = page.data["former"]  # type: ignore[assignment]
        elsewhere: Mapping[str, object] = page.data["elsewhere"]  # type: ignore[assignment]
        if anchor not in former and anchor not in elsewhere:
            return ""
        values = {"former": former.get(anchor, ()), "elsewhere": elsewhere.get(anchor), "href": _relative(page.url)}
        return self._environment.get_template("punkt.html").render(values)

    def _edition_name(self, name: str) -> str:
        return self._translate("edition_numbered", name=name) if name[:1].isdigit() else f"«{name}»"

    def _point_name(self, label: str) -> str:
        return self._translate("point_numbered", number=label) if label[:1].isdigit() else label

    def _counted(self, compared: Comparison) -> str:
        """Say how many points of each sort have changed, in one line."""
        parts = [(name, count) for name, count in compared.counts._asdict().items() if count]
        said = [self._translate(f"sum_{name}{'_one' if count == 1 else ''}", count=count) for name, count in parts]
        if said:
            noun = self._translate("sum_point" if parts[0][1] == 1 else "sum_points")
            said[0] = said[0].replace(str(parts[0][1]), f"{parts[0][1]} {noun}", 1)
        if compared.introduction:
            said.append(self._translate("sum_introduction"))
        line = ", ".join(said) or self._translate("sum_nothing")
        return line[0].upper() + line[1:]


def _compared(page: Page, body: Callable[[bytes], str]) -> Mapping[str, object]:
    """Compare the two editions that a page is about, if it is about two."""
    if "compare" not in page.data:
        return {}
    keys: tuple[str, str] = page.data["compare"]  # type: ignore[assignment]
    names = (page.data["old"]["url"], page.data["new"]["url"])  # type: ignore[index]
    old, new = (_points(body, key, url.rpartition("/")[2]) for key, url in zip(keys, names, strict=True))
    changes = align(old, new)
    return {"told": tell(old, new, changes), "compared": shorten(old, new, changes)}


# The comparisons of a series come one after another: each edition is read once, not once for each.
@lru_cache(maxsize=16)
def _points(body: Callable[[bytes], str], key: str, name: str) -> tuple[Point, ...]:
    from generator.compare.points import points  # loads lxml, which most builds do without

    return points(body(bytes.fromhex(key)), name)


def without(text: str, unpublished: Iterable[str]) -> str:
    """Let links to what is not published yet lead nowhere."""
    for hidden in unpublished:
        text = re.sub(rf'<a href="{re.escape(hidden)}"', '<a class="fa-unpublished"', text)
    return text


def salt(config: Config, registers: Registers, statics: Mapping[str, str], code: bytes) -> bytes:
    """Hash what every page depends on: settings, registers, statics, templates, translations and the program itself."""
    digest = hashlib.blake2b(code + config.model_dump_json().encode(), digest_size=32)
    digest.update(json.dumps(statics, sort_keys=True).encode())
    for name, entries in sorted(registers.items()):
        digest.update(name.encode() + repr(list(entries.values())).encode())
    for folder in ("mail", "templates", "translations"):
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


def translator(language: str) -> Callable[..., str]:
    """Give what finds a wording by its key, and fills it."""
    wording = translations(language)

    def translate(key: str, **values: object) -> str:
        return wording[key].format_map(values) if values else wording[key]

    return translate


def written_day(language: str) -> Callable[[str], str]:
    """Give what writes a day, given as ISO 8601, in words."""

    @cache
    def written(iso: str) -> str:
        return format_date(date.fromisoformat(iso), "d. MMMM y", locale=language)

    return written


def _moments(language: str) -> Callable[[str], str]:
    day = written_day(language)

    def moment(iso: str) -> str:
        weekday = format_date(date.fromisoformat(iso[:10]), "EEEE", locale=language)
        return f"{weekday} {day(iso[:10])}" + (f" kl. {clock(iso)}" if "T" in iso else "")

    def clock(iso: str) -> str:
        return iso[11:].replace(":", ".")

    def written(when: str) -> str:
        """Write when an event is: ``2026-11-26T16:00/2026-11-26T18:00`` as a weekday, a day and two times."""
        starts, _, ends = when.partition("/")
        if ends[:10] in ("", starts[:10]):
            return moment(starts) + (f"–{clock(ends)}" if "T" in ends else "")
        return f"{moment(starts)} – {moment(ends)}"

    return written
