"""How a site is to be served, whatever the server: types, headers, and what browsers may keep.

Every configuration that is written, and every check of a live site, reads it here.
"""

import re

from generator.render.theme import CONTENT_SECURITY_POLICY

NOT_FOUND = "404.html"

HEADERS = {
    "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HSTS = "Strict-Transport-Security"

# A file whose name holds a hash of what it holds is kept for ever; any other is asked for each time.
HASHED = r"assets/([\w-]+\.[0-9a-f]{10}\.\w+|(sok|utdrag)/\w+-[0-9]+-[0-9a-f]{10}\.js)"
FOR_EVER, EACH_TIME = "public, max-age=31536000, immutable", "no-cache"
_HASHED = re.compile(HASHED)

# By the end of the name, what is text first.
TEXTS = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "xml": "application/atom+xml",
    "ics": "text/calendar",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "csv": "text/csv",
}
# The site's own for servers; nothing for readers, but it must not be run or shown as a page.
_FOR_SERVERS = {"map": "text/plain", "config": "text/plain"}
TYPES = {
    **TEXTS,
    **_FOR_SERVERS,
    "eml": "message/rfc822",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# What gets smaller when it is packed.
PACKED = frozenset(TEXTS)


def suffix_of(url: str) -> str:
    """Give the end of a file's name, by which its type is known.

    >>> suffix_of("nyheter/2026/a.b/kalender.ics")
    'ics'
    """
    return url.rpartition("/")[2].rpartition(".")[2]


def is_hashed(url: str) -> bool:
    """Whether a file, perhaps packed, is named by the hash of what it holds."""
    return _HASHED.fullmatch(url.removesuffix(".gz")) is not None


def caching(url: str) -> str:
    """Tell how long browsers may keep a file.

    >>> caching("assets/sok/ord-0-0123456789.js"), caching("assets/sok/indeks.js")
    ('public, max-age=31536000, immutable', 'no-cache')
    """
    return FOR_EVER if is_hashed(url) else EACH_TIME
