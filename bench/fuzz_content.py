"""Read made-up content as bad as it comes, and see that nothing but a problem at its place comes of it.

usage: python bench/fuzz_content.py [--seconds 60] [--seed 1] [--corpus FILE ...]

Inputs are pieces of what the archive reads, put together, repeated and changed; lines of a --corpus are attacks that
others have collected.  Shown are how many inputs each part was given, and the slowest.  It ends with 1 where one gave a
traceback, took more than two seconds, or left an element, attribute or address that is not on the list, in a page or a
mail.
"""

import argparse
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

# A file beside this one has the name of a package.
sys.path[0] = str(Path(__file__).parent.parent)

from generator.base import web_addresses
from generator.base.identity import identity_numbers, identity_numbers_in_page
from generator.base.problems import UsageError
from generator.body.markdown import Renderer
from generator.body.sanitiser import EVERY_ATTRIBUTE, EVERY_TAG
from generator.check import ledger
from generator.compare.points import points
from generator.model import config, registers
from generator.render.mail_body import as_html, as_text
from generator.source import attachments
from generator.source.files import Source
from generator.stages.parse import parse
from search.analysis import tokens

_SECONDS = 2
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>')
_SAFE = re.compile(r"(?:https?://|mailto:|tel:|[A-Za-z0-9./#_-])", re.IGNORECASE)

MARKDOWN = (
    *(
        "<div>",
        "</div>",
        "<b",
        ">",
        "'",
        '"',
        "=",
        " lang=x'y ",
        " src=https://e.example/ ",
        " onclick=x",
        "<img",
        "<a ",
    ),
    *(
        "<table>",
        "<tr><td>",
        "</table>",
        "<svg>",
        "<math>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
    ),
    *(
        "\n\n",
        "\n",
        "## ",
        "1. ",
        "- ",
        "> ",
        "| a ",
        "|---",
        "```",
        "~~~",
        "**",
        "_",
        "~~",
        "[^1]",
        "[^1]: ",
        "`",
        "    ",
    ),
    *(
        "[a](",
        ")",
        "[a]: ",
        "![",
        "](javascript:x)",
        "](b.md)",
        "https://a.no",
        "mailto:a@b.no",
        "&#",
        "&#x0",
        ";",
        "1" * 30,
    ),
    *(
        "<select>",
        "<template>",
        "<noscript>",
        "<textarea>",
        "<title>",
        "<mtext>",
        "<mglyph>",
        "<p>",
        "<br/>",
        "<details open>",
    ),
    *(
        "&lt;",
        "&Tab;",
        "\0",
        "\x02",
        "\x03",
        "\u202e",
        "\u00ad",
        "\ud800",
        "æøå",
        "\U0001f600",
        "01.01.90 ",
        "a",
        " ",
        "\t",
    ),
)
MATTER = (
    *(
        "---\n",
        "title: ",
        "date: ",
        "2026-11-02",
        "starts: ",
        "0001-01-01 00:00",
        "9999-12-31",
        "topics: [",
        "]",
        "sender: siv\n",
    ),
    *(
        "- ",
        "{",
        "}",
        "id: ",
        "name: ",
        "&a ",
        "*a",
        "!!python/object:os.system",
        "<<: ",
        "|\n",
        ">\n",
        "\t",
        "  ",
        "\n",
        ": ",
    ),
    *(
        '"',
        "'",
        "\\x",
        "\\u2028",
        "#",
        "%",
        "@",
        "no",
        "010",
        "1e9999",
        ".inf",
        "-" * 20,
        "1" * 50,
        "draft: true\n",
        "updated:\n",
    ),
    *(
        "valid_from: ",
        "parent: ",
        "synonyms: [a, b]\n",
        "base_url: https://a.no/\n",
        "site_name: A\n",
        "language: nb\n",
        "?",
        "\0",
    ),
    *(
        "content/a.html",
        " -> ",
        "nyheter/2026/a.html\n",
        "../",
        "\ufeff",
        "\r",
        "\xa0",
        "æ",
        "\U0001f600",
        "[[[[[[",
        "{{{{{{",
    ),
)


class Wrong(Exception):  # noqa: N818 - what was found
    """Something that is not on the list."""


