"""What the child process answers, as JSON: unlike pickle, it can make nothing but values, whoever has written it."""

from typing import NamedTuple

from pydantic import ConfigDict, TypeAdapter

from generator.base.problems import Problem
from generator.importers.letter import Issue, Remark


class Failure(NamedTuple):
    """A letter that could not be read or split, and why."""

    name: str
    remark: Remark


class Outcome(NamedTuple):
    """What became of one file: its issues, and the letters in it that could not be used."""

    issues: tuple[Issue, ...] = ()
    failures: tuple[Failure, ...] = ()


_AS_BASE64 = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
OUTCOME = TypeAdapter(Outcome, config=_AS_BASE64)
NAMES = TypeAdapter(list[str])
REMARK = TypeAdapter(Remark)
PROBLEMS = TypeAdapter(list[Problem])
