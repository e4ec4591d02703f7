"""Learning goals: what the register says of each, and what in the archive counts towards it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.model.archive import Document
from generator.model.registers import LearningGoal
from generator.pages.cards import Card, Named, iso
from generator.pages.views import Views

_COUNTING_SHOWN = 5


class GoalFacts(NamedTuple):
    """What the register says of a learning goal beyond its name; ``first`` and ``last`` are days or empty."""

    code: str
    group: str
    text: str
    url: str
    note: str
    first: str
    last: str
    ended: bool


class GoalRow(NamedTuple):
    """A goal of a guide: whether it still applies, the latest of what counts, and how much that is in all."""

    goal: Named
    applies: bool
    counting: tuple[Card, ...]
    total: int


def goal_facts(views: Views, entry: str) -> GoalFacts | None:
    """Give what the register says of a learning goal beyond its name."""
    found = views.archive.registers["laeringsmal"][entry]
    if not isinstance(found, LearningGoal):
        return None
    return GoalFacts(
        code=found.code or "",
        group=found.group or "",
        text=found.text or "",
        url=found.url or "",
        note=found.note or "",
        first=iso(found.valid_from),
        last=iso(found.valid_to),
        ended=found.valid_to is not None and found.valid_to < views.today,
    )


def goals(views: Views, guide: Document) -> tuple[GoalRow, ...]:
    """Give each goal of a guide, with what counts towards it besides the guide itself."""
    return tuple(_goal(views, goal, guide) for goal in views.archive.classified(guide, "learning_goals"))


def _goal(views: Views, goal: str, guide: Document) -> GoalRow:
    by_goal = views.once("counting", lambda: _counting(views))
    counts = [one for one in by_goal.get(goal, ()) if one.series != guide.series]
    shown = tuple(map(views.standing_card, counts[:_COUNTING_SHOWN]))
    facts = goal_facts(views, goal)
    return GoalRow(views.named("laeringsmal", goal), not (facts and facts.ended), shown, len(counts))


def _counting(views: Views) -> Mapping[str, Sequence[Document]]:
    """Give what names each goal, latest first; of a series, the edition in force."""
    found: dict[str, list[Document]] = defaultdict(list)
    documents = views.archive.documents.values()
    for document in sorted(documents, key=lambda one: (iso(one.matter.counted_on), one.id), reverse=True):
        if views.edition_in_force(document) in (None, document):
            for goal in views.archive.classified(document, "learning_goals"):
                found[goal].append(document)
    return found
