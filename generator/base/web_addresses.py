"""What an address that leads out of the archive may hold: what it does must be what it seems to do."""

import re
import unicodedata
from urllib.parse import unquote

_HOST = re.compile(
    r"https?://(?!\.|[^/?#]*\.\.)([^\s/?#\\%@<>\"^`{|}\[\]]+|\[[0-9a-f:.]+\](?::\d+)?)(?:[/?#]|\Z)", re.IGNORECASE
)
_USER = re.compile(r"https?:[/\\]*[^/?#\\]*(?:@|%40)", re.IGNORECASE)
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_RECEIVERS = re.compile(r"[^\s@<>,;:\"()\[\]\\?&%]+@[^\s@<>,;:\"()\[\]\\?&%]+\.[^\s@<>,;:\"()\[\]\\?&%]{2,}")
_ALIKE = frozenset({"ARMENIAN", "CHEROKEE", "CYRILLIC", "FULLWIDTH", "GREEK"})
_FIELDS = frozenset({"subject", "body", "cc", "to"})
_NUMBER = re.compile(r"\+?[0-9(][0-9(). \u00a0/-]{1,30}(?:;(?:ext|phone-context)=[\w+.-]{1,40})*")


def fault(target: str) -> str:
    """Give the code of what is wrong with an address of https, http, mailto or tel; nothing if nothing is.

    >>> fault("https://a.no/b?c#d"), fault("https://kari:hemmelig@a.no/"), fault("mailto:a@b.no%0d%0aBcc:c@d.no")
    ('', 'lenke-bruker', 'lenke-post')
    """
    scheme = target.partition(":")[0].strip().lower()
    if scheme == "mailto":
        return "" if _is_mail(target) else "lenke-post"
    if scheme == "tel":
        return "" if _NUMBER.fullmatch(unquote(target.strip()[4:])) else "lenke-telefon"
    if _USER.match(target.strip()):
        return "lenke-bruker"
    if _HIDDEN.search(target) or not _HOST.match(target.strip()):
        return "lenke-form"
    return "lenke-alfabet" if _mixes_alphabets(target) else ""


def _is_mail(target: str) -> bool:
    receivers, _, query = target.strip()[7:].partition("?")
    if _HIDDEN.search(unquote(target)):
        return False
    given = [name.partition("=") for name in re.split("&amp;|&", query)] if query else []
    copied = [value for name, _, value in given if name.lower() in ("cc", "to")]
    to = [one for some in (receivers, *copied) for one in unquote(some).split(",") if some]
    return all(name.lower() in _FIELDS for name, _, _ in given) and all(_RECEIVERS.fullmatch(one.strip()) for one in to)


def _mixes_alphabets(target: str) -> bool:
    """Whether a part of a host's name has Latin letters and others, which may look the same."""
    found = _HOST.match(target.strip())
    parts = map(_alphabets, _readable(found[1] if found else "").split("."))
    return any("LATIN" in alphabets and alphabets & _ALIKE for alphabets in parts)


def _readable(host: str) -> str:
    """Write a host's name as it is shown, where it is written in Punycode."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _alphabets(text: str) -> set[str]:
    return {unicodedata.name(letter, "?").partition(" ")[0] for letter in text if letter.isalpha()}
