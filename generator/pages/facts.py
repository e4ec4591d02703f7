"""What the fields of a document say that are marked as facts."""

from generator.model.archive import Document
from generator.model.front_matter import FrontMatter
from generator.model.references import references
from generator.model.registers import Registers
from generator.model.shown_fields import Fact as Mark
from generator.model.shown_fields import is_choice, marked
from generator.pages.cards import Key, ShownFact


def facts(document: Document, registers: Registers, language: str) -> tuple[ShownFact, ...]:
    """Give each fact of a document that has a value, as readers are told it."""
    matter, found = document.matter, []
    for field in marked(type(matter), Mark):
        value = getattr(matter, field)
        values = value if isinstance(value, tuple) else (value,) if value else ()
        if values:
            found.append(ShownFact(field, tuple(_said(matter, field, str(one), registers, language) for one in values)))
    return tuple(found)


def _said(matter: FrontMatter, field: str, value: str, registers: Registers, language: str) -> str | Key:
    register = references(type(matter)).get(field, "")
    if register in registers and value in registers[register]:
        return registers[register][value].called(language)
    return Key(f"value_{field}_{value}") if is_choice(type(matter), field) else value
