"""What is taken from the mkdocs-material package: stylesheet, icons and translations, and nothing of its engine."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

_ROOT = Path(str(files("material"))) / "templates"


def stylesheet() -> str:
    """Read the whole of Material's main stylesheet."""
    (file,) = (_ROOT / "assets" / "stylesheets").glob("main.*.min.css")
    return file.read_text("utf-8")


@cache
def icon(name: str) -> str:
    """Read one icon, such as ``material/magnify``, as SVG that screen readers pass over.

    It has a size of its own, so that it does not fill a page without styles.
    """
    svg = (_ROOT / ".icons" / f"{name}.svg").read_text("utf-8")
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" width="24" height="24" ', 1)


@cache
def translation(language: str, key: str) -> str:
    """Give Material's own wording of a key such as ``action.skip``."""
    environment = Environment(loader=FileSystemLoader(_ROOT), autoescape=True)
    module = environment.get_template(f"partials/languages/{language}.html").module
    return str(module.t(key))  # type: ignore[attr-defined]
