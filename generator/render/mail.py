"""An issue as a mail: HTML that mail programs can show, and text; the part of the theme that lies in ``theme/mail``.

Mail programs know little of what browsers do: tables for layout, styles on the elements themselves.  What they do not
know they leave out, so the dark colours come in a style sheet of their own.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin

import css_inline
import jinja2
from markupsafe import Markup

import theme
from generator.kinds.nyhetsbrev.mail import MailData
from generator.model.config import Config
from generator.model.fields import is_mail_address
from generator.pages.cards import Key
from generator.pages.page import Bodies, Page, shows
from generator.render.eml import Mail
from generator.render.mail_body import as_html, as_text, first_paragraph, shorten, wrap
from generator.render.mail_introduction import Unit, units, without_others
from generator.render.mail_items import shown
from generator.render.templates import compiled
from generator.render.unpublished import without
from generator.render.wording import Wording

# Gmail shows no more than 102 kB of a mail's HTML; what sends it may add something.
MAX_BYTES = 100_000
_SUMMARY_LENGTHS = (None, 200, 0)


class Letter(NamedTuple):
    """An issue as a mail, and whether its summaries had to be ``shortened``.

    ``taken`` is what was taken out of the introduction because it is for other municipalities, ``naming`` what is left
    and names one of them.
    """

    mail: Mail
    shortened: bool
    taken: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()


class Introduction(NamedTuple):
    """The body of an issue as its mail has it; ``taken`` and ``naming`` are as a :class:`Letter` has them."""

    html: str
    taken: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()


class Letters:
    """The templates of mails, ready for one site."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._environment = jinja2.Environment(
            bytecode_cache=compiled(),
            loader=jinja2.FileSystemLoader(theme.PATH / "mail"),
            autoescape=jinja2.select_autoescape(),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals.update(
            site=config,
            absolute=self._absolute,
            accent=config.accent,
            accent_on_dark=config.accent_on_dark,
        )
        self._environment.filters["wrap"] = wrap
        light = self._environment.get_template("lyst.css").render()
        self._inliner = css_inline.CSSInliner(extra_css=light, load_remote_stylesheets=False)

    def mail(self, page: Page, bodies: Bodies) -> Letter:
        """Render an issue; where its HTML would be too large, summaries are cut short, or left out."""
        data = shows(page, MailData)
        introduction = self._introduction(data, bodies(bytes.fromhex(data.body)))
        values = self._values(page.title, data, without(introduction.html, data.unpublished))
        words = Wording(data.lang)
        parts = [(part.heading, [shown(item, words) for item in part.items]) for part in data.parts]
        length, html = None, ""
        for length in _SUMMARY_LENGTHS:
            values["parts"] = shorten(parts, length)
            html = self._html(values)
            if len(html.encode()) <= MAX_BYTES:
                break
        contact = data.contact.email if data.contact else ""
        mail = Mail(
            id=page.url.removesuffix(".eml").replace("/", "."),
            day=data.date,
            subject=values["subject"],
            name=self._config.mail_name or data.sender,
            address=self._config.mail_address or "",
            reply_to=contact if is_mail_address(contact) else "",
            language=data.lang,
            text=self._environment.get_template("nyhetsbrev.txt").render({**values, "introduction": values["plain"]}),
            html=html,
        )
        return Letter(mail, length is not None, introduction.taken, introduction.naming)

    def _introduction(self, data: MailData, body: str) -> Introduction:
        """Leave out of an introduction what is for other municipalities than the one the mail is for."""
        elsewhere = data.elsewhere
        if not elsewhere:
            return Introduction(body)
        base = self._absolute(data.page)
        addresses = {self._absolute(address) for address in elsewhere.addresses}

        def is_foreign(unit: Unit) -> bool:
            linked = {urljoin(base, link).partition("#")[0] for link in unit.links}
            return not linked.isdisjoint(addresses) or elsewhere.is_about_others(unit.text)

        left = without_others(body, is_foreign)
        naming = tuple(unit.text for unit in units(left.html) if elsewhere.names_others(unit.text))
        return Introduction(left.html, left.taken, naming)

    def _values(self, title: str | Key, data: MailData, introduction: str) -> dict[str, Any]:
        base, words = self._absolute(data.page), Wording(data.lang)
        lead = self._lead_for(data, introduction) if data.elsewhere else data.lead
        return {
            **data._asdict(),
            "title": title,
            "url": data.page,
            "subject": self._subject(str(title), data),
            "preheader": data.preheader or self._config.mail_preheader or lead,
            "introduction": Markup(as_html(introduction, base)),  # noqa: S704 - sanitised when it was parsed
            "plain": as_text(introduction, base),
            "t": words.translate,
            "day": words.day,
        }

    def _lead_for(self, data: MailData, introduction: str) -> str:
        """Give a preheader for one municipality: the first paragraph that is left, else what its items are called."""
        titles = " · ".join(item.card.title for part in data.parts for item in part.items)
        return first_paragraph(introduction) or titles

    def _subject(self, title: str, data: MailData) -> str:
        filled = {"TITLE": title, "SENDER": data.sender}
        pattern = re.sub("TITLE|SENDER", lambda found: filled[found[0]], self._config.mail_subject)
        place = f" ({data.municipality})" if data.municipality else ""
        return f"{data.subject or pattern}{place}"

    def _html(self, values: Mapping[str, object]) -> str:
        dark = self._environment.get_template("morkt.css").render()
        inlined = self._inliner.inline(self._environment.get_template("nyhetsbrev.html").render(values))
        return inlined.replace("</head>", f"<style>\n{dark}</style>\n</head>", 1) + "\n"

    def _absolute(self, url: str) -> str:
        return urljoin(self._config.base_url, url)
