"""The command line.  Each command does one thing by calling one function."""

import click

import generator
from generator.cli import editors, hosts, site


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(generator.__version__, package_name="fagarkiv")
def main() -> None:
    """Build a searchable, versioned archive for GPs from a folder of Markdown.

    The site is where site_config.yml is; its content lies in content/ beside it.
    """


for _command in (*site.COMMANDS, *editors.COMMANDS, *hosts.COMMANDS):
    main.add_command(_command)
