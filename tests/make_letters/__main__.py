"""Makes all letters, or those that are named."""

import sys
from collections.abc import Iterable
from pathlib import Path

from tests.make_letters.news import news
from tests.make_letters.right import right
from tests.make_letters.saved import saved
from tests.make_letters.sent import Made, sent

HERE = Path(__file__).parent.parent / "letters"


def letters() -> Iterable[Made]:
    yield from sent()
    yield from news()
    yield from saved()


def main() -> None:
    for name, data, expected in letters():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        (HERE / name).write_bytes(data)
        (HERE / f"{name}.expected.yml").write_text(right(*expected), "utf-8")


if __name__ == "__main__":
    main()
