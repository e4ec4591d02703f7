"""Forums as a kind."""

from generator.kinds.base import Kind
from generator.kinds.fora.model import NAME, Forum
from generator.kinds.fora.pages import forum, plan

KIND = Kind(NAME, Forum, arena=True, fresh_years=3, details=forum, pages=plan)
