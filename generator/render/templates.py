"""Templates, compiled once for all builds of one version of the program."""

import contextlib
import shutil
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from generator.base.version import code_version
from search.places import discard, read_whole, user_cache, write_whole


class _Kept(jinja2.FileSystemBytecodeCache):
    """Compiled templates in a folder, which may be gone at any time, or damaged: what is not whole is not run."""

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = read_whole(Path(self._get_cache_filename(bucket)))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            write_whole(Path(self._get_cache_filename(bucket)), bucket.bytecode_to_string())


def compiled() -> jinja2.BytecodeCache | None:
    """Give where compiled templates are kept, which is the user's own cache folder; None where there can't be one.

    Jinja knows them again by their source, but not by the settings they were compiled with: so each version of the
    program has a folder of its own, and takes those of others away.
    """
    folder = user_cache() / "maler" / code_version().hex()[:16]
    with contextlib.suppress(OSError):
        if folder.exists() and not folder.is_dir():
            discard(folder)
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        for other in folder.parent.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return _Kept(str(folder))
    return None
