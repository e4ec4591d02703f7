"""Who has which role in which municipality and hospital, and which roles nobody has.  Offices, never persons."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from generator.model.registers import ContactRole, Entry, Organisation, Registers, RoleContact

NOTICE_DAYS = 92
_HOSPITAL = "sykehus"


class State(StrEnum):
    """How it stands with a role in a place; the values are keys of the translation files."""

    HELD = "har"
    ENDING = "utloper"
    ENDED = "utlopt"
    MISSING = "mangler"


class RoleHeld(NamedTuple):
    """A role in a place, the contact that has it, if any, and how it stands."""

    role: ContactRole
    contact: RoleContact | None
    state: State


class RolePlace(NamedTuple):
    """A municipality (of the register ``kommuner``) or an organisation, and the roles that it has or must have."""

    register: str
    id: str
    roles: tuple[RoleHeld, ...]

    @property
    def gaps(self) -> tuple[RoleHeld, ...]:
        """Give the required roles that nobody has, or soon nobody will."""
        return tuple(held for held in self.roles if held.state is not State.HELD and held.role.required_in)


def state(contact: RoleContact, today: date) -> State:
    """Tell whether a contact still counts on ``today``; ``valid_to`` is its last day."""
    if contact.valid_to is None or contact.valid_to > today + timedelta(days=NOTICE_DAYS):
        return State.HELD
    return State.ENDING if contact.valid_to >= today else State.ENDED


def places(registers: Registers, today: date) -> Iterator[RolePlace]:
    """Yield every municipality and organisation that has a role or must have one, in the order of the registers."""
    roles = [role for role in registers["kontaktroller"].values() if isinstance(role, ContactRole)]
    contacts = [one for one in registers["kontakter"].values() if isinstance(one, RoleContact)]
    for register, own in (("kommuner", "municipality"), ("organisasjoner", "organisation")):
        by_place: dict[str, list[RoleContact]] = {entry: [] for entry in registers[register]}
        for contact in contacts:
            if (place := getattr(contact, own)) in by_place:
                by_place[place].append(contact)
        for entry in registers[register].values():
            held = tuple(_held(roles, by_place[entry.id], _required_by(register, entry), today))
            if held:
                yield RolePlace(register, entry.id, held)


def _required_by(register: str, entry: Entry) -> str:
    """Name what an entry counts as where roles say what they are required in."""
    if isinstance(entry, Organisation):
        return _HOSPITAL if entry.type == _HOSPITAL else ""
    return register


def _held(
    roles: Sequence[ContactRole], contacts: Sequence[RoleContact], required_by: str, today: date
) -> Iterator[RoleHeld]:
    for role in roles:
        own = [RoleHeld(role, contact, state(contact, today)) for contact in contacts if contact.role == role.id]
        # One that goes on is enough: what has ended is then history, not a gap.
        lasting = [held for held in own if held.state in (State.HELD, State.ENDING)]
        yield from lasting or own
        if not own and required_by and role.required_in == required_by:
            yield RoleHeld(role, None, State.MISSING)
