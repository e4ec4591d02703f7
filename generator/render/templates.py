"""Templates, compiled once for all builds of one version of the program."""

import contextlib
import shutil

import jinja2
from jinja2.bccache import Bucket

from generator.base.version import code_version
from search.places import user_cache


class _Kept(jinja2.FileSystemBytecodeCache):
    """Compiled templates in a folder, which may be gone at any time."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def compiled() -> jinja2.BytecodeCache | None:
    """Give where compiled templates are kept, which is the user's own cache folder; None where there can't be one.

    Jinja knows them again by their source, but not by the settings they were compiled with: so each version of the
    program has a folder of its own, and takes those of others away.
    """
    folder = user_cache() / "maler" / code_version().hex()[:16]
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        for other in folder.parent.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        return _Kept(str(folder))
    return None
