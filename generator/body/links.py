"""Links and pictures of a text: what they lead to, and what they may not lead to."""

import posixpath
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from generator.base import web_addresses
from generator.base.problems import Severity
from generator.body.found import Link
from generator.body.sanitiser import SCHEMES
from generator.body.tree import escape
from generator.source.file_names import ASSET_SUFFIXES, meant_suffix

_LONGEST = 80
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20]")


class Links:
    """The links of the text ``content/path``; ``say`` is told what is wrong with them."""

    def __init__(self, path: str, say: Callable[..., None]) -> None:
        self.found: list[Link] = []
        self.fragments: list[tuple[str, int]] = []
        self._folder, self._say = posixpath.dirname(path), say

    def link(self, element: Element, line: int) -> None:
        """Take a link: what may not be followed leads nowhere."""
        self._resolve(element, "href", line)

    def picture(self, element: Element, line: int) -> None:
        """Take a picture, which must lie in the site and be told in words."""
        target = element.get("src", "")
        if not element.get("alt"):
            self._say("bilde-alt", line, target=target)
        if _SCHEME.match(target):
            self._say("bilde-utenfra", line, target=target[:_LONGEST])
        else:
            self._resolve(element, "src", line)

    def _resolve(self, element: Element, attribute: str, line: int) -> None:
        target = element.get(attribute, "")
        compact = _INVISIBLE.sub("", target)
        path, _, fragment = target.partition("#")
        if scheme := _SCHEME.match(compact):
            href = self._out(target, scheme[1].lower(), line)
        elif not path and fragment:
            self.fragments.append((fragment, line))
            href = target
        else:
            href = self._within(target, path, fragment, line) if compact == target else self._refused(target, line)
        element.set(attribute, escape(href))

    def _out(self, target: str, scheme: str, line: int) -> str:
        """Judge a link that leads out of the archive."""
        if scheme not in SCHEMES:
            self._say("lenke-type", line, target=target[:_LONGEST], scheme=scheme)
            return ""
        if wrong := web_addresses.fault(target):
            shown = "" if wrong == "lenke-bruker" else target[:_LONGEST]
            self._say(wrong, line, target=shown)
            return ""
        if scheme == "http":
            self._say("lenke-http", line, Severity.NOTICE, target=target[:_LONGEST])
        return target

    def _within(self, target: str, path: str, fragment: str, line: int) -> str:
        """Find the page or file that a link between files leads to."""
        page = page_of(path)
        if page is None or path.startswith("/"):
            return self._refused(target, line)
        url = posixpath.normpath(posixpath.join(self._folder, page))
        if url.startswith(".."):
            self._say("lenke-utenfor", line, target=target[:_LONGEST])
            return ""
        href = page + (f"#{fragment}" if fragment else "")
        self.found.append(Link(target, href, url, fragment, line))
        return href

    def _refused(self, target: str, line: int) -> str:
        suffix = posixpath.splitext(target)[1]
        if (proposal := meant_suffix(suffix)) and proposal != suffix:
            self._say("lenke-endelse", line, target=target[:_LONGEST], proposal=proposal)
            return ""
        self._say("lenke-form", line, target=target[:_LONGEST])
        return ""


def page_of(path: str) -> str | None:
    """Turn a link between source files into one between pages; None where it is neither.

    >>> page_of("../2026/gastroskopi.md"), page_of("../vestfold/serie.yml"), page_of("a.exe")
    ('../2026/gastroskopi.html', '../vestfold/index.html', None)
    """
    if not re.fullmatch(r"[A-Za-z0-9._/-]+", path) or "//" in path:
        return None
    if path.endswith(".md"):
        return path[:-3] + ".html"
    if path.endswith(("/", "/serie.yml")) or path in ("serie.yml", "..", "."):
        return posixpath.join(path.removesuffix("serie.yml"), "index.html")
    return path if path.endswith((".html", *ASSET_SUFFIXES)) else None
