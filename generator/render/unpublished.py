"""Links to what is not published yet."""

import re
from collections.abc import Iterable


def without(text: str, unpublished: Iterable[str]) -> str:
    """Let links to what is not published yet lead nowhere."""
    for hidden in unpublished:
        text = re.sub(rf'<a href="{re.escape(hidden)}"', '<a class="fa-unpublished"', text)
    return text
