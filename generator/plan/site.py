"""The whole site map: what pages there are and what each shows.  Pure and complete before anything is rendered."""

from collections.abc import Iterable, Sequence

from generator.kinds import KINDS
from generator.model.reviews import reviews
from generator.pages import addresses, feeds
from generator.pages.page import Page, Planned, all_planned, planned
from generator.pages.redirects import Redirect
from generator.pages.timeline import Event
from generator.pages.views import Key, Views
from generator.plan import contacts as contact_pages
from generator.plan.documents import documents, variants
from generator.plan.home import home
from generator.plan.listed import listed_of
from generator.plan.lists import arenas, kind_lists, letter_lists
from generator.plan.reviews import by_organisation, review_pages
from generator.plan.shelves import shelf_pages, shelved_of


def plan(views: Views, recent: Sequence[Event]) -> list[Planned]:
    """Name every page that shows or lists documents; ``recent`` is what has changed lately, oldest first."""
    listed = listed_of(views)
    found = reviews(views.archive, views.today)
    contacts = contact_pages.found(views)
    of_kinds = [page for kind in KINDS for page in kind.pages(views)]
    lists = [
        home(listed, recent),
        *feeds.pages(addresses.HOME, Key("feed_latest"), feeds.entries(views, listed.cards["nyheter"])),
        Page(addresses.SEARCH, "sok.html", Key("search"), {}),
        Page(addresses.NOT_FOUND, "404.html", Key("not_found"), {}),
        *kind_lists(listed),
        *shelf_pages(views, shelved_of(listed), by_organisation(found), contacts),
        *letter_lists(listed),
        *review_pages(views, found),
        *contact_pages.plan(views, contacts),
        *of_kinds,
        arenas(listed, {page.url for page in of_kinds}),
    ]
    return [*documents(views), *variants(views), *all_planned(lists)]


def redirects(former: Iterable[Redirect]) -> list[Planned]:
    """Name a page for every former address, leading to the page that has taken over."""
    return [planned(Page(url, "videre.html", title, {"to": to})) for url, to, title in former]