def on_the_list(html: str) -> None:
    """See that all that stands in a piece of HTML may stand there."""
    for found in re.finditer(r"<[^>]*>?", html):
        tag = _TAG.fullmatch(found[0])
        if not tag or tag[2] not in EVERY_TAG:
            raise Wrong(found[0])
        allowed = EVERY_ATTRIBUTE["*"] | EVERY_ATTRIBUTE.get(tag[2], set())
        for name, value in re.findall(r' ([a-z-]+)="([^"]*)"', tag[3]):
            if name not in allowed or (name in ("href", "src") and value and not _SAFE.match(value)):
                raise Wrong(found[0])


RENDERER = Renderer()


def body(text: str) -> None:
    # A file is read as UTF-8: there are no halves of characters in it.
    made, _ = RENDERER.render(text.replace("\ud800", ""), "nyheter/2026/a.md", points=True)
    on_the_list(made.html)
    on_the_list(as_html(made.html, "https://a.example.no/"))
    if len(text) < 20_000:
        as_text(made.html, "https://a.example.no/")
        points(made.html, "a.html")


PATHS = ("nyheter/2026/a.md", "arrangementer/2026/a.md", "anbefalinger/a/serie.yml", "saker/2026/a.md")


def document(text: str) -> None:
    parse(Source(PATHS[len(text) % len(PATHS)], text.encode("utf-8", "surrogatepass")), b"")


def register(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    registers.read(
        [Source(f"registre/{name}.yml", raw) for name in ("organisasjoner", "kommuner", "laeringsmal", "kontakter")]
    )


def settings(text: str) -> None:
    SETTINGS.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        config.read(SETTINGS)
    except UsageError as error:
        error.text("nb")


def numbers(text: str) -> None:
    identity_numbers(text)
    identity_numbers_in_page(text)
    tokens(text)
    web_addresses.fault(text)


def file(text: str) -> None:
    for suffix, sign in ((".png", b"\x89PNG\r\n\x1a\n"), (".jpg", b"\xff\xd8\xff\xe1"), (".pdf", b"%PDF-1.7 stream\n")):
        list(attachments.faults(suffix, sign + text.encode("utf-8", "surrogatepass")))


PARTS: dict[str, tuple[Callable[[str], None], tuple[str, ...]]] = {
    "body": (body, MARKDOWN),
    "document": (document, MATTER),
    "register": (register, MATTER),
    "settings": (settings, MATTER),
    "ledger": (lambda text: void(ledger.read(text.encode("utf-8", "surrogatepass"))), MATTER),
    "numbers": (numbers, MARKDOWN),
    "file": (file, MARKDOWN),
}
SETTINGS = Path(tempfile.mkdtemp()) / "site_config.yml"


def void(_: object) -> None:
    """Take what a part gives."""


def made(chance: random.Random, pieces: tuple[str, ...], corpus: list[str]) -> str:
    """Make an input: some pieces, an attack with changes, or, seldom, a megabyte."""
    if corpus and chance.random() < 0.4:
        text = chance.choice(corpus)
        at = chance.randrange(len(text) + 1)
        return text[:at] + chance.choice(pieces) * chance.randrange(2) + text[at:]
    some = "".join(chance.choices(pieces, k=chance.randrange(1, 25)))
    return (some * (1_000_000 // len(some) + 1))[:1_000_000] if chance.random() < 0.0005 else some


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    corpus = [line for path in options.corpus for line in path.read_text("utf-8").splitlines() if line]
    chance, given, slowest, faults = random.Random(options.seed), Counter[str](), (0.0, "", ""), Counter[str]()
    begun = time.monotonic()
    while time.monotonic() - begun < options.seconds:
        name = chance.choices(list(PARTS), (10, 3, 2, 2, 3, 6, 3))[0]
        read, pieces = PARTS[name]
        text, start = made(chance, pieces, corpus), time.process_time()
        given[name] += 1
        try:
            read(text)
        except Exception:
            faults[name] += 1
            if faults[name] <= 3:
                print(f"{name}: {text[:300]!r}\n{traceback.format_exc(limit=-3)}")
        took = time.process_time() - start
        slowest = max(slowest, (took, name, f"{len(text)} signs, {text[:60]!r}"))
        if took > _SECONDS:
            faults["slow"] += 1
            print(f"slow: {took:.1f} s, {name}, {len(text)} signs: {text[:120]!r}")
    print(", ".join(f"{name} {count}" for name, count in given.items()), f"- {given.total()} inputs")
    print(f"slowest: {slowest[0]:.2f} s, {slowest[1]}, {slowest[2]}")
    print(", ".join(f"{name} {count}" for name, count in faults.items()) or "nothing wrong")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
