"""The site that a server's settings are written for."""

from pathlib import Path
from typing import NamedTuple

from generator.base.problems import UsageError
from generator.model.config import Config
from generator.release.served import HEADERS, HSTS

# What may stand in the settings of every server without being quoted or escaped.
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-+:\\")


class Wishes(NamedTuple):
    """What a host decides: where the files lie, where to listen, certificates, HSTS in seconds, and proxies."""

    root: Path
    listen: str = ""
    certificate: Path | None = None
    key: Path | None = None
    hsts: int = 0
    proxies: tuple[str, ...] = ()


class ServedSite(NamedTuple):
    """A site as a server knows it: ``path`` begins and ends with a slash, ``root`` has no slash at its end."""

    host: str
    path: str
    root: str
    wishes: Wishes

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every answer."""
        hsts = {HSTS: f"max-age={self.wishes.hsts}"} if self.wishes.hsts else {}
        return HEADERS | hsts


def served_site(config: Config, wishes: Wishes) -> ServedSite:
    """Put together what is known of a site.

    Raises:
        UsageError: something has signs that a server could take for something else.
    """
    root = str(wishes.root).rstrip("/\\")
    for value in (root, wishes.listen, wishes.certificate, wishes.key, *wishes.proxies):
        if value and not _PLAIN.issuperset(str(value)):
            raise UsageError("bruk-tjener-tegn", value=value)
    return ServedSite(config.base_url.split("/")[2].partition(":")[0], config.path, root, wishes)
