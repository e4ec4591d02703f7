"""Issues as a kind."""

from generator.kinds.base import Kind
from generator.kinds.nyhetsbrev.model import NAME, Issue, IssueDraft, check
from generator.kinds.nyhetsbrev.pages import OVERVIEW, details, plan

KIND = Kind(
    NAME,
    Issue,
    draft=IssueDraft,
    dated=True,
    check=check,
    details=details,
    pages=plan,
    views=(("overview_nyhetsbrev", OVERVIEW),),
)
