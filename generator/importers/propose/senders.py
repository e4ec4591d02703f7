"""Whose letter it is: by the address that it came from, else by the names it bears.  Pure.

What two organisations may claim tells nothing, and what only its name tells is a guess.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.importers.letter import Issue
from generator.model.registers import Entry, Organisation
from generator.source.file_names import printable
from search.analysis import fold

_ADDRESS = re.compile(r"[\w.+-]{1,64}@([\w-]+(?:\.[\w-]+)+)")
_WHOLE_ADDRESS = 1000
_LONGEST_KEY = 120
_MASTHEAD = "import-utelatt-tittel"


class Sender(NamedTuple):
    """The id of an organisation, and whether it is no more than a guess."""

    id: str
    is_guess: bool = False


Organisations = Mapping[str, Entry]
Guess = Callable[[str, Organisations], set[str]]


def known(issue: Issue, organisations: Organisations) -> Sender | None:
    """Give who has sent a letter, by its address, by the name beside that, or by its own name and title."""
    mastheads = (dict(one.values).get("text", "") for one in issue.left_out if one.code == _MASTHEAD)
    return by_writing(issue.sender, organisations) or next(
        (
            Sender(id_, True)
            for text in (*mastheads, issue.title, issue.letter.title)
            for id_ in _named_in(text, organisations)
        ),
        None,
    )


def by_writing(written: str, organisations: Organisations) -> Sender | None:
    """Give who has sent a letter, by what its sender is written as.

    >>> siv = Organisation(id="siv", name="Sykehuset i Vestfold HF", mail=["siv.no"], names=["Praksisnytt"])
    >>> by_writing("Kari <kari@epost.siv.no>", {"siv": siv}), by_writing("Praksisnytt <a@b.no>", {"siv": siv})
    (Sender(id='siv', is_guess=False), Sender(id='siv', is_guess=True))
    """
    steps: tuple[tuple[Guess, bool], ...] = (
        (_of_address, False),
        (_of_web_site, False),
        (_called, False),
        (_of_domain, True),
        (_also_called, True),
        (_named_in, True),
    )
    for step, is_guess in steps:
        found = step(written, organisations)
        if found:
            return Sender(min(found), is_guess) if len(found) == 1 else None
    return None


def key(issue: Issue) -> str:
    """Give what tells one unknown sender from another: the address, else the name, else the folder it was found in.

    >>> from generator.importers.letter import Letter
    >>> letter = Letter("post/2019/a.docx", "", "", None, "", "")
    >>> issue = Issue(letter, "", None, "Nytt <Nytt@Example.no>", "nb", "", ())
    >>> key(issue), key(issue._replace(sender=""))
    ('nytt@example.no', 'post/2019/')
    """
    written = " ".join(issue.sender.split())
    address = _ADDRESS.search(written)
    found = address[0].lower() if address else written or f"{issue.letter.name.rpartition('/')[0]}/"
    return printable(found[:_LONGEST_KEY])


def _organisations(organisations: Organisations) -> Iterator[Organisation]:
    return (entry for entry in organisations.values() if isinstance(entry, Organisation))


def _of_address(written: str, organisations: Organisations) -> set[str]:
    """Give those to whom the address belongs: the whole of it before its domain, a longer domain before a shorter."""
    ranks: dict[str, int] = {}
    for address in _ADDRESS.finditer(written.lower()):
        for one in _organisations(organisations):
            for mail in one.mail:
                if rank := _rank(address[0], address[1], mail):
                    ranks[one.id] = max(rank, ranks.get(one.id, 0))
    return {id_ for id_, rank in ranks.items() if rank == max(ranks.values())}


def _rank(address: str, host: str, mail: str) -> int:
    if "@" in mail:
        return _WHOLE_ADDRESS if address == mail else 0
    return len(mail) if _lies_in(host, mail) else 0


def _of_web_site(written: str, organisations: Organisations) -> set[str]:
    """Give those whose own web site has the address' domain; a page on somebody's site is no site of one's own."""
    sites = {
        one.id: re.fullmatch(r"https://(?:www\.)?([^/]+)/?", one.url or "") for one in _organisations(organisations)
    }
    hosts = [address[1] for address in _ADDRESS.finditer(written.lower())]
    return {id_ for id_, site in sites.items() if site and any(_lies_in(host, site[1].lower()) for host in hosts)}


def _of_domain(written: str, organisations: Organisations) -> set[str]:
    """Give those after whose id or name the address' domain is called."""
    hosts = [address[1] for address in _ADDRESS.finditer(written.lower())]
    return {entry.id for entry in organisations.values() if any(map(_is_called_after(entry), hosts))}


def _is_called_after(entry: Entry) -> Callable[[str], bool]:
    name = _short(entry.name)
    domains = (f"{entry.id}.no", f"{name}.no", f"{name}.kommune.no")
    return lambda host: any(_lies_in(host, domain) for domain in domains)


def _lies_in(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _called(written: str, organisations: Organisations) -> set[str]:
    """Give those who are called what stands beside the address."""
    name = _beside(written)
    of = {
        entry.id: {_short(entry.name), _short(entry.called("nn")), _short(entry.id)} for entry in organisations.values()
    }
    return {id_ for id_, names in of.items() if name and name in names}


def _also_called(written: str, organisations: Organisations) -> set[str]:
    """Give those who have been called what stands beside the address, or whose newsletters are."""
    name = _beside(written)
    return {one.id for one in _organisations(organisations) if name and name in set(map(_short, one.names))}


def _named_in(text: str, organisations: Organisations) -> set[str]:
    """Give those whose names stand in a text; a name within the longer name of another does not count."""
    padded = f"-{_whole(text)}-"
    found = {
        (name, one.id)
        for one in _organisations(organisations)
        for name in _names(one)
        if f"-{name}-" in padded or f"-{name}s-" in padded
    }
    longest = {
        name for name, _ in found if not any(f"-{name}-" in f"-{other}-" and name != other for other, _ in found)
    }
    ids = {id_ for name, id_ in found if name in longest}
    return ids if len(ids) == 1 else set()


def _names(one: Organisation) -> Iterable[str]:
    """Give the names by which one is known in a text; a name of one word may be a word like any other."""
    own = (name for name in map(_whole, (one.name, one.called("nn"))) if "-" in name)
    return {*own, *filter(None, map(_whole, one.names))}


def _beside(written: str) -> str:
    return _short(re.sub(r"<[^>]*>|\S+@\S+", " ", written))


def _short(name: str) -> str:
    """Write a name without what kind of organisation bears it."""
    return _whole(re.sub(r"\bkommune\b", " ", name))


def _whole(name: str) -> str:
    """Write a name so that small differences do not count: form of company, brackets, letters beyond ASCII."""
    bare = re.sub(r"\([^)]*\)|\b(?:HF|RHF|AS)\b", " ", name)
    return re.sub(r"[^a-z0-9]+", "-", fold(bare)).strip("-")
