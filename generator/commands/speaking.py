"""What goes wrong in a command, as words in the site's language and an exit code."""

import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from generator.base.problems import BuildFailed, UsageError, fault, say
from generator.commands import spoken
from generator.engine.progress import silence, tell
from generator.model import config

EXIT_PROBLEMS, EXIT_USAGE, EXIT_DUE = 1, 2, 3
# What a shell gives for a program whose reader has gone (128 and the number of SIGPIPE).
EXIT_UNHEARD = 141

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
            spoken.problems(failed.problems, language)
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
