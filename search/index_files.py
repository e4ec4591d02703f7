"""The index that a browser loads: script files that work on ``file://`` and over HTTP alike.

Each file calls ``Fagarkiv.take(part, number, data)``.  Their parts are

``indeks``    one small file: how many documents, which file holds what, stop words, synonyms of several words
``fasetter``  one file: kind, sender, date, status, language and topics of every document, in columns
``ord``       the lexicon in alphabetical ranges, each with the postings of its terms: one file answers for a word
``fram``      the words of the site in alphabetical ranges, to repair what is misspelled and part what is unknown
``bak``       the same words, read backwards
``dok``       title and address of a document
``utdrag``    the plain text of a document by section, for the sentence that a hit shows
``navn``      pages that have a name: those of a municipality, a topic, a forum
``punkt``     numbered points in the order of their numbers

Documents are numbered from the oldest, so that a new one changes only the files that hold its own words.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from search.documents import ENTRY

# How the files are written; the same as FORM in client/engine/index.js.
FORM = 2
FOLDER = ENTRY.rpartition("/")[0]
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class IndexFile(NamedTuple):
    """One file of the index; ``url`` is relative to the site's root."""

    url: str
    data: bytes


class Part(NamedTuple):
    """The files of one part: each begins with a word, or all have as many documents."""

    files: Sequence[IndexFile]
    firsts: Sequence[str] = ()
    size: int = 0

    def listed(self) -> object:
        """Say where they begin, or how many documents each has, and what their addresses can't be known without."""
        files = " ".join(map(name_of, self.files))
        return {"size": self.size, "files": files} if self.size else {"first": self.firsts, "files": files}


def entry(*listed: Mapping[str, object]) -> IndexFile:
    """Make the one file whose name stays: what the parts of the index say of themselves."""
    named = {key: value for one in ({"form": FORM}, *listed) for key, value in one.items()}
    return IndexFile(ENTRY, script("indeks", 0, packed(named)))


def packed(data: object) -> str:
    """Write data as JSON that may stand in a script."""
    return _ENCODER.encode(data).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def script(part: str, number: int, data: str) -> bytes:
    """Write a script that hands over one file's data, which is JSON."""
    return f'Fagarkiv.take("{part}",{number},{data});\n'.encode()


def script_file(part: str, number: int, data: str) -> IndexFile:
    """Make a file that is named after all that is in it."""
    written = script(part, number, data)
    return IndexFile(address(FOLDER, part, number, written), written)


def address(folder: str, part: str, number: int, made_of: bytes) -> str:
    """Name a file after what it is made of."""
    return f"{folder}/{part}-{number}-{hashlib.blake2b(made_of, digest_size=5).hexdigest()}.js"


def name_of(file: IndexFile) -> str:
    """Give the one part of a file's address that the client can't know: the hash."""
    return file.url.rpartition("-")[2].removesuffix(".js")


def size_of(count: int, least: int, most_files: int) -> int:
    """Say how many documents a file holds, so that there are not too many files."""
    return max(least, -(-count // most_files))
