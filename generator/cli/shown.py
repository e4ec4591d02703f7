"""How a command answers: in words, for programs or beside the lines of a pull request; and what it ends with."""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from generator.base.problems import BuildFailed, Problem, Severity, UsageError, fault, say
from generator.model import config

EXIT_PROBLEMS, EXIT_USAGE, EXIT_DUE = 1, 2, 3

Args = ParamSpec("Args")
Result = TypeVar("Result")


def language_of(config_file: Path) -> str:
    """Tell the site's language, as far as it can be told."""
    try:
        settings, _ = config.read(config_file)
    except UsageError:
        return "nb"
    return settings.language if settings else "nb"


def speaks(command: Callable[Args, Result]) -> Callable[Args, Result]:
    """Turn what goes wrong into words and an exit code."""

    @wraps(command)
    def run(*args: Args.args, **kwargs: Args.kwargs) -> Result:
        chosen = kwargs.get("config_file")
        language = language_of(chosen if isinstance(chosen, Path) else Path(config.FILE))
        try:
            return command(*args, **kwargs)
        except BuildFailed as failed:
            print_problems(failed.problems, language)
            click.echo(say(language, "ikke-publisert-bygg"), err=True)
            sys.exit(EXIT_PROBLEMS)
        except UsageError as error:
            click.echo(error.text(language), err=True)
            sys.exit(EXIT_USAGE)
        except (OSError, sqlite3.Error, BrokenProcessPool) as error:
            place = getattr(error, "filename", None) or Path.cwd()
            why = {"errno": fault(error)} if isinstance(error, OSError) and error.errno else {"reason": str(error)}
            click.echo(say(language, "bruk-maskinen", place=place, **why), err=True)
            sys.exit(EXIT_USAGE)

    return run


def print_problems(problems: Sequence[Problem], language: str, *, always: bool = False) -> None:
    """Write problems as a person reads them; ``always`` says that there are none too."""
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        field = f" {problem.place}:" if problem.field else ""
        level = say(language, f"alvor-{problem.severity}")
        click.echo(f"{place}: {level}:{field} {problem.message(language)} [{problem.code}]", err=True)
        click.echo(f"    {say(language, 'hva-gjore')}: {problem.hint(language)}", err=True)
    if problems:
        count = {level: sum(problem.severity is level for problem in problems) for level in Severity}
        numbers = {
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "notices": count[Severity.NOTICE],
        }
        click.echo(say(language, "antall-problemer", **numbers), err=True)
    elif always:
        click.echo(say(language, "ingen-problemer"))


def as_json(problems: Sequence[Problem], language: str) -> Iterator[str]:
    """Write problems as one list, for programs."""
    entries = [
        {
            "path": problem.path,
            "line": problem.line,
            "field": problem.field,
            "code": problem.code,
            "severity": problem.severity.value,
            "message": problem.message(language),
            "hint": problem.hint(language),
        }
        for problem in problems
    ]
    yield json.dumps(entries, ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem], language: str) -> Iterator[str]:
    """Write problems as workflow commands, which GitHub shows beside the lines of a pull request."""
    for problem in problems:
        text = f"{problem.message(language)} {problem.hint(language)}"
        escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        path = problem.path.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
        yield f"::{problem.severity.value} file={path},line={max(problem.line, 1)},title={problem.code}::{escaped}"
