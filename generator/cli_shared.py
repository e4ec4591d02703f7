"""What the commands share: options, how they end, and what they say of problems."""

import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from generator.base.norwegian_time import within_reach
from generator.base.problems import BuildFailed, Problem, Severity, UsageError, fault, say
from generator.engine.progress import silence, tell
from generator.model import config

EXIT_PROBLEMS, EXIT_USAGE, EXIT_DUE = 1, 2, 3
# What a shell gives for a program whose reader has gone (128 and the number of SIGPIPE).
EXIT_UNHEARD = 141

Args = ParamSpec("Args")
Result = TypeVar("Result")

config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path(config.FILE),
    help="The site's settings [site_config.yml].",
)
output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="Where the site goes [site/ beside the settings]."
)
as_of_option = click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Build the site as it stood on a day [today]."
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 64), default=min(os.cpu_count() or 1, 64), help="Processes to use [one a core]."
)


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
            tell(say(language, "ikke-publisert-bygg"), err=True)
            sys.exit(EXIT_PROBLEMS)
        except UsageError as error:
            tell(error.text(language), err=True)
            sys.exit(EXIT_USAGE)
        except BrokenPipeError:
            silence(sys.stdout)
            sys.exit(EXIT_UNHEARD)
        except (OSError, sqlite3.Error, BrokenProcessPool) as error:
            place = getattr(error, "filename", None) or Path.cwd()
            why = {"errno": fault(error)} if isinstance(error, OSError) and error.errno else {"reason": str(error)}
            tell(say(language, "bruk-maskinen", place=place, **why), err=True)
            sys.exit(EXIT_USAGE)

    return run


def this_day() -> date:
    """Read the clock: the one place that does."""
    return date.today()


def day_of(as_of: datetime | None) -> date:
    """Give the day that was asked for, or today."""
    return within_reach(as_of.date() if as_of else this_day())


def print_problems(problems: Sequence[Problem], language: str, *, always: bool = False) -> None:
    """Say what is wrong, each problem with what to do; where there is none, only if ``always``."""
    for problem in problems:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        field = f" {problem.place}:" if problem.field else ""
        level = say(language, f"alvor-{problem.severity}")
        tell(f"{place}: {level}:{field} {problem.message(language)} [{problem.code}]", err=True)
        tell(f"    {say(language, 'hva-gjore')}: {problem.hint(language)}", err=True)
    if problems:
        count = {level: sum(problem.severity is level for problem in problems) for level in Severity}
        numbers = {
            "errors": count[Severity.ERROR],
            "warnings": count[Severity.WARNING],
            "notices": count[Severity.NOTICE],
        }
        tell(say(language, "antall-problemer", **numbers), err=True)
    elif always:
        tell(say(language, "ingen-problemer"))
