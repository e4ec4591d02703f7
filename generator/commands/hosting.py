"""Settings of a web server for one site."""

from pathlib import Path

from generator.base.problems import BuildFailed, UsageError
from generator.hosts.served_site import Wishes, served_site
from generator.hosts.servers import SERVERS
from generator.model import config


def settings(config_file: Path, server: str, wishes: Wishes) -> str:
    """Write the settings of ``server`` for the site of ``config_file``.

    Raises:
        BuildFailed: the site's own settings have errors.
        UsageError: there is no site here, or the server can't do what is wished for.
    """
    own, problems = config.read(config_file)
    if own is None:
        raise BuildFailed(problems)
    if server == "iis" and (wishes.listen or wishes.certificate or wishes.proxies):
        raise UsageError("bruk-tjener-iis")
    return SERVERS[server](served_site(own, wishes))
