"""Settings for nginx: a file for ``/etc/nginx/conf.d``."""

from generator.hosts.served_site import ServedSite
from generator.release.served import EACH_TIME, FOR_EVER, HASHED, NOT_FOUND, TEXTS, TYPES


def settings(site: ServedSite) -> str:
    """Write the settings of a site."""
    return "\n".join(
        (
            "# Written by `fagarkiv hosting nginx`. When addresses have changed: nginx -t && nginx -s reload",
            "map_hash_bucket_size 512;",
            "map_hash_max_size 32768;",
            f"map $uri $fagarkiv_ny {{ include {site.root}/hosting/nginx.map; }}",
            f'map $uri $fagarkiv_cache {{ default "{EACH_TIME}"; "~^{site.path}{HASHED}$" "{FOR_EVER}"; }}',
            "",
            "server {",
            *(f"    {line}" for line in (*_listening(site), *_proxies(site), *_server(site))),
            "}",
            "",
        )
    )


def _listening(site: ServedSite) -> list[str]:
    wishes = site.wishes
    lines = [f"listen {wishes.listen or (443 if wishes.certificate else 80)}{' ssl' if wishes.certificate else ''};"]
    lines.append(f"server_name {site.host};")
    if wishes.certificate:
        lines += [f"ssl_certificate {wishes.certificate};", f"ssl_certificate_key {wishes.key or wishes.certificate};"]
    return lines


def _proxies(site: ServedSite) -> list[str]:
    if not site.wishes.proxies:
        return []
    return [*(f"set_real_ip_from {proxy};" for proxy in site.wishes.proxies), "real_ip_header X-Forwarded-For;"]


def _server(site: ServedSite) -> list[str]:
    below = (
        [
            f"location = {site.path[:-1]} {{ return 301 {site.path}$is_args$args; }}",
            "location / { return 404; }",
        ]
        if site.path != "/"
        else []
    )
    return [
        "absolute_redirect off;",
        "server_tokens off;",
        *(f'add_header {name} "{value}" always;' for name, value in site.headers.items()),
        "add_header Cache-Control $fagarkiv_cache always;",
        *below,
        f"location {site.path} {{",
        *(f"    {line}" for line in _location(site)),
        "}",
    ]


def _location(site: ServedSite) -> list[str]:
    types = " ".join(f"{type_} {suffix};" for suffix, type_ in TYPES.items())
    return [
        "if ($fagarkiv_ny) { return 301 $fagarkiv_ny$is_args$args; }",
        f"alias {site.root}/;",
        "index index.html;",
        "gzip_static on;",
        "gzip_vary on;",
        f"types {{ {types} }}",
        "default_type application/octet-stream;",
        "charset utf-8;",
        f"charset_types {' '.join(type_ for suffix, type_ in TEXTS.items() if suffix != 'html')};",
        f"error_page 403 404 =404 {site.path}{NOT_FOUND};",
    ]
