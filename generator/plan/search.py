"""The search page, which has ways in for a reader who does not know what to type."""

from typing import NamedTuple

from generator.kinds import KINDS
from generator.pages import addresses
from generator.pages.addresses import kind_url, shelf_url
from generator.pages.cards import Key, Named
from generator.pages.page import Page
from generator.pages.views import Views

_ANSWERS = ("anbefalinger", "ordninger", "nyheter")


class SearchData(NamedTuple):
    """What the search page shows before anything is typed."""

    ways: tuple[Named, ...]


def search(views: Views) -> Page:
    """Plan the search page."""
    registers = views.archive.registers
    shelves = [Named(Key(f"shelf_{one.name}"), shelf_url(one.name)) for one in addresses.shelves(registers)]
    kinds = [Named(Key(f"kind_{kind.name}"), kind_url(kind.name)) for kind in KINDS if kind.name in _ANSWERS]
    contacts = [Named(Key("contacts"), addresses.CONTACTS)] if registers["kontaktroller"] else []
    others = [Named(Key("recent_changes"), addresses.CHANGES), Named(Key("letters"), addresses.LETTERS)]
    ways = (*kinds, *shelves, *contacts, *others)
    return Page(addresses.SEARCH, "sok.html", Key("search"), SearchData(ways))
