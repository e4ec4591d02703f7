"""Settings for Apache: a file for ``sites-available``."""

import re

from generator.hosts.served_site import ServedSite
from generator.release.served import EACH_TIME, FOR_EVER, HASHED, NOT_FOUND, PACKED, TEXTS, TYPES


def settings(site: ServedSite) -> str:
    """Write the settings of a site."""
    wishes = site.wishes
    listen = wishes.listen or ("*:443" if wishes.certificate else "*:80")
    return "\n".join(
        (
            "# Written by `fagarkiv hosting apache`. Modules, besides the usual ones: headers,",
            "# rewrite, and for some settings remoteip and ssl: a2enmod headers rewrite remoteip ssl",
            f"<VirtualHost {listen}>",
            *(f"    {line}" for line in (*_server(site), *_redirects(site), *_packed(site), *_folder(site))),
            "</VirtualHost>",
            "",
        )
    )


def _server(site: ServedSite) -> list[str]:
    wishes = site.wishes
    lines = [f"ServerName {site.host}"]
    lines.append(f'DocumentRoot "{site.root}"' if site.path == "/" else f'Alias "{site.path}" "{site.root}/"')
    if wishes.certificate:
        lines += ["SSLEngine on", f'SSLCertificateFile "{wishes.certificate}"']
        lines.append(f'SSLCertificateKeyFile "{wishes.key or wishes.certificate}"')
    if wishes.proxies:
        lines += ["RemoteIPHeader X-Forwarded-For", *(f"RemoteIPInternalProxy {proxy}" for proxy in wishes.proxies)]
    lines += [f'Header always set {name} "{value}"' for name, value in site.headers.items()]
    hashed = re.escape(site.path) + HASHED
    # What was asked for: the address may be another by now, that of the packed file or of the page for errors.
    kept = f"%{{THE_REQUEST}} =~ m#^\\S+ {hashed}[ ?]# && %{{REQUEST_STATUS}} -lt 400"
    return [
        *lines,
        f"ErrorDocument 403 {site.path}{NOT_FOUND}",
        f"ErrorDocument 404 {site.path}{NOT_FOUND}",
        f'Header always set Cache-Control "{EACH_TIME}"',
        f'Header always set Cache-Control "{FOR_EVER}" "expr={kept}"',
    ]


def _redirects(site: ServedSite) -> list[str]:
    below = (
        [f'RewriteRule "^{site.path[:-1]}$" "{site.path}" [R=301,L]', f'RewriteRule "!^{_start(site)}/" "-" [R=404,L]']
        if site.path != "/"
        else []
    )
    return [
        "RewriteEngine On",
        f'RewriteMap fagarkiv "txt:{site.root}/hosting/apache.map"',
        'RewriteCond "${fagarkiv:%{REQUEST_URI}}" "^(/.+)$"',
        'RewriteRule "^" "%1" [R=301,L]',
        *below,
        f'RewriteCond "{site.root}/$1" -d',
        f'RewriteCond "{site.root}/$1/index.html" !-f',
        f'RewriteRule "^{_start(site)}/(.*)$" "-" [R=404,L]',
    ]


def _start(site: ServedSite) -> str:
    return re.escape(site.path[:-1])


def _packed(site: ServedSite) -> list[str]:
    """Let what is packed at the build be sent packed to those who take it."""
    ends = "|".join(sorted(PACKED))
    return [
        'RewriteCond "%{HTTP:Accept-Encoding}" "gzip"',
        f'RewriteCond "{site.root}/$1.gz" -s',
        f'RewriteRule "^{_start(site)}/(.+\\.({ends}))$" "{site.path}$1.gz" [PT,L]',
    ]


def _folder(site: ServedSite) -> list[str]:
    types = [f"AddType {type_} .{suffix}" for suffix, type_ in TYPES.items()]
    texts = " ".join(f".{suffix}" for suffix in TEXTS)
    inside = [
        "Require all granted",
        "AllowOverride None",
        "Options FollowSymLinks",
        "DirectoryIndex index.html",
        *types,
        f"AddCharset utf-8 {texts}",
        "RemoveType .gz",
        "AddEncoding gzip .gz",
    ]
    return [f'<Directory "{site.root}/">', *(f"    {line}" for line in inside), "</Directory>"]
