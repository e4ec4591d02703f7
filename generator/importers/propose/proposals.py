"""What is proposed for a draft: topics, what it hangs together with, and whether it is there already."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.importers.propose.sameness import Text, judge
from generator.index.local import Hit, Local
from generator.model.archive import Archive
from generator.model.registers import Entry
from search.analysis import STOP_WORDS, term, tokens
from search.duplicates import THRESHOLD, shingles, similarity

MOST_TOPICS = 3
MOST_RELATED = 3
_HITS = 6
_ASKED_WORDS = 8
_SKETCH = 32
_ISSUES = "nyhetsbrev/"
# A topic's name in title and text is enough; so are three near items with it that share most of the words, or its name
# and a few.  No topic is better than a wrong one: of the project's own items, 97 % of what is proposed is right, and a
# third of what is right is proposed.
_IN_TITLE, _IN_TEXT, _OFTEN, _NEIGHBOUR, _ENOUGH = 1.2, 0.8, 1.5, 0.7, 1.8


class Same(NamedTuple):
    """An item that is in the archive already; ``likeness`` is 1 for the very same words, and for what leads there."""

    id: str
    title: str
    likeness: float
    is_linked: bool = False


class Proposed(NamedTuple):
    """What is proposed for an item: topics, ids of related documents, and what it resembles and perhaps replaces."""

    topics: tuple[str, ...]
    related: tuple[str, ...]
    alike: Same | None = None


class Proposer:
    """Knows the archive, and what has been drafted since it was read."""

    def __init__(self, local: Local) -> None:
        self._local, self._archive = local, local.content
        self._names = list(_topic_terms(self._archive.registers["temaer"]))
        self._drafted: dict[str, Text] = {}
        self._sketches: dict[int, list[str]] = defaultdict(list)

    @property
    def archive(self) -> Archive:
        """The archive as it was when importing began."""
        return self._archive

    def written(self, id_: str) -> str:
        """Give the Markdown of a document that was there when importing began."""
        return self._local.written(f"{id_}.md")

    def found(self, text: Text) -> Same | Proposed:
        """Give the item that says the same, in the archive or among the drafts of this import, or what is proposed."""
        near = sorted(self._near(text), key=lambda one: (-one.likeness, one.id))
        judged = [(one, judge(text, self._known(one), one.likeness, THRESHOLD)) for one in near]
        same = next((one for one, verdict in judged if verdict == "same"), None)
        alike = next((one for one, verdict in judged if verdict == "alike"), None)
        return same or self._propose(text.title, _plain(text.markdown))._replace(alike=alike)

    def _near(self, text: Text) -> Iterator[Same]:
        """Yield the items that say nearly the same."""
        plain = _plain(text.markdown)
        for hit in self._local.near(text.title, plain):
            if _is_item(hit):
                yield Same(_id(hit), hit.title, hit.score)
        asked = shingles([text.title, plain])
        for id_ in {id_ for piece in _sketch(asked) for id_ in self._sketches.get(piece, ())} & self._drafted.keys():
            drafted = self._drafted[id_]
            yield Same(id_, drafted.title, similarity(asked, shingles([drafted.title, _plain(drafted.markdown)])))

    def _known(self, near: Same) -> Text:
        """Give what an item says, and the day of its letter unless that was a guess."""
        if near.id in self._drafted:
            return self._drafted[near.id]
        matter = self._archive.documents[near.id].matter
        day = None if "date" in matter.guessed else matter.published
        return Text(near.title, self.written(near.id), day)

    def add(self, id_: str, text: Text) -> None:
        """Remember an item that was drafted."""
        self._drafted[id_] = text
        for piece in _sketch(shingles([text.title, _plain(text.markdown)])):
            self._sketches[piece].append(id_)

    def forget(self, ids: Iterable[str]) -> None:
        """Forget items that were not drafted after all."""
        for id_ in ids:
            self._drafted.pop(id_, None)

    def _propose(self, title: str, text: str) -> Proposed:
        """Propose topics by the names in the register and what is near, and the nearest as related."""
        query = _query(title, text)
        hits = [hit for hit in self._local.search(query, _HITS) if _is_item(hit)]
        scores = self._by_name(title, text)
        for hit in hits:
            # A weaker hit says less, and so does the best one where it has few of the words.
            weight = hit.score / hits[0].score * self._local.shared(query, hit) if hits[0].score else 0
            for topic in self._topics_of(_id(hit)):
                scores[topic] += _NEIGHBOUR * weight
        enough = [topic for topic, score in scores.items() if score >= _ENOUGH]
        topics = tuple(sorted(enough, key=lambda topic: (-scores[topic], topic))[:MOST_TOPICS])
        related = tuple(_id(hit) for hit in hits if hit.score >= hits[0].score / 2)[:MOST_RELATED]
        return Proposed(topics, related)

    def _by_name(self, title: str, text: str) -> dict[str, float]:
        heading, body = set(map(term, tokens(title))), Counter(map(term, tokens(text)))
        scores: dict[str, float] = defaultdict(float)
        for topic, words in self._names:
            times = min(body[word] for word in words)
            in_text = _OFTEN if times >= 3 else _IN_TEXT if times else 0.0
            scores[topic] = max(scores[topic], in_text + (_IN_TITLE if words <= heading else 0.0))
        return scores

    def _topics_of(self, id_: str) -> tuple[str, ...]:
        document = self._archive.documents.get(id_)
        known = self._archive.registers["temaer"]
        if document is None or "topics" in document.matter.guessed:
            return ()
        return tuple(topic for topic in self._archive.classified(document, "topics") if topic in known)


def _topic_terms(topics: Mapping[str, Entry]) -> Iterator[tuple[str, set[str]]]:
    for topic in topics.values():
        for name in dict.fromkeys((topic.name, topic.called("nn"))):
            words = {term(word) for word in tokens(name) if word not in STOP_WORDS}
            if words:
                yield topic.id, words


def _query(title: str, text: str) -> str:
    words: Sequence[str] = [word for word in tokens(f"{title} {text}") if word not in STOP_WORDS]
    return " ".join(list(dict.fromkeys(words))[:_ASKED_WORDS])


def _sketch(pieces: Collection[tuple[str, ...]]) -> list[int]:
    """Give the least of the hashes of a text's runs of words: alike texts share some (Broder 1997)."""
    return sorted({zlib.crc32(" ".join(piece).encode()) for piece in pieces})[:_SKETCH]


def _plain(markdown: str) -> str:
    """Leave out the addresses of links, which are no words."""
    return re.sub(r"\]\([^()\n]{0,500}\)|<https?://[^<>\s]{1,500}>", "] ", markdown)


def _is_item(hit: Hit) -> bool:
    return not hit.path.startswith(_ISSUES)


def _id(hit: Hit) -> str:
    return hit.path.removesuffix(".md")
