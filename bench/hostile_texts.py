"""Render texts that are made to take long, of growing size: the time must grow with the text, or the text be refused.

usage: python bench/hostile_texts.py [--size BYTES] [--only PART]

Prints CPU seconds for each shape at a sixteenth of the size, a quarter of it and all of it, and the exponent that the
last two give: about 1 where the time grows with the text, about 2 where it grows with its square.
"""

import argparse
import math
import time
from collections.abc import Callable

from generator.body.markdown import Renderer

REPEATED = (
    *(
        "## a\n",
        "# a\n",
        "a\n",
        "a\n\n",
        "a\n===\n",
        "a\n---\n",
        "---\n",
        "```x\n",
        "~~~ a\n",
        "~~~\n",
        "    a\n",
        "\t",
        " \n",
    ),
    *(
        "- a\n",
        "- \n",
        "1. a\n",
        "- a\n\n",
        "- [ ] a\n",
        "* a\n- b\n",
        "> a\n",
        "> ",
        ">",
        "> a\n\n",
        "- > a\n",
        "> - a\n",
    ),
    *(
        "| a ",
        "|",
        "|a|\n|-|\n",
        "| a | b |\n",
        "|-|\n",
        "a|b\n-|-\n",
        "[",
        "![",
        "]",
        "[]",
        "[a](",
        "[a](<b",
        "[a][",
        "[a]",
    ),
    *(
        "[a](b) ",
        "](",
        "[a]: b\n",
        "[a]: b 'c\n",
        "[^a]: b\n",
        "[^a]",
        "[^a]: b\n\n[^a]\n\n",
        "![a](b) ",
        "[[a](b)](c)",
    ),
    *(
        "*a ",
        "a* ",
        "**a** ",
        "*a*",
        "_",
        "_a ",
        "*a _b ",
        "**a *b ",
        "***",
        "~~a ",
        "~a~",
        "`",
        "`a``",
        "``a ",
        "\\",
        "\\\n",
    ),
    *(
        "&",
        "&amp;",
        "&#65;",
        "<",
        "<a ",
        "<a b='",
        "<b>",
        "<b>x</b>",
        "</b>",
        "<!--",
        "<!-- a -->",
        "<?",
        "<![CDATA[",
        "<!A ",
    ),
    *(
        "<div>\n",
        "<div>\n\n",
        "<details>\n\n",
        "<a@b.c>",
        "<https://a.no>",
        "https://a.no ",
        "https://a.no/(",
        "www.a.no ",
    ),
    *(
        "www.",
        "a@b.no ",
        "@",
        "a@",
        "://",
        ":",
        "w",
        "(",
        ")",
        "a",
        "å ",
        "{#a}",
        "## a {#b}\n",
        "10<sup>9</sup>",
        "\x02",
        "#",
    ),
)


def nested_list(size: int) -> str:
    """Items, each within the one before."""
    lines, length = [], 0
    while length < size:
        lines.append("  " * len(lines) + "- a\n")
        length += len(lines[-1])
    return "".join(lines)


def nested_quotes(size: int) -> str:
    """Quotes as deep as they may be, line after line."""
    line = "> " * 20 + "a\n"
    return line * (size // len(line))


def wide_table(size: int) -> str:
    """A table of many columns, and rows with one cell."""
    columns = int(size**0.5)
    return "|".join("a" * columns) + "\n" + "|".join("-" * columns) + "\n" + "|a\n" * (size // 3 - columns)


def many_footnotes(size: int) -> str:
    """Notes that each refer to all."""
    count = int((size / 12) ** 0.5)
    names = "".join(f"[^{number}]" for number in range(count))
    return names + "\n\n" + "".join(f"[^{number}]: {names}\n" for number in range(count))


def marks_within(size: int) -> str:
    """Strong text in emphasised text in strong text."""
    return "**a _b " * (size // 14) + "c_ d** " * (size // 14)


MADE: tuple[Callable[[int], str], ...] = (nested_list, nested_quotes, wide_table, many_footnotes, marks_within)


def shapes(size: int) -> list[tuple[str, str]]:
    """Give the name and text of each shape at a size."""
    repeated = [(repr(part), part * (size // len(part))) for part in REPEATED]
    return [*repeated, *((make.__name__, make(size)) for make in MADE)]


def measure(renderer: Renderer, text: str) -> tuple[float, str]:
    """Give the seconds that a text takes, and the code that it is refused with, if it is."""
    start = time.process_time()
    body, problems = renderer.render(text, "nyheter/2026/a.md")
    seconds = time.process_time() - start
    return seconds, "" if body.html or not problems else problems[0].code


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    renderer = Renderer()
    sizes = (options.size // 16, options.size // 4, options.size)
    for found in zip(*map(shapes, sizes), strict=True):
        name = found[0][0]
        if options.only in name:
            seconds, said = zip(*(measure(renderer, text) for _, text in found), strict=True)
            exponent = math.log(max(seconds[2], 1e-4) / max(seconds[1], 1e-4), 4)
            print(f"{name:24}" + "".join(f"{one:9.3f}" for one in seconds) + f"{exponent:7.2f} {said[2]}", flush=True)


if __name__ == "__main__":
    main()
