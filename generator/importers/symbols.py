"""Signs that were written as others: in a font of symbols, as one glyph for two letters, or in a charset of old."""

import re
from collections.abc import Mapping
from functools import cache

_FONTS = {"symbol": "Symbol", "wingdings": "Wingdings", "wingdings 2": "Wingdings 2", "wingdings 3": "Wingdings 3"}
_FONTS |= {"webdings": "Webdings"}
_PRIVATE = re.compile("[\uf020-\uf0ff]")
# windows-1252 taken for latin-1: the signs of the one stand where the other has none.
_WESTERN = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
# Glyphs for several letters, and the hyphen that Word keeps as a control character.
_MEANT = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\x1e": "-",
    "\u2028": "\n",
    "\u2029": "\n",
}
# What stands for itself in no font: the point of a list, arrows, ticks and limits, as Word and PDFs leave them.
_UNNAMED = {0xA3: "≤", 0xA7: "▪", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB7: "•", 0xD8: "➢"}
_UNNAMED |= {0xDF: "←", 0xE0: "→", 0xFB: "✗", 0xFC: "✓"}
_TABLE = str.maketrans({**_MEANT, **{chr(code): sign for code, sign in _WESTERN.items()}})


def meant(text: str, font: str = "") -> str:
    r"""Give the signs that a reader sees: of fonts of symbols, ligatures, and dashes that lost their charset.

    >>> meant("o\ufb03sielt 10\x9620"), meant("\xb3", "symbol"), meant("\xe0", "wingdings"), meant("\uf0b7 punkt")
    ('offisielt 10–20', '≥', '→', '• punkt')
    """
    if name := _FONTS.get(font):
        text = "".join(_signs(name).get(ord(sign) & 0xFF if sign >= "\uf020" else ord(sign), sign) for sign in text)
    elif _PRIVATE.search(text):
        text = _PRIVATE.sub(lambda found: _UNNAMED.get(ord(found[0]) & 0xFF, found[0]), text)
    return text.translate(_TABLE)


@cache
def _signs(font: str) -> Mapping[int, str]:
    """Give the signs of a font; the arrows that readers know, where there are heavier ones of the same kind."""
    # Loaded where it is wanted: only documents of Word have such fonts.
    from mammoth.docx.dingbats import dingbats  # type: ignore[import-untyped]

    signs = {code: chr(sign) for (name, code), sign in dingbats.items() if name == font}
    if font == "Wingdings":
        signs |= {0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xA7: "▪", 0x6C: "●"}
    return signs
