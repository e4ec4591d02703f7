"""The web servers that settings can be written for."""

from collections.abc import Callable, Mapping

from generator.hosts import apache, caddy, iis, nginx
from generator.hosts.served_site import ServedSite

SERVERS: Mapping[str, Callable[[ServedSite], str]] = {
    "nginx": nginx.settings,
    "apache": apache.settings,
    "caddy": caddy.settings,
    "iis": iis.settings,
}
