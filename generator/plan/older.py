"""The page for editors of regions: what to look at again since a text that they decided on came in a new edition."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from generator.pages import addresses
from generator.pages.behind import OlderRow, older_rows
from generator.pages.cards import Key, Named
from generator.pages.lists import collation
from generator.pages.page import Page
from generator.pages.views import Views


class RegionOlder(NamedTuple):
    """All that a region has that rests on older editions."""

    region: Named
    anchor: str
    rows: tuple[OlderRow, ...]


class OlderData(NamedTuple):
    """What each region must look at again, and variants of which it is not known whose they are."""

    up: tuple[Named, ...]
    groups: tuple[RegionOlder, ...]
    variants: tuple[OlderRow, ...]


def older_page(views: Views) -> Iterator[Page]:
    """Plan the page, where there are regions."""
    if not views.archive.registers["regioner"]:
        return
    rows = [*chain.from_iterable(older_rows(views, series) for series in views.archive.series)]
    parted: dict[str, list[OlderRow]] = defaultdict(list)
    for row in rows:
        parted[row.anchor].append(row)
    variants = tuple(parted.pop("", ()))
    groups = (RegionOlder(views.named("regioner", one), one, tuple(own)) for one, own in parted.items())
    by_name = tuple(sorted(groups, key=lambda one: (collation(str(one.region.name)), one.anchor)))
    up = (Named(Key("shelf_region"), addresses.shelf_url("region")),)
    yield Page(addresses.OLDER, "eldre-utgaver.html", Key("older_page"), OlderData(up, by_name, variants))
