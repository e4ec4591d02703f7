"""The host's signature on the checksums of a release, made and tried with the program minisign."""

from pathlib import Path
from typing import NamedTuple

from generator.base.problems import UsageError
from generator.engine.written import Written, hashed
from generator.release.hosting import SIGNATURE, SUMS
from generator.release.programs import run


class Signing(NamedTuple):
    """Whether a release is signed, and with which secret key; one that is only compared with another needs none."""

    is_wanted: bool = False
    key: Path | None = None


UNSIGNED = Signing()


def sign(folder: Path, key: Path, public_key: str | None, told: str) -> Written:
    """Sign the checksums in a folder; the same checksums, key and ``told`` give the same bytes.

    Raises:
        UsageError: there is no minisign here, it does not take the key, or another key is the site's.
    """
    if public_key is None:
        raise UsageError("bruk-signatur-nokkel")
    sums, signature = folder / SUMS, folder / SIGNATURE
    signature.unlink(missing_ok=True)
    run("minisign", "-S", "-s", str(key), "-m", str(sums), "-x", str(signature), "-c", "Fagarkiv", "-t", told)
    try:
        run("minisign", "-V", "-q", "-P", public_key, "-m", str(sums), "-x", str(signature))
    except UsageError as error:
        raise UsageError("bruk-signatur-annen", key=key) from error
    return hashed(folder, SIGNATURE)
