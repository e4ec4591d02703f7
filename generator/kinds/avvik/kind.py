"""Deviations as a kind."""

from generator.kinds.avvik.coverage import OVERVIEW, UNCOVERED, deviation, plan
from generator.kinds.avvik.model import NAME, Deviation, check
from generator.kinds.base import Kind

KIND = Kind(
    NAME,
    Deviation,
    arena=True,
    fresh_years=3,
    check=check,
    details=deviation,
    pages=plan,
    views=(("coverage", OVERVIEW), ("coverage_gaps", UNCOVERED)),
)
