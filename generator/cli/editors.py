"""The commands of editors: what makes something to edit, and what is made of it to be sent."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from generator.base.problems import UsageError, say
from generator.cli.options import config_option, day_of, this_day
from generator.cli.shown import language_of, speaks
from generator.engine.progress import progress


@click.command()
@click.argument("kind")
@click.argument("title", default="")
@config_option
@click.option("--sender", default="", help="The organisation that stands behind it.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="For nyhetsbrev: fill it with what is new for the sender's readers since a day.",
)
@speaks
def new(kind: str, title: str, config_file: Path, sender: str, since: datetime | None) -> None:
    """Make a draft of KIND (nyheter, nyhetsbrev, anbefalinger …) called TITLE."""
    language = language_of(config_file)
    if since and kind == "nyhetsbrev":
        from generator.commands.draft_issue import new_issue

        with progress(language) as report:
            path = new_issue(config_file, title, sender, day_of(since), this_day(), report)
    else:
        from generator.commands.new import new_document

        if since or not title:
            raise UsageError("bruk-siden" if since else "bruk-uten-tittel")
        path = new_document(config_file, kind, title, sender, this_day())
    click.echo(say(language, "laget", path=path))


@click.command("new-site")
@click.argument("folder", type=click.Path(path_type=Path))
@speaks
def new_site(folder: Path) -> None:
    """Make a small site in FOLDER to start from."""
    from generator.commands.new import new_site as make_site

    make_site(folder, this_day())
    click.echo(say("nb", "nytt-nettsted", path=folder))


@click.command()
@click.argument("issue")
@config_option
@click.option("--output", type=click.Path(path_type=Path), help="Where the files go [post/ beside the settings].")
@click.option("--municipality", default="", help="Only what concerns the doctors of one municipality.")
@click.option("--smtp", default="", metavar="HOST[:PORT]", help="Send one proof through a mail server.")
@click.option("--to", default="", metavar="ADDRESS", help="The one address that the proof goes to.")
@speaks
def mail(config_file: Path, issue: str, output: Path | None, municipality: str, smtp: str, to: str) -> None:
    """Write ISSUE (nyhetsbrev/2026/name) as e-mail, ready to be sent."""
    from generator.commands.mail import Proof, write

    if bool(smtp) != bool(to):
        raise UsageError("bruk-post-par")
    language, proof = language_of(config_file), Proof(smtp, to) if smtp else None
    with progress(language) as report:
        made = write(config_file, issue, municipality, output or config_file.parent / "post", proof, this_day(), report)
    for path in made:
        click.echo(say(language, "laget", path=path))
    if proof:
        click.echo(say(language, "post-sendt", to=to))


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@config_option
@click.option("--sender", default="", help="The organisation that has sent them [by name and e-mail address].")
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path),
    help="Where the report goes [importert/rapport-DATE.md].",
)
@click.option(
    "--undo", is_flag=True, help="Take back the drafts of imported files instead, where nobody has changed them."
)
@click.option("--ocr", "with_ocr", is_flag=True, help="Let an installed program read scanned PDFs, in Norwegian.")
@speaks
def import_(
    paths: Sequence[Path], config_file: Path, sender: str, report_file: Path | None, undo: bool, with_ocr: bool
) -> None:
    """Make drafts of old newsletters: mails, mailboxes, documents, folders of them."""
    from generator.importers import asking, run
    from generator.importers import report as told
    from generator.importers.write import store

    language, today = language_of(config_file), this_day()
    with progress(language) as report:
        if undo:
            lines = list(told.undone(run.undo_paths(config_file, paths, report), language))
        else:
            ask = asking.asks(config_file, language, report) if asking.is_answered() else None
            summary = run.import_paths(config_file, paths, sender, today, report, ask, with_ocr=with_ocr)
    if undo:
        click.echo("\n".join(lines))
        return
    for line in told.lines(summary, language):
        click.echo(line)
    target = report_file or store.free_report(config_file.parent / store.FOLDER, today.isoformat())
    target.write_text(told.markdown(summary, language, today.isoformat()), "utf-8")
    click.echo(say(language, "laget", path=target))


COMMANDS = (new, new_site, mail, import_)
