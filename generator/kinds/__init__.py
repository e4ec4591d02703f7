"""The content types, in the order in which readers meet them."""

from types import MappingProxyType

from generator.kinds import (
    anbefalinger,
    arrangementer,
    avvik,
    fora,
    kampanjer,
    laeringsmal,
    nyheter,
    nyhetsbrev,
    ordninger,
    saker,
    sider,
    smagrupper,
    tekster,
)
from generator.kinds.base import Kind

KINDS = (
    nyheter.KIND,
    nyhetsbrev.KIND,
    anbefalinger.KIND,
    laeringsmal.KIND,
    arrangementer.KIND,
    ordninger.KIND,
    fora.KIND,
    saker.KIND,
    avvik.KIND,
    kampanjer.KIND,
    tekster.KIND,
    smagrupper.KIND,
    sider.KIND,
)

BY_NAME = MappingProxyType({kind.name: kind for kind in KINDS})

__all__ = ["BY_NAME", "KINDS", "Kind"]
