"""Recommendations: series of editions with numbered points, published by a forum."""

from generator.kinds.base import Kind
from generator.kinds.editions import Edition, details

KIND = Kind("anbefalinger", Edition, series=True, points=True, details=details)
