"""Learning-goal guides: series of editions, written for doctors who specialise in general practice."""

from typing import NamedTuple

from generator.kinds.base import Kind
from generator.model.archive import Document
from generator.model.edition import Edition
from generator.pages.goals import GoalRow, goals
from generator.pages.views import Views


class GuideDetails(NamedTuple):
    """What a guide's page shows besides: what the archive has that counts towards each of its goals."""

    goals: tuple[GoalRow, ...]


def details(document: Document[Edition], views: Views) -> GuideDetails:
    """Add what counts towards each of the guide's goals."""
    return GuideDetails(goals(views, document))


KIND = Kind("laeringsmal", Edition, series=True, points=True, fresh_years=3, shelf="mal", details=details)
