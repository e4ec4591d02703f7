"""What a link of a mail leads to, without those who count clicks."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from generator.base import web_addresses

_WRAPS = 4
_LONGEST = 2000
_TARGETS = ("url", "u", "redirect", "redirect_url", "redirecturl", "target", "dest", "destination", "goto", "q")
_COUNTERS = re.compile(
    r"utm_\w+|mc_[ce]id|fbclid|gclid|msclkid|mkt_tok|_hs(enc|mi)|vero_id|ck_subscriber_id|wt\.mc_id|xtor|elqtrack\w*",
    re.I,
)
_COUNTING_HOST = re.compile(r"(^|\.)(clicks?|trk|track(ing|er)?|mailtrack)\d*\.|(^|\.)(list-manage|sendgrid)\d*\.")
_COUNTING_PATH = re.compile(r"/(track/click|ls/click|wf/click|track/clicked)\b", re.I)
_OPENING = re.compile(
    r"/track/open|/wf/open|/open\.(php|aspx|gif)|/o\.gif|/pixel[./?]|beacon|spacer\.|blank\.gif|google-analytics", re.I
)
_OPEN = ("https", "mailto", "tel")


class Target(NamedTuple):
    """Where a link leads: ``url`` is empty where it cannot be used, and ``remark`` then says why."""

    url: str
    remark: str = ""
    told: str = ""


def target(href: str) -> Target:
    """Read off what a link leads to; one within the same page (``#punkt``) is given back as it is.

    SafeLinks of Outlook and others that carry the address along are unwrapped.  What only the sender's tool knows the
    target of is given up.

    >>> target("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.no%2Fb%3Futm_source%3Dc&data=x").url
    'https://a.no/b'
    >>> target("https://x.us1.list-manage.com/track/click?u=1&id=2")
    Target(url='', remark='import-lenke-sporing', told='x.us1.list-manage.com')
    >>> target("javascript:alert(1)").remark, target("#sak-1").url
    ('import-lenke-type', '#sak-1')
    """
    written = re.sub(r"[\x00-\x20\x7f\u00a0]+", "", href)
    if not written or written.startswith("#"):
        return Target(written)
    for _ in range(_WRAPS):
        parts = _parts(written)
        inner = _carried(parts) if parts else None
        if not inner:
            break
        written = inner
    return _usable(written)


def is_counter(src: str) -> bool:
    """Whether a picture's address is one of those that tell a sender who opened a mail."""
    return bool(_OPENING.search(src))


def _usable(written: str) -> Target:
    parts = _parts(written)
    if parts is None or len(written) > _LONGEST:
        return Target("", "import-lenke-form", written[:80])
    scheme = parts.scheme.lower()
    if scheme not in (*_OPEN, "http"):
        return Target("", "import-lenke-type", written[:80])
    if scheme in ("mailto", "tel"):
        bare = f"{scheme}:{parts.path}"
        if web_addresses.fault(bare):
            return Target("", "import-lenke-form", written[:80])
        return Target(bare) if parts.path else Target("")
    host = (parts.hostname or "").lower()
    if not re.fullmatch(r"[^\W_]([\w.-]*[^\W_])?", host):
        return Target("", "import-lenke-form", written[:80])
    if _COUNTING_HOST.search(host) or _COUNTING_PATH.search(parts.path):
        return Target("", "import-lenke-sporing", host)
    url = urlunsplit(("https", *_without_counters(parts)[1:]))
    if web_addresses.fault(url):
        return Target("", "import-lenke-form", host)
    return Target(url, "import-lenke-http", url) if scheme == "http" else Target(url)


def _parts(written: str) -> SplitResult | None:
    try:
        parts = urlsplit(written)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _carried(parts: SplitResult) -> str | None:
    """Find the address that a link through somebody else carries along."""
    if not parts.netloc:
        return None
    fields = {name.lower(): value for name, value in _fields(parts)}
    return next((fields[name] for name in _TARGETS if re.match(r"https?://", fields.get(name, ""))), None)


def _without_counters(parts: SplitResult) -> SplitResult:
    kept = [(name, value) for name, value in _fields(parts) if not _COUNTERS.fullmatch(name)]
    return parts if len(kept) == len(_fields(parts)) else parts._replace(query=urlencode(kept))


def _fields(parts: SplitResult) -> list[tuple[str, str]]:
    try:
        return parse_qsl(parts.query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return []
