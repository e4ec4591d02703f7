"""A style sheet without the rules that can match nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

import tinycss2
from tinycss2.ast import (
    AtRule,
    Declaration,
    FunctionBlock,
    HashToken,
    IdentToken,
    LiteralToken,
    Node,
    QualifiedRule,
    SquareBracketsBlock,
    StringToken,
)

from generator.render.vocabulary import Vocabulary

_USED = re.compile(r"var\(\s*(--[\w-]+)")
_ANIMATED = re.compile(r"animation[\w-]*\s*:([^;}]*)")
_NAME = re.compile(r"[\w-]+")


class _Block(NamedTuple):
    """What stands between braces, and before them; what is neither rules nor declarations is kept ``as_is``."""

    prelude: str
    declarations: Sequence[Declaration] = ()
    blocks: Sequence["_Block"] = ()
    as_is: str = ""


def trimmed(css: str, known: Vocabulary, others: str) -> str:
    """Leave what can match elements of a page, and the custom properties and animations that are used.

    ``others`` are the style sheets beside this one.  What a state needs (``:hover``), or a condition (``@media``), is
    kept: every state and condition may come.

    >>> known = Vocabulary({"p", "a"}, set())
    >>> trimmed("p,.b{color:red;--x:1;--y:2}p:not(.b):hover{top:var(--y)}@media print{.b{top:0}}", known, "")
    'p{color:red;--y:2}p:not(.b):hover{top:var(--y)}'
    """
    blocks = list(_matching(_parsed(css), known))
    animated = " ".join(_ANIMATED.findall(others + ";".join(one.serialize() for one in _declared(blocks))))
    return "".join(_written(blocks, _used(_declared(blocks), others), set(_NAME.findall(animated))))


def _parsed(css: str) -> list[Node]:
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _matching(rules: Iterable[Node], known: Vocabulary) -> Iterator[_Block]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [part for part in _parts(rule.prelude) if can_match(part, known)]
            if selectors:
                prelude = ",".join(tinycss2.serialize(part).strip() for part in selectors)
                yield _Block(prelude, _declarations(rule.content))
        elif isinstance(rule, AtRule):
            yield _at_rule(rule, known)


def _at_rule(rule: AtRule, known: Vocabulary) -> _Block:
    prelude = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"
    if rule.lower_at_keyword in ("media", "supports", "layer", "container") and rule.content is not None:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        return _Block(prelude, blocks=list(_matching(inner, known)))
    return _Block(prelude, as_is=rule.serialize())


def _declarations(content: list[Node]) -> list[Declaration]:
    found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [one for one in found if isinstance(one, Declaration)]


def _parts(tokens: Iterable[Node]) -> list[list[Node]]:
    """Part a list of selectors at its commas."""
    parts = [list[Node]()]
    for token in tokens:
        if _is(token, ","):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _is(token: Node | None, sign: str) -> bool:
    return isinstance(token, LiteralToken) and token.value == sign


def can_match(selector: Sequence[Node], known: Vocabulary) -> bool:
    """Whether all that a selector asks for may stand in a page; what it says must *not* be there asks for nothing."""
    return all(_may_be(token, before, known) for before, token in zip([None, *selector], selector, strict=False))


def _may_be(token: Node, before: Node | None, known: Vocabulary) -> bool:
    match token:
        case IdentToken(value=name):
            return _is(before, ":") or name in known.names
        case HashToken(value=name):
            return name in known.names
        case SquareBracketsBlock(content=content):
            return _may_have([part for part in content if part.type != "whitespace"], known)
        case FunctionBlock(lower_name="is" | "where" | "has", arguments=arguments):
            return any(can_match(part, known) for part in _parts(arguments))
    return True


def _may_have(attribute: Sequence[Node], known: Vocabulary) -> bool:
    match attribute:
        case [IdentToken(value=name), LiteralToken(value="="), IdentToken(value=value) | StringToken(value=value), *_]:
            return name in known.names and known.has(name, value)
        case [IdentToken(value=name), *_]:
            return name in known.names
    return True


def _declared(blocks: Iterable[_Block]) -> Iterator[Declaration]:
    for block in blocks:
        yield from block.declarations
        yield from _declared(block.blocks)


def _used(declared: Iterable[Declaration], others: str) -> Set[str]:
    """Name the custom properties that are used, directly or by others that are used."""
    needed = dict[str, set[str]]()
    asked = set(_USED.findall(others))
    for one in declared:
        names = set(_USED.findall(tinycss2.serialize(one.value)))
        if one.name.startswith("--"):
            needed.setdefault(one.name, set()).update(names)
        else:
            asked |= names
    return _closed(asked, needed)


def _closed(asked: Set[str], needed: Mapping[str, Set[str]]) -> Set[str]:
    found, left = set[str](), set(asked)
    while left:
        found |= left
        left = set[str]().union(*(needed.get(name, ()) for name in left)) - found
    return found


def _written(blocks: Iterable[_Block], used: Set[str], animations: Set[str]) -> Iterator[str]:
    for block in blocks:
        kept = [one for one in block.declarations if not one.name.startswith("--") or one.name in used]
        inner = ";".join(one.serialize() for one in kept) + "".join(_written(block.blocks, used, animations))
        if inner:
            yield f"{block.prelude}{{{inner}}}"
        elif block.as_is and ("keyframes" not in block.prelude or _NAME.findall(block.prelude)[-1] in animations):
            yield block.as_is
