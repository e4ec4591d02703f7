"""What a web site has around every page: menus, notices of cookies, ways to share, and where else one may go."""

import re

from lxml import etree

from generator.importers.read import documents

_TAGS = frozenset(["nav", "footer", "dialog"])
_ROLES = frozenset(["navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"])
_NAMED = re.compile(
    r"(?:^|[-_ ])(?:cookies?|cookie-?\w*|informasjonskapsler|consent|gdpr|onetrust\S*|cookiebot\S*|breadcrumbs?"
    r"|br[øo]dsmule\w*|share|sharing|social|some-?share|del-?(?:saken|siden|knapp\w*)|related(?:-\w+)?|relaterte?\S*"
    r"|les-?ogsa|lesogsa|read-?more-?list|skip-?(?:link|to)\S*|site-?(?:header|footer|nav)\S*|page-?footer|footer"
    r"|main-?(?:menu|nav)\S*|navbar|topbar|sidebar|newsletter-?signup|feedback|tilbakemelding\w*)(?:$|[-_ ])",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:les|sjå|se) (?:også|mer om|meir om)|relater(?:t|te) (?:saker|saks?er|innhold|innhald|artikler|artiklar)"
    r"|(?:siste|flere|fleire) (?:nytt|nyheter|nyhende|saker)|mest les[et]|del (?:denne |saken|saka|siden|sida|på)"
    r"|du er her|følg oss|fant du det du (?:lette|så) etter|var denne (?:siden|sida) (?:nyttig|til hjelp)"
    r"|(?:vi|nettstedet|nettstaden|denne siden) bruker (?:informasjonskapsler|cookies)"
    r"|til toppen|hopp til (?:hoved)?innhold",
    re.IGNORECASE,
)
_BLOCKS = ("div", "aside", "section", "ul", "ol", "p")
_SHORT = 600
_MOSTLY = 0.6
_NOTHING = 3


def cut(tree: etree._Element) -> list[str]:
    """Take the furniture out of a web page, and give its texts; a mail saved as a page has none.

    What holds most of a page is not furniture, whatever it is called.
    """
    if not _is_web_page(tree):
        return []
    most = len(documents.shown(tree)) * _MOSTLY
    found = []
    for element in [one for one in tree.iter() if isinstance(one.tag, str)]:
        if not any(one is tree for one in element.iterancestors()):
            continue
        if element.tag != "body" and (_is_named(element) or _is_said(element)):
            text = " ".join(documents.shown(element).split())
            if len(text) <= most:
                _remove(element)
                found.append(text)
    return [text for text in found if text]


def _is_web_page(tree: etree._Element) -> bool:
    """Whether a page was made for a site: it is marked as such, with a menu or a main part."""
    marks = ".//nav|.//main|.//article|.//*[@role='main']|.//*[@role='navigation']|.//link[@rel='canonical']"
    return bool(tree.xpath(marks))


def _is_named(element: etree._Element) -> bool:
    if element.tag in _TAGS or element.get("role") in _ROLES or (element.tag == "header" and _is_outside(element)):
        return True
    if element.tag in ("html", "main", "article", "h1", "h2", "h3", "a"):
        return False
    return any(_NAMED.search(name) for name in (element.get("class") or "", element.get("id") or ""))


def _is_outside(element: etree._Element) -> bool:
    """Whether a header is the site's, not that of what it tells."""
    return not any(one.tag in ("main", "article") for one in element.iterancestors())


def _is_said(element: etree._Element) -> bool:
    """Whether a short block begins as such things do, and is made of links or says no more."""
    if element.tag not in _BLOCKS:
        return False
    text = " ".join(documents.shown(element).split())
    if len(text) > _SHORT or not _SAID.match(text):
        return False
    begins = _SAID.match(text)
    rest = len(text) - (begins.end() if begins else 0)
    linked = sum(len(" ".join(documents.shown(one).split())) for one in element.iter("a"))
    return rest <= _NOTHING or linked >= _MOSTLY * rest


def _remove(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    tail, element.tail = element.tail, None
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    heading = before if before is not None and before.tag in ("h2", "h3", "h4") else None
    parent.remove(element)
    if heading is not None and _SAID.match(documents.shown(heading)):
        parent.remove(heading)
