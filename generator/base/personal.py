"""Finds what may never be published: national identity numbers, and e-mail addresses that are a person's own."""

import re
from collections.abc import Iterator
from datetime import date

_CANDIDATE = re.compile(r"(?<!\d)(\d{6})[ .\u00a0\u2009\u202f-]?(\d{5})(?!\d)")
_NAME_PARTS = re.compile(r"[a-zæøå]+(?:-[a-zæøå]+)*(?:[._][a-zæøå]+(?:-[a-zæøå]+)*)+", re.IGNORECASE)
# What a part of an address is, or begins with, where it is an office's and not a name.
_OF_AN_OFFICE = re.compile(
    r"(?:alis|alu|fag|info|it|lis|su|suff)\Z|arkiv|avdeling|drift|epost|fastlege|felles|firma|forum|helse|henvisning|"
    r"journal|klinikk|kommun|kontakt|kontor|lege|medisin|mottak|nyhet|post|praksis|r[åa]dgiv|redaksjon|samarbeid|"
    r"samhandling|sekretariat|seksjon|senter|service|stab|support|sykehus|sjukehus|team|tilvising|tjeneste|teneste|"
    r"utval|vakt|varsel"
)
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def is_identity_number(digits: str) -> bool:
    """Whether 11 digits make a valid fødselsnummer or D-number, by today's rules or those from 2032.

    Both check digits are modulo 11 (Skatteetaten, "Fødselsnummer").  From 2032 the first may leave a remainder of
    0 to 3 and the century can no longer be read from the individual number; a D-number adds 4 to the first digit.

    >>> is_identity_number("00000000000")
    False
    """
    number = [int(digit) for digit in digits]
    first = sum(weight * digit for weight, digit in zip(_FIRST, number, strict=False)) % 11
    second = sum(weight * digit for weight, digit in zip(_SECOND, number, strict=True)) % 11
    return second == 0 and first <= 3 and _is_birthday(number)


def _is_birthday(number: list[int]) -> bool:
    day = (number[0] - 4 if number[0] >= 4 else number[0]) * 10 + number[1]
    month, year = number[2] * 10 + number[3], number[4] * 10 + number[5]
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def identity_numbers(text: str) -> Iterator[int]:
    """Yield the line (from 1) of every national identity number in ``text``."""
    for found in _CANDIDATE.finditer(text):
        if is_identity_number(found[1] + found[2]):
            yield text.count("\n", 0, found.start()) + 1


def is_personal_address(email: str) -> bool:
    """Whether an e-mail address looks like a person's own: two or more names, and no word of an office among them.

    >>> is_personal_address("kari.nordmann@horten.kommune.no"), is_personal_address("post.legevakt@example.no")
    (True, False)
    """
    local = email.partition("@")[0].lower()
    parts = re.split(r"[._]", local)
    return _NAME_PARTS.fullmatch(local) is not None and not any(map(_OF_AN_OFFICE.match, parts))
