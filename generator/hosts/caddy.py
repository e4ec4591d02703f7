"""Settings for Caddy: a file to import in a ``Caddyfile``."""

import re
from collections.abc import Iterator

from generator.hosts.served_site import ServedSite
from generator.release.served import EACH_TIME, FOR_EVER, HASHED, NOT_FOUND, TEXTS, TYPES


def settings(site: ServedSite) -> str:
    """Write the settings of a site."""
    return "\n".join(
        (
            "# Written by `fagarkiv hosting caddy`. When addresses have changed: caddy reload",
            f"{_address(site)} {{",
            *(f"\t{line}" for line in (*_listening(site), *_redirects(site), *_headers(site), *_files(site))),
            "}",
            "",
        )
    )


def _address(site: ServedSite) -> str:
    if not site.wishes.listen:
        return site.host
    scheme = "https" if site.wishes.certificate else "http"
    return f"{scheme}://{site.host if site.wishes.certificate else ''}:{site.wishes.listen.rpartition(':')[2]}"


def _listening(site: ServedSite) -> Iterator[str]:
    wishes = site.wishes
    if address := wishes.listen.rpartition(":")[0]:
        yield f"bind {address}"
    if wishes.certificate:
        yield f"tls {wishes.certificate} {wishes.key or wishes.certificate}"


def _redirects(site: ServedSite) -> Iterator[str]:
    yield "map {path} {fagarkiv_ny} {"
    yield f"\timport {site.root}/hosting/caddy.map"
    yield '\tdefault ""'
    yield "}"
    yield '@ny_med expression `{fagarkiv_ny} != "" && {query} != ""`'
    yield '@ny_uten expression `{fagarkiv_ny} != "" && {query} == ""`'
    yield "redir @ny_med {fagarkiv_ny}?{query} 301"
    yield "redir @ny_uten {fagarkiv_ny} 301"
    if site.path != "/":
        yield f"redir {site.path[:-1]} {site.path} 301"


def _always(site: ServedSite) -> Iterator[str]:
    yield "header {"
    yield from (f'\t{name} "{value}"' for name, value in site.headers.items())
    yield "\t-Server"
    yield "}"


def _headers(site: ServedSite) -> Iterator[str]:
    yield from _always(site)
    pattern = f"^{re.escape(site.path)}{HASHED}$"
    yield f"@varig path_regexp {pattern}"
    yield "@skiftende {"
    yield f"\tnot path_regexp {pattern}"
    yield "}"
    yield f'header @varig Cache-Control "{FOR_EVER}"'
    yield f'header @skiftende Cache-Control "{EACH_TIME}"'
    for suffix, type_ in TYPES.items():
        paths = f"*.{suffix} */" if suffix == "html" else f"*.{suffix}"
        charset = "; charset=utf-8" if suffix in TEXTS else ""
        yield f"@{suffix} path {paths}"
        yield f'header @{suffix} Content-Type "{type_}{charset}"'


def _files(site: ServedSite) -> Iterator[str]:
    yield f"handle_path {site.path}* {{"
    yield f"\troot * {site.root}"
    yield "\tfile_server {"
    yield "\t\tprecompressed gzip"
    yield "\t}"
    yield "}"
    yield "handle {"
    yield "\terror 404"
    yield "}"
    yield "handle_errors {"
    yield f"\troot * {site.root}"
    yield f"\trewrite * /{NOT_FOUND}"
    yield from (f"\t{line}" for line in _always(site))
    yield f'\theader Cache-Control "{EACH_TIME}"'
    yield '\theader Content-Type "text/html; charset=utf-8"'
    yield "\tfile_server"
    yield "}"
