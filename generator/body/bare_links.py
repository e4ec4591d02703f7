"""Addresses written as they are become links: ``https://…``, ``www.…`` and those of mail, by GitHub's own rules.

The names follow the extension ``autolink`` of cmark-gfm, where each rule below has its origin.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.body.github_states import Inline, is_sign

_SCHEME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_LONGEST_SCHEME = 5
_NO_SPACE = re.compile(r"[^\s<]*", re.ASCII)
_ENTITY = re.compile(r"&[a-zA-Z]+;\Z")
_TRAILING = "?!.,:*_~'\""
_MAIL = re.compile(r"(?<![A-Za-z0-9.+_/-])[A-Za-z0-9.+_-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9][A-Za-z0-9_-]*)+")


def enable(reader: MarkdownIt) -> None:
    """Let a reader know bare addresses."""
    reader.inline.ruler.push("bare_address", _address)
    reader.inline.ruler.push("bracket", _bracket)
    reader.core.ruler.push("bare_mail", _mail)


def _bracket(state: StateInline, silent: bool) -> bool:
    """Count brackets that are not links: between them no address becomes one."""
    sign = state.src[state.pos]
    if silent or sign not in "[]":
        return False
    if isinstance(state, Inline):
        state.bracket(sign)
    state.append_pending(sign)
    state.pos += 1
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """Take an address that begins with a scheme or with ``www.``."""
    if silent or state.src[state.pos] not in ":w" or state.linkLevel:
        return False
    found = _with_scheme(state) if state.src[state.pos] == ":" else _with_www(state)
    if not found or (isinstance(state, Inline) and state.brackets):
        return False
    before, address, prefix = found
    if before:
        state.pending = state.pending[:-before]
    for token in _link(prefix + address, address):
        pushed = state.push(token.type, token.tag, token.nesting)
        pushed.attrs, pushed.content, pushed.markup = token.attrs, token.content, token.markup
    state.pos += len(address) - before
    return True


def _with_scheme(state: StateInline) -> tuple[int, str, str] | None:
    scheme = _SCHEME.search(state.pending[-_LONGEST_SCHEME:])
    written = _letters_before(state.pending)
    if not scheme or written != len(scheme[0]) or not state.src.startswith("://", state.pos):
        return None
    rest = state.src[state.pos + 3 : state.posMax]
    if not rest or not _is_host(rest[0]) or not (domain := _domain(rest)):
        return None
    whole = _cut("://" + _to_space(rest, domain))
    return written, state.pending[-written:] + whole, ""


def _letters_before(text: str) -> int:
    found = re.search(r"[A-Za-z]*\Z", text[-_LONGEST_SCHEME - 1 :])
    return len(found[0]) if found else 0


def _with_www(state: StateInline) -> tuple[int, str, str] | None:
    before = state.src[state.pos - 1] if state.pos else " "
    if before not in "*_~( \t\n\r\f\v" or not state.src.startswith("www.", state.pos):
        return None
    rest = state.src[state.pos : state.posMax]
    domain = _domain(rest)
    if not domain or "." not in rest[:domain]:
        return None
    whole = _cut(_to_space(rest, domain))
    return (0, whole, "http://") if whole else None


def _is_host(sign: str) -> bool:
    return not sign.isspace() and not is_sign(sign)


def _domain(text: str) -> int:
    """Give how far a host's name reaches; none with an underscore in either of its last two parts."""
    end = 1
    while end < len(text) - 1 and (text[end] in "._-" or _is_host(text[end])):
        end += 1
    parts = text[1:end].split(".")
    return 0 if any("_" in part for part in parts[-2:]) else end


def _to_space(text: str, start: int) -> str:
    found = _NO_SPACE.match(text, start)
    return text[: found.end() if found else start]


def _cut(address: str) -> str:
    """Leave out what follows an address in a sentence: full stops, quotes, an end bracket that it did not begin."""
    spare = address.count(")") - address.count("(")
    while address:
        if address[-1] in _TRAILING:
            address = address[:-1]
        elif address[-1] == ";":
            entity = _ENTITY.search(address)
            address = address[: entity.start()] if entity else address[:-1]
        elif address[-1] == ")" and spare > 0:
            address, spare = address[:-1], spare - 1
        else:
            break
    return address


def _link(target: str, text: str) -> tuple[Token, Token, Token]:
    begin, words, end = Token("link_open", "a", 1), Token("text", "", 0), Token("link_close", "a", -1)
    begin.attrs = {"href": target}
    begin.markup = end.markup = "autolink"
    words.content = text
    return begin, words, end


def _mail(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and "@" in token.content:
            token.children = list(_mailed(token.children or []))


def _mailed(tokens: list[Token]) -> Iterator[Token]:
    """Yield tokens with addresses of mail taken out of the text that is in no link."""
    within = 0
    for token in tokens:
        if token.tag == "a":
            within += token.nesting
        if token.type == "text" and not within and "@" in token.content:
            yield from _parted(token.content)
        else:
            yield token


def _parted(text: str) -> Iterator[Token]:
    end = 0
    for found in _MAIL.finditer(text):
        if found[0][-1].isalpha() and text[found.end() : found.end() + 1] != "@":
            yield _words(text[end : found.start()])
            yield from _link(f"mailto:{found[0]}", found[0])
            end = found.end()
    yield _words(text[end:])


def _words(text: str) -> Token:
    token = Token("text", "", 0)
    token.content = text
    return token
