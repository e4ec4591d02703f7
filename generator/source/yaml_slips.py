"""What editors get wrong in one line of YAML: recognised by how it is written, and mended, so that reading goes on.

Only a text that YAML refuses is looked at here, line by line from where the parser stopped.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

# What looks like a space, or like nothing, and is neither to YAML.
ODD_SPACE = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x2010))) + "\u202f\u205f\u2060\u3000\u00ad\ufeff"
QUOTES = "“”„‟«»‹›‘’‚‛″＂"
_KEY = r"[A-Za-zÆØÅæøå_][\w-]*"
_BEGIN = rf"(?P<begin>[ \t]*(?:-[ \t]+)*)(?P<key>{_KEY})"
_ODD_BEGIN = re.compile(rf" *(?:- *)*[{ODD_SPACE}][{ODD_SPACE} ]*(?:-[{ODD_SPACE} ]+)*")
_ODD_KEY = re.compile(rf"(?P<begin> *(?:- +)*)(?P<key>{_KEY})[{ODD_SPACE}]+ *:")
_TIGHT = re.compile(rf"{_BEGIN} *:(?!//)(?=[^ \t])")
_OTHER_COLON = re.compile(rf"{_BEGIN} *(?:[：﹕∶꞉ː] *|[;=] +)")
_TIGHT_DASH = re.compile(r"(?P<begin>\s*)[-–—•*·](?=[^\s-])|(?P<other>\s*)[–—•·]\s")
_FIELD = re.compile(rf"(?P<head>\s*(?:-\s+)*(?:{_KEY}\s*:\s+|(?<=- )))(?P<value>\S.*?)\s*")
_SPECIAL = "@%`&*!|>,?:{}[]-#"


_SECOND = re.compile(r"([^\s,{\[]) +([a-z_]+):(?=\s|$)")
_WORD_AND_VALUE = re.compile(r"(?P<begin> *(?:- +)*)(?P<key>[a-z_]+) +(?P<value>\S.*)")


class Slip(NamedTuple):
    """What is wrong with a line, and the line as it was perhaps meant."""

    code: str
    mended: str
    sign: str = ""


def slip(line: str) -> Slip | None:
    """Name what makes a line wrong by itself, whatever stands around it."""
    return next((found for look in _LOOKS if (found := look(line))), None)


def without_colon(line: str, names: Collection[str]) -> Slip | None:
    """Name a line that has the name of a field, and a value, but no colon between them."""
    found = _WORD_AND_VALUE.fullmatch(line)
    if not found or found["key"] not in names:
        return None
    return Slip("yaml-kolontegn", f"{found['begin']}{found['key']}: {found['value']}")


def _tab(line: str) -> Slip | None:
    if re.match(r"[\s-]*\t", line) or re.search(r":[ ]*\t", line):
        return Slip("yaml-tab", line.replace("\t", "  "))
    return None


def _odd_space(line: str) -> Slip | None:
    if found := _ODD_BEGIN.match(line):
        return Slip("yaml-hardt-mellomrom", re.sub(f"[{ODD_SPACE}]", _narrow, found[0]) + line[found.end() :])
    if found := _ODD_KEY.match(line):
        return Slip("yaml-hardt-mellomrom", f"{found['begin']}{found['key']}:{line[found.end() :]}")
    return None


def _narrow(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else ""


def _tight(line: str) -> Slip | None:
    if not (found := _TIGHT.match(line)):
        return None
    rest = line[found.end() :].lstrip()
    return Slip("yaml-mellomrom", f"{found['begin']}{found['key']}: {rest.lstrip(ODD_SPACE)}")


def _other_colon(line: str) -> Slip | None:
    if not (found := _OTHER_COLON.match(line)):
        return None
    return Slip("yaml-kolontegn", f"{found['begin']}{found['key']}: {line[found.end() :]}")


def _tight_dash(line: str) -> Slip | None:
    if not (found := _TIGHT_DASH.match(line)) or re.fullmatch(r"\s*[-–—]+\s*", line):
        return None
    begin = found["begin"] if found["begin"] is not None else found["other"]
    return Slip("yaml-punkt", f"{begin}- {line[found.end() :].lstrip()}")


_LOOKS: tuple[Callable[[str], Slip | None], ...] = (_tab, _odd_space, _tight, _other_colon, _tight_dash)


def value_slip(line: str, names: Collection[str] = ()) -> Slip | None:
    """Name what is wrong with the value of a line's field, or with an entry of a list; ``names`` are fields'."""
    found = _FIELD.fullmatch(line)
    if not found:
        return None
    head, value = found["head"], found["value"]
    if second := next((one for one in _SECOND.finditer(value) if one[2] in names), None):
        if any(_open_brackets(value[: second.end(1)])):
            return Slip("yaml-uten-komma", head + value[: second.start()] + second[1] + "," + value[second.end(1) :])
        return Slip("yaml-to-felt", head + value[: second.end(1)].rstrip(), second[2])
    if value[0] in QUOTES:
        return Slip("yaml-sitattegn", head + quoted(unquoted(value)))
    if value[0] in "\"'":
        return _straight(head, value)
    if value[0] in "[{":
        return _bracket(head, value)
    if value[0] in _SPECIAL:
        return Slip("yaml-tegn", head + quoted(value), value[0])
    if re.search(r":(\s|$)", value):
        return Slip("yaml-kolon", head + quoted(value))
    return None


def _straight(head: str, value: str) -> Slip | None:
    """Name what is wrong with a value that begins with a straight quotation mark."""
    mark = value[0]
    if mark == '"' and re.search(r"\\(?![abefnrtvNLP_0\"/\\ ]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})", value):
        return Slip("yaml-skrastrek", head + quoted(value.strip('"')))
    closed = re.fullmatch(r'"(?:[^"\\]|\\.)*"(?:\s+#.*)?' if mark == '"' else r"'(?:[^']|'')*'(?:\s+#.*)?", value)
    if closed:
        return None
    if value.count(mark) > 1:
        return Slip("yaml-etter-sitat", head + quoted(value), mark)
    code = "yaml-sitattegn" if value[-1] in QUOTES else "yaml-apen"
    return Slip(code, head + quoted(value[1:].rstrip(QUOTES + "'\"")), mark)


_CLOSES = {"[": "]", "{": "}"}


def _bracket(head: str, value: str) -> Slip | None:
    """Name what is wrong with a list or fields in brackets on one line."""
    if "#" in value and not any(_open_brackets(value.replace("#", "."))) and any(_open_brackets(value)):
        return Slip("yaml-nummer", head + re.sub(r"(?<=[\[{,:])\s*([^\[\]{},:]*#[^\[\]{},]*)", _quoted_part, value), "")
    if re.search(r",\s*,", value):
        return Slip("yaml-syntaks", head + re.sub(r",(?:\s*,)+", ",", value))
    if value.count('"') % 2 and value[-1] in "]}":
        return Slip("yaml-apen", head + value.replace('"', ""), '"')
    depth = list(_open_brackets(value))
    if depth:
        sign = depth[0]
        if value[-1] in ")]}>" and value[-1] != _CLOSES[sign]:
            value = value[:-1]
        return Slip("yaml-apen", head + value.rstrip(", ") + "".join(_CLOSES[one] for one in reversed(depth)), sign)
    return _closed_bracket(head, value)


def _closed_bracket(head: str, value: str) -> Slip | None:
    """Name what is wrong with what stands in brackets that are closed, or after them."""
    inner = re.fullmatch(r"[\[{].*[\]}]", value)
    if inner and (quote := re.search(f"[{QUOTES}]", value)):
        return Slip("yaml-sitattegn", head + value.translate(_STRAIGHT), quote[0])
    if not inner and (closed := re.fullmatch(r"([\[{].*[\]}])\s*\S", value)):
        return Slip("yaml-etter-sitat", head + closed[1], closed[1][-1])
    if not inner:
        return Slip("yaml-tegn", head + quoted(value), value[0])
    if value[-1] == value[-2:-1]:
        return Slip("yaml-etter-sitat", head + value[:-1], value[-1])
    if "{" in value and re.search(r"[,{]\s*[\w-]+: [^,{}\"']*: ", value):
        return Slip("yaml-kolon", re.sub(r"([,{]\s*[\w-]+: )([^,{}\"']*: [^,{}]*)", _quoted_value, head + value))
    return None


_STRAIGHT = str.maketrans(dict.fromkeys(QUOTES, '"'))


def _quoted_part(found: re.Match[str]) -> str:
    return " " + quoted(found[1].strip())


def _quoted_value(found: re.Match[str]) -> str:
    return found[1] + quoted(found[2].strip())


def _open_brackets(value: str) -> Iterator[str]:
    """Yield the brackets that are opened and never closed; those within quotation marks do not count."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|(?<=\s)#.*', "", value)
    depth: list[str] = []
    for sign in bare:
        if sign in _CLOSES:
            depth.append(sign)
        elif depth and sign == _CLOSES[depth[-1]]:
            depth.pop()
    yield from depth


def unquoted(value: str) -> str:
    """Take typographic quotation marks away from around a value.

    >>> unquoted("“Viktig: Ny”"), unquoted("«Ny» rutine")
    ('Viktig: Ny', '«Ny» rutine')
    """
    inner = value[1:-1] if len(value) > 1 and value[-1] in f"{QUOTES}\"'" else value
    return value if any(one in QUOTES for one in inner) and inner is not value else inner


def quoted(value: str) -> str:
    """Write a text in straight quotation marks."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
