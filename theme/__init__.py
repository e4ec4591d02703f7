"""Fagarkiv's look: templates, styles, scripts and translations, on top of Material for MkDocs."""

from pathlib import Path

PATH = Path(__file__).parent
