"""The commands of those who host an archive.  Each does one thing by calling one function."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from generator.base.problems import say
from generator.cli_shared import (
    EXIT_PROBLEMS,
    as_of_option,
    config_option,
    day_of,
    jobs_option,
    language_of,
    output_option,
    print_problems,
    speaks,
    this_day,
)
from generator.engine.progress import LineReport, progress, tell
from generator.source.file_names import printable


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
    tell(say(language, "bygg-tilbake", now=done.now, before=done.before or "–"))


@click.command()
@click.argument("target", required=False)
@config_option
@click.option(
    "--manifest", type=click.Path(path_type=Path), help="The checksums [those beside the release or in the package]."
)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="How findings are written [text]."
)
@speaks
def verify(target: str | None, config_file: Path, manifest: Path | None, style: str) -> None:
    """Check every file of a folder, or of the live site at an address.

    TARGET is the folder [site/ beside the settings] or the address.

    A folder is compared with the checksums it was made with; a live site's headers and answers are looked at too.
    """
    if target and target.startswith(("http://", "https://")):
        _verify_live(target, style, language_of(config_file))
        return
    from generator.commands.verify import verify_folder

    language = language_of(config_file)
    checked = verify_folder(Path(target) if target else config_file.parent / "site", manifest)
    findings = [{**one._asdict(), "message": say(language, **one._asdict(), key=one.code)} for one in checked.findings]
    if style == "json":
        click.echo(json.dumps(findings, ensure_ascii=False, indent=2))
    else:
        for one in findings:
            click.echo(one["message"])
        code = "hel-antall" if findings else "hel-alt"
        click.echo(say(language, code, count=len(findings), files=checked.files, links=checked.links))
    sys.exit(EXIT_PROBLEMS if findings else 0)


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


def _verify_live(address: str, style: str, language: str) -> None:
    from generator.commands.verify_site import verify_site

    files, faults = verify_site(address)
    findings = [
        {**fault._asdict(), "message": say(language, fault.code, url=fault.url or "/", found=printable(fault.found))}
        for fault in faults
    ]
    if style == "json":
        click.echo(json.dumps(findings, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(finding["message"])
        click.echo(say(language, "tjener-sett", files=files, faults=len(faults)))
    sys.exit(EXIT_PROBLEMS if faults else 0)


@click.command()
@click.argument("server", type=click.Choice(["nginx", "apache", "caddy", "iis"]))
@config_option
@click.option("--root", type=click.Path(path_type=Path), help="The folder on the server [site/ beside the settings].")
@click.option("--listen", default="", metavar="[ADDRESS:]PORT", help="Where the server listens [its usual port].")
@click.option("--certificate", type=click.Path(path_type=Path), help="The certificate, for HTTPS.")
@click.option("--key", type=click.Path(path_type=Path), help="Its key [in the same file].")
@click.option(
    "--hsts", type=click.IntRange(0), default=0, metavar="SECONDS", help="How long browsers insist on HTTPS [0]."
)
@click.option(
    "--proxy", "proxies", multiple=True, metavar="ADDRESS", help="A proxy in front that is trusted; may be repeated."
)
@speaks
def hosting(
    server: str,
    config_file: Path,
    root: Path | None,
    listen: str,
    certificate: Path | None,
    key: Path | None,
    hsts: int,
    proxies: tuple[str, ...],
) -> None:
    """Write the settings of SERVER for this site to standard output."""
    from generator.commands.hosting import settings
    from generator.hosts.served_site import Wishes

    folder = root or (config_file.parent / "site").absolute()
    click.echo(settings(config_file, server, Wishes(folder, listen, certificate, key, hsts, proxies)), nl=False)


@click.command()
@click.argument("target")
@config_option
@output_option
@click.option("--branch", default="", metavar="NAME", help="TARGET is a git repository: publish in this branch.")
@click.option("--release", default="", metavar="RELEASE", help="Publish this release [the one in use].")
@speaks
def publish(target: str, config_file: Path, output: Path | None, branch: str, release: str) -> None:
    """Publish the release in use in TARGET: a folder, HOST:FOLDER by rsync, or a branch.

    Pages that readers have open go on working: what they need is kept for a day.
    """
    from generator.commands.publish import Place
    from generator.commands.publish import publish as publish_site

    language, site = language_of(config_file), output or config_file.parent / "site"
    with progress(language) as report:
        told = publish_site(config_file, site, Place(target, branch), release, this_day(), report)
    click.echo(say(language, "publisert", target=target, **told._asdict()))


COMMANDS = (releases, rollback, verify, package, hosting, publish)
