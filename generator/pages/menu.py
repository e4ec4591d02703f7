"""The menu and the foot of every page, and which of their entries a page belongs to."""

from typing import NamedTuple

from generator.model.content_type import ContentTypes
from generator.pages import addresses
from generator.pages.addresses import kind_url, shelf_url


class MenuEntry(NamedTuple):
    """An address, and the key of what it is called."""

    url: str
    name: str


FOOTER = (
    MenuEntry(addresses.CHANGES, "recent_changes"),
    MenuEntry(addresses.REVIEW, "review"),
    MenuEntry(addresses.EDITION, "about_release"),
)


def menu(types: ContentTypes) -> tuple[tuple[MenuEntry, ...], tuple[MenuEntry, ...]]:
    """Give the main menu in its two groups: the content, and the ways to find it."""
    content = (
        MenuEntry(kind_url(name), f"kind_{name}") for name, one in types.items() if not one.arena and name != "sider"
    )
    ways = (MenuEntry(shelf_url(name), f"shelf_{name}") for name in ("tema", "avsender"))
    return (
        (*content, MenuEntry(addresses.ARENAS, "arenas")),
        (*ways, MenuEntry(addresses.LETTERS, "letters"), MenuEntry(kind_url("sider"), "kind_sider")),
    )


def section(url: str, types: ContentTypes) -> str:
    """Give the address of the entry in menu or footer that a page belongs to; nothing where it belongs to none.

    >>> [section(url, {}) for url in ("tema/gastro/index.html", "kontakter/mangler/index.html", "sok/index.html")]
    ['tema/index.html', 'samarbeid/index.html', '']
    """
    folder = url.partition("/")[0]
    own = types.get(folder) or next((one for one in types.values() if one.shelf == folder), None)
    if folder == "kontakter" or (own and own.arena):
        return addresses.ARENAS
    place = kind_url(own.name if own else folder)
    entries = {entry.url for group in (*menu(types), FOOTER) for entry in group} | {addresses.OFFLINE}
    return place if place in entries else ""
