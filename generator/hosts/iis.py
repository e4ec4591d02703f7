"""Settings for IIS: a ``web.config`` to lie in the site's folder. The module URL Rewrite must be there."""

import re

from lxml import etree
from lxml.builder import E

from generator.hosts.served_site import ServedSite
from generator.release.served import EACH_TIME, FOR_EVER, HASHED, NOT_FOUND, TEXTS, TYPES


def settings(site: ServedSite) -> str:
    """Write the settings of a site."""
    server = E("system.webServer", _errors(site), _types(), _default(), _headers(site), _rewrite(site))
    # The files for ever are named by a rule; what IIS packs by itself is enough.
    server.append(E.urlCompression(doStaticCompression="true", doDynamicCompression="false"))
    root = E.configuration(etree.Comment(" Written by `fagarkiv hosting iis`. "), server)
    return str(etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="utf-8"), "utf-8")


def _errors(site: ServedSite) -> etree._Element:
    errors = E.httpErrors(errorMode="Custom", existingResponse="Replace")
    for status in ("403", "404"):
        errors.append(E.remove(statusCode=status))
        errors.append(E.error(statusCode=status, path=f"{site.path}{NOT_FOUND}", responseMode="ExecuteURL"))
    return errors


def _types() -> etree._Element:
    content = E.staticContent()
    for suffix, type_ in (*TYPES.items(), ("", "text/plain")):
        charset = "; charset=utf-8" if suffix in TEXTS else ""
        content.append(E.remove(fileExtension=f".{suffix}"))
        content.append(E.mimeMap(fileExtension=f".{suffix}", mimeType=f"{type_}{charset}"))
    content.append(E.clientCache(cacheControlMode="NoControl"))
    return content


def _default() -> etree._Element:
    return E.defaultDocument(E.files(E.clear(), E.add(value="index.html")), enabled="true")


def _headers(site: ServedSite) -> etree._Element:
    headers = E.customHeaders(E.remove(name="X-Powered-By"))
    for name, value in {**site.headers, "Cache-Control": EACH_TIME}.items():
        headers.append(E.remove(name=name))
        headers.append(E.add(name=name, value=value))
    return E.httpProtocol(headers)


def _rewrite(site: ServedSite) -> etree._Element:
    moved = E.rule(
        E.match(url=".*"),
        E.conditions(E.add(input="{Fagarkiv:{URL}}", pattern="^(/.+)$")),
        E.action(type="Redirect", url="{C:1}", appendQueryString="true", redirectType="Permanent"),
        name="Fagarkiv: flyttet",
        stopProcessing="true",
    )
    kept = E.rule(
        E.match(serverVariable="RESPONSE_Cache_Control", pattern=".*"),
        E.conditions(
            E.add(input="{URL}", pattern=f"^{re.escape(site.path)}{HASHED}$"),
            E.add(input="{RESPONSE_STATUS}", pattern="^(200|304)$"),
        ),
        E.action(type="Rewrite", value=FOR_EVER),
        name="Fagarkiv: varige filer",
    )
    return E.rewrite(E.rewriteMaps(configSource="hosting\\iis.config"), E.rules(moved), E.outboundRules(kept))
