"""Events as a kind."""

from generator.kinds.arrangementer import agenda
from generator.kinds.arrangementer.model import NAME, Arrangement, check
from generator.kinds.base import Kind

KIND = Kind(
    NAME,
    Arrangement,
    lists_itself=True,
    suggested=("sender", "starts"),
    check=check,
    details=agenda.details,
    pages=agenda.pages,
)
