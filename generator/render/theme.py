"""The theme, ready for one site: its templates and words, and what they may call."""

import posixpath
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

import theme
from generator.kinds import BY_NAME
from generator.model import status
from generator.model.config import Config
from generator.pages import addresses, menu
from generator.pages.cards import Named
from generator.render import material
from generator.render.templates import compiled
from generator.render.wording import Wording

if TYPE_CHECKING:
    from generator.render.mail import Letters

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; "
    "trusted-types fagarkiv fagarkiv-uten-nett"
)


class Theme:
    """The templates, ready for one site."""

    def __init__(self, config: Config, statics: Mapping[str, str]) -> None:
        """Take the settings and the addresses of the statics by name."""
        self.config = config
        self.words = words = Wording(config.language)
        self._statics = statics
        self._environment = jinja2.Environment(
            bytecode_cache=compiled(),
            loader=jinja2.FileSystemLoader(theme.PATH / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            site=config,
            policy=CONTENT_SECURITY_POLICY,
            kinds=tuple(BY_NAME),
            arenas=[kind.name for kind in BY_NAME.values() if kind.arena],
            addresses=addresses,
            menu=menu.menu(BY_NAME),
            footer=menu.FOOTER,
            section_of=lambda url: menu.section(url, BY_NAME),
            t=words.translate,
            material_t=lambda key: material.translation(config.language, key),
            icon=lambda name: Markup(material.icon(name)),  # noqa: S704 - from the package, not from content
            day=words.day,
            moments=words.moments,
            is_told=status.is_told,
            label=words.label,
            counted=words.counted,
            edition_name=words.edition,
            link_to=Named,
            point_name=words.point,
        )

    @cached_property
    def letters(self) -> "Letters":
        """The templates of mails."""
        from generator.render.mail import Letters  # only where an issue has changed: it takes long to load

        return Letters(self.config)

    def filled(self, template: str, values: Mapping[str, Any]) -> str:
        """Fill a template."""
        return self._environment.get_template(template).render(values)

    def static(self, name: str) -> str:
        """Give the address of a style sheet or script, relative to the site's root."""
        return self._statics[name]

    def link_from(self, page_url: str) -> Callable[[str], str]:
        """Give what writes the addresses of the site as a page links to them.

        A server shows the page of what was not found at any address, so its links begin at the server's root.
        """
        if page_url == addresses.NOT_FOUND:
            return lambda url: self.config.path + url
        return relative(page_url)


def relative(page_url: str) -> Callable[[str], str]:
    """Give what writes the addresses of the site relative to a page."""
    folder = posixpath.dirname(page_url) or "."
    up = "../" * page_url.count("/")

    def href(url: str) -> str:
        if "/" in page_url and url.startswith(f"{folder}/"):
            return url[len(folder) + 1 :]
        return up + url

    return href
