"""The content types, in the order in which readers meet them."""

from types import MappingProxyType
from typing import Any

from generator.kinds import (
    anbefalinger,
    kampanjer,
    laeringsmal,
    nyheter,
    ordninger,
    sider,
    smagrupper,
    tekster,
)
from generator.kinds.arrangementer import kind as arrangementer
from generator.kinds.avvik import kind as avvik
from generator.kinds.base import Kind
from generator.kinds.fora import kind as fora
from generator.kinds.nyhetsbrev import kind as nyhetsbrev
from generator.kinds.saker import kind as saker
from generator.model.front_matter import FrontMatter
from generator.model.shown_fields import facets

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

FACETS = facets(FrontMatter, *(kind.matter for kind in KINDS))
"""What documents can be filtered by, in the order in which readers are shown it."""

__all__ = ["BY_NAME", "FACETS", "KINDS", "Kind"]
