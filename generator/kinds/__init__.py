"""The content types, in the order in which readers meet them."""

from types import MappingProxyType
from typing import Any

from generator.kinds import anbefalinger, kampanjer, laeringsmal, nyheter, ordninger, sider, smagrupper, tekster
from generator.kinds.arrangementer import kind as arrangementer
from generator.kinds.avvik import kind as avvik
from generator.kinds.base import Kind
from generator.kinds.fora import kind as fora
from generator.kinds.nyhetsbrev import kind as nyhetsbrev
from generator.kinds.saker import kind as saker

KINDS: tuple[Kind[Any], ...] = (
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
