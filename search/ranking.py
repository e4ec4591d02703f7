"""How much each way to meet a word counts, and how much is looked at: ``data/rangering.json``, as in the browser."""

import json
from pathlib import Path
from typing import NamedTuple


class Ranking(NamedTuple):
    """Measured in ``DESIGN.md``."""

    just: float
    within: float
    begun: float
    repaired: float
    synonym: float
    joined: float
    named: float
    point: float
    strong: float
    demanded: float
    most_demanded: int
    saturation: float
    just_saturation: float
    rarity: float
    coverage: float
    recency: float
    own_variety: float
    most_typed: int
    most_words: int
    most_joined: int
    most_expanded: int
    most_phrased: int
    most_written: int
    most_points: int
    most_leads: int
    kinds: dict[str, float]
    groups: list[str]
    pointing: list[str]


RANKING = Ranking(**json.loads((Path(__file__).parent / "data" / "rangering.json").read_text("utf-8")))
