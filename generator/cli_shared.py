"""Options that commands share, and the day it is."""

import os
from datetime import date, datetime
from pathlib import Path

import click

from generator.base.norwegian_time import within_reach
from generator.model import config

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


def this_day() -> date:
    """Read the clock: the one place that does."""
    return date.today()


def day_of(as_of: datetime | None) -> date:
    """Give the day that was asked for, or today."""
    return within_reach(as_of.date() if as_of else this_day())
