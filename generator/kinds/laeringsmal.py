"""Learning-goal guides: series of editions, written for doctors who specialise in general practice."""

from generator.kinds import edition_details
from generator.kinds.base import Details, Kind
from generator.model.archive import Document
from generator.model.edition import Edition
from generator.pages.views import Views


def details(document: Document[Edition], views: Views) -> Details:
    """Add what the archive has that counts towards each of the guide's goals."""
    return {**edition_details.details(document, views), "goals": views.goals(document)}


KIND = Kind("laeringsmal", Edition, series=True, points=True, shelf="mal", details=details)
