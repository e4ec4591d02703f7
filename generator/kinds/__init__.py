"""The content types, in the order in which readers meet them."""

from types import MappingProxyType

from generator.kinds import anbefalinger, arrangementer, laeringsmal, nyheter, nyhetsbrev, ordninger, sider
from generator.kinds.base import Kind

KINDS = (
    nyheter.KIND,
    nyhetsbrev.KIND,
    anbefalinger.KIND,
    laeringsmal.KIND,
    arrangementer.KIND,
    ordninger.KIND,
    sider.KIND,
)

BY_NAME = MappingProxyType({kind.name: kind for kind in KINDS})

__all__ = ["BY_NAME", "KINDS", "Kind"]
