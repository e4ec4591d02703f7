"""The whole site map: what pages there are and what each shows.  Pure and complete before anything is rendered."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.kinds import KINDS
from generator.model.reviews import reviews
from generator.pages import addresses, feeds
from generator.pages.cards import Key
from generator.pages.page import Nothing, Page, Planned, all_planned, planned
from generator.pages.redirects import Redirect
from generator.pages.timeline import TimelineEvent
from generator.pages.views import Views
from generator.plan import contacts as contact_pages
from generator.plan.documents import documents, variants
from generator.plan.home import NEWS_FEEDS_TITLE, home
from generator.plan.listed import listed_of
from generator.plan.lists import arenas, kind_lists, letter_lists
from generator.plan.older import older_page
from generator.plan.reviews import review_pages
from generator.plan.search import search
from generator.plan.shelves import shelf_pages, shelved_of


def plan(views: Views, recent: Sequence[TimelineEvent]) -> list[Planned]:
    """Name every page that shows or lists documents; ``recent`` is what has changed lately, oldest first."""
    listed = listed_of(views)
    found = reviews(views.archive, views.today)
    contacts = contact_pages.found(views)
    roles = {(place.register, place.id): contact_pages.rows(views, place) for place in contacts}
    news = feeds.entries(views, listed.cards["nyheter"])
    of_kinds = [page for kind in KINDS for page in kind.pages(views)]
    lists = [
        home(listed, recent),
        *feeds.pages(addresses.HOME, NEWS_FEEDS_TITLE, feeds.FeedData(addresses.HOME, entries=news)),
        search(views),
        Page(addresses.NOT_FOUND, "404.html", Key("not_found"), Nothing()),
        *kind_lists(listed),
        *shelf_pages(views, shelved_of(listed), roles),
        *letter_lists(listed),
        *review_pages(views, found),
        *contact_pages.plan(views, contacts),
        *older_page(views),
        *of_kinds,
        arenas(listed, {page.url for page in of_kinds}),
    ]
    return [*documents(views), *variants(views), *all_planned(lists)]


class Moved(NamedTuple):
    """What the page at a former address shows: where it leads."""

    to: str


def redirects(former: Iterable[Redirect]) -> list[Planned]:
    """Name a page for every former address, leading to the page that has taken over."""
    return [planned(Page(url, "videre.html", title, Moved(to))) for url, to, title in former]
