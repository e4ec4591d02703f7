"""Recommendations: series of editions with numbered points, published by a forum."""

from generator.kinds.base import Kind
from generator.model.edition import Edition

KIND = Kind("anbefalinger", Edition, series=True, points=True, fresh_years=3, shelf="region")
