"""What a mail only repeats: the mails that it answers, quoted below or between, and the signature of its sender."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from generator.importers.read import documents, head_blocks, lines_of
from generator.importers.read.heads import DAYS, LINE, SENDERS, first

# What programs put around the mail that is answered, and everything below it belongs to it.
_BELOW_IDS = frozenset(["divRplyFwdMsg", "OLK_SRC_BODY_SECTION", "mail-editor-reference-message-container"])
_BELOW_CLASSES = frozenset(["ms-outlook-mobile-reference-message"])
_QUOTES = frozenset(["gmail_quote", "gmail_extra", "yahoo_quoted", "protonmail_quote", "moz-cite", "zmail_extra"])
_SIGNATURES = frozenset(["gmail_signature", "moz-signature", "applemailsignature", "x_gmail_signature"])
_SIGNATURE_IDS = frozenset(["Signature", "x_Signature", "ms-outlook-mobile-signature", "AppleMailSignature"])
# Who wrote what follows and when, as programs write it: a day or an hour, or an address.
_WROTE = r"\b(?:skrev|skreiv|wrote|schrieb)\b"
_SAID = re.compile(
    rf"\W{{0,10}}(?:(?:\d|(?:on|den|am|på|mand?|tirs?|ons|tors?|fre|lør|lau|søn|sun|mon|tue|wed|thu|fri|sat)\b).{{0,250}}{_WROTE}"
    rf"|[^\d:]{{2,80}}{_WROTE}).{{0,200}}:",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\d{1,2}[.:]\d\d|@")
_RECEIVERS = {"til", "till", "to"}
_LONGEST = 400
_BLOCKS = ("p", "div", "span", "td")


def cut(tree: etree._Element) -> list[str]:
    """Take what is quoted out of a mail, and give its texts; nothing is taken where nothing else would be left."""
    whole = deepcopy(tree)
    lines_of.part_all(tree, _said_range)
    found = [text for text in (*_below(tree), *_between(tree)) if text]
    if found and not documents.shown(tree).strip():
        tree[:], tree.text = list(whole), whole.text
        return []
    return found


def signatures(tree: etree._Element) -> list[str]:
    """Take out what programs have marked as the signature."""
    marked = [one for one in _elements(tree) if one.get("id") in _SIGNATURE_IDS or _SIGNATURES & _classes(one)]
    whole = len(documents.shown(tree))
    # Some write the whole mail within the element that was meant for their name.
    texts = [documents.shown(one) for one in marked]
    return [_take(one) for one, text in zip(marked, texts, strict=True) if _is_in(one, tree) and 2 * len(text) < whole]


def unmark(element: etree._Element) -> None:
    """Let an element be no quote: it holds a mail that was sent on."""
    for name in ("class", "id", "type"):
        element.attrib.pop(name, None)
    if element.tag == "blockquote":
        element.tag = "div"


def drop_from(element: etree._Element) -> str:
    """Take an element and all that stands below it out of a mail, and give the text."""
    texts, node = [documents.shown(element)], element
    while (parent := node.getparent()) is not None:
        texts.append(node.tail or "")
        node.tail = None
        for sibling in list(node.itersiblings()):
            texts += [documents.shown(sibling), sibling.tail or ""]
            parent.remove(sibling)
        if parent.tag in ("html", "body"):
            break
        node = parent
    _remove(element)
    return " ".join(" ".join(texts).split())


def _below(tree: etree._Element) -> Iterator[str]:
    block = head_blocks.find(tree)
    if block and _is_of_mail(block.headers):
        yield drop_from(block.elements[0])
    for one in list(_elements(tree)):
        marked = one.get("id") in _BELOW_IDS or _BELOW_CLASSES & _classes(one) or _is_ruled(one)
        if marked or (one.tag in _BLOCKS and _is_said(one) and not _is_marked(_next(one))):
            yield drop_from(one)
            return


def _between(tree: etree._Element) -> Iterator[str]:
    for one in list(_elements(tree)):
        if not _is_in(one, tree) or not (_is_marked(one) or (one.tag == "blockquote" and _attributed(one) is not None)):
            continue
        said = _attributed(one)
        yield _take(one)
        if said is not None:
            yield _take(said)


def _is_of_mail(headers: Mapping[str, str]) -> bool:
    """Whether a head is that of a mail, and not what a meeting or a course says of itself in the same words."""
    has_address = "@" in first(headers, SENDERS) or bool(headers.keys() & _RECEIVERS)
    return has_address and re.search(r"\d{1,2}[:.]\d\d", first(headers, DAYS)) is not None


def _is_marked(element: etree._Element | None) -> bool:
    if element is None:
        return False
    return (element.tag == "blockquote" and element.get("type") == "cite") or bool(_QUOTES & _classes(element))


def _attributed(element: etree._Element) -> etree._Element | None:
    """Find the line that says whose words an element quotes, in the element before it."""
    before = element.getprevious()
    while before is not None and not documents.shown(before):
        before = before.getprevious()
    if before is None:
        parent = element.getparent()
        return _attributed(parent) if parent is not None and parent.tag not in ("html", "body") else None
    if _is_said(before) or "moz-cite-prefix" in _classes(before):
        return before
    return next((one for one in reversed(list(before.iter(*_BLOCKS))) if _is_said(one)), None)


def _is_said(element: etree._Element) -> bool:
    text = " ".join(documents.shown(element).split())
    return _says_who(text)


def _says_who(line: str) -> bool:
    return len(line) <= _LONGEST and _SAID.fullmatch(line) is not None and _WHEN.search(line) is not None


def _said_range(lines: Sequence[str]) -> tuple[int, int] | None:
    """Find the line that says who wrote what is below; programs break it in two where it is long."""
    for at in range(len(lines)):
        for end in (at + 1, at + 2):
            if _says_who(" ".join(lines[at:end])):
                return at, end
    return None


def _is_ruled(element: etree._Element) -> bool:
    """Whether an element has the line above it that Outlook draws above a mail that is answered."""
    if element.tag != "div" or not re.search(r"border(-top)?\s*:\s*(none;border-top:)?solid", element.get("style", "")):
        return False
    start = LINE.match(documents.shown(element).split("\n")[0])
    return start is not None and start["name"].lower() in SENDERS


def _next(element: etree._Element) -> etree._Element | None:
    """Give what comes next that says something, also below the element's own parents."""
    node: etree._Element | None = element
    while node is not None and node.tag not in ("html", "body"):
        for one in node.itersiblings():
            if documents.shown(one):
                first = next((inner for inner in one.iter() if _is_marked(inner)), None)
                return first if first is not None else one
        node = node.getparent()
    return None


def _elements(tree: etree._Element) -> Iterator[etree._Element]:
    return (one for one in tree.iter() if isinstance(one.tag, str))


def _classes(element: etree._Element) -> set[str]:
    return {name.lower() for name in (element.get("class") or "").split()}


def _is_in(element: etree._Element, tree: etree._Element) -> bool:
    return element is tree or any(one is tree for one in element.iterancestors())


def _take(element: etree._Element) -> str:
    text = " ".join(documents.shown(element).split())
    _remove(element)
    return text


def _remove(element: etree._Element) -> None:
    """Take out an element, and leave the text that comes after it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    previous = element.getprevious()
    if tail and previous is not None:
        previous.tail = (previous.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
