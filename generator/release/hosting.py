"""Former addresses as maps that web servers read, so that a reader is led on by one answer of the server (301).

A server takes these files as a part of its own settings.  What is not a plain address is therefore refused, never
escaped.
"""

import re
from collections.abc import Iterable

from generator.pages.redirects import Redirect

FOLDER = "hosting"
# The checksums of all that readers ask for, by which a live site can be checked.
SUMS = f"{FOLDER}/sjekksummer.txt"
# The host's own, of those checksums.
SIGNATURE = f"{SUMS}.minisig"
_PLAIN = re.compile(r"/[A-Za-z0-9._~/-]*")
_INDEX = "index.html"


def files(former: Iterable[Redirect], base: str) -> dict[str, bytes]:
    """Write the maps of a site whose front page has the path ``base``, by their place in the site.

    Raises:
        ValueError: an address has letters that a server could take for something else.
    """
    pairs = _pairs(former, base)
    return {
        f"{FOLDER}/nginx.map": "".join(f'"{old}" "{new}";\n' for old, new in pairs).encode(),
        f"{FOLDER}/apache.map": "".join(f"{old} {new}\n" for old, new in pairs).encode(),
        f"{FOLDER}/caddy.map": "".join(f'"{old}" "{new}"\n' for old, new in pairs).encode(),
        f"{FOLDER}/iis.config": _iis(pairs),
    }


def _pairs(former: Iterable[Redirect], base: str) -> list[tuple[str, str]]:
    """Pair old paths with new ones; the page of a folder is also asked for by the folder's name."""
    pairs = list[tuple[str, str]]()
    for url, to, _ in former:
        old, new = base + url, base + to
        if not (_PLAIN.fullmatch(old) and _PLAIN.fullmatch(new)):
            raise ValueError(f"{old} -> {new}")
        pairs.append((old, new))
        if old.endswith(f"/{_INDEX}"):
            pairs.append((old.removesuffix(_INDEX), new))
    return pairs


def _iis(pairs: Iterable[tuple[str, str]]) -> bytes:
    entries = "".join(f'    <add key="{old}" value="{new}" />\n' for old, new in pairs)
    return f'<rewriteMaps>\n  <rewriteMap name="Fagarkiv">\n{entries}  </rewriteMap>\n</rewriteMaps>\n'.encode()
