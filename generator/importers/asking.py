"""Asking whoever imports who has sent a letter, where there is somebody to ask."""

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import click

from generator.base.problems import near_to, say
from generator.build import vocabularies
from generator.engine.progress import LineReport
from generator.importers.told import Ask
from generator.importers.wording import shown
from generator.model.registers import Entry


def is_answered() -> bool:
    """Whether a person sits at the terminal."""
    return sys.stdin.isatty()


def asks(config_file: Path, language: str, report: LineReport) -> Ask:
    """Give what asks for the sender of a letter until an organisation or nothing is named."""

    @cache
    def known() -> Mapping[str, Entry]:
        return vocabularies(config_file)["organisasjoner"]

    def ask(sender: str) -> str:
        organisations = known()

        def named(value: str) -> str:
            if value.strip() and value.strip() not in organisations:
                near = near_to(value, organisations) or min(organisations)
                raise click.UsageError(say(language, "import-sporsmal-feil", value=shown(value), near=near))
            return value.strip()

        question = say(language, "import-sporsmal", sender=shown(sender))
        with report.aside():
            answer: str = click.prompt(question, default="", show_default=False, value_proc=named, err=True)
        return answer

    return ask
