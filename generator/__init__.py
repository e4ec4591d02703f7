"""Fagarkiv's generator: Markdown and registers in, a static archive out."""

__version__ = "0.2.0.dev0"
