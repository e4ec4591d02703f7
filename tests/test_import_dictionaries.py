"""What reads foreign files has the dictionaries, wherever the user's cache is, and if there is none."""

from pathlib import Path

import pytest

from generator.importers.read.sandbox import Sandbox
from search.dictionary import in_bokmal
from tests.foreign import DIALOG, HOSPITERING, as_html, mail


@pytest.mark.parametrize("can_be_written", [True, False])
def test_a_letter_is_read_though_the_cache_is_gone_since_the_dictionaries_were_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_be_written: bool
) -> None:
    """Read whole, the dictionaries take more memory than the process has that reads letters."""
    assert in_bokmal("opplysninger")
    cache = tmp_path / "hurtiglager"
    if not can_be_written:
        cache.write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with Sandbox() as sandbox:
        outcome = sandbox.read("brev.eml", mail("Nr. 1", as_html((DIALOG, HOSPITERING))).as_bytes())
    assert (len(outcome.issues), outcome.failures) == (1, ())
