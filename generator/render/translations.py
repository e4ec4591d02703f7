"""The words of the interface: wordings by key, and days and times as readers say them."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import yaml
from babel.dates import format_date

import theme


@cache
def translations(language: str) -> Mapping[str, str]:
    """Read ``theme/translations/LANGUAGE.yml``."""
    text = (theme.PATH / "translations" / f"{language}.yml").read_text("utf-8")
    return {str(key): str(value) for key, value in yaml.load(text, yaml.CSafeLoader).items()}


def translator(language: str) -> Callable[..., str]:
    """Give what finds a wording by its key, and fills it."""
    wording = translations(language)

    def translate(key: str, **values: object) -> str:
        return wording[key].format_map(values) if values else wording[key]

    return translate


def written_day(language: str) -> Callable[[str], str]:
    """Give what writes a day, given as ISO 8601, in words."""

    @cache
    def written(iso: str) -> str:
        return format_date(date.fromisoformat(iso), "d. MMMM y", locale=language)

    return written


def moments(language: str) -> Callable[[str], str]:
    """Give what writes when an event is, given as two moments in ISO 8601 with a slash between."""
    day = written_day(language)

    def moment(iso: str) -> str:
        weekday = format_date(date.fromisoformat(iso[:10]), "EEEE", locale=language)
        return f"{weekday} {day(iso[:10])}" + (f" kl. {clock(iso)}" if "T" in iso else "")

    def clock(iso: str) -> str:
        return iso[11:].replace(":", ".")

    def written(when: str) -> str:
        """Write when an event is: ``2026-11-26T16:00/2026-11-26T18:00`` as a weekday, a day and two times."""
        starts, _, ends = when.partition("/")
        if ends[:10] in ("", starts[:10]):
            return moment(starts) + (f"–{clock(ends)}" if "T" in ends else "")
        return f"{moment(starts)} – {moment(ends)}"

    return written
