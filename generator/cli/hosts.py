"""The commands of those who host an archive."""

from datetime import datetime
from pathlib import Path

import click

from generator.base.problems import say
from generator.cli.options import as_of_option, config_option, day_of, jobs_option, output_option
from generator.cli.shown import language_of, print_problems, speaks
from generator.engine.progress import LineReport, progress


@click.command()
@config_option
@output_option
@speaks
def releases(config_file: Path, output: Path | None) -> None:
    """List the releases of the site, the newest first."""
    from generator.release.rollback import releases as list_releases

    language = language_of(config_file)
    for release in list_releases(config_file, output or config_file.parent / "site"):
        made = datetime.fromtimestamp(release.made).strftime("%Y-%m-%d %H:%M")
        size = f"{release.size / 1e6:.1f}".replace(".", ",")
        note = say(language, "bygg-i-bruk") if release.is_in_use else ""
        row = say(language, "bygg-rad", made=made, id=release.id, files=release.files, size=size, note=note)
        click.echo(row.rstrip())


@click.command()
@click.argument("release", default="")
@config_option
@output_option
@speaks
def rollback(release: str, config_file: Path, output: Path | None) -> None:
    """Take RELEASE into use again, or the one made before the one in use."""
    from generator.release.rollback import roll_back

    language = language_of(config_file)
    done = roll_back(config_file, output or config_file.parent / "site", release, LineReport(language))
    click.echo(say(language, "bygg-tilbake", now=done.now, before=done.before or "–"))


@click.command()
@config_option
@click.option("--to", "target", type=click.Path(path_type=Path), help="The file to make [NAME-DATE.zip].")
@as_of_option
@jobs_option
@speaks
def package(config_file: Path, target: Path | None, as_of: datetime | None, jobs: int) -> None:
    """Make one file of the archive to keep: site, index and checksums."""
    from generator.commands.package import package as package_site

    language = language_of(config_file)
    with progress(language) as report:
        made = package_site(config_file, target, day_of(as_of), jobs, report)
    print_problems(made.problems, language)
    click.echo(say(language, "laget", path=made.file))
    click.echo(f"SHA-256: {made.sha256}")


COMMANDS = (releases, rollback, package)
