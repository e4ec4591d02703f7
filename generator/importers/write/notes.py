"""What a reviewer is told of a draft stands in the draft: which remarks belong to which item, and in which words."""

from collections.abc import Iterator, Sequence

from generator.base.problems import placeholders, say
from generator.importers.letter import Item, Remark
from generator.importers.propose.proposals import Same
from generator.importers.wording import told

_MOST, _MOST_PLACED = 60, 500
# What a remark is filled with that can be found in an item's text again; shorter than this, it may be any word.
_FOUND_BY = ("text", "value", "name")
_SHORTEST = 4
# What whoever reviews any of the drafts must know.
_OF_ALL = ("import-tegngjenkjent",)


class Notes:
    """Gives each remark of a letter to the items that it is about, and the rest to the issue."""

    def __init__(self, remarks: Sequence[Remark], items: Sequence[Item]) -> None:
        self._remarks = tuple(dict.fromkeys(remarks))[:_MOST_PLACED]
        self._items = items

    def of(self, item: Item) -> Iterator[Remark]:
        """Yield what there is to say of one item."""
        return (one for one in self._remarks if one.code in _OF_ALL or _is_about(one, item))

    def of_the_rest(self) -> Iterator[Remark]:
        """Yield what is about none of the items."""
        return (one for one in self._remarks if not any(_is_about(one, item) for item in self._items))


def _is_about(remark: Remark, item: Item) -> bool:
    values = dict(remark.values)
    if "item" in values:
        return values["item"] == item.title
    return any(len(values.get(name, "")) >= _SHORTEST and values[name] in item.markdown for name in _FOUND_BY)


def noted(remarks: Sequence[Remark], language: str) -> list[str]:
    """Say remarks in lines of front matter; of very many, the report has the rest."""
    lines = list(dict.fromkeys(told(one, language) for one in remarks))
    more = [say(language, "import-flere-merknader", count=len(lines) - _MOST)] if len(lines) > _MOST else []
    return [*lines[:_MOST], *more]


def alike(same: Same) -> Remark:
    """Say that an item resembles another one."""
    return remark("import-ligner", id=same.id, title=same.title, percent=round(same.likeness * 100))


def remark(code: str, **values: object) -> Remark:
    """Make a remark of keyword arguments."""
    return Remark(code, placeholders(values))
