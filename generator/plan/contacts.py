"""The pages about contact roles: who has them, and where they are missing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.model.contact_roles import RoleHeld, RolePlace, State, places
from generator.pages import addresses
from generator.pages.cards import Key, Named, iso
from generator.pages.listing import RoleRow
from generator.pages.lists import collation, in_order
from generator.pages.page import Page
from generator.pages.views import Views


def found(views: Views) -> list[RolePlace]:
    """Give the places that have contact roles, in alphabetical order: municipalities first."""
    return sorted(
        places(views.archive.registers, views.today),
        key=lambda place: (place.register, collation(views.name(place.register, place.id)), place.id),
    )


class PlaceRow(NamedTuple):
    """A municipality or organisation, and its roles."""

    named: Named
    roles: tuple[RoleRow, ...]


class RoleCount(NamedTuple):
    """How many required roles there are, and how it stands with them."""

    all: int
    har: int
    utloper: int
    utlopt: int
    mangler: int

    @property
    def held(self) -> int:
        """How many somebody has today, those that soon end included."""
        return self.har + self.utloper


class About(NamedTuple):
    """A role, and what it answers for."""

    role: str
    note: str


class ContactsData(NamedTuple):
    """A page of the list of contacts."""

    places: tuple[PlaceRow, ...]
    newer: str
    older: str
    counted: RoleCount
    about: tuple[About, ...]


class GapsData(NamedTuple):
    """A page of the report of what is missing."""

    gaps: tuple[PlaceRow, ...]
    newer: str
    older: str
    counted: RoleCount
    up: tuple[Named, ...]


def rows(views: Views, place: RolePlace) -> tuple[RoleRow, ...]:
    """Show the roles of one place."""
    return tuple(_row(views, held) for held in place.roles)


def _row(views: Views, held: RoleHeld) -> RoleRow:
    role, contact, state = held.role.called(views.language), held.contact, held.state.value
    if contact is None:
        return RoleRow(role, "", "", "", "", "", state, lasts=False)
    email, phone, url = contact.email or "", contact.phone or "", contact.url or ""
    name, lasts = contact.called(views.language), held.state is State.HELD
    return RoleRow(role, name, email, phone, url, iso(contact.valid_to), state, lasts)


def plan(views: Views, shown: Sequence[RolePlace]) -> Iterator[Page]:
    """Plan the list of contacts, and the report of what is missing, where there are roles at all."""
    roles = views.archive.registers["kontaktroller"]
    if not roles:
        return
    counted = _counted(shown)
    about = tuple(About(role.called(views.language), role.note or "") for role in roles.values())
    places = [PlaceRow(views.named(place.register, place.id), rows(views, place)) for place in shown]
    for part in in_order(addresses.CONTACTS, places):
        data = ContactsData(part.items, part.newer, part.older, counted, about)
        yield Page(part.url, "kontakter.html", Key("contacts"), data)
    gaps = [
        PlaceRow(views.named(place.register, place.id), tuple(_row(views, held) for held in place.gaps))
        for place in shown
        if place.gaps
    ]
    up = (Named(Key("contacts"), addresses.CONTACTS),)
    for lacking in in_order(addresses.CONTACT_GAPS, gaps):
        own = GapsData(lacking.items, lacking.newer, lacking.older, counted, up)
        yield Page(lacking.url, "kontakthull.html", Key("contact_gaps"), own)


def _counted(shown: Sequence[RolePlace]) -> RoleCount:
    """Count the required roles by how it stands with them."""
    required = [held.state for place in shown for held in place.roles if held.role.required_in]
    return RoleCount(len(required), **{state.value: required.count(state) for state in State})
