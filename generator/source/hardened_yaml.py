"""YAML for text that strangers write: only maps, lists and plain values, and no surprises.

YAML 1.1 has features that let a small file grow without bound (aliases, merges), make objects (tags) or change what an
editor wrote (``no`` becomes false, ``010`` becomes 8, ``12:30`` becomes 750).  All are refused, with a reason.
"""

from collections.abc import Collection

import yaml

from generator.base.problems import Problem, placeholders
from generator.source.loaded import Loaded
from generator.source.yaml_faults import Fault, diagnose, key_of, without
from generator.source.yaml_reader import CONTROL, MisreadError, Reader, RefusedError

MAX_BYTES = 64 * 1024
# More than anybody mends in one go; the rest is told when these are mended.
MAX_FAULTS = 25


def load(text: str, path: str, first_line: int = 1, names: Collection[str] = ()) -> Loaded:
    """Read ``text``, which begins on line ``first_line`` of the file ``path``; ``names`` are those of its fields.

    Every problem is in the result; where there is one that hides the rest, ``value`` is None.
    """
    loaded = Loaded()
    if len(text.encode()) > MAX_BYTES:
        loaded.problems.append(Problem.at(path, "yaml-stor", line=first_line, size=MAX_BYTES // 1024))
        return loaded
    for found in CONTROL.finditer(text):
        line = text.count("\n", 0, found.start())
        field_ = key_of(text.split("\n")[line])
        loaded.problems.append(Problem.at(path, "kontrolltegn", line=first_line + line, field=field_))
    hidden = loaded.problems
    loaded = _mended(CONTROL.sub(" ", text).split("\n"), path, first_line, names)
    loaded.problems[:0] = hidden
    return loaded


def _mended(lines: list[str], path: str, first_line: int, names: Collection[str]) -> Loaded:
    """Read lines; where YAML can't, say why, mend them as they were perhaps meant, and read on."""
    faults: dict[tuple[int, str], Fault] = {}
    for _ in range(2 * MAX_FAULTS):
        loaded = Loaded()
        fault = _fault(lines, path, first_line, loaded, names)
        if fault is None:
            break
        place = (fault.line, fault.code)
        # A line that can't be mended is left out.
        lines = without(lines, fault.line) if place in faults else fault.mended
        faults.setdefault(place, fault)
    at = {line: name for name, line in loaded.lines.items()}
    for fault in faults.values():
        line = first_line + fault.line
        read = at.get(line, "")
        name = fault.field or (read if read.rpartition(".")[2] == fault.key else fault.key)
        loaded.problems.append(Problem(path, line, fault.code, name, placeholders(fault.values)))
    return loaded


def _fault(lines: list[str], path: str, first_line: int, loaded: Loaded, names: Collection[str]) -> Fault | None:
    """Read lines into ``loaded``, or give what keeps them from being read."""
    try:
        loaded.value = Reader(lines, path, first_line, loaded, names).document()
    except RefusedError:
        loaded.value = None
    except MisreadError as error:
        return error.fault
    except yaml.MarkedYAMLError as error:
        return diagnose(error, lines, names)
    except yaml.YAMLError:
        # Code points that YAML does not allow, such as noncharacters.
        loaded.problems.append(Problem.at(path, "kontrolltegn", line=first_line))
    return None
