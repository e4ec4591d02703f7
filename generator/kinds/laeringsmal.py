"""Learning-goal guides: series of editions, written for doctors who specialise in general practice."""

from typing import TYPE_CHECKING

from generator.kinds import editions
from generator.kinds.base import Details, Kind
from generator.kinds.editions import Edition
from generator.model.archive import Document

if TYPE_CHECKING:
    from generator.pages.views import Views


def details(document: Document, views: "Views") -> Details:
    """Add what the archive has that counts towards each of the guide's goals."""
    return {**editions.details(document, views), "goals": views.goals(document)}


KIND = Kind("laeringsmal", Edition, series=True, points=True, shelf="mal", details=details)
