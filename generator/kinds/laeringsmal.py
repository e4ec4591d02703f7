"""Learning-goal guides: series of editions, written for doctors who specialise in general practice."""

from generator.kinds.base import Kind
from generator.kinds.editions import Edition, details

KIND = Kind("laeringsmal", Edition, series=True, points=True, details=details)
