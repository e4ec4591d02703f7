"""The pages about contact roles: who has them, and where they are missing."""

from collections.abc import Iterator, Sequence

from generator.model.contact_roles import Held, Place, State, places
from generator.pages import addresses
from generator.pages.lists import collation, in_order
from generator.pages.page import Page
from generator.pages.views import Key, Named, Views, iso


def found(views: Views) -> list[Place]:
    """Give the places that have contact roles, in alphabetical order: municipalities first."""
    return sorted(
        places(views.archive.registers, views.today),
        key=lambda place: (place.register, collation(views.name(place.register, place.id)), place.id),
    )


def rows(views: Views, place: Place) -> tuple[object, ...]:
    """Show the roles of one place."""
    return tuple(_row(views, held) for held in place.roles)


def _row(views: Views, held: Held) -> tuple[object, ...]:
    role, contact = held.role.called(views.language), held.contact
    if contact is None:
        return role, "", "", "", "", "", held.state.value
    reached = (contact.email or "", contact.phone or "", contact.url or "")
    return role, contact.called(views.language), *reached, iso(contact.valid_to), held.state.value


def plan(views: Views, shown: Sequence[Place]) -> Iterator[Page]:
    """Plan the list of contacts, and the report of what is missing, where there are roles at all."""
    roles = views.archive.registers["kontaktroller"]
    if not roles:
        return
    count = _counts(shown)
    about = tuple((role.called(views.language), role.note or "") for role in roles.values())
    cards = [(views.named(place.register, place.id), rows(views, place)) for place in shown]
    for part in in_order(addresses.CONTACTS, cards):
        own = {"places": part.items, "newer": part.newer, "older": part.older, "count": count, "about": about}
        yield Page(part.url, "kontakter.html", Key("contacts"), own)
    gaps = [
        (views.named(place.register, place.id), tuple(_row(views, held) for held in place.gaps))
        for place in shown
        if place.gaps
    ]
    for part in in_order(addresses.CONTACT_GAPS, gaps):
        own = {"gaps": part.items, "newer": part.newer, "older": part.older, "count": count}
        up = (Named(Key("contacts"), addresses.CONTACTS),)
        yield Page(part.url, "kontakthull.html", Key("contact_gaps"), {**own, "up": up})


def _counts(shown: Sequence[Place]) -> dict[str, int]:
    """Count the required roles by how it stands with them."""
    required = [held.state for place in shown for held in place.roles if held.role.required_in]
    return {"all": len(required), **{state.value: required.count(state) for state in State}}
