"""What is right for a letter, as it stands beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from tests.letter_texts import Brev, Sak


def right(*letters: Brev) -> str:
    return written([_right(letter) for letter in letters])


def written(rows: Sequence[Mapping[str, Any]]) -> str:
    dumped: str = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=118)
    return dumped


def _right(letter: Brev) -> dict[str, Any]:
    return {
        "title": letter.title,
        "date": letter.day,
        "sender": letter.sender,
        "language": letter.language,
        "introduction": "\n".join(letter.introduction),
        "items": [_right_item(item) for item in letter.items],
    }


def _right_item(item: Sak) -> dict[str, Any]:
    rows = [" ".join(row) for row in item.table]
    text = "\n".join([*item.paragraphs, *item.points, *rows, *filter(None, [item.link[0]])])
    return {"title": item.title, **({"section": item.section} if item.section else {}), "text": text}
