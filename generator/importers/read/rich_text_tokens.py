"""RTF → tokens: groups, control words, and text in the charsets that the file says it is in."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.importers.read import charset

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<end>[\r\n]+)|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_CHARSETS = {0: 0, 2: 0, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 177: 1255, 178: 1256}
_CHARSETS |= {186: 1257, 204: 1251, 222: 874, 238: 1250}
_SIGNS = {b"~": "\u00a0", b"-": "\u00ad", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}


# What is about the text, and not of it.
ASIDE = frozenset(
    [
        *(
            "fonttbl",
            "colortbl",
            "info",
            "filetbl",
            "listtable",
            "listoverridetable",
            "rsidtbl",
            "generator",
            "xmlnstbl",
        ),
        *(
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "themedata",
            "datastore",
        ),
        *(
            "colorschememapping",
            "latentstyles",
            "object",
            "objdata",
            "nonshppict",
            "bkmkstart",
            "bkmkend",
            "annotation",
        ),
        *("atnid", "atnauthor", "mmathPr", "pnseclvl", "stylesheet", "revtbl", "xe", "tc", "private", "falt", "panose"),
    ]
)
LETTERS = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "endash": "–", "emdash": "—", "emspace": " ", "enspace": " ", "lbr": "\n", "softline": "\n",
}  # fmt: skip
MOST_GROUPS = 500


class Token(NamedTuple):
    """``kind`` is "{", "}", "word", "star" or "text"; a word may have a number."""

    kind: str
    value: str = ""
    number: int | None = None


class _Charsets:
    """Knows which charset text is in: the file's own, or that of the font it is set in."""

    def __init__(self) -> None:
        self._own = 1252
        self._fonts: dict[int, int] = {}
        self._stack: list[int] = []
        self._font = -1

    def brace(self, sign: str) -> None:
        if sign == "{":
            self._stack.append(self._font)
        elif self._stack:
            self._font = self._stack.pop()

    def word(self, token: Token) -> None:
        if token.value == "ansicpg" and token.number:
            self._own = token.number
        elif token.value == "f" and token.number is not None:
            self._font = token.number
        elif token.value == "fcharset" and token.number is not None:
            self._fonts[self._font] = _CHARSETS.get(token.number, 0)

    def decode(self, data: bytes) -> str:
        return data.decode(charset.codepage(self._fonts.get(self._font, 0) or self._own), "replace")


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; letters written as numbers, and what stands for them in old programs, are text."""
    state, raw, at = _State(), bytearray(), 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        if found["hex"] or found["text"]:
            raw += state.unskipped(bytes.fromhex(found["hex"].decode()) if found["hex"] else found["text"])
        elif not found["end"]:
            if raw:
                yield Token("text", state.charsets.decode(bytes(raw)))
                raw.clear()
            token = state.take(_token(found))
            at += max(token.number or 0, 0) if token.value == "bin" else 0
            yield token
    if raw:
        yield Token("text", state.charsets.decode(bytes(raw)))


class _State:
    """Knows the charset, and how many letters stand for one that was written as a number."""

    def __init__(self) -> None:
        self.charsets = _Charsets()
        self._skipped, self._stands_for = 0, [1]

    def unskipped(self, piece: bytes) -> bytes:
        """Pass over what stands for a letter that was told already."""
        passed = min(self._skipped, len(piece))
        self._skipped -= passed
        return piece[passed:]

    def take(self, token: Token) -> Token:
        """Take note of a token, and give what it is."""
        if token.kind in ("{", "}"):
            self._skipped = 0
            self.charsets.brace(token.kind)
            if token.kind == "{":
                self._stands_for.append(self._stands_for[-1])
            elif len(self._stands_for) > 1:
                self._stands_for.pop()
        elif token.value == "u" and token.number is not None:
            self._skipped = self._stands_for[-1]
            return Token("text", _letter(token.number))
        elif token.value == "uc" and token.number is not None:
            self._stands_for[-1] = max(token.number, 0)
        elif token.kind == "word":
            self.charsets.word(token)
        return token


def _token(found: re.Match[bytes]) -> Token:
    if found["word"]:
        return Token("word", found["word"].decode(), int(found["number"]) if found["number"] else None)
    if found["brace"]:
        return Token(found["brace"].decode())
    if found["sign"] == b"*":
        return Token("star")
    sign = _SIGNS.get(found["sign"], "")
    return Token("word", "par") if sign == "\n" else Token("text", sign)


def _letter(number: int) -> str:
    """Give a letter by its number, which programs write as a signed one of 16 bits; halves are joined later."""
    number %= 1 << 16
    # Symbol fonts have their own place, of which only the point of a list is met.
    return "•" if number == 0xF0B7 else chr(number)
