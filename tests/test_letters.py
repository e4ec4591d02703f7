"""Whole letters, from Outlook, list tools, Word, PDF and text: what is right for each stands beside it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from generator.importers.letter import Issue
from tests.expected import Rewrite
from tests.make_letters.right import written
from tests.splitting import LETTERS, NAMES, RIGHT, made_of, shown, words


class Measured(NamedTuple):
    """How many words are right, how many of them came, and how many came that are not."""

    right: int
    kept: int
    too_many: int


def right_of(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((LETTERS / f"{name}{RIGHT}").read_text("utf-8"))
    return loaded


def as_made(name: str) -> str:
    """Write what is made of a letter as what is right for it; texts of the same words stay as they stand."""
    right = right_of(name) if (LETTERS / f"{name}{RIGHT}").exists() else []
    items = [item for one in right for item in one["items"]]
    texts = {_key(text): text for text in (*(one["introduction"] for one in right), *(item["text"] for item in items))}
    return written([_as_right(made, texts) for made in made_of(name)])


def _as_right(made: Issue, texts: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    def worded(markdown: str) -> str:
        lines = (" ".join(line.split()) for line in shown(markdown).split("\n"))
        text = "\n".join(filter(None, lines))
        return texts.get(_key(text), text)

    rows = zip(named_items(made), made.items, strict=True)
    items = [{**named, "text": worded(item.markdown)} for named, item in rows]
    return {**heading(made), "introduction": worded(made.introduction), "items": items}


def _key(text: str) -> tuple[str, ...]:
    return tuple(sorted(words(text)))


def measured(made: Sequence[Issue], right: Sequence[Mapping[str, Any]]) -> Measured:
    wanted = Counter(words("\n".join([*_texts_right(right)])))
    came = Counter(words("\n".join(_texts_made(made))))
    return Measured(wanted.total(), (wanted & came).total(), (came - wanted).total())


def _texts_right(right: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        text
        for one in right
        for text in (one["introduction"], *(f"{item['title']}\n{item['text']}" for item in one["items"]))
    ]


def _texts_made(made: Sequence[Issue]) -> list[str]:
    return [
        text
        for one in made
        for text in (shown(one.introduction), *(f"{item.title}\n{shown(item.markdown)}" for item in one.items))
    ]


def summary(made: Issue) -> dict[str, Any]:
    """Write an issue as the expected files have it."""
    return {**heading(made), "items": named_items(made)}


def heading(made: Issue) -> dict[str, Any]:
    return {"title": made.title, "date": made.date, "sender": made.sender, "language": made.language}


def named_items(made: Issue) -> list[dict[str, str]]:
    return [{"title": item.title} | ({"section": item.section} if item.section else {}) for item in made.items]


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_found_with_its_title_in_order_and_the_issue_is_told_right(
    name: str, rewrite: Rewrite | None
) -> None:
    if rewrite:
        rewrite(LETTERS / f"{name}{RIGHT}", as_made(name))
    right = [
        {**one, "items": [{key: item[key] for key in item if key != "text"} for item in one["items"]]}
        for one in right_of(name)
    ]
    for one in right:
        del one["introduction"]
    assert [summary(one) for one in made_of(name)] == right


@pytest.mark.parametrize("name", NAMES)
def test_rewriting_what_is_right_for_a_letter_changes_nothing(name: str) -> None:
    assert as_made(name) == (LETTERS / f"{name}{RIGHT}").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_kept_and_boilerplate_is_not(name: str) -> None:
    found = measured(made_of(name), right_of(name))
    assert found.kept >= 0.98 * found.right
    assert found.too_many < 0.02 * found.right


def test_each_item_has_its_own_words() -> None:
    for name in NAMES:
        for made, right in zip(made_of(name), right_of(name), strict=True):
            for item, wanted in zip(made.items, right["items"], strict=True):
                own, other = Counter(words(shown(item.markdown))), Counter(words(wanted["text"]))
                assert (own & other).total() >= 0.95 * max(own.total(), other.total()), f"{name}: {item.title}"


def test_letters_of_every_kind_are_there() -> None:
    assert len(NAMES) >= 20
    assert {Path(name).suffix for name in NAMES} == {".docx", ".eml", ".html", ".mbox", ".md", ".pdf", ".txt", ".zip"}
