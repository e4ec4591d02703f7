"""Where the user's own caches lie: never in a site, which may come from anyone."""

import os
from pathlib import Path


def user_cache() -> Path:
    """Give the folder of our caches; it need not be there, and may be removed at any time."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")  # noqa: PTH111, PTH118
    return Path(home) / "fagarkiv"
