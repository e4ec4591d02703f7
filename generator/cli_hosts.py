"""The commands that put an archive where readers are, and check what is there."""

import json
import sys
from pathlib import Path

import click

from generator.base.problems import say
from generator.cli_shared import config_option, output_option, this_day
from generator.commands import spoken
from generator.commands.speaking import EXIT_PROBLEMS, language_of, speaks
from generator.engine.progress import progress, tell
from generator.source.file_names import printable


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

    TARGET is the folder [site/ beside the settings] or the address.  A folder is compared with the checksums it was
    made with; a live site's headers and answers are looked at too.
    """
    if target and target.startswith(("http://", "https://")):
        _verify_live(target, style, language_of(config_file))
        return
    from generator.commands.verify import verify_folder

    language = language_of(config_file)
    checked = verify_folder(Path(target) if target else config_file.parent / "site", manifest)
    for line in spoken.findings(checked, language, as_json=style == "json"):
        click.echo(line)
    sys.exit(EXIT_PROBLEMS if checked.findings else 0)


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
    """Publish the release in use where readers are.

    TARGET is a folder, HOST:FOLDER by rsync, rclone:REMOTE:PATH for a store of objects, or with --branch a repository.
    Pages that readers have open go on working: what they need is kept for a day.
    """
    from generator.commands.publish import Place
    from generator.commands.publish import publish as publish_site

    language, site = language_of(config_file), output or config_file.parent / "site"
    with progress(language) as report:
        told = publish_site(config_file, site, Place(target, branch), release, this_day(), report)
    click.echo(say(language, "publisert", target=target, **told._asdict()))


@click.command()
@config_option
@click.option("--write", is_flag=True, help="Write the changes, instead of showing them.")
@speaks
def migrate(config_file: Path, write: bool) -> None:
    """Show how the content must change for this version, or change it."""
    from generator.commands.migrate import migrate as migrate_site
    from generator.source.migrations import CURRENT

    language = language_of(config_file)
    with progress(language) as report:
        changes = migrate_site(config_file, report, write=write)
    for change in changes if not write else ():
        click.echo("\n".join(change.diff()))
    code = ("migrert" if write else "migrert-vist") if changes else "migrert-ferdig"
    tell(say(language, code, count=len(changes), version=CURRENT))


COMMANDS = (verify, hosting, publish, migrate)
