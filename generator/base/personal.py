"""Tells e-mail addresses that are a person's own."""

import re

_NAME_PARTS = re.compile(r"[a-zæøå]+(?:-[a-zæøå]+)*(?:[._][a-zæøå]+(?:-[a-zæøå]+)*)+", re.IGNORECASE)
# What a part of an address is, or begins with, where it is an office's and not a name.
_OF_AN_OFFICE = re.compile(
    r"(?:alis|alu|fag|info|it|lis|su|suff)\Z|arkiv|avdeling|drift|epost|fastlege|felles|firma|forum|helse|henvisning|"
    r"journal|klinikk|kommun|kontakt|kontor|lege|medisin|mottak|nyhet|post|praksis|r[åa]dgiv|redaksjon|samarbeid|"
    r"samhandling|sekretariat|seksjon|senter|service|stab|support|sykehus|sjukehus|team|tilvising|tjeneste|teneste|"
    r"utval|vakt|varsel"
)


def is_personal_address(email: str) -> bool:
    """Whether an e-mail address looks like a person's own: two or more names, and no word of an office among them.

    >>> is_personal_address("kari.nordmann@horten.kommune.no"), is_personal_address("post.legevakt@example.no")
    (True, False)
    """
    local = email.partition("@")[0].lower()
    parts = re.split(r"[._]", local)
    return _NAME_PARTS.fullmatch(local) is not None and not any(map(_OF_AN_OFFICE.match, parts))
