"""Programs of others that a release is published or signed with."""

import subprocess

from generator.base.problems import UsageError


def run(*command: str, fine: tuple[int, ...] = (0,)) -> int:
    """Run a program; gives what it ended with.

    Raises:
        UsageError: it is not here, or it ended with something that is not ``fine``.
    """
    return _done(command, fine).returncode


def said(*command: str, fine: tuple[int, ...] = (0,)) -> str:
    """Run a program; gives what it wrote.

    Raises:
        UsageError: it is not here, or it ended with something that is not ``fine``.
    """
    return _done(command, fine).stdout


def _done(command: tuple[str, ...], fine: tuple[int, ...]) -> "subprocess.CompletedProcess[str]":
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")  # noqa: S603 - a list, no shell
    except FileNotFoundError as error:
        raise UsageError("bruk-publiser-program", program=command[0]) from error
    if done.returncode not in fine:
        lines = done.stderr.strip().splitlines() or [str(done.returncode)]
        raise UsageError("bruk-publiser-feil", program=command[0], reason=lines[-1])
    return done
