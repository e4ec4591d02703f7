"""What was perhaps meant by an id that is not there: by its spelling, by a name, or by what it was called before."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

# Below this, two words are hardly the same misspelt; and words that begin otherwise must be nearer still, since many a
# Norwegian word ends as another does: hudsykdommer, hjertesykdommer.
_NEAR, _NEARER, _BEGIN = 0.65, 0.85, 2
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def plain(text: str) -> str:
    """Write a name with the letters and figures that tell it from others.

    >>> plain("Sykehuset Østfold HF"), plain("«hjerte»")
    ('sykehusetostfoldhf', 'hjerte')
    """
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    return re.sub(r"[^a-z0-9]", "", lowered)


def near(value: str, names: Mapping[str, Iterable[str]]) -> str:
    """Give the id that was perhaps meant, of ids each with its names; nothing where none is near.

    >>> register = {"so": ["Sykehuset Østfold"], "siv": ["Sykehuset i Vestfold", "SiV HF"]}
    >>> near("Sykehuset Østfold HF", register), near("SIV", register), near("nav", register)
    ('so', 'siv', '')
    """
    wanted = plain(value)
    called = [(plain(name), id_) for id_, own in names.items() for name in (id_, *own)]
    if exact := next((id_ for name, id_ in called if name == wanted), ""):
        return exact
    likeness, found = max(((_likeness(wanted, name), id_) for name, id_ in called), default=(0.0, ""))
    return found if likeness >= _NEAR else ""


def _likeness(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other)
    if matcher.quick_ratio() < _NEAR:
        return 0.0
    ratio = matcher.ratio()
    begins_so = one[:_BEGIN] == other[:_BEGIN] or sorted(one) == sorted(other)
    return ratio if begins_so or ratio >= _NEARER else 0.0


def near_document(value: str, known: Collection[str]) -> str:
    """Give the id of the document that was perhaps meant; nothing where none is near.

    >>> known = ["nyheter/2026/gastroskopi", "nyheter/2026/velkommen", "sider/om"]
    >>> near_document("nyheter/2025/gastroskopi", known), near_document("content/sider/om.md", known)
    ('nyheter/2026/gastroskopi', 'sider/om')
    >>> near_document("nyheter/2026/gastroskop", known), near_document("nyheter/2026/sak", known)
    ('nyheter/2026/gastroskopi', '')
    """
    bare = re.sub(r"^\W*(?:content/)?|\.(?:md|html)\W*$|\W+$", "", value.casefold())
    if bare in known:
        return bare
    folder, _, name = bare.rpartition("/")
    there = [id_ for id_ in known if id_.rpartition("/")[2] == name]
    if len(there) == 1:
        return there[0]
    beside: dict[str, tuple[str, ...]] = {
        id_.rpartition("/")[2]: () for id_ in known if id_.rpartition("/")[0] == folder
    }
    found = near(name, beside)
    return f"{folder}/{found}" if found else ""


def parts_of(value: str, known: Collection[str]) -> list[str]:
    """Give the ids that a value consists of, where it is several that lack the commas between them.

    >>> parts_of("hjerte legevakt", {"hjerte", "legevakt"}), parts_of("hjerte mye", {"hjerte"})
    (['hjerte', 'legevakt'], [])
    """
    parts = re.split(r"[\s;|]+", value.strip())
    return parts if len(parts) > 1 and all(part in known for part in parts) else []
