"""Cases as a kind."""

from generator.kinds.base import Kind
from generator.kinds.saker.model import NAME, Case, check, overdue
from generator.kinds.saker.pages import LISTS, case, plan

KIND = Kind(
    NAME,
    Case,
    dated=True,
    arena=True,
    check=check,
    overdue=overdue,
    details=case,
    pages=plan,
    views=LISTS,
)
