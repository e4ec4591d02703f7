"""Made-up texts as editors write them: every sort of block beside and within every other, with and without space."""

import random
from collections.abc import Callable

_RUN = (
    "legevakta fastlegen sykehuset henvisning blodprøve medisinliste kommunen pasienten kurset møtet råd uke dose mg "
    "døgnet skjema e-post helsefellesskapet å på og er ikke før etter kl. 16.00 nr. 3 50 % 2–3 «hasteprøve» a/b 24/7 "
    "116117 33 34 20 00 C-reaktivt § 12 (se under) ca. æøå snake_case_navn *) 10^9 #3 i høst & < 5 > 2 pH: 7,4"
)
_WORDS = _RUN.split(" ")
_MARKED = (
    *("**{0}**", "*{0}*", "__{0}__", "_{0}_", "***{0}***", "~~{0}~~", "~{0}~", "`{0}`", "**{0}:**", "*{0}*{1}"),
    *("**{0} *{1}* {0}**", "*{0} **{1}***", "**{0}**{1}", "{0}*{1}*{0}", "{0}_{1}_{0}", "{0}**{1}**{0}", "**{0}.**{1}"),
    *("[{0}](https://example.no/{1})", "[{0}](<https://example.no/a b>)", '[{0}](https://example.no "{1}")'),
    *("[{0}](om.md)", "[{0}](../2025/a.md#avsnitt)", "[**{0}**](https://a.no)", "[{0}][ref]", "[ref]", "[{0}][]"),
    *(
        "[{0}]",
        "[{0} [{1}](https://a.no)]",
        "![{0}](kart.png)",
        "[![{0}](kart.png)](https://a.no)",
        "[{0}](tel:+4733342000)",
    ),
    *(
        "https://example.no/{2}",
        "www.example.no",
        "http://gammel.example.no/a_b_c",
        "<https://example.no>",
        "post@example.no",
    ),
    *(
        "(https://example.no/a)",
        "(se https://example.no/a_(b))",
        "«https://example.no».",
        "https://example.no/?a=1&b=2,",
    ),
    *(
        "**https://example.no**",
        "[https://example.no](https://example.no)",
        "<post@example.no>",
        "e-post:post@example.no.",
    ),
    *(
        "{0}[^1]",
        "{0}[^note].",
        "\\*{0}\\*",
        "\\[{0}\\]",
        "&nbsp;{0}&nbsp;",
        "&lt;{0}&gt;",
        "&aring;",
        "10<sup>9</sup>/l",
    ),
    *(
        "H<sub>2</sub>O",
        "<b>{0}</b>",
        "<kbd>Ctrl</kbd>",
        "<br>",
        "<!-- {0} -->",
        "{0}  \n{1}",
        "{0}\\\n{1}",
        "{0}\n{1}",
    ),
    *(
        "``{0} ` {1}``",
        "` {0} `",
        "*{0}",
        "**{0}",
        "{0}**",
        "_{0}",
        "~~{0}",
        "`{0}",
        "[{0}",
        "{0}]",
        "![{0}]",
        "](",
        "{0}|{1}",
    ),
    *(
        '"{0}"',
        "'{0}'",
        "{0}...",
        "{0} -- {1}",
        "{0}*",
        "* {0}",
        "{0}:",
        "{0}://",
        "@{0}",
        "www.",
        "{0}\\",
        "\\{0}",
        "<{0}",
    ),
    *(
        "$5",
        "{0}@",
        "[x]",
        "[ ]",
        ":-)",
        "{{#{2}}}",
        "**«{0}»**",
        "*({0})*",
        "**{0}**, **{1}**",
        "_**{0}**_",
        "**{0}**s",
    ),
)
_ITEM_SIGNS = (
    "- ",
    "* ",
    "+ ",
    "1. ",
    "1) ",
    "2. ",
    "3) ",
    "10. ",
    "-   ",
    "•  ",
    "a) ",
    "- [ ] ",
    "- [x] ",
    "*   ",
    "-\t",
    "1.  ",
)
_BETWEEN = ("\n", "\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\n\t\n")

Chance = random.Random


def text(chance: Chance) -> str:
    """Make one text."""
    pieces = [block(chance, 0) for _ in range(chance.randint(1, 6))]
    made = pieces[0] + "".join(chance.choice(_BETWEEN) + piece for piece in pieces[1:])
    if chance.random() < 0.4:
        made += "\n\n[^1]: En note.\n[^note]: " + inline(chance) + "\n"
    if chance.random() < 0.4:
        made += "\n\n[ref]: https://example.no/ref\n"
    return made


def word(chance: Chance) -> str:
    """Take a word, or something that stands between words."""
    return chance.choice(_WORDS)


def inline(chance: Chance) -> str:
    """Write a run of words, some of them with marks."""
    words = [word(chance) for _ in range(chance.randint(1, 8))]
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
        marked = chance.choice(_MARKED).format(word(chance), word(chance), chance.randint(1, 99))
        words.insert(chance.randint(0, len(words)), marked)
    return " ".join(words)


