"""What is proposed for a draft: sender, topics, what it hangs together with, and whether it is there already."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.index.local import Hit, Local
from generator.model.archive import Archive
from generator.model.registers import Entry, Organisation
from generator.source.file_names import slugify
from search.analysis import STOP_WORDS, fold, term, tokens
from search.duplicates import THRESHOLD, shingles, similarity

MOST_TOPICS = 3
MOST_RELATED = 3
_HITS = 6
_ASKED_WORDS = 8
_SKETCH = 32
# Of fewer words, such as a greeting, many are alike without being the same.
_FEWEST_WORDS = 12
_ISSUES = "nyhetsbrev/"
# A topic's name in the title is enough alone; so are two near items with it, or one and the name in the text.
_IN_TITLE, _IN_TEXT, _OFTEN, _NEIGHBOUR, _ENOUGH = 3.0, 0.8, 1.5, 0.7, 1.4


class Same(NamedTuple):
    """An item that is in the archive already; ``likeness`` is 1 for the very same words, and for what leads there."""

    id: str
    title: str
    likeness: float
    is_linked: bool = False


class Proposed(NamedTuple):
    """What is proposed for an item: topics, whether they are more than a guess, and ids of related documents."""

    topics: tuple[str, ...]
    is_guess: bool
    related: tuple[str, ...]


class Proposer:
    """Knows the archive, and what has been drafted since it was read."""

    def __init__(self, local: Local) -> None:
        self._local, self._archive = local, local.content
        self._names = list(_topic_terms(self._archive.registers["temaer"]))
        self._drafted: dict[str, tuple[str, str]] = {}
        self._sketches: dict[int, list[str]] = defaultdict(list)

    @property
    def archive(self) -> Archive:
        """The archive as it was when importing began."""
        return self._archive

    def same(self, title: str, text: str) -> Same | None:
        """Find the item that says nearly the same, in the archive or among the drafts of this import."""
        if len(tokens(text)) < _FEWEST_WORDS:
            return None
        asked = shingles([title, text])
        found = [Same(_id(hit), hit.title, hit.score) for hit in self._local.near(title, text) if _is_item(hit)]
        for id_ in {id_ for piece in _sketch(asked) for id_ in self._sketches.get(piece, ())} & self._drafted.keys():
            drafted = self._drafted[id_]
            found.append(Same(id_, drafted[0], similarity(asked, shingles(drafted))))
        best = max(found, key=lambda same: (same.likeness, same.id), default=None)
        return best if best and best.likeness >= THRESHOLD else None

    def add(self, id_: str, title: str, text: str) -> None:
        """Remember an item that was drafted."""
        self._drafted[id_] = (title, text)
        for piece in _sketch(shingles([title, text])):
            self._sketches[piece].append(id_)

    def forget(self, ids: Iterable[str]) -> None:
        """Forget items that were not drafted after all."""
        for id_ in ids:
            self._drafted.pop(id_, None)

    def propose(self, title: str, text: str) -> Proposed:
        """Propose topics by the names in the register and what is near, and the nearest as related."""
        hits = [hit for hit in self._local.search(_query(title, text), _HITS) if _is_item(hit)]
        scores = self._by_name(title, text)
        for hit in hits:
            # A weaker hit says less; the best one says as much as it is alone.
            for topic in self._topics_of(_id(hit)):
                scores[topic] += _NEIGHBOUR * hit.score / hits[0].score if hits[0].score else 0
        found = [topic for topic, score in scores.items() if score]
        best = sorted(found, key=lambda topic: (-scores[topic], topic))[:MOST_TOPICS]
        sure = tuple(topic for topic in best if scores[topic] >= _ENOUGH)
        guess = tuple(best[:1]) or tuple(self._archive.registers["temaer"])[:1]
        related = tuple(_id(hit) for hit in hits if hit.score >= hits[0].score / 2)[:MOST_RELATED]
        return Proposed(sure or guess, not sure, related)

    def _by_name(self, title: str, text: str) -> dict[str, float]:
        heading, body = set(map(term, tokens(title))), Counter(map(term, tokens(text)))
        scores: dict[str, float] = defaultdict(float)
        for topic, words in self._names:
            times = min(body[word] for word in words)
            score = _IN_TITLE if words <= heading else _OFTEN if times >= 3 else _IN_TEXT if times else 0.0
            scores[topic] = max(scores[topic], score)
        return scores

    def _topics_of(self, id_: str) -> tuple[str, ...]:
        document = self._archive.documents.get(id_)
        known = self._archive.registers["temaer"]
        return tuple(t for t in self._archive.classified(document, "topics") if t in known) if document else ()


def sender(written: str, organisations: Mapping[str, Entry]) -> str:
    """Give the id of the organisation that a sender's name or e-mail address belongs to, or nothing.

    >>> known = {"siv": Organisation(id="siv", name="Sykehuset i Vestfold HF")}
    >>> sender("Praksisnytt <praksisnytt@siv.no>", known), sender("Sykehuset i Vestfold", known), sender("A", known)
    ('siv', 'siv', '')
    """
    name = _key(re.sub(r"<[^>]*>|\S+@\S+", " ", written))
    for entry in organisations.values():
        if name and name in {_key(entry.name), _key(entry.called("nn")), slugify(entry.id)}:
            return entry.id
    hosts = [found.lower() for found in re.findall(r"@([\w.-]+)", written)]
    for entry in organisations.values():
        own = re.sub(r"^https://(?:www\.)?|/.*$", "", (isinstance(entry, Organisation) and entry.url) or "")
        if any(_belongs(host, own, entry) for host in hosts):
            return entry.id
    # "Sykehuset i Vestfold, kommunikasjon": the longest name that stands in the sender's.
    inside = [entry for entry in organisations.values() if f"-{_key(entry.name)}-" in f"-{name}-"]
    return max(inside, key=lambda entry: len(entry.name)).id if inside else ""


def _belongs(host: str, own: str, entry: Entry) -> bool:
    if own and (host == own or host.endswith(f".{own}")):
        return True
    labels = host.split(".")[:-1]
    return entry.id in labels or _key(entry.name) in labels or f"{_key(entry.name)}.kommune" in host


def _key(name: str) -> str:
    """Write a name so that small differences do not count: form of company, brackets, letters beyond ASCII."""
    bare = re.sub(r"\([^)]*\)|\b(?:HF|RHF|AS|kommune)\b", " ", name)
    return re.sub(r"[^a-z0-9]+", "-", fold(bare)).strip("-")


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


def _is_item(hit: Hit) -> bool:
    return not hit.path.startswith(_ISSUES)


def _id(hit: Hit) -> str:
    return hit.path.removesuffix(".md")
