"""What a person must look at in a text that was imported: personal data, and letters that a scanner misread."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations

from generator.importers.letter import Item, Remark
from search.analysis import tokens
from search.compounds import split as halves
from search.dictionary import in_bokmal, in_nynorsk, is_word
from search.varieties import bokmal, is_nynorsk

_MOST_NAMED = 40
_MISREAD_ENOUGH = 3
_SHORTEST_MISREAD = 4
_MOST_CHANGES = 12
_LONGEST_WORD = 40
_MOST_WORDS_READ = 20_000
_MOST_WORDS_TRIED = 4000
# Short words that the dictionaries do not tell apart, or that say more than others.
_NYNORSK = frozenset(
    ("ikkje", "ein", "eit", "eg", "frå", "dei", "vere", "kva", "korleis", "noko", "meir", "berre", "desse")
)
_BOKMAL = frozenset(("ikke", "en", "et", "jeg", "fra", "de", "være", "hva", "hvordan", "noe", "mer", "bare", "disse"))
# What a scanner makes of å, æ and ø, and of a whole word.
_MISREAD = {"a": "aå", "e": "eæø", "o": "oø", "é": "éå", "g": "gø", "d": "då"}
_PAIRS = (("ae", "æ"), ("aa", "å"), ("oe", "ø"), ("ee", "æ"), ("ea", "æ"))
_LONE = re.compile(r"(?<![\w.,§-])(?:[&4] (?=[a-zæøå]{2,}e\b)|1 (?=[a-zæøå]{4,}))")

_PHONE = re.compile(
    r"(?<![\w./-])(?:(?:\+|00)47[ -]?)?[2-9](?:\d \d\d \d\d \d\d|\d\.\d\d\.\d\d\.\d\d|\d\d \d\d \d{3}|\d{3} \d{4}"
    r"|\d{7})"
    r"(?![\w/-]|[.,]\d| \d\d\d\b)"
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_FUNCTIONAL = re.compile(
    r"post|postmottak|firmapost|kontakt|info|resepsjon|no-?reply|ikke-?svar|support|hjelp|redaksjon(en)?|web\w*"
    r"|admin|hr|it|pko|suff"
    r"|alis|\w*nytt|legevakt|kommune\w*|sykehus\w*|sjukehus\w*|samhandling\w*|kurs\w*|personvern\w*|nyhetsbrev"
    r"|nyhendebrev",
    re.I,
)
_AT_HOME = re.compile(r"@(gmail|hotmail|outlook|live|yahoo|icloud|online|getmail|msn)\.", re.I)
_CAPITAL = r"[A-ZÆØÅ][a-zæøåéèöä]+(?:-[A-ZÆØÅ][a-zæøåéèöä]+)*"
_NAME = re.compile(rf"(?<![\w@.])({_CAPITAL})((?: (?:{_CAPITAL}|[A-ZÆØÅ]\.|von|van|de))* {_CAPITAL})(?![\w@])")


def language(text: str) -> str:
    """Tell ``nn`` from ``nb`` by the words that only one of them has.

    >>> language("Sjukehuset tilbyr eit kurs om tilvisingar"), language("Sykehuset tilbyr et kurs om henvisninger")
    ('nn', 'nb')

    A word that both have, such as *ny*, says nothing.
    """
    words = [word for word in tokens(text)[:_MOST_WORDS_READ] if len(word) <= _LONGEST_WORD]
    nynorsk = sum((is_nynorsk(word) and not in_bokmal(word)) + (word in _NYNORSK) for word in words)
    return (
        "nn"
        if nynorsk > sum((in_bokmal(word) and not in_nynorsk(word)) + (word in _BOKMAL) for word in words)
        else "nb"
    )


def personal(items: tuple[Item, ...]) -> Iterator[Remark]:
    """Name what may belong to a person, and the item it stands in."""
    for item in items:
        text = _shown(f"{item.title}\n{item.markdown}")
        for code, found in (("import-telefon", _phones), ("import-epost", _addresses), ("import-navn", _names)):
            for value in list(dict.fromkeys(found(text)))[:_MOST_NAMED]:
                yield Remark(code, (("item", item.title), ("value", value)))


def _shown(markdown: str) -> str:
    """Take away what Markdown adds, but not the addresses of mail and telephone in links."""
    text = re.sub(r"\]\((?:mailto:|tel:)([^)\s]*)\)", r" \1 ", markdown)
    return re.sub(r"\]\([^)\s]*\)|[*\\\[\]#]", " " if "](" in text else "", re.sub(r"https://\S+", " ", text))


def _phones(text: str) -> Iterator[str]:
    for found in _PHONE.finditer(text):
        yield found[0]


def _addresses(text: str) -> Iterator[str]:
    for found in _EMAIL.finditer(text):
        if not is_functional(found[0]):
            yield found[0]


def is_functional(address: str) -> bool:
    """Whether an e-mail address belongs to an office and not to a person.

    >>> is_functional("postmottak@eksempel.no"), is_functional("praksiskonsulent@eksempel.no")
    (True, True)
    >>> is_functional("kari.nordmann@eksempel.no"), is_functional("post@gmail.com")
    (False, False)
    """
    parts = [part for part in re.split(r"[._+-]|\d+", address.partition("@")[0]) if part]
    if _AT_HOME.search(address) or not parts:
        return False
    if any(_FUNCTIONAL.fullmatch(part) for part in parts):
        return True
    return all(_is_known(part.lower()) and part.capitalize() not in _given_names() for part in parts)


def _names(text: str) -> Iterator[str]:
    for found in _NAME.finditer(text):
        words = found[0].split()
        start = next((at for at, word in enumerate(words[:-1]) if _is_given(word)), None)
        if start is not None:
            yield " ".join(words[start:])


def _is_given(word: str) -> bool:
    return word in _given_names() or any(part in _given_names() for part in word.split("-"))


@cache
def _given_names() -> frozenset[str]:
    text = (files("generator.importers.split") / "data" / "fornavn.txt").read_text("utf-8")
    return frozenset(name for line in text.splitlines() if not line.startswith("#") for name in line.split())


def misread(text: str) -> Iterator[Remark]:
    """Name words that are none, but would be with å, æ or ø, where there are enough of them; nothing is changed."""
    found: dict[str, str] = {}
    for lone in _LONE.finditer(text):
        found.setdefault(f"{lone[0].strip()} …", "i …" if lone[0][0] == "1" else "å …")
    words = re.findall(r"(?<![\w@./-])[A-ZÆØÅ]?[a-zæøåé]{3,40}(?![\w@/])", text)[:_MOST_WORDS_READ]
    for word in list(dict.fromkeys(map(str.lower, words)))[:_MOST_WORDS_TRIED]:
        if meant := meant_by(word):
            found[word] = meant
    if len(found) >= _MISREAD_ENOUGH:
        listed = ", ".join(f"{word} → {meant}" for word, meant in list(found.items())[:_MOST_NAMED])
        yield Remark("import-tegnlesing", (("count", str(len(found))), ("words", listed)))


@cache
def meant_by(word: str) -> str:
    """Give the word that was perhaps read wrongly, or nothing for one that is known or past help.

    A compound that nobody has listed gives way to a listed one: *primerhelsetjenesten* could be one of primers.

    >>> meant_by("primerhelsetjenesten"), meant_by("fastlegen"), meant_by("ogsé"), meant_by("qwerty")
    ('primærhelsetjenesten', '', 'også', '')
    """
    if len(word) < _SHORTEST_MISREAD or is_word(word) or is_word(word.removesuffix("s")):
        return ""
    candidates = list(_candidates(word))
    if found := next(filter(is_word, candidates), ""):
        return found
    return "" if _is_known(word) else next(filter(halves, candidates), "")


def _candidates(word: str) -> Iterator[str]:
    """Yield what a word could have been with one letter read wrongly, and then with two."""
    for pair, letter in _PAIRS:
        if pair in word:
            yield word.replace(pair, letter, 1)
    changes = [(at, other) for at, letter in enumerate(word) for other in _MISREAD.get(letter, "")[1:]]
    for at, letter in changes:
        yield word[:at] + letter + word[at + 1 :]
    for (at, letter), (later, other) in combinations(changes[:_MOST_CHANGES], 2):
        if at != later:
            yield word[:at] + letter + word[at + 1 : later] + other + word[later + 1 :]


@cache
def _is_known(word: str) -> bool:
    return is_word(word) or bool(halves(word)) or bokmal(word) is not None or bool(halves(word.removesuffix("s")))