def block(chance: Chance, depth: int) -> str:
    """Write one block, perhaps with others in it."""
    return chance.choice(_BLOCKS[: 9 if depth > 2 else len(_BLOCKS)])(chance, depth)


def _paragraph(chance: Chance, _: int) -> str:
    lines = [inline(chance) for _ in range(chance.choice((1, 1, 2, 3)))]
    return ("\n" + " " * chance.choice((0, 0, 0, 1, 2, 4))).join(lines)


def _heading(chance: Chance, _: int) -> str:
    begin = chance.choice(("## ", "### ", "# ", "#### ", "##", "##  ", " ## ", "##\t", "####### ", "## "))
    return begin + inline(chance).replace("\n", " ") + chance.choice(("", "", "", " ##", "#", " # "))


def _underlined(chance: Chance, _: int) -> str:
    return inline(chance) + "\n" + chance.choice(("===", "---", "--", "=", "- - -", "----  ", " ---"))


def _rule(chance: Chance, _: int) -> str:
    return chance.choice(("---", "***", "___", "* * *", "-----------", "- - -", "--", " ***", "+++"))


def _code(chance: Chance, _: int) -> str:
    lines = "\n".join(inline(chance) for _ in range(chance.randint(1, 3)))
    fence = chance.choice(("```", "~~~", "````", "``` "))
    said = chance.choice(("", "", "text", "html", " {#id .klasse}", "text hei", "c++"))
    return f"{fence}{said}\n{lines}\n{chance.choice((fence.strip(), fence.strip(), '```', ''))}"


def _indented(chance: Chance, _: int) -> str:
    return "\n".join(" " * chance.choice((4, 4, 5, 8)) + inline(chance) for _ in range(chance.randint(1, 3)))


def _table(chance: Chance, _: int) -> str:
    columns = chance.randint(1, 4)
    row = [_row(chance, columns)]
    row.append("|".join(chance.choice(("---", ":--", "--:", ":-:", " --- ", "-")) for _ in range(columns)))
    row += [_row(chance, max(1, columns + chance.choice((0, 0, 0, 1, -1)))) for _ in range(chance.randint(0, 3))]
    edge = chance.choice(("|", "|", "|", "", "| "))
    return "\n".join(f"{edge}{line}{edge}" for line in row)


def _row(chance: Chance, columns: int) -> str:
    cells = (inline(chance).replace("\n", " ") if chance.random() < 0.8 else "" for _ in range(columns))
    return "|".join(f" {cell} " for cell in cells)


def _html(chance: Chance, _: int) -> str:
    kind = chance.choice(
        (
            "<details><summary>{0}</summary>\n\n{1}\n\n</details>",
            "<details>\n<summary>{0}</summary>\n{1}\n</details>",
            "<details open><summary>{0}</summary>\n\n- {1}\n- {0}\n\n</details>",
            "<div>\n\n{1}\n\n</div>",
            "<div>{1}</div>",
            "<!-- {0} -->",
            "<p>{1}</p>",
            "<br>",
            "<b>{0}</b>",
            "<table><tr><td>{0}</td></tr></table>",
        )
    )
    return kind.format(word(chance), inline(chance))


def _definition(chance: Chance, _: int) -> str:
    return chance.choice(
        (
            "[ref]: https://example.no/ref",
            '[ref]: <https://example.no/ref> "Tittel"',
            "[ref]:\n  https://example.no/ref",
            "[^1]: " + inline(chance),
            "[^note]: " + inline(chance) + "\n\n    " + inline(chance),
            "[^note]:\n    - " + inline(chance),
            "[annen]: om.md",
        )
    )


def _list(chance: Chance, depth: int) -> str:
    sign = chance.choice(_ITEM_SIGNS)
    lines = []
    for number in range(chance.randint(1, 4)):
        if chance.random() < 0.1:
            sign = chance.choice(_ITEM_SIGNS)
        own = f"{number + 1}. " if sign == "1. " and chance.random() < 0.7 else sign
        lines.append(_item(chance, own, depth))
    return chance.choice(("\n", "\n", "\n", "\n\n")).join(lines)


def _item(chance: Chance, sign: str, depth: int) -> str:
    made = sign + (inline(chance) if chance.random() < 0.93 else "")
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
        space = " " * chance.choice((2, 2, 3, 4, 4, len(sign), len(sign), 0, 1, 6))
        inner = block(chance, depth + 1).replace("\n", "\n" + space)
        made += chance.choice(("\n", "\n", "\n\n")) + space + inner
    return made


def _quote(chance: Chance, depth: int) -> str:
    sign = chance.choice(("> ", "> ", ">", ">  "))
    lines = block(chance, depth + 1).split("\n")
    if chance.random() < 0.4:
        lines += ["", *block(chance, depth + 1).split("\n")]
    lazy = chance.random() < 0.2
    return "\n".join(
        line if lazy and number and chance.random() < 0.5 else sign + line for number, line in enumerate(lines)
    )


_BLOCKS: tuple[Callable[[Chance, int], str], ...] = (
    *(_paragraph, _paragraph, _paragraph, _heading, _underlined, _rule, _code, _indented, _table),
    *(_table, _html, _definition, _list, _list, _list, _quote),
)
